// The name plate of monitoring.
import type { Room } from '#kit/room';
import { runWhatIsDue } from './controls/run.ts';
import { monitoringHoldings } from './holdings.ts';
import { monitoringRoutes } from './routes.ts';
import { monitoringChecks } from './self/checks.ts';
import { observation } from './self/observe.ts';

export const monitoringRoom: Room = {
  name: 'monitoring',
  routes: monitoringRoutes,
  // every five minutes it asks whose hour is over: after a start nobody waits an hour for the first look
  clocks: [{ name: 'monitoring.run', everySeconds: 300, runGlobal: runWhatIsDue }],
  holdings: monitoringHoldings,
  checks: monitoringChecks,
  start: async (tools) => {
    observation.set(tools, { until: 0 });
    return undefined;
  },
};
