import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inboxOf, receive } from '#conversations';
import { type InboxId, newId } from '#kit/ids';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { addVendor } from '#vendors';
import { accountAt, accountOf, changeChannel, openChannel, shownSettings } from './accounts.ts';
import type { Outcome } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { carriersFor } from './at-providers.ts';
import { giveBack, mayTry, noteOutcome, restOf } from './breaker.ts';
import { openWays } from './carriers.ts';
import { recipientsOf } from './channels.ts';
import { checks } from './checks.ts';
import { remember } from './external.ts';
import { forgetTurns, type Pace, spare, takePlaces, turnOf } from './pacing.ts';
import { counts } from './provider-no.ts';
import { bringRecipientsUpToDate } from './recipients.ts';
import { beginAttempt } from './store.ts';
import { switchSandbox } from './switch/switch.ts';
import { askForTemplates, templatesOf } from './templates/templates.ts';
import { noteConnected, noteTried, tellProvider, tryChannel } from './trying.ts';

let room: TestRoom;
const secret = 'a secret of thirty-two characters or more';
const email = adapterOf('email');
const original = { ...email };

beforeAll(async () => {
  room = await openRoom();
});
afterEach(() => void Object.assign(email, original));
afterAll(() => room.stop());

const chat = (settings: Record<string, unknown> = {}) =>
  room.ctx((ctx) => openChannel(ctx, { channel: 'web-chat', name: 'Chat', settings }));
const mail = (address: string) => room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'Mail', settings: { address } }));
const tried = async (inbox: InboxId) => {
  const found = await tryChannel(room.tools, room.workspace, inbox);
  return room.ctx((ctx) => noteTried(ctx, found));
};
const connected = async (inbox: InboxId) => {
  const told = await tellProvider(room.tools, room.workspace, inbox, 'stf_01hv8n3e5wfm1tq0z9k2s4b6xc');
  return room.ctx((ctx) => noteConnected(ctx, inbox, told));
};
const check = (id: string) => room.ctx((ctx) => checks.find((each) => each.id === id)!.run(ctx));

test('a secret rests sealed, is never shown again, and stays when other settings change', async () => {
  const { adapter, account } = await chat({ identitySecret: secret });
  expect(shownSettings(adapter, account.settings)).not.toHaveProperty('identitySecret');
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  const { rows } = await client.query('SELECT settings::text, secrets FROM channel_accounts WHERE inbox_id = $1', [account.inbox]);
  await client.end();
  expect(rows[0].settings).not.toContain(secret);
  expect(rows[0].secrets.includes(Buffer.from(secret))).toBe(false);
  await room.ctx((ctx) =>
    changeChannel(ctx, account.inbox, { name: 'Chat of the shop', settings: { greeting: 'Hello', identitySecret: '' } }),
  );
  const after = (await room.ctx((ctx) => accountOf(ctx, account.inbox))).account;
  expect(after).toMatchObject({
    name: 'Chat of the shop',
    settings: { greeting: 'Hello', identitySecret: secret, key: account.settings['key'] },
  });
});

test('an address leads to one inbox: first come, first served, and free again when it is given up', async () => {
  const first = await mail('support@lantern.example.com');
  await expect(mail('Support@lantern.example.com')).rejects.toMatchObject({ code: 'conflict' });
  await room.ctx((ctx) => changeChannel(ctx, first.account.inbox, { settings: { address: 'help@lantern.example.com' } }));
  expect(await accountAt(room.tools, 'mailbox', 'support@lantern.example.com')).toBeUndefined();
  expect((await accountAt(room.tools, 'mailbox', 'help@lantern.example.com'))?.inbox).toBe(first.account.inbox);
  await mail('support@lantern.example.com');
});

