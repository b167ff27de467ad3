// The name plate of teams.
import { reviewedElsewhere } from '#access';
import type { Room } from '#kit/room';
import { teamHoldings } from './holdings.ts';
import { membershipsEnd, reviewed } from './members.ts';
import { teamRoutes } from './routes.ts';

export const teamsRoom: Room = {
  name: 'teams',
  routes: teamRoutes,
  listeners: [membershipsEnd],
  holdings: teamHoldings,
  start: async (tools) => {
    reviewedElsewhere.set(tools, reviewed);
    return async () => undefined;
  },
};
