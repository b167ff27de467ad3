// The name plate of fields.
import type { Room } from '#kit/room';
import { fieldChecks } from './checks.ts';
import { fieldHoldings } from './holdings.ts';
import { fieldRoutes } from './routes.ts';
import { fieldSettings } from './settings.ts';
import { sweepForAWhile } from './sweep.ts';

export const fieldsRoom: Room = {
  name: 'fields',
  routes: fieldRoutes,
  clocks: [{ name: 'fields.sweep', everySeconds: 60, runGlobal: sweepForAWhile }],
  holdings: fieldHoldings,
  checks: fieldChecks,
  settings: fieldSettings,
};
