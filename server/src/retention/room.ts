// The name plate of retention.
import type { Room } from '#kit/room';
import { retentionChecks } from './checks.ts';
import { retentionDeciders } from './deciders.ts';
import { retentionHoldings } from './holdings.ts';
import { retentionRoutes } from './routes.ts';
import { sweepForAWhile } from './sweep.ts';

export const retentionRoom: Room = {
  name: 'retention',
  deciders: retentionDeciders,
  routes: retentionRoutes,
  clocks: [{ name: 'retention.sweep', everySeconds: 60, runGlobal: sweepForAWhile }],
  holdings: retentionHoldings,
  checks: retentionChecks,
};
