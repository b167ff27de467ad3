// Mail in the sandbox speaks SMTP: by the client of real mail to a relay of this process, and its bounces and complaints come back as mails.
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { messageFacts, receive, reply } from '#conversations';
import { config } from '#kit/config';
import { statement } from '#kit/db';
import type { ConversationId, InboxId, MessageId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { eventually } from '#test/house';
import { openRoom, type TestRoom } from '#test/room';
import { accountOf, openChannel } from '../../../accounts.ts';
import { deliver } from '../../../deliver.ts';
import { switchSandbox } from '../../../switch/switch.ts';
import type { EmailSettings } from '../settings.ts';
import { testMail } from '../test-channel.ts';
import { captured } from './capture.ts';
import { playedWay } from './played.ts';

let room: TestRoom;
let carol: StaffId;
const of: Record<'relayed' | 'boxed', InboxId> = { relayed: '' as InboxId, boxed: '' as InboxId };
beforeAll(async () => {
  room = await openRoom();
  config.set(room.tools, { ...room.settings, insideHosts: '127.0.0.1:9', smtpRelay: 'smtp://127.0.0.1:9' }); // where nobody listens: what is asked for outside fails
  carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
  await room.ctx((ctx) => switchSandbox(ctx, true));
  const box = {
    ...{ feed: 'imap', signIn: 'password', keeperName: 'Mail House', keeperRegion: 'DE', host: '127.0.0.1', port: 9, tls: 'off' },
    ...{ user: 'box', password: 'secret of the box', leavesBy: 'account', submitHost: '127.0.0.1', submitPort: 9, submitTls: 'off' },
  };
  for (const [name, settings] of Object.entries({
    relayed: { address: 'hello@lantern.example.com' },
    boxed: { ...box, address: 'box@lantern.example.com' },
  }))
    of[name as 'relayed'] = (await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name, settings }))).account.inbox;
});
afterEach(() => behave('relayed', null).then(() => behave('boxed', null)));
afterAll(() => room.stop());

const open = (name: 'relayed' | 'boxed') => room.ctx((ctx) => accountOf(ctx, of[name]));
async function behave(name: 'relayed' | 'boxed', failWith: number | null): Promise<void> {
  const { adapter, account } = await open(name);
  await adapter.sandbox?.change(account, room.tools, { failWith, delaySeconds: 0, repeat: 1 });
}
async function items(name: 'relayed' | 'boxed') {
  const { adapter, account } = await open(name);
  return (await adapter.sandbox?.read(account, room.tools))?.items ?? [];
}
/** Carol answers ada by this inbox, and it leaves; gives the message. */
async function answer(name: 'relayed' | 'boxed', text: string): Promise<MessageId> {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: of[name], person, text: 'Hello', subject: 'A lamp' }));
  const words = { conversation: conversation as ConversationId, purpose: 'service-conversation', text };
  const { message } = await room.ctx((ctx) => reply(ctx, words), { actor: { kind: 'staff', id: carol } });
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message).catch(() => undefined);
  return message;
}
const standing = statement<{ delivery: string; because: string | null }>(
  'test.standing',
  'SELECT delivery, delivery_because AS because FROM messages WHERE workspace_id = $1 AND id = $2',
);
const stand = (message: MessageId) => room.ctx((ctx) => ctx.db.one(standing, [ctx.workspace, message]));

test.each(['relayed', 'boxed'] as const)('what leaves (%s) is shown as the relay of the sandbox received it', async (name) => {
  const message = await answer(name, 'It is on its way.');
  expect(await stand(message)).toMatchObject({ delivery: 'sent' });
  expect((await items(name))[0]).toMatchObject({
    direction: 'out',
    to: 'ada@example.com',
    status: 'sent',
    text: expect.stringContaining('It is on its way.'),
  });
  const [mail] = captured(room.tools, room.workspace, new Date('2026-11-24T09:00:00Z'));
  expect(mail).toMatchObject({ id: message, to: 'ada@example.com', subject: 'Re: A lamp' });
  expect(mail?.headers).toEqual(expect.arrayContaining([['DKIM-Signature', expect.stringContaining('d=lantern.example.com')]]));
});

