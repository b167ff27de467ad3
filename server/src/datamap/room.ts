// The name plate of the data map.
import type { Room } from '#kit/room';
import { datamapChecks } from './checks.ts';
import { countTraffic } from './counted/count.ts';
import { datamapHoldings } from './holdings.ts';
import { keepersNow } from './keepers.ts';
import { keepRecords } from './record/versions.ts';
import { datamapRoutes } from './routes.ts';

export const datamapRoom: Room = {
  name: 'datamap',
  routes: datamapRoutes,
  clocks: [
    { name: 'datamap.count', everySeconds: 300, run: countTraffic },
    { name: 'datamap.records', everySeconds: 3_600, run: keepRecords },
  ],
  holdings: datamapHoldings,
  checks: datamapChecks,
  keepers: keepersNow,
};
