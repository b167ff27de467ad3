// Reviews of who has what over the wire.
import { type Route, route } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { waitingFor } from './announced.ts';
import { decideLine, dueAt, type Line, listReviews, type Review, readReview, readReviewById, startReview } from './reviews.ts';

const review = { permission: 'reviews.decide' satisfies Permission, purpose: staffPurpose } as const;
const past = { permission: 'audits.read' satisfies Permission, purpose: staffPurpose } as const;

export const reviewRoutes: readonly Route[] = [
  route('readAccessReview', {
    ...review,
    handle: async (ctx) => {
      const found = await readReview(ctx);
      return {
        dueAt: (await dueAt(ctx)).toISOString(),
        review: found ? inFull(found) : null,
      };
    },
  }),
  route('readWaitingReview', {
    ...review,
    handle: async (ctx) => {
      const waiting = await waitingFor(ctx, myself(ctx));
      return { lines: waiting?.lines ?? 0, startedAt: waiting?.startedAt.toISOString() ?? null };
    },
  }),
  route('listAccessReviews', {
    ...past,
    handle: async (ctx) => ({
      items: (await listReviews(ctx)).map(({ id, started_at, finished_at, lines, kept, taken, gone }) => ({
        ...{ id: id as string, lines, kept, taken, gone },
        startedAt: started_at.toISOString(),
        finishedAt: finished_at?.toISOString() ?? null,
      })),
    }),
  }),
  route('readPastReview', { ...past, handle: async (ctx, { params }) => inFull(await readReviewById(ctx, params.review)) }),
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

const inFull = ({ id, startedAt, finishedAt, members }: Review) => ({
  id: id as string,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
  members: members.map((member) => ({ ...member, staff: member.staff as string, lines: member.lines.map(onTheWire) })),
});

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
