// The whole way through the house by Vonage: its APIs spoken by the emulator as a server of its own, its webhooks judged by its own library.
import { createPublicKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { verifySignature } from '@vonage/jwt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '#consent';
import { config } from '#kit/config';
import type { InboxId, PersonId } from '#kit/ids';
import { addIdentity } from '#people';
import { eventually } from '#test/house';
import { allTwice, openTextHouse, phone } from '#test/sms-house';
import { accountOf } from '../../../accounts.ts';
import { whatFails } from '../../../adapter-suite.ts';
import { look } from '../../../missed/missed.ts';
import { sms } from '../adapter.ts';
import { type Call, callOver } from '../call-back.ts';
import { startVonage, type VonageEmulator } from './emulator/emulator.ts';
import { type Account, openAccount } from './emulator/state.ts';
import { listMissed } from './missed.ts';
import { headerOf } from './signature.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const number = '+12025550100';
const settings = {
  ...{ provider: 'vonage', number, apiKey: 'abcd1234', apiSecret: randomBytes(8).toString('hex'), applicationId: randomUUID() },
  ...{ privateKey: pem, signatureSecret: randomBytes(32).toString('hex') },
};
const voice = { webhooks: { answer_url: { address: 'https://voice.example.com', http_method: 'POST' } } };

let bench: Awaited<ReturnType<typeof openTextHouse>>;
let emulator: VonageEmulator;
let account: Account;
let channel: { inbox: { id: string }; webhook: string | null };
let shift = 0;
const minute = 60_000;
const called: Call[] = [];

beforeAll(async () => {
  emulator = await startVonage({
    clock: () => new Date(Date.now() + shift),
    deliver: (call) => {
      called.push(call);
      return callOver(call);
    },
  });
  const { apiKey, apiSecret, signatureSecret, applicationId: id } = settings;
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  const application = { id, publicKey, name: 'Lantern', capabilities: { voice } };
  account = openAccount(emulator.state, { apiKey, apiSecret, signatureSecret, application, number: number.slice(1) });
  const { url } = emulator;
  bench = await openTextHouse({ PARLEY_VONAGE_URL: url, PARLEY_INSIDE_HOSTS: new URL(url).host });
});
afterAll(async () => {
  await bench.house.stop();
  await emulator.close();
});

const write = (from: string, text: string) => emulator.write(settings.apiKey, { from: from.slice(1), text });
const held = (person: string) =>
  [...emulator.state.messages.values()].filter(({ from, to }) => from === person.slice(1) || to === person.slice(1));
const inbound = (from: string, text: string, uuid: string = randomUUID()) => ({
  ...{ channel: 'sms', message_uuid: uuid, to: number.slice(1), from: from.slice(1), timestamp: new Date().toISOString() },
  ...{ message_type: 'text', text, sms: { num_messages: '1', keyword: 'HELLO' } },
});

/** Hands something in at a webhook as Vonage does; gives the status. */
async function hand(what: 'in' | 'status', handed: unknown, header?: string | null): Promise<number> {
  const body = typeof handed === 'string' ? handed : JSON.stringify(handed);
  const authorization = header === undefined ? headerOf(settings, body, new Date()) : header;
  const url = (channel.webhook ?? '').replace(/in$/, what);
  const headers = { 'content-type': 'application/json', ...(authorization !== null && { authorization }) };
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

describe('opening the channel', () => {
  it('enters who carries it, shows no secret, sets webhooks and number, and leaves alone what else the application does', async () => {
    const { carol } = bench;
    channel = await carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings } });
    expect(channel).toMatchObject({ recipient: 'vonage', address: number });
    for (const secret of [settings.apiSecret, settings.signatureSecret, 'PRIVATE KEY'])
      expect(JSON.stringify(channel)).not.toContain(secret);
    expect((await carol.call('listVendors')).items).toMatchObject([{ code: 'vonage', agreement: null, valid: false }]);
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('does not come here yet'),
    });
    expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
    expect(account.application).toMatchObject({ name: 'Lantern', capabilities: { voice, messages: { version: 'v1' } } });
    expect(account.number.appId).toBe(settings.applicationId);
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    account.balance = 0;
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: false, words: expect.stringContaining('no credit') });
    account.balance = 10;
    const other = { ...settings, apiKey: 'other123' };
    await expect(carol.call('changeChannel', { params, body: { settings: other } })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('passes the suite of every adapter as Vonage, and as a sandbox that speaks its protocol', async () => {
    const away = new Map(bench.house.tools);
    const nobody = { vonageUrl: 'http://127.0.0.1:59999', insideHosts: '127.0.0.1:59999' };
    config.set(away, { ...config.of({ tools: bench.house.tools }), ...nobody });
    const refused = [
      { ...settings, privateKey: 'no key' },
      { ...settings, signatureSecret: 'short' },
      { ...settings, applicationId: 'ours' },
      { ...settings, number: '' },
    ];
    const sample = { tools: bench.house.tools, given: settings, refused, to: phone(142), away };
    expect(await whatFails(sms, sample)).toEqual([]);
    const { tools } = bench.house;
    expect(
      await whatFails(sms, { tools, given: { provider: 'sandbox', speaks: 'vonage' }, refused: [{ provider: 'pigeon' }], to: phone(142) }),
    ).toEqual([]);
  });
});