test('settings that do not fit are refused, and leave no inbox behind', async () => {
  await expect(chat({ origins: 'https://www.example.com' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(chat({ identitySecret: 'short' })).rejects.toMatchObject({ code: 'invalid' });
});

test('a test is remembered as the health of the channel', async () => {
  const { account } = await chat();
  expect(await tried(account.inbox)).toMatchObject({ ok: true });
  expect((await room.ctx((ctx) => accountOf(ctx, account.inbox))).health).toMatchObject({
    ok: true,
    words: expect.stringContaining('Ready'),
  });
});

test('a new relay in the configuration is the recipient of every mail inbox from the next start on, and the check finds that it has no agreement', async () => {
  const { account } = await mail('orders@lantern.example.com');
  expect(await check('channels.recipient-without-agreement')).toBe(0);
  Object.assign(email, { recipient: () => 'smtp-relay' });
  await bringRecipientsUpToDate(room.tools);
  expect((await room.ctx((ctx) => inboxOf(ctx, account.inbox))).recipient).toBe('smtp-relay');
  expect(await check('channels.recipient-without-agreement')).toBe(3); // one for each mail inbox
  const agreement = { reference: 'A-1', signedOn: '2026-01-01', expiresOn: null };
  await room.ctx((ctx) =>
    addVendor(ctx, {
      code: 'smtp-relay',
      role: 'processor',
      name: 'Carrier',
      service: 'Carries mail',
      region: 'DE',
      transfer: null,
      agreement,
    }),
  );
  expect(await check('channels.recipient-without-agreement')).toBe(0);
});

test('whom a carrier hands messages on to is a recipient of them: in the records, by the check, and for whoever was written to', async () => {
  const before = await check('channels.recipient-without-agreement');
  const settings = { provider: 'twilio', number: '+12025550100', accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) };
  const { account } = await room.ctx((ctx) => openChannel(ctx, { channel: 'whatsapp', name: 'WhatsApp', settings }));
  const ways = (await room.ctx(openWays)).filter(({ channel }) => channel === 'whatsapp').map(({ recipient }) => recipient);
  expect(ways).toEqual(['twilio', 'meta']);
  expect(await check('channels.recipient-without-agreement')).toBe(before + 2);
  const addresses = [{ kind: 'account', value: 'whatsapp:12025550143' }];
  expect(await room.ctx((ctx) => carriersFor(ctx, addresses))).toEqual(['twilio', 'meta']);
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'account', value: 'whatsapp:12025550143' }));
  const { message, conversation } = await room.ctx((ctx) => receive(ctx, { inbox: account.inbox, person, text: 'Hello' }));
  const attempt = { conversation, person, inbox: account.inbox, identity: null, recipient: 'twilio', leads: false };
  await room.ctx((ctx) => beginAttempt(ctx, message, attempt));
  const met = await room.ctx((ctx) => recipientsOf(ctx, [person]));
  expect(met.map(({ recipient, messages }) => [recipient, messages])).toEqual([
    ['twilio', 1],
    ['meta', 1],
  ]);
});

test('what an emulator says while the sandbox is on is not kept as known of the provider', async () => {
  const settings = { provider: 'twilio', number: '+12025550101', accountSid: `AC${'3'.repeat(32)}`, authToken: '4'.repeat(32) };
  const { account } = await room.ctx((ctx) => openChannel(ctx, { channel: 'whatsapp', name: 'Played', settings }));
  await room.ctx((ctx) => switchSandbox(ctx, true));
  await tried(account.inbox);
  expect((await room.ctx((ctx) => accountOf(ctx, account.inbox))).health).toBeUndefined();
  expect(await connected(account.inbox)).toMatchObject({
    ok: false,
    words: expect.stringContaining('sandbox'),
  });
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'account', value: 'whatsapp:12025550144' }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox: account.inbox, person, text: 'Hello' }));
  expect(await askForTemplates(room.tools, room.workspace, { conversation }, true)).toBe(true);
  expect((await room.ctx((ctx) => templatesOf(ctx, account.inbox))).items.length).toBeGreaterThan(0);
  await room.ctx((ctx) => switchSandbox(ctx, false));
  expect(await room.ctx((ctx) => templatesOf(ctx, account.inbox))).toEqual({ items: [], fetchedAt: null });
});

