// The sandbox of a company: with the switch on, whoever listens where relay and providers would be hears nothing of any channel that there is.
import { createECDH, randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countWaiting, messageFacts, receive, reply, setDelivery } from '#conversations';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import { type ConversationId, type InboxId, type MessageId, newId, type StaffId } from '#kit/ids';
import { clock } from '#kit/pool';
import { list } from '#ledger';
import { arrive, newCode } from '#people';
import { eventually } from '#test/house';
import { openRoom, type TestRoom } from '#test/room';
import { waysOut } from '#test/ways-out';
import { accountOf, openChannel } from '../accounts.ts';
import type { Outbound } from '../adapter.ts';
import { closePlayedMailboxes, playedMailbox } from '../adapters/email/mailbox/played.ts';
import { capture, captured } from '../adapters/email/outgoing/capture.ts';
import { linePatience, usualLinePatience } from '../adapters/sms/smpp/patience.ts';
import { closePlayed, playedLine } from '../adapters/sms/smpp/sandbox.ts';
import { adapterOf, adapters } from '../adapters.ts';
import { forgetGoneMail } from '../captured-mail.ts';
import { forgetCaptured, forgetPlayed, sendNotice } from '../channels.ts';
import { deliver, send } from '../deliver.ts';
import { sendCode } from '../mail.ts';
import { pushToBrowser } from '../push/web-push/send.ts';
import { beginAttempt, endAttempt } from '../store.ts';
import { addSwitch } from './store.ts';
import { sandboxStand, switchSandbox } from './switch.ts';
import { sandboxTold } from './told.ts';

