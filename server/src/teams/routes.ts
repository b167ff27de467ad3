// Teams over the wire. Each change is a dangerous act, as those of roles are.
import type { Permission } from '#access';
import type { TeamId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import { addTeam, changeTeam, restTeam } from './manage.ts';
import { listTeamNames, listTeams, myTeams, type Team } from './read.ts';

const purpose = 'staff-administration';
const change = { permission: 'staff.change' satisfies Permission, purpose, stepUp: true } as const;

export const teamRoutes: readonly Route[] = [
  route('listTeams', {
    permission: 'staff.read' satisfies Permission,
    purpose,
    handle: async (ctx) => {
      const mine = await myTeams(ctx);
      return { items: (await listTeams(ctx)).map((team) => ({ ...onTheWire(team), isMine: mine.includes(team.id) })) };
    },
  }),
  route('listTeamNames', {
    permission: 'staff.read' satisfies Permission,
    purpose,
    handle: async (ctx, { query }) => ({
      items: (await listTeamNames(ctx, query.also?.split(',') ?? [])).map(({ restedAt, ...team }) => ({
        ...team,
        restedAt: restedAt?.toISOString() ?? null,
      })),
    }),
  }),
  route('addTeam', { ...change, handle: async (ctx, { body }) => ofMine(await addTeam(ctx, body), ctx.actor.id) }),
  route('changeTeam', {
    ...change,
    handle: async (ctx, { params, body }) => ofMine(await changeTeam(ctx, params.team as TeamId, body), ctx.actor.id),
  }),
  route('restTeam', {
    ...change,
    handle: async (ctx, { params }) => {
      await restTeam(ctx, params.team as TeamId);
      return {};
    },
  }),
];

const onTheWire = ({ restedAt, inboxes, members, ...team }: Team) => ({
  ...team,
  inboxes: [...inboxes],
  members: members.map(({ id, name, photo, sources }) => ({ id, name, photo, sources: [...sources] })),
  restedAt: restedAt?.toISOString() ?? null,
});
const ofMine = (team: Team, me: string) => ({ ...onTheWire(team), isMine: team.members.some(({ id }) => id === me) });
