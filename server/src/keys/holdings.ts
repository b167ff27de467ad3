// What the keys hold about people: one wrapped key each, under the random id. The tombstone is a keyed hash and names nobody.
import type { Holding } from '#kit/holding';
import { until } from '#kit/lasting';
import { shred } from './shred.ts';
import { countSubjectKeys } from './store.ts';

const nobody = { about: 'nobody', purpose: null, period: null } as const;

export const keysHoldings: readonly Holding[] = [
  {
    ...nobody,
    table: 'workspace_keys',
    columns: {
      workspace_id: 'key',
      wrapped: 'hash',
      root_id: 'code',
      epoch: 'code',
      created_at: 'time',
      version: 'code',
      previous: 'hash',
      previous_root: 'code',
      own_root: 'code',
    },
  },
  { ...nobody, table: 'index_keys', columns: { workspace_id: 'key', field: 'code', wrapped: 'hash' } },
  {
    table: 'subject_keys',
    about: 'person',
    columns: {
      workspace_id: 'key',
      subject: 'pseudonym',
      version: 'code',
      epoch: 'code',
      wrapped: 'hash',
      previous: 'hash',
      mark: 'index',
      created_at: 'time',
    },
    title: { en: 'The key that seals your data', de: 'Der Schlüssel, der Ihre Daten versiegelt' },
    purpose: 'service-conversation',
    period: until('forgotten'),
    count: countSubjectKeys,
    erase: async (ctx, subjects) => (await shred(ctx, subjects)).shredded,
  },
  { ...nobody, table: 'shredded_keys', columns: { workspace_id: 'key', mark: 'index', epoch: 'code', shredded_at: 'time' } },
  {
    ...nobody,
    table: 'reencryptions',
    columns: {
      workspace_id: 'key',
      everyone: 'code',
      stage: 'code',
      stage_at: 'time',
      began_at: 'time',
      moved_at: 'time',
      ended_at: 'time',
      secrets: 'code',
      made: 'code',
      resealed: 'code',
    },
  },
  { ...nobody, table: 'leaving_keys', columns: { workspace_id: 'key', owner: 'pseudonym', ref: 'hash', whole: 'code', since: 'time' } },
  { ...nobody, table: 'key_turns', columns: { one: 'code', turn: 'code', mark: 'code', next: 'code', adopted_at: 'time' } },
  { ...nobody, table: 'epoch_ends', columns: { workspace_id: 'key', epoch: 'code', destroyed_at: 'time' } },
];

/** What lies in the database of the keys, where there is one: the wraps alone, under the random ids of whose they are, and whose house it is. */
export const keyStoreHoldings: readonly Holding[] = [
  {
    ...nobody,
    table: 'kept_keys',
    columns: { workspace_id: 'key', owner: 'pseudonym', ref: 'hash', wrapped: 'hash', made_at: 'time', settled: 'code' },
  },
  { ...nobody, table: 'key_turn', columns: { one: 'code', turn: 'code', mark: 'code', at: 'time' } },
  { ...nobody, table: 'key_house', columns: { id: 'code', main: 'code', restoring: 'code', leaving: 'code', one: 'code' } },
];
