// Reading in an emergency over the wire.
import type { Id, InboxId, PersonId } from '#kit/ids';
import { type Route, route } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { closeEmergency, type Emergency, listEmergencies, openEmergencies, openEmergency, reviewEmergency } from './emergency.ts';

const review = { permission: 'emergency.review' satisfies Permission, purpose: staffPurpose } as const;

export const emergencyRoutes: readonly Route[] = [
  route('openEmergency', {
    permission: 'emergency.open' satisfies Permission,
    purpose: staffPurpose,
    stepUp: true,
    handle: async (ctx, { body }) => {
      const scope = 'person' in body.scope ? { person: body.scope.person as PersonId } : { inbox: body.scope.inbox as InboxId };
      return onTheWire(await openEmergency(ctx, myself(ctx), { ...body, scope }));
    },
  }),
  route('listMyEmergencies', {
    permission: 'signed-in',
    purpose: staffPurpose,
    handle: async (ctx) => ({ items: (await openEmergencies(ctx, myself(ctx))).map(onTheWire) }),
  }),
  route('closeEmergency', {
    permission: 'signed-in',
    purpose: staffPurpose,
    handle: async (ctx, { params }) => {
      await closeEmergency(ctx, myself(ctx), params.emergency as Id<'brk'>);
      return {};
    },
  }),
  route('listEmergencies', { ...review, handle: async (ctx) => ({ items: (await listEmergencies(ctx)).map(onTheWire) }) }),
  route('reviewEmergency', {
    ...review,
    handle: async (ctx, { params, body }) => {
      await reviewEmergency(ctx, myself(ctx), params.emergency, body);
      return {};
    },
  }),
];

const onTheWire = ({ openedAt, endsAt, closedAt, review: judged, id, staff, ...rest }: Emergency) => ({
  ...rest,
  id: id as string,
  staff: { id: staff.id as string, name: staff.name },
  openedAt: openedAt.toISOString(),
  endsAt: endsAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
  review: judged && { ...judged, at: judged.at.toISOString() },
});
