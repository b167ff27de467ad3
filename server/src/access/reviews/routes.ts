// Reviews of who has what over the wire.
import { type Route, route } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { decideLine, dueAt, type Line, readReview, startReview } from './reviews.ts';

const review = { permission: 'reviews.decide' satisfies Permission, purpose: staffPurpose } as const;

export const reviewRoutes: readonly Route[] = [
  route('readAccessReview', {
    ...review,
    handle: async (ctx) => {
      const found = await readReview(ctx);
      return {
        dueAt: (await dueAt(ctx)).toISOString(),
        review: found
          ? {
              id: found.id as string,
              startedAt: found.startedAt.toISOString(),
              finishedAt: found.finishedAt?.toISOString() ?? null,
              members: found.members.map((member) => ({ ...member, staff: member.staff as string, lines: member.lines.map(onTheWire) })),
            }
          : null,
      };
    },
  }),
  route('startAccessReview', {
    ...review,
    handle: async (ctx) => {
      await startReview(ctx);
      return {};
    },
  }),
  route('decideReviewLine', {
    ...review,
    stepUp: true,
    handle: async (ctx, { params, body }) => {
      await decideLine(ctx, myself(ctx), params.line, body);
      return {};
    },
  }),
];

const onTheWire = ({ id, permissions, inboxes, teams, until, usedAt, decidedAt, ...rest }: Line) => ({
  ...rest,
  id: id as string,
  permissions: [...permissions],
  inboxes: inboxes && [...inboxes],
  teams: teams && [...teams],
  until: until?.toISOString() ?? null,
  usedAt: usedAt?.toISOString() ?? null,
  decidedAt: decidedAt?.toISOString() ?? null,
});
