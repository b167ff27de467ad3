// What this room says to everybody.
import { publicRoute, type Route } from '#kit/route';

/** The day since which `Sec-GPC` is honoured (Global Privacy Control, W3C). */
const since = '2026-11-28';

export const routes: readonly Route[] = [
  publicRoute('readGpc', { purpose: null, perMinute: 120, handle: async () => ({ gpc: true, lastUpdate: since }) }),
];
