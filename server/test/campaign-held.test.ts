// A campaign that is paused or stopped while some of it is written and has not left: what rests, what is put off, and what is being handed over at that moment.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { InboxId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { letter } from '#test/agreeing';
import { openNews } from '#test/news';
import { staffWhoMayAll } from '#test/reach';
import { openRoom } from '#test/room';
import { askToSend, begin, pause, resume, stop } from '../src/campaigns/course.ts';
import { addCampaign } from '../src/campaigns/drafts.ts';
import { figuresOf } from '../src/campaigns/figures.ts';
import { seenCampaign } from '../src/campaigns/reach.ts';
import { takeTurn } from '../src/campaigns/sending/send.ts';
import { notLeft } from '../src/campaigns/sending/store.ts';
import type { CampaignId, Draft } from '../src/campaigns/types.ts';
import type { Outcome } from '../src/channels/adapter.ts';
import { adapterOf } from '../src/channels/adapters.ts';
import { send } from '../src/channels/deliver.ts';
import { deliveryOf } from '../src/channels/store.ts';
import { drain } from '../src/worker/queue.ts';

const email = adapterOf('email');
const original = { ...email };
const sent: string[] = [];
const takes = async (_: unknown, outbound: { externalId: string | null; id: string }): Promise<Outcome> => {
  sent.push(outbound.id);
  return { outcome: 'sent', externalId: outbound.externalId };
};
const isAway: Outcome = { outcome: 'retry', because: 'unreachable', words: 'Away.' };
let room: Awaited<ReturnType<typeof openRoom>>;
let mail: InboxId;
let carol: StaffId;

beforeAll(async () => {
  room = await openRoom();
  ({ mail, carol } = await openNews(room, 4));
});
beforeEach(() => {
  sent.length = 0;
  Object.assign(email, { send: takes });
});
afterAll(async () => {
  Object.assign(email, original);
  await room.stop();
});

const turn = (campaign: CampaignId) => takeTurn({ tools: room.tools, workspace: room.workspace, campaign });
const now = (campaign: CampaignId) => room.ctx((ctx) => seenCampaign(ctx, campaign));
const results = (campaign: CampaignId) => room.ctx(async (ctx) => figuresOf(ctx, await seenCampaign(ctx, campaign)));
const deliverAll = () => drain(room.tools, room.workspace, () => false);
const waiting = async (campaign: CampaignId) =>
  (await room.ctx((ctx) => ctx.db.all(notLeft, [ctx.workspace, campaign]))).map(({ message }) => message);
const attempt = (message: string) => room.ctx((ctx) => ctx.db.maybe(deliveryOf, [ctx.workspace, message]));

/** With all four letters written, at a moment. */
async function written(at: string): Promise<CampaignId> {
  room.setTime(at);
  const id = await room.ctx(async (ctx) => (await addCampaign(ctx, letter(mail) as unknown as Draft)).id);
  await room.ctx((ctx) => askToSend(ctx, id, { at: null, version: 1 }), { actor: staffWhoMayAll(carol) });
  await room.ctx((ctx) => begin(ctx, id));
  await turn(id);
  expect((await now(id)).queued).toBe(4);
  return id;
}

test('what rests through quiet hours when its campaign is stopped does not leave in the morning', async () => {
  const campaign = await written('2026-11-24T19:59:30Z'); // half a minute before nine in Berlin
  room.setTime('2026-11-24T20:30:00Z');
  await deliverAll();
  await room.ctx((ctx) => stop(ctx, campaign));
  expect(await waiting(campaign)).toEqual([]);
  room.setTime('2026-11-25T08:00:00Z');
  await deliverAll();
  expect(sent).toEqual([]);
  expect(await results(campaign)).toMatchObject({ waiting: 0, sent: 0 });
  const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'campaign.stopped', limit: 1 }))).items;
  expect(entry?.facts).toMatchObject({ campaign, messages: 4 });
});

test('what a provider that is away put off does not leave when it comes back, nor what was being handed over meanwhile', async () => {
  const campaign = await written('2026-11-25T10:00:00Z');
  const tried: string[] = [];
  const last = Promise.withResolvers<Outcome>();
  Object.assign(email, {
    send: async (_: unknown, { id }: { id: string }) => {
      tried.push(id);
      return tried.length < 4 ? isAway : last.promise;
    },
  });
  const all = deliverAll();
  await expect.poll(() => tried.length, { timeout: 30_000 }).toBe(4);
  const putOff = async () => (await Promise.all(tried.slice(0, 3).map(attempt))).filter((each) => each?.endedAt).length;
  await expect.poll(putOff, { timeout: 30_000 }).toBe(3);
  await room.ctx((ctx) => stop(ctx, campaign));
  expect(await waiting(campaign)).toEqual(tried.slice(3)); // an attempt under way is concluded
  last.resolve(isAway);
  await all;
  Object.assign(email, { send: takes });
  room.setTime('2026-11-25T12:00:00Z');
  await deliverAll();
  expect(sent).toEqual([]);
  expect(await waiting(campaign)).toEqual([]);
});

test('paused, what was written waits for as long as that lasts, and leaves when it goes on, each once', async () => {
  const campaign = await written('2026-11-26T10:00:00Z');
  await room.ctx((ctx) => pause(ctx, campaign));
  for (const at of ['2026-11-26T10:00:10Z', '2026-11-26T12:00:00Z', '2026-11-27T10:00:00Z']) {
    room.setTime(at);
    await deliverAll();
  }
  expect([sent.length, (await waiting(campaign)).length]).toEqual([0, 4]);
  await room.ctx((ctx) => resume(ctx, campaign));
  room.setTime('2026-11-27T10:05:00Z');
  await deliverAll();
  expect([sent.length, new Set(sent).size]).toEqual([4, 4]);
  for (let beat = 0; beat < 2; beat += 1) await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'done', queued: 4 });
});

test('stopped while it was paused nothing leaves, and another campaign is not kept waiting by what rests', async () => {
  const campaign = await written('2026-11-27T10:30:00Z');
  await room.ctx((ctx) => pause(ctx, campaign));
  await deliverAll();
  const other = await written('2026-11-27T10:31:00Z');
  await deliverAll();
  expect(sent).toHaveLength(4);
  await room.ctx((ctx) => stop(ctx, campaign));
  room.setTime('2026-11-27T12:00:00Z');
  await deliverAll();
  expect(sent).toHaveLength(4);
  for (let beat = 0; beat < 2; beat += 1) await turn(other);
  expect((await now(other)).state).toBe('done');
});

test('it is asked at the last moment too: what was made ready before the pause is not handed over', async () => {
  const campaign = await written('2026-11-27T13:00:00Z');
  const [id] = await waiting(campaign);
  const ready = { channel: { adapter: email, account: {}, isPlayed: false }, outbound: { id }, isOfCampaign: true } as never;
  await room.ctx((ctx) => pause(ctx, campaign));
  expect(await send(room, ready)).toMatchObject({ outcome: 'retry', because: 'campaign-paused' });
  expect(sent).toEqual([]);
  await room.ctx((ctx) => stop(ctx, campaign));
});
