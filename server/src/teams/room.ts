// The name plate of teams.
import { membershipsByGroup, reviewedElsewhere } from '#access';
import type { Room } from '#kit/room';
import { teamHoldings } from './holdings.ts';
import { byGroups, membershipsEnd, reviewed } from './members.ts';
import { teamRoutes } from './routes.ts';

export const teamsRoom: Room = {
  name: 'teams',
  routes: teamRoutes,
  listeners: [membershipsEnd],
  holdings: teamHoldings,
  start: async (tools) => {
    reviewedElsewhere.set(tools, reviewed);
    membershipsByGroup.set(tools, byGroups);
    return async () => undefined;
  },
};
