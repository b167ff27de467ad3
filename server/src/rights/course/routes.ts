// What staff do on the way to an answer: look at hints, take more time, ask the person back.
import { heardAsking } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import { group } from '#people';
import { mustFind } from '../answers.ts';
import { charge, settleFee } from '../fee/fee.ts';
import { askingsEverywhere } from '../hints/everywhere.ts';
import { dismiss, hintsIn } from '../hints/hints.ts';
import type { RequestId, RequestRow } from '../store.ts';
import { viewRequest } from '../view.ts';
import { extend, pause, resume } from './course.ts';
import { doubt, settleDoubt } from './doubting.ts';
import { instantOf, recordTold } from './telling.ts';

const open = { permission: 'requests.open', purpose: 'rights-fulfilment' } as const;
const act = { permission: 'requests.approve', purpose: 'rights-fulfilment' } as const;

export const courseRoutes: readonly Route[] = [
  route('listHints', {
    ...open,
    handle: async (ctx, { params }) => ({ items: await hintsIn(ctx, params.conversation as ConversationId) }),
  }),
  route('dismissHint', {
    ...open,
    handle: async (ctx, { params, body }) =>
      dismiss(ctx, params.message as MessageId, params.asked, body.outcome ?? 'dismissed').then(() => ({})),
  }),
  route('extendRequest', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await extend(ctx, params.request as RequestId, body.ground, body.reason)),
  }),
  route('pauseRequest', {
    ...act,
    handle: async (ctx, { params, body }) => {
      const id = params.request as RequestId;
      await pause(ctx, id, body.ground, body);
      return viewRequest(ctx, body.asked ? await recordTold(ctx, id, 'question', body.asked) : await mustFind(ctx, id));
    },
  }),
  route('doubtRequest', {
    ...open,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await doubt(ctx, params.request as RequestId, body)),
  }),
  route('settleDoubt', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await settleDoubt(ctx, params.request as RequestId, body.reason)),
  }),
  route('chargeFee', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await charge(ctx, params.request as RequestId, body)),
  }),
  route('settleFee', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await settleFee(ctx, params.request as RequestId, body.outcome)),
  }),
  route('recordTold', {
    ...act,
    handle: async (ctx, { params, body }) => viewRequest(ctx, await recordTold(ctx, params.request as RequestId, body.about, body)),
  }),
  route('resumeRequest', {
    ...act,
    handle: async (ctx, { params, body }) => {
      const row = await mustFind(ctx, params.request as RequestId);
      return viewRequest(ctx, await resume(ctx, row.id, await answeredAt(ctx, row, body)));
    },
  }),
  route('listAskings', { ...open, handle: async (ctx, { query }) => askingsEverywhere(ctx, query.cursor) }),
];

/** The moment of the answer, as staff say: that of a message of the person, or a day. Problem `not-found`, `invalid`. */
async function answeredAt(
  ctx: Ctx,
  { person_id: person, told_at: told, received_at: received }: RequestRow,
  said: { readonly message?: string; readonly answeredOn?: string },
): Promise<Date | undefined> {
  if (said.answeredOn) return instantOf(ctx, said.answeredOn, told ?? received);
  if (!said.message) return undefined;
  const heard = await heardAsking(ctx, said.message as MessageId);
  if (person === null || !(await group(ctx, person)).includes(heard.person)) throw new Problem('not-found');
  return heard.at;
}
