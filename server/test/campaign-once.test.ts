// By a relay that breaks off: what of a campaign may have arrived is not sent again by itself, what cannot have arrived is, and a single answer is in either case.
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { receive, reply } from '#conversations';
import { config } from '#kit/config';
import type { InboxId, MessageId, StaffId } from '#kit/ids';
import { arrive } from '#people';
import { letter } from '#test/agreeing';
import { openNews } from '#test/news';
import { staffWhoMayAll } from '#test/reach';
import { openRoom } from '#test/room';
import { askToSend, begin } from '../src/campaigns/course.ts';
import { addCampaign } from '../src/campaigns/drafts.ts';
import { seenCampaign } from '../src/campaigns/reach.ts';
import { takeTurn } from '../src/campaigns/sending/send.ts';
import { notLeft, outcomes } from '../src/campaigns/sending/store.ts';
import type { CampaignId, Draft } from '../src/campaigns/types.ts';
import { deliver } from '../src/channels/deliver.ts';
import { drain } from '../src/worker/queue.ts';

type What = 'takes' | 'breaks-before' | 'breaks-after' | 'stays-silent';
const mails = new Map<string, string[]>();
const sockets = new Map<number, Socket>();
let next: (address: string) => What = () => 'takes';
let relay: SMTPServer;
let room: Awaited<ReturnType<typeof openRoom>>;
let mail: InboxId;
let carol: StaffId;

const addressOf = ({ envelope }: SMTPServerSession) => envelope.rcptTo[0]?.address ?? '';
const breakOff = ({ remotePort }: SMTPServerSession) => sockets.get(remotePort)?.destroy();

beforeAll(async () => {
  relay = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
    onRcptTo({ address }, session, done) {
      if (next(address) !== 'breaks-before') return done();
      next = () => 'takes';
      breakOff(session);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const address = addressOf(session);
        mails.set(address, [...(mails.get(address) ?? []), Buffer.concat(chunks).toString('utf8')]);
        const what = next(address);
        if (what === 'breaks-after') breakOff(session);
        else if (what === 'takes') done();
      });
    },
  });
  relay.server.on('connection', (socket) => sockets.set(socket.remotePort ?? 0, socket));
  relay.on('error', () => undefined);
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  room = await openRoom();
  config.set(room.tools, { ...room.settings, smtpRelay: `smtp://127.0.0.1:${(relay.server.address() as AddressInfo).port}` });
  ({ mail, carol } = await openNews(room, 3));
});
beforeEach(() => {
  mails.clear();
  next = () => 'takes';
});
afterAll(async () => {
  for (const socket of sockets.values()) socket.destroy();
  await new Promise<void>((resolve) => relay.close(() => resolve()));
  await room.stop();
});

const turn = (campaign: CampaignId) => takeTurn({ tools: room.tools, workspace: room.workspace, campaign });
const go = (message: MessageId) => deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
const rowsOf = (campaign: CampaignId) => room.ctx((ctx) => ctx.db.all(outcomes, [ctx.workspace, campaign]));
const counts = () => [0, 1, 2].map((n) => mails.get(`ada${n}@example.com`)?.length ?? 0);

/** With its three letters written, at noon of a day. */
async function written(day: string): Promise<CampaignId> {
  room.setTime(`${day}T11:00:00Z`);
  const id = await room.ctx(async (ctx) => (await addCampaign(ctx, letter(mail) as unknown as Draft)).id);
  await room.ctx((ctx) => askToSend(ctx, id, { at: null, version: 1 }), { actor: staffWhoMayAll(carol) });
  await room.ctx((ctx) => begin(ctx, id));
  await turn(id);
  return id;
}

/** All that is due at noon and an hour later. */
async function deliverAll(day: string): Promise<void> {
  await drain(room.tools, room.workspace, () => false);
  room.setTime(`${day}T12:00:00Z`);
  await drain(room.tools, room.workspace, () => false);
}

test('a letter that was handed over whole and never answered is not sent again, and an agent reads why', async () => {
  const campaign = await written('2026-11-24');
  next = (address) => (address.startsWith('ada1@') ? 'breaks-after' : 'takes');
  await deliverAll('2026-11-24');
  expect(counts()).toEqual([1, 1, 1]);
  expect(await rowsOf(campaign)).toEqual([
    { delivery: 'sent', because: null, messages: 2 },
    { delivery: 'failed', because: 'unknown-fate', messages: 1 },
  ]);
  for (let beat = 0; beat < 2; beat += 1) await turn(campaign);
  expect((await room.ctx((ctx) => seenCampaign(ctx, campaign))).state).toBe('done');
});

test('one that broke off before its body is tried again and arrives once', async () => {
  const campaign = await written('2026-11-25');
  next = (address) => (address.startsWith('ada1@') ? 'breaks-before' : 'takes');
  await deliverAll('2026-11-25');
  expect(counts()).toEqual([1, 1, 1]);
  expect(await rowsOf(campaign)).toEqual([{ delivery: 'sent', because: null, messages: 3 }]);
});

test('whose process dies while a letter is handed over finds it open afterwards, and does not send it again', async () => {
  const campaign = await written('2026-11-26');
  const [first] = await room.ctx((ctx) => ctx.db.all(notLeft, [ctx.workspace, campaign]));
  next = () => 'stays-silent';
  const dead = go(first?.message as MessageId).catch(() => undefined); // nobody hears of it any more
  await expect.poll(() => counts().reduce((sum, each) => sum + each), { timeout: 30_000 }).toBe(1);
  next = () => 'takes';
  await deliverAll('2026-11-26');
  expect(counts()).toEqual([1, 1, 1]);
  expect(await rowsOf(campaign)).toContainEqual({ delivery: 'failed', because: 'unknown-fate', messages: 1 });
  for (const socket of sockets.values()) socket.destroy();
  await dead;
});

test('a single answer is sent again, under the name it had', async () => {
  room.setTime('2026-11-27T11:00:00Z');
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.com', name: 'Boris' }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: mail, person, text: 'Hello', subject: 'A lamp' }));
  await room.ctx((ctx) => reply(ctx, { conversation, text: 'Hello Boris', purpose: 'service-conversation' }), {
    actor: { kind: 'staff', id: carol },
  });
  next = () => (mails.has('boris@example.com') && mails.get('boris@example.com')?.length === 1 ? 'breaks-after' : 'takes');
  await deliverAll('2026-11-27');
  const got = mails.get('boris@example.com') ?? [];
  const names = got.map((each) => /^Message-ID: (.*)$/im.exec(each)?.[1]);
  expect([got.length, new Set(names).size, names[0] === undefined]).toEqual([2, 1, false]);
});