let room: TestRoom;
let listener: Server;
let [heard, host, port] = [0, '', 0];
beforeAll(async () => {
  listener = createServer((socket) => {
    heard += 1;
    socket.on('error', () => undefined).destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  port = (listener.address() as AddressInfo).port;
  host = `127.0.0.1:${port}`;
  room = await openRoom();
  const url = `http://${host}`;
  const posters = { mailgunUrl: url, sendgridUrl: url, postmarkUrl: url };
  const providers = {
    twilioUrl: url,
    vonageUrl: url,
    metaUrl: url,
    telegramUrl: url,
    viberUrl: url,
    lineUrl: url,
    fcmUrl: url,
    ...posters,
  };
  const more = { googleTokenUrl: `${url}/token`, apnsUrl: url, smtpRelay: `smtp://${host}`, pushHosts: host, insideHosts: host };
  linePatience.set(room.tools, { ...usualLinePatience, boundMs: 200 });
  config.set(room.tools, { ...room.settings, ...providers, ...more });
});
afterAll(async () => {
  await room.stop();
  listener.close();
});

const knownOutside = statement(
  'test.knownOutside',
  'SELECT hash FROM external_ids WHERE workspace_id = $1 AND message_id = $2 AND NOT is_played',
);
const cameIn = statement<{ isPlayed: boolean; handedBy: string | null; liesIn: string | null }>(
  'test.cameIn',
  'SELECT is_played AS "isPlayed", handed_by AS "handedBy", lies_in AS "liesIn" FROM external_ids WHERE workspace_id = $1 AND inbox_id = $2',
);
const placesIn = statement('test.placesIn', 'SELECT last_uid FROM mailbox_places WHERE workspace_id = $1 AND inbox_id = $2');
const move = (isOn: boolean) => room.ctx((ctx) => switchSandbox(ctx, isOn));
const open = (inbox: InboxId) => room.ctx((ctx) => accountOf(ctx, inbox));
const letter = (to: string): Outbound => ({
  ...{ id: newId('msg'), externalId: null, use: 'reply', purpose: 'service-conversation', fromName: 'Carol', language: 'en', thread: [] },
  ...{ subject: 'A lamp', text: 'It is on its way.', html: undefined, attachments: [], replyToken: undefined },
  ...{ unsubscribeUrl: undefined, preferencesUrl: undefined, to: { value: to, name: 'Ada' } },
});
const carol = async () => (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
/** Somebody writes, and what carol answers is queued. */
async function talk(inbox: InboxId, value: string): Promise<(text: string) => Promise<MessageId>> {
  const id = await carol();
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value, name: 'Ada' }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Hello', subject: 'A lamp' }));
  const words = { conversation: conversation as ConversationId, purpose: 'service-conversation' };
  return async (text) => (await room.ctx((ctx) => reply(ctx, { ...words, text }), { actor: { kind: 'staff', id } })).message;
}
const shown = () => room.ctx(async (ctx) => captured(room.tools, room.workspace, ctx.now).map(({ to }) => to));
const now = (): Date => clock.of(room)();
const forgetAllCaptured = async () => void (await forgetCaptured(room.tools, room.workspace, await shown()));
const addOlderSwitch = (ctx: Ctx) => ctx.db.run(addSwitch, [ctx.workspace, 'sbx_00000000000000000000000000', false, ctx.now, ctx.actor.id]);
const ecdh = createECDH('prime256v1');
const device = () => ({
  ...{ kind: 'web-push' as const, endpoint: `http://${host}/push/ada` },
  ...{ p256dh: ecdh.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
});

/** Everything that this channel can ask of somebody outside. */
async function everything(inbox: InboxId, to: string) {
  const channel = await open(inbox);
  const { adapter, account } = channel;
  const work = { tools: room.tools, workspace: room.workspace };
  const outcome = await send(work, { channel, outbound: letter(to.replace('INBOX', inbox)) });
  await adapter.test(account, room.tools);
  await adapter.connect?.(account, room.tools, 'stf_01hv8n3e5wfm1tq0z9k2s4b6xc').catch(() => undefined); // a mailbox with a password has nobody to tell
  await adapter.templates?.(account, room.tools);
  await adapter.forget?.(account, ['wamid.1', `SM${'1'.repeat(32)}`, 'media:1234567'], room.tools);
  if (adapter.name === 'web-chat')
    await pushToBrowser(room.tools, account.settings as never, device(), { text: 'An answer waits.', tag: 'tag', ttlSeconds: 60 });
  return outcome.outcome;
}

test.each(adapters.map(({ name }) => name))('%s reaches nobody outside while it is on, and somebody while it is off', async (name) => {
  for (const { given, to } of waysOut(host, port)[name]()) {
    const { account } = await room.ctx((ctx) => openChannel(ctx, { channel: name, name, settings: given }));
    await move(true);
    for (const each of adapters) await each.hangUp?.(room.tools, room.workspace);
    const { adapter, account: spoken } = await open(account.inbox);
    await adapter.sandbox?.change(spoken, room.tools, { failWith: null, delaySeconds: 300, repeat: 1 }); // nobody waits here for what becomes of it
    heard = 0;
    expect([await everything(account.inbox, to), heard]).toEqual(['sent', 0]);
    expect(adapter.recipient(spoken.settings, room.tools)).toBeNull();
    expect((await adapter.sandbox?.read(spoken, room.tools))?.items.length).toBeGreaterThan(0);
    await forgetPlayed(room.tools, room.workspace);
    expect((await adapter.sandbox?.read(spoken, room.tools))?.items).toEqual([]);
    await move(false);
    if (name === 'web-chat') await adapter.test((await open(account.inbox)).account, room.tools);
    else
      await send(
        { tools: room.tools, workspace: room.workspace },
        { channel: await open(account.inbox), outbound: letter(to.replace('INBOX', account.inbox)) },
      );
    await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(0); // a carrier's line is opened beside what is sent
  }
});

test('an account that was opened before the switch was moved carries nothing after it', async () => {
  const { account } = await room.ctx((ctx) =>
    openChannel(ctx, { channel: 'email', name: 'Late', settings: { address: 'late@lantern.example.com' } }),
  );
  const channel = await open(account.inbox);
  await move(true);
  heard = 0;
  const work = { tools: room.tools, workspace: room.workspace };
  expect(await send(work, { channel, outbound: letter('ada@example.com') })).toMatchObject({ outcome: 'retry', because: 'sandbox-moved' });
  await move(false);
  const prepared = await open(account.inbox);
  await move(true);
  expect(await send(work, { channel: prepared, outbound: letter('ada@example.com') })).toMatchObject({ because: 'sandbox-moved' });
  await move(false);
  expect(heard).toBe(0);
});

test('codes and letters about rights wait for the other side, mail to staff leaves, and privacy officers hear of the switch', async () => {
  const relayed = config.of(room);
  await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Letters', settings: { address: 'letters@lantern.example.com' } }));
  const { identity } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }));
  const code = await room.ctx((ctx) => newCode(ctx, identity, 'proof'));
  const work = { tools: room.tools, workspace: room.workspace, attempt: 1 };
  const notice = { id: 'r', to: 'ada@example.com', language: 'en', purpose: 'rights-fulfilment', subject: 'Yours', text: 'Done.' };
  const outcome = (sending: Promise<unknown>) => sending.then(JSON.stringify, (error: { code?: string }) => error.code);
  const staff = { ...notice, id: 's', to: 'carol@example.com', purpose: 'staff-administration' };
  const sendings = () => [sendNotice(work, notice), sendCode.handle(work, { identity, code })];
  await move(true);
  await forgetAllCaptured();
  heard = 0;
  expect(await Promise.all(sendings().map(outcome))).toEqual(['retry-later', 'retry-later']);
  expect([heard, await shown()]).toEqual([0, []]); // neither outside nor where a colleague could read it
  await outcome(sendNotice(work, staff)); // the listener hangs up on it
  await outcome(sandboxTold.handle(work, { entry: newId('led'), officer: await carol(), isOn: 1 }));
  expect([heard, await shown()]).toEqual([2, []]);
  config.set(room.tools, { ...relayed, smtpRelay: '' }); // where nothing leaves in any case there is nothing to wait for
  expect(await Promise.all(sendings().map(outcome))).toEqual(['{"sent":true,"because":null}', undefined]);
  expect(await shown()).toHaveLength(2);
  config.set(room.tools, relayed);
  await move(false);
  expect(await shown()).toEqual([]); // nothing of it is left to be read
  const mail = { messageId: '<m>', envelope: { from: '', to: 'ada@example.com' }, subject: '', raw: Buffer.from('\r\n\r\n'), text: '' };
  for (const isPlayed of [true, false])
    capture(room.tools, { workspace: room.workspace, isPlayed }, `${isPlayed}`, mail, new Date(now().getTime() - 1_000));
  await room.ctx((ctx) => forgetGoneMail.run?.(ctx) ?? Promise.resolve()); // a node that did not hear of the switch
  expect(captured(room.tools, room.workspace, now()).map(({ id }) => id)).toEqual(['false']);
  await outcome(sendNotice(work, notice));
  expect(heard).toBe(3);
});

