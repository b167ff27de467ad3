// The sandbox with two nodes over one database: what one played is seen, tapped, failed and forgotten on the other.
import type { Answer } from '@parley/contract';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statement } from '#kit/db';
import { type InboxId, newId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { eventually, openHouse } from '#test/house';
import { waysOut } from '#test/ways-out';
import { accountOf, openChannel } from '../accounts.ts';
import type { ChannelKind, Outbound } from '../adapter.ts';
import { captured, capturedDesk, forgetAddressed } from '../adapters/email/outgoing/capture.ts';
import { adapters } from '../adapters.ts';
import { forgetCaptured, forgetPlayed } from '../channels.ts';
import { send } from '../deliver.ts';
import { emulator } from '../push/emulator/emulator.ts';
import { hear } from '../push/emulator/state.ts';
import { switchSandbox } from '../switch/switch.ts';
import { share } from './sharing.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let elsewhere: Tools;
let here: Awaited<ReturnType<typeof house.staffClient>>;
let there: typeof here;
beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_SMTP_RELAY: 'smtp://127.0.0.1:9', PARLEY_INSIDE_HOSTS: '127.0.0.1:9' } });
  const other = await house.anotherNode();
  elsewhere = house.toolsElsewhere()[0] as Tools;
  here = await house.staffClient();
  there = await house.staffClient(undefined, other);
  await house.act((ctx) => switchSandbox(ctx, true));
}, 120_000);
afterAll(() => house.stop());

const letter = (to: string, text: string, choices: readonly string[] = []): Outbound => ({
  ...{ id: newId('msg'), externalId: null, use: 'reply', purpose: 'service-conversation', fromName: 'Carol', language: 'en', thread: [] },
  ...{ subject: 'A lamp', text, choices, html: undefined, attachments: [], replyToken: undefined },
  ...{ unsubscribeUrl: undefined, preferencesUrl: undefined, to: { value: to, name: 'Ada' } },
});
/** By a node of one's choice. */
const sendBy = async (tools: Tools, inbox: InboxId, outbound: Outbound): Promise<string> => {
  const who = { workspace: house.workspace, actor: { kind: 'system', id: 'test' }, purpose: 'service-conversation' } as const;
  const channel = await act(tools, who, (ctx) => accountOf(ctx, inbox));
  return (await send({ tools, workspace: house.workspace }, { channel, outbound })).outcome;
};
const inboxOf = (channel: ChannelKind, settings: Readonly<Record<string, unknown>>) =>
  house.act(async (ctx) => (await openChannel(ctx, { channel, name: channel, settings })).account.inbox);
const read = (client: typeof here, inbox: InboxId): Promise<Answer<'readSandbox'>> => client.call('readSandbox', { params: { inbox } });
const textsAt = async (client: typeof here, inbox: InboxId) =>
  (await read(client, inbox)).items.map(({ text }) => text.trim().split('\n')[0]);
const failing = (client: typeof here, inbox: InboxId, failWith: number | null, delaySeconds = 0) =>
  client.call('changeSandbox', { params: { inbox }, body: { failWith, delaySeconds, repeat: 1 } });

const cases = adapters.flatMap(({ name }) =>
  name === 'web-chat'
    ? []
    : waysOut('127.0.0.1:9', 9)
        [name]()
        .map((way, at) => ({ name, at, ...way })),
);
const refusals: Readonly<Record<string, number>> = {
  ...{ email: 550, telegram: 403, viber: 7, line: 400, custom: 400, whatsapp0: 131_016, whatsapp1: 21_211, messenger: 551, instagram: 551 },
  ...{ sms0: 21_211, sms1: 1_430, sms2: 0x0b },
};
const refusalOf = (name: string, at: number) => refusals[name] ?? refusals[`${name}${at}`] ?? 0;

