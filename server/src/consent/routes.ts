// What this room says to everybody.
import { publicRoute, type Route, route } from '#kit/route';
import { importConsents } from './import/import.ts';

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
  publicRoute('readGpc', { purpose: null, perMinute: 120, handle: async () => ({ gpc: true, lastUpdate: since }) }),
];