describe('a conversation', () => {
  it('waits for an agreement, is answered in its thread, and every webhook holds before the library of Vonage', async () => {
    expect(await write(phone(143), 'The shade is crooked. Ça va?')).toEqual([200]);
    const { id, person } = await bench.latest();
    const { identities } = await bench.carol.call('readPerson', { params: { person: person.id } });
    expect(identities).toMatchObject([{ kind: 'phone', value: '+1 202 •••• 43', provedAt: null }]);
    await expect(bench.answer(id, 'Not yet.')).rejects.toMatchObject({ code: 'gate-refused', problem: { because: 'no-agreement' } });
    await bench.agreeWith('vonage');
    const { id: message } = await bench.answer(id, 'We send a new one: 5 € off. 💡');
    await eventually('it is delivered', async () => (await bench.standOf(id, message)())?.delivery === 'delivered');
    expect(held(phone(143)).filter(({ direction }) => direction === 'outbound')).toMatchObject([
      { text: expect.stringMatching(/^We send a new one: 5 € off\. 💡\n\nYour choices: \S+$/), from: number.slice(1), clientRef: message },
    ]);
    for (const { headers } of called)
      expect(verifySignature(String(headers['authorization']).replace('Bearer ', ''), settings.signatureSecret)).toBe(true);
  });

  it('says in words what Vonage refuses, waits where it is busy, and takes a stop that Vonage knows of', { timeout: 60_000 }, async () => {
    const wordsOf = async (failWith: number, from: string): Promise<string> => {
      await write(from, `Tell me ${failWith}`);
      const { id } = await bench.latest();
      account.behaviour.failWith = failWith;
      const { id: message } = await bench.answer(id, 'This meets its end.');
      const stand = bench.standOf(id, message);
      const words = await eventually(`an end with ${failWith}`, async () => (await stand())?.deliveryWords ?? undefined);
      account.behaviour.failWith = null;
      return words;
    };
    expect(await wordsOf(1190, phone(144))).toContain('Nobody has this number');
    expect(await wordsOf(1180, phone(145))).toContain('could not be reached');
    expect(await wordsOf(1120, phone(146))).toContain('Our number cannot send');
    expect(await wordsOf(1000, phone(147))).toContain('It will be tried again');
    expect(await wordsOf(402, phone(148))).toContain('no credit left');
    expect(await wordsOf(1240, phone(149))).toContain('recorded as their wish');
    const { person } = await bench.latest();
    const { history } = await bench.carol.call('readConsents', { params: { person: person.id } });
    expect(history).toContainEqual(expect.objectContaining({ channel: 'sms', state: 'withdrawn', method: 'signal' }));
  });

  it('obeys STOP whoever carries it', async () => {
    await write(phone(150), 'STOP');
    await eventually('it is confirmed', async () => held(phone(150)).some(({ direction }) => direction === 'outbound'));
    expect(held(phone(150)).at(-1)?.text).toContain('no more messages');
    const { id, person } = await bench.latest();
    const stand = () => bench.house.act((ctx) => stateOf(ctx, [person.id as PersonId], 'service-messages', 'sms'));
    const late = new Date(Date.now() - 600_000).toISOString();
    expect(await hand('in', { ...inbound(phone(150), 'START'), timestamp: late })).toBe(200);
    expect([(await bench.messagesOf(id)).some(({ text }) => text === 'START'), await stand()]).toEqual([true, 'withdrawn']);
    expect(await hand('in', { ...inbound(phone(150), 'START'), timestamp: 'lately' })).toBe(200);
    expect(await stand()).toBe('expired');
  });
});

