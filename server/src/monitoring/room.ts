// The name plate of monitoring.
import { clearDrillFolders } from '#keys';
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import type { Room } from '#kit/room';
import { runWhatIsDue } from './controls/run.ts';
import { ownersTold, tellOwners } from './findings/due.ts';
import { monitoringHoldings } from './holdings.ts';
import { monitoringRoutes } from './routes.ts';
import { monitoringChecks } from './self/checks.ts';
import { observation } from './self/observe.ts';

export const monitoringRoom: Room = {
  name: 'monitoring',
  routes: monitoringRoutes,
  // every five minutes it asks whose hour is over: after a start nobody waits an hour for the first look
  listeners: [ownersTold],
  clocks: [
    { name: 'monitoring.tell-owners', everySeconds: 3600, run: tellOwners },
    { name: 'monitoring.run', everySeconds: 300, runGlobal: runWhatIsDue },
    // a drill that was killed leaves a copy of the key folder behind, which would hold what is destroyed meanwhile
    {
      name: 'monitoring.clear-drills',
      everySeconds: 3600,
      runGlobal: async (tools) => void clearDrillFolders(config.of({ tools }), clock.of({ tools })()),
    },
  ],
  holdings: monitoringHoldings,
  checks: monitoringChecks,
  start: async (tools) => {
    observation.set(tools, { until: 0 });
    return undefined;
  },
};