test.each(cases)(
  '$name ($at): one node sends, the other sees it, refuses the next, writes, and forgets for both',
  async ({ name, at, given, to: raw }) => {
    const inbox = await inboxOf(name, given);
    const to = raw.replace('INBOX', inbox);
    expect(await sendBy(house.tools, inbox, letter(to, 'From the one.'))).toBe('sent');
    expect(await textsAt(there, inbox)).toEqual(['From the one.']);
    expect(await sendBy(elsewhere, inbox, letter(to, 'From the other.'))).toBe('sent');
    expect((await textsAt(here, inbox)).toSorted()).toEqual(['From the one.', 'From the other.']);

    await failing(there, inbox, refusalOf(name, at), 1);
    expect((await read(here, inbox)).behaviour).toMatchObject({ failWith: refusalOf(name, at), delaySeconds: 1 });
    expect(await sendBy(house.tools, inbox, letter(to, 'Refused.'))).not.toBe('sent');
    await failing(here, inbox, null);
    expect(await sendBy(elsewhere, inbox, letter(to, 'Taken again.'))).toBe('sent');

    const from = name === 'email' ? 'boris@example.com' : name === 'telegram' ? '5000000000000144' : '+12025550144';
    await there.call('writeInSandbox', { params: { inbox }, body: { from, text: 'Is it blue?' } });
    await eventually('it is seen here', async () => (await textsAt(here, inbox)).includes('Is it blue?'));

    await forgetPlayed(house.tools, house.workspace);
    expect(await textsAt(here, inbox)).toEqual([]);
    await eventually('it is forgotten there', async () => (await textsAt(there, inbox)).length === 0);
  },
);

test('what becomes of a message late is seen on both, and a choice is tapped where it was not sent', async () => {
  const given = { provider: 'sandbox', speaks: 'meta', numberId: '106540352242923', businessId: '102290129340399' };
  const whatsapp = { ...waysOut('127.0.0.1:9', 9).whatsapp()[0]?.given, ...given, provider: 'meta' };
  const inbox = await inboxOf('whatsapp', whatsapp);
  await failing(here, inbox, null, 1);
  await sendBy(house.tools, inbox, letter('whatsapp:US.12025550143', 'Which shade?', ['Green', 'Gold']));
  const [asked] = (await read(there, inbox)).items;
  expect(asked?.status).not.toBe('delivered');
  await eventually('its receipt is seen there', async () =>
    (await read(there, inbox)).items.some(({ status }) => status === 'delivered' || status === 'read'),
  );
  await there.call('tapInSandbox', { params: { inbox }, body: { message: asked?.id ?? '', choice: 1 } });
  await eventually('the tap is seen here', async () => (await textsAt(here, inbox)).includes('Gold'));
});

test('captured mail lies on both nodes, and goes by address on both', async () => {
  const inbox = await inboxOf('email', { address: 'captured@lantern.example.com' });
  await sendBy(elsewhere, inbox, { ...letter('carol@example.com', 'For carol.'), id: 'letter-1', use: 'notice' });
  const list = async (client: typeof here) =>
    (await client.call('listCaptured')).items.filter(({ to }) => to === 'carol@example.com').length;
  expect(await list(here)).toBe(1);
  expect(await forgetCaptured(house.tools, house.workspace, ['carol@example.com'])).toBe(1);
  expect(await list(there)).toBe(0);
  expect(captured(elsewhere, house.workspace, new Date()).some(({ to }) => to === 'carol@example.com')).toBe(false);
});