describe('a webhook', () => {
  it('that is not signed is sent away to come again; forged, changed, too old or of another account it is refused', async () => {
    const before = (await bench.conversations()).length;
    const right = inbound(phone(151), 'forged');
    const body = JSON.stringify(right);
    const signed = (parts: Partial<typeof settings>, at = Date.now(), of = body) => headerOf({ ...settings, ...parts }, of, new Date(at));
    expect(await hand('in', right, null)).toBe(503);
    expect(await hand('in', right, 'Bearer nonsense')).toBe(403);
    expect(await hand('in', right, signed({ signatureSecret: 'x'.repeat(32) }))).toBe(403);
    expect(await hand('in', right, signed({}, Date.now(), JSON.stringify(inbound(phone(151), 'other'))))).toBe(403);
    expect(await hand('in', right, signed({ apiKey: 'other123' }))).toBe(403);
    expect(await hand('in', right, signed({ applicationId: randomUUID() }))).toBe(403);
    expect(await hand('in', right, signed({}, Date.now() - 26 * 3_600_000))).toBe(403);
    expect(await hand('in', right, signed({}, Date.now() + 600_000))).toBe(403);
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    expect(await hand('in', right, signed({}).replace(/^Bearer [^.]+/, `Bearer ${none}`))).toBe(403);
    expect(await hand('in', '[]')).toBe(422);
    expect(await hand('in', '{"channel":"sms"')).toBe(422);
    expect(await hand('in', { ...right, channel: 'whatsapp' })).toBe(422);
    expect((await bench.conversations()).length).toBe(before);
    expect(await hand('in', right)).toBe(200);
    expect((await bench.conversations()).length).toBe(before + 1);
  });

  it('hands what was written to another number of the same application to the inbox of that number', async () => {
    const other = phone(101);
    const body = { channel: 'sms', name: 'Other', settings: { ...settings, number: other } } as const;
    const { inbox } = await bench.carol.call('addChannel', { body });
    expect(await hand('in', { ...inbound(phone(149), 'For the other one', randomUUID()), to: other.slice(1) })).toBe(200);
    const found = await eventually('it is there', async () =>
      (await bench.conversations()).find(({ excerpt }) => excerpt === 'For the other one'),
    );
    expect(found.inbox.id).toBe(inbox.id);
  });

  it('tells states in any order, also before the answer and under no name of ours, and they only advance', async () => {
    await write(phone(152), 'In any order?');
    const { id } = await bench.latest();
    account.behaviour.failWith = 1000;
    const { id: early } = await bench.answer(id, 'This one waits.');
    await eventually('it waits', async () => (await bench.standOf(id, early)())?.deliveryWords);
    expect(await hand('status', { message_uuid: randomUUID(), status: 'delivered', channel: 'sms', client_ref: early })).toBe(200);
    expect((await bench.standOf(id, early)())?.delivery).toBe('delivered');
    account.behaviour.failWith = null;
    await write(phone(153), 'And now?');
    const next = (await bench.latest()).id;
    const { id: message } = await bench.answer(next, 'Yes.');
    const stand = bench.standOf(next, message);
    await eventually('it is delivered', async () => (await stand())?.delivery === 'delivered');
    const uuid = held(phone(153)).find(({ direction }) => direction === 'outbound')?.uuid;
    for (const status of ['submitted', 'undeliverable', 'submitted', 'sent-by-owl'])
      expect(await hand('status', { message_uuid: uuid, status, channel: 'sms', client_ref: message })).toBe(200);
    expect((await stand())?.delivery).toBe('delivered');
    expect(await hand('status', { message_uuid: uuid, status: 'read', channel: 'sms' })).toBe(200);
    expect((await stand())?.delivery).toBe('read');
    expect(await hand('status', { message_uuid: randomUUID(), status: 'delivered', channel: 'sms' })).toBe(200); // none of ours, or of somebody erased
  });

  it('of two hundred messages, each told twice and in any order, makes two hundred', { timeout: 240_000 }, async () => {
    const uuids = Array.from({ length: 200 }, () => randomUUID());
    expect(await allTwice(bench, 200, (from, text, n) => hand('in', inbound(from, text, uuids[n])))).toEqual({
      refused: [],
      stored: 200,
      ids: 200,
    });
  });
});

describe('what its webhook gave up', () => {
  it('is asked of its reports, in order and once, where the company wants that', async () => {
    const { house, carol } = bench;
    const inbox = channel.inbox.id as InboxId;
    const params = { inbox };
    expect(await look(house.tools, house.workspace, inbox)).toBeUndefined(); // each record costs
    await carol.call('changeChannel', { params, body: { settings: { ...settings, catchUp: 'on' } } });
    expect(await look(house.tools, house.workspace, inbox)).toBe(0);
    account.number.appId = '';
    for (const text of ['One.', 'Two.', 'Three.']) await write(phone(170), text);
    account.number.appId = settings.applicationId;
    house.passTime(1_000); // what came in this very moment is told by the next report
    expect(await look(house.tools, house.workspace, inbox)).toBe(3);
    const items = await bench.messagesOf((await bench.latest()).id);
    expect(items.map(({ text }) => text)).toEqual(['One.', 'Two.', 'Three.']);
    expect(await look(house.tools, house.workspace, inbox)).toBe(0);
  });
});

