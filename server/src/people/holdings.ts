// What people keeps about data subjects. The order is the order in which rows may go.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import type { PersonId, SubjectId } from '#kit/ids';
import { after, until } from '#kit/lasting';
import { placeOf } from './identities.ts';
import { keptBy } from './keeping-store.ts';
import { maskingHoldings } from './masking/holdings.ts';
import { originHoldings } from './origins/holdings.ts';
import * as store from './store.ts';

const ofPerson = { about: 'person', purpose: 'service-conversation' } as const;
const isPerson = (subject: SubjectId): subject is PersonId => subject.startsWith('per_');

export const peopleHoldings: readonly Holding[] = [
  {
    table: 'codes',
    about: 'person',
    purpose: 'identity-verification',
    title: { en: 'Codes that were sent', de: 'Verschickte Codes' },
    period: after('PT1H', 'expired'),
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      identity_id: 'key',
      person_id: 'pseudonym',
      use: 'code',
      code_hash: 'hash',
      code: { category: 'Authenticating', sealed: true },
      made_at: 'time',
      expires_at: 'time',
      tries: 'code',
      used_at: 'time',
    },
    count: async (ctx, subjects) => (await store.codeRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, _permit, subjects) =>
      (await store.codeRows(ctx.db, ctx.workspace, subjects)).map((row) => ({
        at: row.madeAt.toISOString(),
        fields: { use: row.use, usedAt: row.usedAt?.toISOString() ?? null },
      })),
    erase: (ctx, subjects) => store.removeCodes(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'merges',
    ...ofPerson,
    title: { en: 'Records joined together', de: 'Zusammengeführte Datensätze' },
    period: until('forgotten'),
    seals: { under: 'into_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      into_id: 'pseudonym',
      from_id: 'pseudonym',
      proof: 'code',
      reason: { category: 'Communication', sealed: true },
      decided_by: 'pseudonym',
      at: 'time',
      undone_at: 'time',
    },
    count: async (ctx, subjects) => (await store.mergeRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await store.mergeRows(ctx.db, ctx.workspace, subjects);
      const withReason = rows.flatMap((row) =>
        row.reason && (subjects as readonly string[]).includes(row.into)
          ? [{ id: row.id, item: { place: { subject: row.into, table: 'merges', row: row.id, column: 'reason' }, sealed: row.reason } }]
          : [],
      );
      const texts = await openMany(
        ctx,
        permit as Permit,
        withReason.map((each) => each.item),
      );
      const reasons = new Map(withReason.map((each, at) => [each.id, texts[at] ?? '']));
      return rows.map((row) => ({
        at: row.at.toISOString(),
        fields: { proof: row.proof, reason: reasons.get(row.id) ?? null, undoneAt: row.undoneAt?.toISOString() ?? null },
      }));
    },
    noted: () => ['reason'],
    erase: (ctx, subjects) => store.removeMerges(ctx.db, ctx.workspace, subjects),
  },
  {
    table: 'identities',
    ...ofPerson,
    title: { en: 'Addresses and other identities', de: 'Adressen und andere Kennungen' },
    period: until('forgotten'),
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      kind: 'code',
      blind_index: 'index',
      value_id: 'pseudonym',
      value: { category: 'Contact', sealed: true },
      source: 'code',
      proved_at: 'time',
      proof: 'code',
      added_at: 'time',
      named_at: 'time',
      successor_id: 'key',
      lost_at: 'time',
      shared: 'code',
    },
    count: async (ctx, subjects) => (await store.identityRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await store.identityRows(ctx.db, ctx.workspace, subjects);
      const values = await openMany(
        ctx,
        permit as Permit,
        rows.map((row) => ({ place: placeOf(row), sealed: row.value })),
      );
      return rows.map((row, at) => ({
        at: row.addedAt.toISOString(),
        fields: {
          kind: row.kind,
          value: values[at] ?? '',
          source: row.source,
          provedAt: row.provedAt?.toISOString() ?? null,
          proof: row.proof,
          lostAt: row.lostAt?.toISOString() ?? null,
        },
      }));
    },
    erase: (ctx, subjects) => store.removeIdentities(ctx.db, ctx.workspace, subjects),
  },
  ...originHoldings,
  {
    table: 'people',
    ...ofPerson,
    title: { en: 'Name and language', de: 'Name und Sprache' },
    period: until('forgotten'),
    seals: { under: 'id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'pseudonym',
      created_at: 'time',
      name: { category: 'Name', sealed: true },
      language: { category: 'Language', sealed: true },
      merged_into: 'pseudonym',
      contract_ended_on: 'time',
    },
    count: async (ctx, subjects) => (await store.personRows(ctx.db, ctx.workspace, subjects)).length,
    export: async (ctx, permit, subjects) => {
      const rows = await store.personRows(ctx.db, ctx.workspace, subjects.filter(isPerson));
      const items = rows.flatMap((row) =>
        (['name', 'language'] as const).flatMap((column) =>
          row[column]
            ? [
                {
                  key: `${row.id} ${column}`,
                  item: { place: { subject: row.id, table: 'people', row: row.id, column }, sealed: row[column] },
                },
              ]
            : [],
        ),
      );
      const texts = await openMany(
        ctx,
        permit as Permit,
        items.map((each) => each.item),
      );
      const values = new Map(items.map((each, at) => [each.key, texts[at] ?? '']));
      return rows.map((row) => ({
        at: row.created_at.toISOString(),
        fields: { name: values.get(`${row.id} name`) ?? null, language: values.get(`${row.id} language`) ?? null },
      }));
    },
    erase: (ctx, subjects) => store.removePeople(ctx.db, ctx.workspace, subjects),
    keeps: keptBy,
  },
  ...maskingHoldings,
];
