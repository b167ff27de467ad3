// Hand-overs by HTTPS: what anybody may ask and hand in, what a person sends, what staff do with what came.

import { findEntrance } from '#access';
import { refuseStrange } from '#conversations';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import { publicRoute, type Route, route, special } from '#kit/route';
import { group } from '#people';
import { refuseDoubtful } from '../course/doubt.ts';
import { answerSender } from './answering.ts';
import { acceptArrival, listArrivals, openContent, refuseArrival, refuseArrivals, senderOf, viewBrought } from './arrivals.ts';
import { stop } from './asking.ts';
import { broughtStore } from './brought-store.ts';
import { documentOf, mostBytes } from './document.ts';
import { receiveHandover, receptionOf, setReception } from './reception.ts';
import { confirm, lookUp, show, viewHandovers } from './sending.ts';

const purpose = 'rights-fulfilment';
const mine = { permission: 'person', purpose } as const;
const decides = { permission: 'requests.approve', purpose } as const;
const me = (ctx: Ctx): PersonId => ctx.actor.id as PersonId;
const fields = ['brought_records.said', 'brought_records.content'];

export const handoverRoutes: readonly Route[] = [
  publicRoute('readHandoverDocument', {
    purpose: null,
    perMinute: 60,
    handle: async (tools, { params }) => {
      const found = await findEntrance(tools, 'centre', params.key);
      if (!found) throw new Problem('not-found');
      return act(tools, { workspace: found.workspace, actor: { kind: 'system', id: 'reception' } }, documentOf);
    },
  }),
  publicRoute('receiveHandover', {
    purpose,
    perMinute: 10,
    bodyLimitBytes: mostBytes,
    handle: (tools, { params, bytes, request }) => receiveHandover(tools, params.key, bytes, request.ip),
  }),
  publicRoute('askHandover', {
    purpose,
    perMinute: 60,
    handle: (tools, { params, body }) => answerSender(tools, params.key, params.handover as Id<'hov'>, body),
  }),
  route('listMyHandovers', { ...mine, handle: async (ctx) => ({ items: await viewHandovers(ctx, me(ctx)) }) }),
  route('showReceiver', {
    ...mine,
    perMinute: 10,
    prepare: (tools, { body }, who) => lookUp(tools, who, body.address),
    handle: async (ctx, { prepared }) => shown(ctx, await show(ctx, me(ctx), prepared)),
  }),
  route('sendMyData', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params }) => {
      await refuseDoubtful(ctx, me(ctx));
      await confirm(ctx, me(ctx), params.handover as Id<'hov'>);
      return shown(ctx, params.handover as Id<'hov'>);
    },
  }),
  route('stopMyHandover', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params }) => {
      await stop(ctx, me(ctx), params.handover as Id<'hov'>);
      return shown(ctx, params.handover as Id<'hov'>);
    },
  }),
  route('readReception', { permission: 'requests.read', purpose, handle: receptionOf }),
  route('setReception', {
    permission: 'workspace.change',
    purpose: null,
    stepUp: true,
    handle: async (ctx, { body }) => {
      await setReception(ctx, body.isOpen, body.reason);
      return receptionOf(ctx);
    },
  }),
  route('listArrivals', { permission: 'requests.read', purpose, handle: async (ctx) => ({ items: await listArrivals(ctx) }) }),
  route('acceptArrival', {
    ...decides,
    perMinute: 20,
    prepare: (tools, { params }, who) => senderOf(tools, who.workspace, params.handover as Id<'hov'>),
    handle: async (ctx, { params, body, prepared }) => {
      const row = await acceptArrival(ctx, params.handover as Id<'hov'>, body.person as PersonId, prepared);
      const permit = await permitOrThrow(ctx, { act: 'reveal', person: row.person_id, purpose, fields });
      return (await viewBrought(ctx, permit, [row]))[0] as Awaited<ReturnType<typeof viewBrought>>[number];
    },
  }),
  route('refuseArrivals', {
    ...decides,
    perMinute: 20,
    handle: async (ctx, { body }) => ({ refused: await refuseArrivals(ctx, body.handovers as Id<'hov'>[]) }),
  }),
  route('refuseArrival', {
    ...decides,
    handle: async (ctx, { params }) => refuseArrival(ctx, params.handover as Id<'hov'>).then(() => ({})),
  }),
  route('listBrought', {
    permission: 'people.read',
    purpose: 'service-conversation',
    orFor: [purpose],
    handle: async (ctx, { params }) => {
      const { rows, permit } = await broughtBy(ctx, params.person as PersonId);
      return { items: permit ? await viewBrought(ctx, permit, rows) : [] };
    },
  }),
  // whatever another company held of them, unmasked and of every category
  route('readBrought', {
    ...decides,
    stepUp: true,
    handle: async (ctx, { params }) => {
      const { rows, permit } = await broughtBy(ctx, params.person as PersonId);
      const row = rows.find(({ id }) => id === params.brought);
      if (!row || !permit) throw new Problem('not-found');
      const bytes = await openContent(ctx, permit, row);
      const headers = {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${row.id}.zip"`,
        'cache-control': 'no-store',
      };
      return special({ bytes, headers });
    },
  }),
];

const shown = async (ctx: Ctx, id: Id<'hov'>) =>
  (await viewHandovers(ctx, me(ctx), id))[0] as Awaited<ReturnType<typeof viewHandovers>>[number];

/** What a person brought along, with a permit to read it where there is something. */
async function broughtBy(ctx: Ctx, person: PersonId) {
  await refuseStrange(ctx, person);
  const rows = await broughtStore.broughtOf(ctx, await group(ctx, person));
  const permit = rows.length > 0 ? await permitOrThrow(ctx, { act: 'reveal', person, purpose: ctx.purpose ?? purpose, fields }) : undefined;
  return { rows, permit };
}
