// The name plate of purposes.
import type { Room } from '#kit/room';
import { purposesChecks } from './checks.ts';
import { purposesHoldings } from './holdings.ts';
import { purposesRoutes } from './routes.ts';
import { purposesSettings } from './settings.ts';

export const purposesRoom: Room = {
  name: 'purposes',
  routes: purposesRoutes,
  holdings: purposesHoldings,
  checks: purposesChecks,
  settings: purposesSettings,
};