test('an attempt under way is concluded, what was put off is stopped, and no clock says what was written when', async () => {
  const { account } = await room.ctx((ctx) =>
    openChannel(ctx, { channel: 'email', name: 'Flight', settings: { address: 'flight@lantern.example.com' } }),
  );
  const say = await talk(account.inbox, 'boris@example.com');
  const stand = async (message: MessageId) => (await room.ctx((ctx) => messageFacts(ctx, message)))?.delivery;
  const [flies, putOff, waits] = [await say('It flies.'), await say('Put off.'), await say('It waits.')];
  for (const message of [flies, putOff])
    await room.ctx(async (ctx) => {
      const facts = await messageFacts(ctx, message);
      await setDelivery(ctx, message, 'sending');
      if (facts) await beginAttempt(ctx, message, { ...facts, inbox: account.inbox, identity: null, recipient: null, leads: false });
      if (message === putOff) await ctx.db.run(endAttempt, [ctx.workspace, message, ctx.now, 'retry', 'unreachable']);
    });
  await move(true);
  expect(await Promise.all([flies, putOff, waits].map(stand))).toEqual(['sending', 'failed', 'failed']);
  const tried = await say('Tried out.');
  await room.ctx((ctx) => addOlderSwitch(ctx)); // by a node whose clock is years behind
  expect((await room.ctx(sandboxStand)).isOn).toBe(false);
  heard = 0;
  await deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, tried);
  expect([await stand(tried), heard]).toEqual(['failed', 0]);
});

test('what is written while it is on says so, is never sent once it is off, and both are in the ledger', async () => {
  const { account } = await room.ctx((ctx) =>
    openChannel(ctx, { channel: 'email', name: 'Words', settings: { address: 'words@lantern.example.com' } }),
  );
  const say = await talk(account.inbox, 'ada@example.com');
  const stand = async (message: MessageId) => (await room.ctx((ctx) => messageFacts(ctx, message)))?.delivery;
  const go = (message: MessageId) => deliver({ tools: room.tools, workspace: room.workspace, attempt: 1 }, message);
  await move(true);
  const tried = await say('Only tried out.');
  await go(tried);
  expect(await stand(tried)).toBe('sent');
  // it was written to nobody, and no provider is asked to forget what an emulator named
  expect(await room.ctx((ctx) => ctx.db.all(knownOutside, [ctx.workspace, tried]))).toEqual([]);
  const waits = await say('Still waiting.');
  const waited = await room.ctx(countWaiting);
  heard = 0;
  await move(false);
  expect(await room.ctx(countWaiting)).toBe(waited - 1);
  await go(waits);
  expect([await stand(waits), heard]).toEqual(['failed', 0]);
  const meant = await say('This one is meant.');
  await go(meant).catch(() => undefined);
  expect(heard).toBe(1);
  const kinds = (await room.ctx((ctx) => list(ctx, { limit: 100 }))).items.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['sandbox.on', 'sandbox.off']));
  expect(await room.ctx((ctx) => switchSandbox(ctx, false))).toMatchObject({ isOn: false });
});