test('what was forgotten by address stays forgotten also on a node whose turn failed, whatever it had brought in by then', async () => {
  const inbox = await inboxOf('email', { address: 'failed-turn@lantern.example.com' });
  const desk = capturedDesk(elsewhere, house.workspace);
  const write = (tools: Tools, to: string) => sendBy(tools, inbox, { ...letter(to, 'A letter.'), id: to, use: 'notice' });
  const list = async (client: typeof here) => {
    const ours = ['ada@example.net', 'boris@example.net', 'carol@example.net'];
    return (await client.call('listCaptured')).items.map(({ to }) => to).filter((to) => ours.includes(to));
  };
  await write(elsewhere, 'boris@example.net');
  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  try {
    await admin.query('BEGIN');
    await admin.query("SELECT 1 FROM sandbox_items WHERE workspace_id = $1 AND shelf = 'captured' FOR UPDATE", [house.workspace]);
    await write(house.tools, 'ada@example.net');
    expect(forgetAddressed(elsewhere, house.workspace, ['boris@example.net'])).toBe(1);
    const failing = expect(share(elsewhere, desk)).rejects.toMatchObject({ code: '57P01' }); // it has brought ada's in, and waits to take boris's away
    const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))';
    await eventually('its connection is lost', async () => ((await admin.query(cut)).rowCount ?? 0) > 0);
    await failing;
    await admin.query('ROLLBACK');
  } finally {
    await admin.end();
  }
  expect(await forgetCaptured(house.tools, house.workspace, ['ada@example.net'])).toBe(1);
  await write(elsewhere, 'carol@example.net');
  expect([await list(here), await list(there)]).toEqual([['carol@example.net'], ['carol@example.net']]);
});

test('more looks at one moment than a node has connections are all answered', { timeout: 60_000 }, async () => {
  const inbox = await inboxOf('telegram', { provider: 'telegram', token: '123459:abcdefghijklmnopqrstuvwxyzABCDEFGH' });
  await sendBy(elsewhere, inbox, letter('telegram:700143', 'Seen by many.'));
  const message = (await read(here, inbox)).items[0]?.id ?? '';
  const tap = () => here.call('tapInSandbox', { params: { inbox }, body: { message, choice: 0 } }).catch(({ code }) => code as string);
  const looks = Array.from({ length: 40 }, (_, at) => [() => textsAt(here, inbox), () => here.call('listCaptured'), tap][at % 3]?.());
  const found = await Promise.all(looks);
  expect(found.filter((_, at) => at % 3 === 0)).toEqual(Array.from({ length: 14 }, () => ['Seen by many.']));
  expect(found[2]).toBe('not-found'); // there is nothing to tap
});

const onDisk = statement<{ sealed: Buffer; persistence: string }>(
  'test.sandboxOnDisk',
  "SELECT sealed, (SELECT relpersistence FROM pg_class WHERE relname = 'sandbox_items')::text AS persistence FROM sandbox_items WHERE workspace_id = $1",
);
test('what lies in the database is sealed, in no log, and gone with the switch', async () => {
  const inbox = await inboxOf('telegram', { provider: 'telegram', token: '123457:abcdefghijklmnopqrstuvwxyzABCDEFGH' });
  await sendBy(elsewhere, inbox, letter('telegram:700143', 'Only for ada.'));
  const rows = await house.act((ctx) => ctx.db.all(onDisk, [ctx.workspace]));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ sealed, persistence }) => persistence === 'u' && !Buffer.from(sealed).includes('Only for ada'))).toBe(true);
  await house.act((ctx) => switchSandbox(ctx, false));
  expect(await house.act((ctx) => ctx.db.all(onDisk, [ctx.workspace]))).toEqual([]);
});

test('a chat that only plays pushes to apps keeps what was played when the switch of the company is moved', async () => {
  const chat = await inboxOf('web-chat', { fcm: 'sandbox' });
  const bot = await inboxOf('telegram', { provider: 'telegram', token: '123458:abcdefghijklmnopqrstuvwxyzABCDEFGH' });
  const { settings } = (await house.act((ctx) => accountOf(ctx, chat))).account as { settings: object };
  hear((await emulator(house.tools, settings as { key: string })).state, '+12025550143', 'Hello from the app');
  await house.act((ctx) => switchSandbox(ctx, true));
  expect(await sendBy(house.tools, bot, letter('telegram:700143', 'Gone with the switch.'))).toBe('sent');
  const { adapter, account } = await house.act((ctx) => accountOf(ctx, bot));
  const left = async () => (await adapter.sandbox?.read(account, house.tools))?.items.length;
  expect(await left()).toBe(1);
  await house.act((ctx) => switchSandbox(ctx, false));
  await eventually('what the company played is forgotten', async () => (await left()) === 0);
  expect((await emulator(house.tools, settings as { key: string })).state.said.map(({ text }) => text)).toEqual(['Hello from the app']);
});
