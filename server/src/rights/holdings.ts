// What the room of rights keeps: clocks and receipts without names; what was asked and answered, and the case file, sealed; who asked as a pseudonym until they are erased.
import { openMany, type Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { after, until } from '#kit/lasting';
import { exportAdded } from './additions.ts';
import { additionStore } from './additions-store.ts';
import { askedBy } from './asked-by.ts';
import { courseStore, type PauseRow } from './course/store.ts';
import { handoverHoldings } from './handover/holdings.ts';
import { letHintsGo } from './hints/lasting.ts';
import { hintStore } from './hints/store.ts';
import { keptHoldings } from './keeping/holdings.ts';
import { approvalProofs, requestProofs } from './proofs-store.ts';
import { placeOf } from './representing/representing.ts';
import { representativeStore } from './representing/store.ts';
import { openWords } from './request-words.ts';
import { sessionStore } from './session-store.ts';
import { type RequestRow, store } from './store.ts';

const evidence = { purpose: 'rights-fulfilment', period: after('purpose', 'request-closed') } as const;

/** A request in the copy of whoever asked: its clock, and each day that stood still with its ground. */
const factsOf = (row: RequestRow, pauses: readonly PauseRow[] = []) => ({
  ...{ kind: row.kind, state: row.state, dueOn: row.due_on, statutoryOn: row.statutory_on ?? row.due_on, outcome: row.outcome },
  ...{ purpose: row.purpose, extendedFor: row.extended_for, askedBy: row.on_behalf ?? askedBy(row), message: row.message_id },
  ...(row.fee_state && { feeState: row.fee_state, feeAmount: row.fee_amount, feeCurrency: row.fee_currency }),
  pauses: pauses
    .map(({ ground, told_at, ended_at }) => `${ground}: ${told_at?.toISOString() ?? '-'} / ${ended_at?.toISOString() ?? '-'}`)
    .join('; '),
});

export const rightsHoldings: readonly Holding[] = [
  ...keptHoldings,
  ...handoverHoldings,
  {
    table: 'dsr_filings',
    about: 'nobody',
    seals: { under: 'workspace_id', row: ['id'] },
    columns: {
      ...{ workspace_id: 'key', id: 'key', request_id: 'key', opened: 'code', type: 'code', version: 'code', said: 'secret' },
      ...{ filed_by: 'pseudonym', submitted_at: 'time', at: 'time', told: 'code', told_at: 'time', cancelled_at: 'time' },
    },
    purpose: 'rights-fulfilment',
    period: after('purpose', 'request-closed'),
  },
  {
    table: 'requests',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      kind: 'code',
      state: 'code',
      ...{ source: 'code', filed_alone: 'code' },
      person_id: 'pseudonym',
      opened_by: 'pseudonym',
      language: 'code',
      client_key: 'key',
      received_at: 'time',
      due_on: 'time',
      statutory_on: 'time',
      extended_for: 'code',
      extension: { category: 'pd:Communication', sealed: true },
      question: { category: 'pd:Communication', sealed: true },
      on_behalf: 'code',
      shown: { category: 'pd:Communication', sealed: true },
      approvals_needed: 'code',
      closed_at: 'time',
      outcome: 'code',
      reason: { category: 'pd:Communication', sealed: true },
      purpose: 'code',
      text: { category: 'pd:Communication', sealed: true },
      identity_id: 'key',
      fact_id: 'key',
      message_id: 'key',
      country: 'code',
      fee_state: 'code',
      fee_ground: 'code',
      fee_amount: 'code',
      fee_currency: 'code',
      fee: { category: 'pd:Communication', sealed: true },
    },
    title: { en: 'Your requests', de: 'Ihre Anträge' },
    ...evidence,
    count: (ctx, subjects) => store.count(ctx, subjects),
    export: async (ctx, permit, subjects) => {
      const rows = await store.ofPeople(ctx, subjects);
      const words = await openWords(ctx, permit as Permit, rows);
      const pauses = Map.groupBy(await courseStore.pauses(ctx, ...rows.map((row) => row.id)), (pause) => pause.request_id);
      return rows.map((row) => ({
        at: row.received_at.toISOString(),
        fields: { ...factsOf(row, pauses.get(row.id)), ...words.get(row.id) },
      }));
    },
    noted: () => ['shown'],
    // The request stays as evidence that it was answered in time; whose it was is emptied.
    erase: async (ctx, subjects) => {
      await courseStore.endPausesOf(ctx, subjects);
      return store.forgetPerson(ctx, subjects);
    },
    keeps: (ctx, people) => store.keeps(ctx, people),
    proofs: requestProofs,
  },
  {
    table: 'request_representatives',
    about: 'person',
    seals: { under: 'person_id', row: ['request_id'] },
    columns: {
      ...{ workspace_id: 'key', request_id: 'key', person_id: 'pseudonym', named_by: 'pseudonym' },
      address: { category: 'pd:EmailAddress', sealed: true },
      code: { category: 'pd:Password', sealed: true },
      ...{ code_until: 'time', tries: 'code', made: 'code', made_since: 'time', proved_at: 'time', at: 'time' },
    },
    title: { en: 'Where who asked for you is answered', de: 'Wo antworten wir dem, der für Sie gefragt hat' },
    ...evidence,
    count: async (ctx, subjects) => (await representativeStore.ofPeople(ctx, subjects)).length,
    export: async (ctx, permit, people) => {
      const rows = await representativeStore.ofPeople(ctx, people);
      const items = rows.map((row) => ({ place: placeOf(row, 'address'), sealed: row.address }));
      const addresses = await openMany(ctx, permit as Permit, items);
      return rows.map((row, at) => ({
        at: row.at.toISOString(),
        fields: { request: row.request_id, address: addresses[at] ?? '', provedAt: row.proved_at?.toISOString() ?? null },
      }));
    },
    erase: (ctx, subjects) => representativeStore.erase(ctx, subjects),
  },
  {
    table: 'request_words',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      request_id: 'key',
      person_id: 'pseudonym',
      kind: 'code',
      at: 'time',
      words: { category: 'pd:Communication', sealed: true },
    },
    title: { en: 'What was added to your requests', de: 'Was zu Ihren Anträgen hinzukam' },
    ...evidence,
    count: (ctx, subjects) => additionStore.count(ctx, subjects),
    export: (ctx, permit, people) => exportAdded(ctx, permit as Permit, people),
    noted: ({ kind }) => (kind === 'shown' ? ['text'] : []),
    erase: (ctx, subjects) => additionStore.erase(ctx, subjects),
  },
  {
    table: 'person_sessions',
    about: 'person',
    columns: { workspace_id: 'key', id: 'key', person_id: 'pseudonym', expires_at: 'time', identity_id: 'key' },
    title: { en: 'Visits to this privacy page', de: 'Besuche dieser Datenschutzseite' },
    purpose: 'rights-fulfilment',
    period: after('PT1H', 'sign-in'),
    count: (ctx, subjects) => sessionStore.count(ctx, subjects),
    erase: (ctx, subjects) => sessionStore.end(ctx, subjects),
  },
  {
    table: 'request_approvals',
    about: 'staff',
    columns: { workspace_id: 'key', request_id: 'key', staff_id: 'pseudonym', at: 'time' },
    ...evidence,
    proofs: approvalProofs,
  },
  {
    table: 'request_hints',
    about: 'person',
    columns: {
      workspace_id: 'key',
      message_id: 'key',
      asked: 'code',
      person_id: 'pseudonym',
      outcome: 'code',
      request_id: 'key',
      decided_by: 'pseudonym',
      at: 'time',
      until: 'time',
    },
    title: { en: 'What we took your messages to ask for', de: 'Worum es in Ihren Nachrichten unserer Meinung nach ging' },
    purpose: 'rights-fulfilment',
    period: until('message-deleted'),
    count: (ctx, subjects) => hintStore.count(ctx, subjects),
    export: (ctx, _permit, people) => hintStore.exported(ctx, people),
    erase: (ctx, subjects) => hintStore.erase(ctx, subjects),
    letGo: (ctx, { messages }) => letHintsGo(ctx, messages),
  },
  {
    table: 'request_pauses',
    about: 'nobody',
    columns: {
      workspace_id: 'key',
      request_id: 'key',
      began_at: 'time',
      ground: 'code',
      told_at: 'time',
      told_by: 'code',
      ended_at: 'time',
    },
    purpose: null,
    period: null,
  },
  {
    table: 'request_reminders',
    about: 'nobody',
    columns: { workspace_id: 'key', request_id: 'key', stage: 'code', due_on: 'time', at: 'time' },
    purpose: null,
    period: null,
  },
  {
    table: 'request_steps',
    about: 'nobody',
    columns: { workspace_id: 'key', request_id: 'key', step: 'code', at: 'time', detail: 'code' },
    purpose: null,
    period: null,
  },
  {
    table: 'recipient_notices',
    about: 'nobody',
    seals: { under: 'workspace_id', row: ['request_id', 'recipient', 'duty'] },
    columns: {
      ...{ workspace_id: 'key', request_id: 'key', recipient: 'code', duty: 'code', basis: 'code', since: 'time', state: 'code' },
      ...{ told_on: 'time', told_by: 'code', acknowledged_on: 'time', words: 'secret', changed_at: 'time', reminded_at: 'time' },
    },
    purpose: null,
    period: null,
  },
  {
    table: 'request_receipts',
    about: 'nobody',
    columns: { workspace_id: 'key', request_id: 'key', holding: 'code', erased: 'code', at: 'time' },
    purpose: null,
    period: null,
  },
  {
    table: 'request_cases',
    about: 'nobody',
    seals: { under: 'request_id', row: ['request_id'] },
    columns: { workspace_id: 'key', request_id: 'key', case_file: { category: 'pd:Contact', sealed: true } },
    purpose: 'rights-fulfilment',
    period: until('certified'),
  },
  {
    table: 'certificates',
    about: 'nobody',
    columns: { workspace_id: 'key', id: 'key', request_id: 'key', ledger_entry: 'key', body: 'code', signature: 'hash', at: 'time' },
    purpose: null,
    period: null,
  },
];
