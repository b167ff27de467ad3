// What somebody did alone, over the wire: for whoever judges it.
import { type Route, route } from '#kit/route';
import type { Permission } from '../permissions.ts';
import { staffPurpose } from '../purpose.ts';
import { myself } from '../wire.ts';
import { type ActAlone, judgeAlone, listAlone } from './acts.ts';

const judge = { permission: 'emergency.review' satisfies Permission, purpose: staffPurpose } as const;

export const aloneRoutes: readonly Route[] = [
  route('listActsAlone', { ...judge, handle: async (ctx) => ({ items: (await listAlone(ctx)).map(onTheWire) }) }),
  route('judgeActAlone', {
    ...judge,
    handle: async (ctx, { params, body }) => {
      await judgeAlone(ctx, myself(ctx), params.act, body.verdict);
      return {};
    },
  }),
];

const onTheWire = ({ id, entry, doneAt, judgedAt, ...rest }: ActAlone) => ({
  ...rest,
  id: id as string,
  entry: entry as string,
  doneAt: doneAt.toISOString(),
  judgedAt: judgedAt?.toISOString() ?? null,
});