test.each([
  [451, 'queued', 'deferred'],
  [550, 'failed', 'unknown-address'],
  [552, 'failed', 'mailbox-full'],
])('a reply of %i means the same as from any relay', async (code, delivery, because) => {
  await behave('relayed', code);
  const message = await answer('relayed', `Refused with ${code}.`);
  expect(await stand(message)).toEqual({ delivery: delivery === 'queued' ? expect.stringMatching(/queued|sending/) : delivery, because });
  expect((await items('relayed'))[0]).toMatchObject({ status: 'refused', errorCode: code });
});

test.each([
  ['relayed', 5511, 'unknown-address'],
  ['relayed', 5522, 'mailbox-full'],
  ['boxed', 5511, 'unknown-address'],
] as const)('a bounce comes back as a mail (%s, %i) and fails the message', async (name, code, because) => {
  await behave(name, code);
  const message = await answer(name, `Comes back with ${code}.`);
  await eventually('the bounce was taken in', async () => (await stand(message)).delivery === 'failed');
  expect((await stand(message)).because).toBe(because);
  expect(room.log.some((line) => line.includes('mail.taken') && line.includes('"fate":"news"'))).toBe(true);
});

test('a complaint comes back as a report of its form, and says that it was delivered', async () => {
  await behave('relayed', 5965);
  const message = await answer('relayed', 'Unwanted.');
  await eventually('the complaint was taken in', async () => (await stand(message)).delivery === 'delivered');
  expect((await items('relayed'))[0]).toMatchObject({ status: 'complained' });
});

test('a bounce that is played fails what was played, and no mail that really left', async () => {
  const [really, played] = [await answer('relayed', 'Really left.'), await answer('relayed', 'Was played.')];
  const admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  const asOutside = 'UPDATE external_ids SET is_played = false WHERE message_id = $1'; // as one that left before the switch was moved
  await admin.query(asOutside, [really]).finally(() => admin.end());
  const { adapter, account } = await open('relayed');
  for (const message of [really, played]) {
    const text = `550 5.1.1 <${message}@lantern.example.com>`;
    await adapter.sandbox?.write(account, room.tools, { from: 'postmaster@example.com', text });
  }
  expect(await stand(played)).toEqual({ delivery: 'failed', because: 'unknown-address' });
  expect((await stand(really)).delivery).toBe('sent');
  const failed = (await room.ctx((ctx) => list(ctx, { kind: 'message.failed', limit: 50 }))).items.map(({ facts }) => facts?.['message']);
  expect([failed.includes(played), failed.includes(really)]).toEqual([true, false]);
});
test('whoever is played answers what was sent, in its thread and at its signed address', async () => {
  const message = await answer('relayed', 'Which lamp?');
  const { adapter, account } = await open('relayed');
  await adapter.sandbox?.write(account, room.tools, { from: 'ada@example.com', text: 'The blue one.' });
  const conversation = (await room.ctx((ctx) => messageFacts(ctx, message)))?.conversation as ConversationId;
  const last = statement<{ direction: string }>(
    'test.lastIn',
    'SELECT direction FROM messages WHERE workspace_id = $1 AND conversation_id = $2 ORDER BY sequence DESC LIMIT 1',
  );
  expect(await room.ctx((ctx) => ctx.db.one(last, [ctx.workspace, conversation]))).toEqual({ direction: 'in' });
});

test('only whoever knows its secret is let in, and the test of a channel signs in there', async () => {
  const { account } = await open('relayed');
  const { url } = await playedWay(room.tools, account as never);
  expect(new URL(url).hostname).toBe('127.0.0.1');
  const verify = (as: string) =>
    createTransport({ url: as })
      .verify()
      .then(
        () => 'in',
        ({ responseCode, code }) => responseCode ?? code,
      );
  const wrong = new URL(url);
  wrong.password = 'another';
  expect([await verify(url), await verify(wrong.href)]).toEqual(['in', 535]);
  const bare = createTransport({ host: wrong.hostname, port: Number(wrong.port) });
  await expect(bare.sendMail({ from: 'a@example.com', to: 'ada@example.com', text: 'x' })).rejects.toMatchObject({ responseCode: 530 });
  expect(await testMail(account as { settings: EmailSettings } & typeof account, room.tools)).toMatchObject({ ok: true });
});
