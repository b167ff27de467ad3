// What this room says to everybody.
import { Problem } from '#kit/problem';
import { publicRoute, type Route, route } from '#kit/route';
import { listPurposes } from '#purposes';
import { importConsents } from './import/import.ts';
import { renewalDays } from './renewal/rules.ts';
import { renewalStore } from './renewal/store.ts';

/** The day since which `Sec-GPC` is honoured (Global Privacy Control, W3C). */
const since = '2026-11-28';

export const routes: readonly Route[] = [
  route('importConsents', {
    permission: 'purposes.change',
    purpose: 'rights-fulfilment',
    stepUp: true,
    perMinute: 60,
    handle: (ctx, { body }) => importConsents(ctx, body.rows, body.dryRun),
  }),
  route('readRenewals', {
    permission: 'purposes.read',
    purpose: null,
    handle: async (ctx, { params }) => {
      const purpose = (await listPurposes(ctx)).find(({ id }) => id === params.purpose);
      if (!purpose) throw new Problem('not-found');
      const { changedEnded, changedAsked, ...now } = await renewalStore.figures(ctx, purpose.code, renewalDays);
      return { ...now, days: renewalDays, changed: { ended: changedEnded, asked: changedAsked } };
    },
  }),
  publicRoute('readGpc', { purpose: null, perMinute: 120, handle: async () => ({ gpc: true, lastUpdate: since }) }),
];
