// The name plate of fields.
import type { Room } from '#kit/room';
import { fieldChecks } from './checks.ts';
import { dropEnded } from './ended.ts';
import { fieldHoldings } from './holdings.ts';
import { fieldRoutes } from './routes.ts';
import { fieldSettings } from './settings.ts';

export const fieldsRoom: Room = {
  name: 'fields',
  routes: fieldRoutes,
  clocks: [{ name: 'fields.drop-ended', everySeconds: 3600, run: dropEnded }],
  holdings: fieldHoldings,
  checks: fieldChecks,
  settings: fieldSettings,
};