const retry = (because: string): Outcome => ({ outcome: 'retry', because, words: '' });
const resting = async () => {
  const { inbox } = (await chat()).account;
  const minute = (number: number) => room.setTime(new Date(Date.UTC(2026, 10, 24, 9, number)));
  const note = (outcome: Outcome, message = newId('msg'), isTry = false) =>
    room.ctx(async (ctx) => noteOutcome(ctx, inbox, message, outcome, isTry));
  const fail = async (times: number) => {
    for (let failed = 0; failed < times; failed += 1) await note(retry('unreachable'));
  };
  const stand = () => room.ctx(async (ctx) => restOf((await accountOf(ctx, inbox)).stand, ctx.now, ctx.now));
  const tries = () => room.ctx((ctx) => mayTry(ctx, inbox));
  return { inbox, minute, note, fail, stand, tries };
};

test('an account at which five messages failed in a row rests, twice as long with each try in vain, and one message at a time tries it', async () => {
  const { inbox, minute, note, fail, stand, tries } = await resting();
  minute(0);
  await fail(4);
  expect(await stand()).toEqual({ rest: 'none' });
  await fail(3); // those under way when it began to rest make it no longer
  expect(await stand()).toEqual({ rest: 'on', seconds: 30 });
  minute(1);
  expect(await stand()).toEqual({ rest: 'try' });
  expect(await Promise.all([tries(), tries()])).toEqual(expect.arrayContaining([true, false]));
  expect(await stand()).toEqual({ rest: 'on', seconds: 30 }); // should nobody say how it went
  await note(retry('unreachable'), newId('msg'), true);
  expect(await stand()).toEqual({ rest: 'on', seconds: 60 });
  minute(2);
  expect(await tries()).toBe(true);
  await room.ctx(async (ctx) => giveBack(ctx, inbox));
  expect([await tries(), await tries()]).toEqual([true, false]);
  for (let more = 0; more < 6; more += 1) await note(retry('unreachable'), newId('msg'), true);
  expect(await stand()).toEqual({ rest: 'on', seconds: 900 });
  await room.ctx((ctx) => changeChannel(ctx, inbox, { name: 'Chat, as it was' }));
  expect(await stand()).toEqual({ rest: 'on', seconds: 900 });
  await room.ctx((ctx) => changeChannel(ctx, inbox, { settings: { greeting: 'Mended' } }));
  expect(await stand()).toEqual({ rest: 'none' });
});

test('a message that nobody can take counts once, silence counts, and an answer of any kind ends it', async () => {
  const { inbox, minute, note, fail, stand } = await resting();
  minute(0);
  const poison = newId('msg');
  for (let attempt = 0; attempt < 7; attempt += 1) await note(retry('bad-credentials'), poison);
  expect(await stand()).toEqual({ rest: 'none' });
  for (let silent = 0; silent < 4; silent += 1) await note({ outcome: 'failed', because: 'unknown-fate', words: '' });
  expect(await stand()).toMatchObject({ rest: 'on' });
  for (const answer of [{ outcome: 'sent', externalId: null } as const, retry('throttled')]) {
    await note(answer);
    await fail(4);
    expect(await stand()).toEqual({ rest: 'none' });
  }
  await fail(1);
  await tried(inbox);
  expect(await stand()).toEqual({ rest: 'none' });
});

test('places of an account go by its pace; who was put off comes before who is new; what is not waited for takes none that is waited for', async () => {
  const { inbox, minute } = await resting();
  minute(0);
  const work = { tools: room.tools, workspace: room.workspace, attempt: 1 };
  const pace = { account: { perSecond: 2, burst: 2 } };
  const take = async (isBack = false) => {
    const { turn, waitMs } = await turnOf({ ...work, isBack }, { inbox, to: newId('idn'), pace });
    return `${turn} ${waitMs}`;
  };
  const free = () => spare(work, inbox, pace);
  expect(await free()).toBe(true);
  const told: string[] = [];
  for (let n = 0; n < 9; n += 1) told.push(await take());
  expect(told).toEqual(['go 0', 'go 500', 'go 1000', 'go 1500', 'go 2000', 'go 2500', 'later 3000', 'later 3500', 'later 4000']);
  expect([await free(), await turnOf(work, { inbox, to: newId('idn'), pace: {} })]).toEqual([false, { turn: 'go', waitMs: 0 }]);
  room.setTime(new Date(Date.UTC(2026, 10, 24, 9, 0, 3)));
  expect([await take(), await take(true), await take(true)]).toEqual(['later 1500', 'go 0', 'go 500']);
  expect((await Promise.all(Array.from({ length: 30 }, () => take(true)))).filter((each) => each.startsWith('go'))).toHaveLength(4);
});

