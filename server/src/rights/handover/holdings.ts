// What hand-overs keep: keys and packages of the company, sealed under its own key; where a person's data went and what they brought along, under theirs.
import type { Permit } from '#keys';
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';
import { openContent, viewBrought } from './arrivals.ts';
import { broughtStore } from './brought-store.ts';
import { openHandovers } from './sending.ts';
import { handoverStore } from './store.ts';

export const handoverHoldings: readonly Holding[] = [
  {
    table: 'handovers',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      ...{ workspace_id: 'key', id: 'key', person_id: 'pseudonym', state: 'code', because: 'code' },
      destination: { category: 'pd:Communication', sealed: true },
      envelope: { category: 'pd:Communication', sealed: true },
      receipt: { category: 'pd:Communication', sealed: true },
      standing: 'code',
      word: { category: 'pd:Communication', sealed: true },
      ...{ at: 'time', confirmed_at: 'time', closed_at: 'time', asked_at: 'time', stopped_at: 'time' },
      ...{ digest: 'hash', in_doubt_since: 'time' },
    },
    title: { en: 'Where you had your data sent', de: 'Wohin Sie Ihre Daten senden ließen' },
    purpose: 'rights-fulfilment',
    period: after('purpose', 'request-closed'),
    count: (ctx, subjects) => handoverStore.count(ctx, subjects),
    export: async (ctx, permit, people) => {
      const rows = await handoverStore.allOf(ctx, people);
      return (await openHandovers(ctx, permit as Permit, rows)).map(({ at, receiver, ...rest }, place) => ({
        at,
        fields: {
          handover: rest.id,
          state: rest.state,
          because: rest.because,
          receiver: receiver.name,
          host: receiver.host,
          receipt: rest.receipt,
          ...{ standing: rest.standing, word: rest.word, stoppedAt: rest.stoppedAt, mayBeThere: rows[place]?.in_doubt_since !== null },
        },
      }));
    },
    erase: (ctx, subjects) => handoverStore.erase(ctx, subjects),
    keeps: (ctx, people) => handoverStore.keeps(ctx, people),
  },
  {
    table: 'brought_records',
    about: 'person',
    seals: { under: 'person_id', row: ['id'] },
    columns: {
      ...{ workspace_id: 'key', id: 'key', person_id: 'pseudonym', handover_id: 'key' },
      said: { category: 'pd:Communication', sealed: true },
      content: { category: 'pd:Communication', sealed: true },
      ...{ accepted_by: 'pseudonym', at: 'time' },
    },
    title: { en: 'What you brought along from other companies', de: 'Was Sie von anderen Unternehmen mitgebracht haben' },
    purpose: 'service-conversation',
    period: after('purpose', 'collected'),
    count: async (ctx, subjects) => (await broughtStore.broughtOf(ctx, subjects)).length,
    export: async (ctx, permit, people, options) => {
      const rows = await broughtStore.broughtOf(ctx, people);
      const views = await viewBrought(ctx, permit as Permit, rows);
      const items = [];
      for (const [at, view] of views.entries()) {
        const row = rows[at] as (typeof rows)[number];
        const fields = { handover: row.handover_id, from: view.from.name, host: view.from.host, day: view.day, bytes: view.bytes };
        const isWanted = !options?.withoutFiles && (options?.filesOf?.('brought_records', fields) ?? true);
        const bytes = isWanted && (await openContent(ctx, permit as Permit, row));
        items.push({ at: view.at, fields, ...(bytes && { files: [{ name: `${view.id}.zip`, bytes }] }) });
      }
      return items;
    },
    erase: (ctx, subjects) => broughtStore.eraseBrought(ctx, subjects),
    keeps: (ctx, people) => broughtStore.broughtKeeps(ctx, people),
  },
  {
    table: 'handover_arrivals',
    about: 'nobody',
    seals: { under: 'workspace_id', row: ['id'] },
    columns: {
      ...{ workspace_id: 'key', id: 'key', key_id: 'key', digest: 'hash', state: 'code', size: 'code' },
      ...{ said: 'secret', envelope: 'secret', signature: 'secret', at: 'time', until: 'time', reminded_at: 'time' },
      ...{ sender: 'hash', source: 'index' },
    },
    purpose: 'rights-fulfilment',
    period: after('P44D', 'collected', 'most'),
  },
  {
    table: 'handover_senders',
    about: 'nobody',
    columns: { workspace_id: 'key', sender: 'hash', signer: 'public', at: 'time' },
    purpose: null,
    period: null,
  },
  {
    table: 'handover_keys',
    about: 'nobody',
    seals: { under: 'workspace_id', row: ['id'] },
    columns: {
      workspace_id: 'key',
      id: 'key',
      public_key: 'public',
      secret: 'secret',
      at: 'time',
      until: 'time',
      closed_at: 'time',
      turned_away_at: 'time',
    },
    purpose: null,
    period: null,
  },
];
