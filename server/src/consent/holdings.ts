// Consent events are about a person and prove what they said; they go when the person is erased (the ledger keeps that they existed).
import { openMany, type Permit } from '#keys';
import type { ExportItem, Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { placeOf } from './events.ts';
import { consentProofs } from './proofs.ts';
import { renewalStore } from './renewal/store.ts';
import { countEvents, eraseEvents, keptBy, type Row, readEvents } from './store.ts';
import { tryStore } from './tries-store.ts';

const columns = ['wording', 'session', 'evidence'] as const;

export const consentHoldings: readonly Holding[] = [
  {
    table: 'consent_events',
    about: 'person',
    title: { en: 'Your choices', de: 'Ihre Entscheidungen' },
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      purpose: 'code',
      purpose_version: 'code',
      channel: 'code',
      state: 'code',
      method: 'code',
      said_by: 'code',
      actor: 'pseudonym',
      at: 'time',
      notice_id: 'key',
      notice_version: 'code',
      notice_hash: 'hash',
      language: 'code',
      confirms: 'key',
      explicit: 'code',
      lapses_on: 'time',
      entered_at: 'time',
      age: 'code',
      age_limit: 'code',
      country: 'code',
      identity_id: 'key',
      wording: { category: 'Preference', sealed: true },
      session: { category: 'IPAddress', sealed: true },
      evidence: { category: 'Communication', sealed: true },
    },
    purpose: 'rights-fulfilment',
    period: after('purpose', 'consent-ended'),
    count: countEvents,
    export: async (ctx, permit, subjects, { newest = 100_000 } = {}) => {
      const rows = await readEvents(ctx, subjects, newest);
      const items = rows.flatMap((row) =>
        columns.flatMap((column) => (row[column] ? [{ place: placeOf(row, column), sealed: row[column] }] : [])),
      );
      const opened = await openMany(ctx, permit as Permit, items);
      const found = new Map(items.map(({ place }, index) => [`${place.row}.${place.column}`, opened[index] ?? '']));
      return rows.map((row) => exportItem(row, (column) => found.get(`${row.id}.${column}`) || null));
    },
    noted: ({ by }) => (by === 'agent' ? ['evidence'] : []),
    erase: eraseEvents,
    keeps: keptBy,
    proofs: consentProofs,
  },
  {
    table: 'consent_confirmations',
    about: 'person',
    title: { en: 'Messages by which you confirm a choice', de: 'Nachrichten, mit denen Sie eine Entscheidung bestätigen' },
    purpose: 'rights-fulfilment',
    period: until('choice-deleted'),
    columns: {
      ...{ workspace_id: 'key', event_id: 'key', person_id: 'pseudonym', state: 'code', because: 'code', tries: 'code', at: 'time' },
    },
    count: async (ctx, subjects) => (await tryStore.ofPeople(ctx, subjects)).length,
    export: async (ctx, _permit, people) =>
      (await tryStore.ofPeople(ctx, people)).map(({ event, state, because, tries }) => ({ fields: { event, state, because, tries } })),
    erase: (ctx, subjects) => tryStore.erase(ctx, subjects),
  },
  {
    table: 'consent_renewals',
    about: 'person',
    title: { en: 'Questions whether you agree anew', de: 'Fragen, ob Sie neu zustimmen' },
    purpose: 'rights-fulfilment',
    period: until('choice-deleted'),
    columns: {
      ...{ workspace_id: 'key', event_id: 'key', person_id: 'pseudonym', purpose: 'code', channel: 'code', why: 'code', state: 'code' },
      ...{ because: 'code', message_id: 'key', at: 'time' },
    },
    count: async (ctx, subjects) => (await renewalStore.ofPeople(ctx, subjects)).length,
    export: async (ctx, _permit, people) =>
      (await renewalStore.ofPeople(ctx, people)).map(({ at, event, purpose, channel, why, state, because }) => ({
        at: at.toISOString(),
        fields: { event, purpose, channel, why, state, because },
      })),
    erase: (ctx, subjects) => renewalStore.erase(ctx, subjects),
  },
  {
    // keyed hashes of addresses: whose they were can be asked of an address in hand, and told by nobody
    table: 'consent_addresses',
    about: 'nobody',
    purpose: null,
    period: null,
    columns: { workspace_id: 'key', hash: 'hash', because: 'code', purpose: 'code', channel: 'code', at: 'time' },
  },
];

function exportItem(row: Row, opened: (column: (typeof columns)[number]) => string | null): ExportItem {
  const { purpose, channel, state, method, by, noticeVersion, noticeHash, language, explicit, confirms, lapsesOn, age, ageLimit, country } =
    row;
  const proof = {
    noticeVersion,
    noticeHash,
    language,
    wording: opened('wording'),
    session: opened('session'),
    evidence: opened('evidence'),
  };
  const more = { explicit: explicit || null, confirms, lapsesOn, age, ageLimit, country, enteredAt: row.enteredAt?.toISOString() ?? null };
  return { at: row.at.toISOString(), fields: { purpose, channel, state, method, by, ...proof, ...more } };
}