test('a message of three segments takes three places, and a person has a pace of their own on every node', async () => {
  const { inbox, minute } = await resting();
  minute(0);
  const work = { tools: room.tools, workspace: room.workspace, attempt: 1 };
  const account = { perSecond: 1, burst: 1 };
  const take = (to: string, pace: Pace = { account }) => turnOf(work, { inbox, to, pace });
  expect(await take('ada')).toEqual({ turn: 'go', waitMs: 0 });
  await takePlaces(work, inbox, { account }, 2);
  expect(await take('boris')).toMatchObject({ turn: 'later', waitMs: 3_000 });
  const one = { account: { perSecond: 1_000, burst: 1_000 }, recipient: { perSecond: 1 / 6, burst: 2 } };
  minute(1);
  const turns = await Promise.all(Array.from({ length: 4 }, () => take('ada', one))); // as from as many nodes
  expect(turns.map(({ turn }) => turn).sort()).toEqual(['go', 'go', 'later', 'later']);
  expect(await take('boris', one)).toEqual({ turn: 'go', waitMs: 0 });
  const full = { ...one, account: { perSecond: 0.001, burst: 1 } };
  expect([await take('carol', full), await take('carol', full), await take('carol', { recipient: one.recipient })]).toMatchObject([
    { turn: 'go' },
    { turn: 'later', isInLine: true }, // and gives the person's place back
    { turn: 'go' },
  ]);
  room.setTime(new Date(Date.UTC(2026, 10, 24, 9, 1, 3, 600)));
  expect(await take('ada', { recipient: one.recipient })).toEqual({ turn: 'go', waitMs: 2_400 }); // near enough to be waited for
  minute(5);
  await room.ctx((ctx) => forgetTurns.run!(ctx));
  const left = { name: 'test.turnsLeft', text: 'SELECT count(*)::int AS n FROM recipient_turns WHERE workspace_id = $1' };
  expect(await room.ctx((ctx) => ctx.db.one(left as never, [ctx.workspace]))).toEqual({ n: 0 });
});

test('places that were told and are not used keep nobody for long, and no place waits for what else is done', async () => {
  const { inbox, minute } = await resting();
  minute(0);
  const work = { tools: room.tools, workspace: room.workspace, attempt: 1 };
  const pace = { account: { perSecond: 1, burst: 2 } };
  const take = () => turnOf(work, { inbox, to: newId('idn'), pace });
  for (let n = 0; n < 30; n += 1) await take();
  room.setTime(new Date(Date.UTC(2026, 10, 24, 9, 0, 5)));
  expect([await spare(work, inbox, pace), await take()]).toEqual([false, { turn: 'later', waitMs: 24_000, isInLine: true }]);
  room.setTime(new Date(Date.UTC(2026, 10, 24, 9, 0, 9)));
  expect([await take(), await take()]).toEqual(Array(2).fill({ turn: 'go', waitMs: 0 }));
  await room.ctx(async () => expect(await take()).toMatchObject({ turn: 'go' }));
});

test('what an account tells that is a sandbox by itself is no wish of whoever was met outside, and no sign that somebody was', async () => {
  const settings = { provider: 'sandbox', speaks: 'twilio', number: '+12025550100' };
  const played = (await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Texts', settings }))).account.inbox;
  const real = (await mail('real@lantern.example.com')).account.inbox;
  const counted = (name: string, inboxes: readonly InboxId[]) =>
    room.ctx(async (ctx) => {
      const { person, identity } = await arrive(ctx, { kind: 'email', value: `${name}@example.com` });
      for (const inbox of inboxes) {
        const { conversation, message } = await receive(ctx, { inbox, person, text: 'Hello' });
        await remember(ctx, { inbox, person, conversation, message, identity, externalId: message, direction: 'in' });
      }
      return counts(ctx, { inbox: played, identity, isPlayed: false });
    });
  expect([await counted('ada', [real, played]), await counted('boris', [played])]).toEqual([false, true]);
});