describe('an erasure', () => {
  it('redacts at Vonage once that may be, waits until then, and the certificate says so', { timeout: 60_000 }, async () => {
    await write(phone(160), 'Forget the violet umbrella, and me.');
    const { id: conversation, person } = await bench.latest();
    await bench.answer(conversation, 'We will.');
    const email = { kind: 'email', value: 'ada.violet@example.com', proof: 'code' } as const;
    await bench.house.act((ctx) => addIdentity(ctx, person.id as PersonId, email));
    await eventually('the answer is out', async () => held(phone(160)).length === 2);
    const own = held(phone(160));
    const request = await bench.carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    const params = { request: request.id };
    await bench.carol.call('approveRequest', { params });
    const asked = () => emulator.state.calls.filter((call) => call === 'POST /v1/redact/transaction').length;
    await eventually('it was asked, within the hour in which nothing is redacted', async () => asked() > 0);
    await expect(bench.carol.call('readCertificate', { params })).rejects.toMatchObject({ code: 'not-found' });
    shift = 3_700_000;
    const certificate = await eventually('the certificate', () => {
      bench.house.passTime(1_000); // bit by bit: how long to wait may be written down only after it was asked
      return bench.carol.call('readCertificate', { params }).catch(() => undefined);
    });
    expect(own.map(({ redacted, text }) => ({ redacted, text }))).toEqual(Array(2).fill({ redacted: true, text: '' }));
    expect(certificate.recipients).toMatchObject([
      { code: 'vonage', toldAt: expect.any(String), note: expect.stringMatching(/^2 messages were redacted there by its interface/) },
    ]);
  });
});

describe('what its reports tell', () => {
  it('is asked by halves where it is too much, and after a fault not within the hour', async () => {
    const { house } = bench;
    const inbox = channel.inbox.id as InboxId;
    const opened = await house.act(async (ctx) => (await accountOf(ctx, inbox)).account);
    const before = shift;
    account.number.appId = '';
    for (const minutes of [180, 150, 120]) {
      shift = before - minutes * minute;
      await write(phone(171), `${minutes} minutes ago`);
    }
    [shift, account.number.appId] = [before, settings.applicationId];
    const until = new Date(Date.now() + shift - 60 * minute);
    const from = new Date(until.getTime() - 140 * minute);
    const few = listMissed(1);
    const some = await few.list(opened as never, { from, until }, house.tools);
    expect([some?.items.length, some?.until]).toEqual([2, new Date(from.getTime() + 70 * minute)]);
    expect((await few.list(opened as never, { from: some?.until ?? from, until }, house.tools))?.items.length).toBe(1);
    account.behaviour.failWith = 503;
    expect(await look(house.tools, house.workspace, inbox)).toBeUndefined();
    account.behaviour.failWith = null;
    const again = { name: 'test.lookAt', text: 'SELECT look_at AS at FROM channel_listings WHERE NOT is_played AND inbox_id = $1' };
    const minutes = await house.act(
      async (ctx) => ((await ctx.db.one<{ at: Date }>(again, [inbox])).at.getTime() - ctx.now.getTime()) / minute,
    );
    expect(minutes).toBeGreaterThan(55);
  });

  it('leaves no hash of what is gone where nobody asks any more', async () => {
    const { house, carol } = bench;
    const inbox = channel.inbox.id as InboxId;
    await carol.call('changeChannel', { params: { inbox }, body: { settings: { ...settings, catchUp: 'off' } } });
    // of this inbox: by its clock the house may look after the other number meanwhile
    const listed = { name: 'test.listed', text: 'SELECT count(*)::int AS n FROM channel_listed WHERE inbox_id = $1' };
    const kept = () => house.act((ctx) => ctx.db.one<{ n: number }>(listed, [inbox]));
    await house.act((ctx) => ctx.db.run({ name: 'test.gone', text: 'DELETE FROM external_ids WHERE workspace_id = $1' }, [ctx.workspace]));
    expect((await kept()).n).toBeGreaterThan(0);
    house.passTime(40 * minute);
    expect(await look(house.tools, house.workspace, inbox)).toBeUndefined();
    expect(await kept()).toEqual({ n: 0 }); // where nobody is asked nothing has to be known again
  });
});