test('a mailbox of the sandbox tells of what somebody writes, takes it in once as played, and leaves the place of the real one alone', async () => {
  const given = waysOut(host, port).email()[1]?.given ?? {};
  const settings = { ...given, address: 'read@lantern.example.com', folder: 'Support', afterwards: 'move', signIn: 'password' };
  const { account, adapter } = await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Read', settings }));
  await move(true);
  heard = 0;
  const { account: spoken } = await open(account.inbox);
  const items = async () => (await adapter.sandbox?.read(spoken, room.tools))?.items ?? [];
  await adapter.sandbox?.change(spoken, room.tools, { failWith: null, delaySeconds: 0, repeat: 2 });
  expect(await adapter.test(spoken, room.tools)).toMatchObject({ ok: true, words: expect.stringContaining('new mail at once') });
  await adapter.sandbox?.write(spoken, room.tools, { from: 'boris@example.com', text: 'Is it blue?' });
  await eventually('it was taken in and moved', async () => (await items())[0]?.status === 'moved');
  const { folders, heard: commands } = await playedMailbox(room.tools, spoken as never);
  await eventually('so was the repeat', async () => folders.find('Support')?.mails.length === 0);
  expect(folders.list().map(({ name, mails }) => [name, mails.length])).toEqual([
    ...[
      ['INBOX', 0],
      ['Trash', 0],
      ['Support', 0],
      ['Parley', 2],
    ],
  ]);
  expect(commands).toEqual(expect.arrayContaining(['LOGIN', 'IDLE', 'UID SEARCH', 'UID FETCH', 'UID STORE', 'UID MOVE']));
  const ids = await room.ctx((ctx) => ctx.db.all(cameIn, [ctx.workspace, account.inbox]));
  expect(ids).toEqual([{ isPlayed: true, handedBy: null, liesIn: null }]);
  expect([await room.ctx((ctx) => ctx.db.all(placesIn, [ctx.workspace, account.inbox])), heard]).toEqual([[], 0]);
  await closePlayedMailboxes(room.tools, account.inbox);
  expect((await items()).map(({ status }) => status)).toEqual(['moved']); // one that is opened anew knows nothing of it
  await move(false);
  await forgetPlayed(room.tools, room.workspace);
  expect(await items()).toEqual([]);
});

test('a message centre of the sandbox refuses, fails later, and hands in what somebody writes', async () => {
  const given = { provider: 'sandbox', speaks: 'smpp', number: '+12025550109' };
  const { account, adapter } = await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Centre', settings: given }));
  const sandbox = adapterOf('sms').sandbox;
  const behave = (failWith: number | null) => sandbox?.change(account, room.tools, { failWith, delaySeconds: 300, repeat: 1 }); // a receipt for what was never written down is waited for
  const out = () => adapter.send(account, letter('+12025550143'), room.tools);
  await behave(null);
  expect(await out()).toMatchObject({ outcome: 'sent' });
  await behave(0x0b);
  expect(await out()).toMatchObject({ outcome: 'failed', because: 'unknown-address' });
  await behave(null);
  await sandbox?.write(account, room.tools, { from: '+12025550144', text: 'Is it blue?' });
  expect((await sandbox?.read(account, room.tools))?.items.map(({ text }) => text)).toEqual(['Is it blue?', 'It is on its way.']);
  const came = () => room.ctx((ctx) => ctx.db.all(cameIn, [ctx.workspace, account.inbox]));
  const stored = await eventually('it was taken in', async () => (await came()).find(({ isPlayed }) => !isPlayed)); // a sandbox by itself is whole while the switch is off
  expect(stored).toEqual({ isPlayed: false, handedBy: null, liesIn: null });
  // a day later the centre is another one, at another port: the line goes along
  const items = async () => (await sandbox?.read(account, room.tools))?.items ?? [];
  const [before] = await items();
  await closePlayed(room.tools, (account.settings as { key: string }).key);
  room.setTime('2026-11-25T10:00:00Z');
  await behave(null);
  expect(await out()).toMatchObject({ outcome: 'sent' });
  const [after, ...others] = await items();
  expect(others).toEqual([]);
  expect(after?.id).not.toBe(before?.id);
  const line = await playedLine(room.tools, { ...account, settings: { ...account.settings, systemId: 'real', password: 'real' } } as never);
  expect(line.account.settings).toMatchObject({ systemId: 'sandbox', password: 'sandbox' }); // whoever listens at that port by now
  await closePlayed(room.tools);
});
