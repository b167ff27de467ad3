// The whole way through the house over SMPP: a message centre in a process of its own, on a codec that is not ours, which is killed, falls silent, throttles and talks
// nonsense.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '#kit/db';
import { eventually } from '#test/house';
import { startMessageCentre } from '#test/message-centre';
import { openTextHouse, phone } from '#test/sms-house';
import { whatFails } from '../../../adapter-suite.ts';
import { findLate } from '../../../pieces/pieces.ts';
import { sms } from '../adapter.ts';
import { linePatience, usualLinePatience } from './patience.ts';

type Centre = Awaited<ReturnType<typeof startMessageCentre>>;
let bench: Awaited<ReturnType<typeof openTextHouse>>;
let centre: Centre;
let channel: { inbox: { id: string }; webhook: string | null };
const number = '+12025550100';
const settings = () => ({
  ...{ provider: 'smpp', number, carrierName: 'Lüfte & Wellen', carrierRegion: 'DE', host: '127.0.0.1', port: String(centre.port) },
  ...{ tls: 'off', systemId: 'lantern', password: 'p4ssword', perSecond: '200' },
});

beforeAll(async () => {
  centre = await startMessageCentre();
  bench = await openTextHouse({ PARLEY_INSIDE_HOSTS: `127.0.0.1:${centre.port}` });
  linePatience.set(bench.house.tools, { ...usualLinePatience, firstMs: 200, mostMs: 500, renewMs: 1_000, boundMs: 1_000 });
});
afterAll(async () => {
  await bench.house.stop();
  await centre.kill();
});

const ton = { source_addr_ton: 1, source_addr_npi: 1, dest_addr_ton: 1, dest_addr_npi: 1 };
const written = (from: string, text: string, more: Record<string, unknown> = {}) => ({
  ...{
    ...ton,
    source_addr: from.slice(1),
    destination_addr: number.slice(1),
    data_coding: 3,
    hex: Buffer.from(text, 'latin1').toString('hex'),
  },
  ...more,
});
const part = (from: string, text: string, reference: number, at: number, of: number) => ({
  ...written(from, text, { esm_class: 0x40 }),
  hex: Buffer.concat([Buffer.from([5, 0, 3, reference, of, at]), Buffer.from(text, 'latin1')]).toString('hex'),
});
const binds = () => centre.told.filter((each) => each['bound'] === true).length;
const bound = (times: number) => eventually(`bound ${times} times`, async () => binds() >= times);
const sentTo = (to: string) => centre.submitted().filter((each) => each['submitted'] === to.slice(1));
async function threadOf(from: string, text: string): Promise<string> {
  expect(await centre.deliver(written(from, text))).toBe(0);
  return (await bench.latest()).id;
}
const deliveryOf = (conversation: string, id: string, end: string) =>
  eventually(`it is ${end}`, async () => (await bench.standOf(conversation, id)())?.delivery === end);
const textsOf = async (conversation: string) => (await bench.messagesOf(conversation)).map(({ text }) => text);

describe('opening the channel', () => {
  it('enters the company that carries, shows no secret, has no webhook, holds the line and tests it', async () => {
    const { carol } = bench;
    channel = await carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings: settings() } });
    expect(channel).toMatchObject({ recipient: 'smpp-lufte-wellen', address: number, webhook: null });
    expect(JSON.stringify(channel)).not.toMatch(/p4ssword|"lantern"/);
    expect((await carol.call('listVendors')).items).toMatchObject([{ name: 'Lüfte & Wellen', agreement: null, region: 'DE' }]);
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true, words: expect.stringContaining('not encrypted') });
    expect(centre.told.find((each) => 'bound' in each)).toMatchObject({ bound: true, version: 0x34, sessions: 1 });
    await bench.agreeWith('smpp-lufte-wellen');
  });

  it('passes the suite of every adapter, and never leads into a network that nobody allowed', { timeout: 60_000 }, async () => {
    const away = new Map(bench.house.tools);
    away.delete('channels.sms.smpp-lines');
    const refused = [
      { ...settings(), host: 'no host' },
      { ...settings(), password: 'far too long for it' },
      { ...settings(), carrierName: '' },
      { ...settings(), number: '', sender: '' },
    ];
    expect(await whatFails(sms, { tools: bench.house.tools, given: settings(), refused, to: phone(142), away })).toEqual([]);
    const inside = await bench.carol.call('addChannel', {
      body: { channel: 'sms', name: 'Inside', settings: { ...settings(), port: '9', carrierName: 'Inside' } },
    });
    const params = { inbox: inside.inbox.id };
    expect(await bench.carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('PARLEY_INSIDE_HOSTS'),
    });
    const wrong = { ...settings(), carrierName: 'Inside', password: 'wrong' };
    await bench.carol.call('changeChannel', { params, body: { settings: wrong } });
    await eventually('new settings are taken up', async () =>
      (await bench.carol.call('testChannel', { params })).words.includes('does not accept') ? true : undefined,
    );
    const { house } = bench;
    await house.act((ctx) => ctx.db.run(drop, [ctx.workspace, inside.inbox.id]));
  });
});

describe('a conversation', () => {
  it('is answered in its thread, with the letters of each coding, and receipts that come before the answer, in words or fields, by other ids', async () => {
    const id = await threadOf(phone(143), 'Der Schirm ist schief. Ça va?');
    expect(await textsOf(id)).toEqual(['Der Schirm ist schief. Ça va?']);
    const behaviours = [
      {},
      { receiptFirst: true, hexIds: true },
      { receipts: 'fields' as const, receiptFirst: true },
      { hexIds: true, stat: 'UNDELIV' },
    ];
    for (const [at, behaviour] of behaviours.entries()) {
      centre.behave(behaviour);
      const { id: message } = await bench.answer(id, `Number ${at}: 5 € [off] ${at === 3 ? '💡' : ''}`);
      await deliveryOf(id, message, behaviour.stat ? 'failed' : 'delivered');
    }
    centre.behave({});
    expect(sentTo(phone(143)).map(({ text, coding, from }) => [text, coding, from])).toEqual([
      ...[0, 1, 2].map((at) => [expect.stringContaining(`Number ${at}`), 0, number.slice(1)]),
      ['Number 3: 5 € [off] 💡', 8, number.slice(1)],
    ]);
    expect(centre.told.filter((each) => 'receiptAnswered' in each).every((each) => each['receiptAnswered'] === 0)).toBe(true);
  });

  it('carries long messages in parts, both ways and in any order; what stays incomplete is delivered as it is', async () => {
    const id = await threadOf(phone(144), 'A long one?');
    const { id: message } = await bench.answer(id, `${'word '.repeat(60)}end`);
    await deliveryOf(id, message, 'delivered');
    expect(sentTo(phone(144)).map(({ esm, octets }) => [esm, octets])).toEqual([
      [0x40, 140],
      [0x40, 140],
      [0x40, expect.any(Number)], // with the link to one's choices, which the first answer carries
    ]);
    for (const at of [3, 1, 1, 2]) expect(await centre.deliver(part(phone(144), `part ${at}, `, 7, at, 3))).toBe(0);
    expect((await textsOf(id)).at(-1)).toBe('part 1, part 2, part 3, ');
    for (const at of [1, 2, 3]) expect(await centre.deliver(part(phone(144), `again ${at}, `, 7, at, 3))).toBe(0); // the same reference, used anew
    expect((await textsOf(id)).at(-1)).toBe('again 1, again 2, again 3, ');
    const wide = Buffer.from(`${'a'.repeat(66)}💡b`, 'utf16le').swap16(); // cut in the middle of a letter
    for (const [at, words] of [wide.subarray(0, 134), wide.subarray(134)].entries()) {
      const hex = Buffer.concat([Buffer.from([5, 0, 3, 6, 2, at + 1]), words]).toString('hex');
      expect(await centre.deliver({ ...part(phone(144), '', 6, 1, 2), data_coding: 8, hex })).toBe(0);
    }
    expect((await textsOf(id)).at(-1)).toBe(`${'a'.repeat(66)}💡b`);
    expect(await centre.deliver(part(phone(144), 'the end', 8, 2, 2))).toBe(0);
    const before = await textsOf(id);
    bench.house.passTime(6 * 60_000);
    await bench.house.act((ctx) => findLate.run?.(ctx) ?? Promise.reject(new Error('no clock')));
    await eventually('it is there', async () => (await textsOf(id)).length === before.length + 1);
    expect((await textsOf(id)).at(-1)).toBe('[…]the end');
  });

  it('obeys STOP whoever carries it', async () => {
    await threadOf(phone(150), 'STOP');
    await eventually('it is confirmed', async () => sentTo(phone(150)).length === 1);
    expect(sentTo(phone(150))[0]?.['text']).toContain('no more messages');
  });
});

describe('a carrier', () => {
  it('that throttles is waited for, refuses in words, and what it never answered is not sent again', async () => {
    const id = await threadOf(phone(151), 'Are you there?');
    centre.behave({ statuses: [0x58, 0x14] });
    const { id: slow } = await bench.answer(id, 'Slowly.');
    await deliveryOf(id, slow, 'delivered');
    expect(sentTo(phone(151))).toHaveLength(3);
    centre.behave({ statuses: [0x0b] });
    const { id: wrong } = await bench.answer(id, 'To nobody.');
    await deliveryOf(id, wrong, 'failed');
    expect((await bench.standOf(id, wrong)())?.deliveryWords).toContain('not a number');
    centre.behave({ silent: true });
    const { id: lost } = await bench.answer(id, 'Lost.');
    await eventually('it left', async () => sentTo(phone(151)).length === 5);
    const times = binds();
    centre.hangUp();
    await deliveryOf(id, lost, 'failed');
    expect((await bench.standOf(id, lost)())?.deliveryWords).toContain('not known whether this was sent');
    centre.behave({});
    await bound(times + 1);
    expect(sentTo(phone(151))).toHaveLength(5);
  });

  it('that took the beginning and never answered what follows is not sent the beginning again', async () => {
    const id = await threadOf(phone(158), 'All of it?');
    centre.behave({ answers: 1 });
    const { id: half } = await bench.answer(id, `${'word '.repeat(60)}end`);
    await eventually('both parts left', async () => sentTo(phone(158)).length === 2);
    const times = binds();
    centre.hangUp();
    await deliveryOf(id, half, 'failed');
    const stand = await bench.standOf(id, half)();
    expect([stand?.deliveryWords, stand?.undelivered?.again]).toEqual([expect.stringContaining('Only the beginning'), false]);
    centre.behave({});
    await bound(times + 1);
    expect(sentTo(phone(158))).toHaveLength(2);
  });

  it('that throttled and broke down took nothing: what never left is tried again', async () => {
    const id = await threadOf(phone(156), 'And now?');
    const earlier = centre.count('answeredWith');
    centre.behave({ statuses: Array(20).fill(0x58) });
    const { id: waits } = await bench.answer(id, 'In a moment.');
    await eventually('it was refused', async () => sentTo(phone(156)).length >= 1 && centre.count('answeredWith') > earlier); // its answer is out: killed before, nobody would know
    const { port } = centre;
    await centre.kill();
    await eventually('it waits', async () => (await bench.standOf(id, waits)())?.deliveryWords?.includes('tried again'));
    centre = await startMessageCentre(port);
    await bound(1);
    bench.house.passTime(3_600_000);
    await deliveryOf(id, waits, 'delivered');
  });

  it('that hung up before our answer hands in again, and one message is stored; who says the same twice says it twice', async () => {
    const times = binds();
    const id = await threadOf(phone(152), 'Hello');
    centre.deliverAndHangUp(written(phone(152), 'Once'));
    await eventually('it was stored', async () => (await textsOf(id)).at(-1) === 'Once');
    await bound(times + 1);
    expect(await centre.deliver(written(phone(152), 'Once'))).toBe(0);
    expect(await textsOf(id)).toEqual(['Hello', 'Once']);
    for (const _ of [1, 2]) expect(await centre.deliver(written(phone(152), 'Yes'))).toBe(0);
    expect(await textsOf(id)).toEqual(['Hello', 'Once', 'Yes', 'Yes']);
  });

  it('that comes back hands in what was said since: the last STOP is obeyed, and the same after a sure answer is another message', async () => {
    const times = binds();
    const id = await threadOf(phone(157), 'Hello');
    for (const word of ['STOP', 'START', 'See you']) expect(await centre.deliver(written(phone(157), word))).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await centre.deliver(written(phone(158), 'Hello'))).toBe(0); // heard again: they have got our answers
    centre.hangUp();
    await bound(times + 1);
    for (const word of ['See you', 'STOP']) expect(await centre.deliver(written(phone(157), word))).toBe(0);
    const said = (await textsOf(id)).filter((each) => ['Hello', 'STOP', 'START', 'See you'].includes(each));
    expect(said).toEqual(['Hello', 'STOP', 'START', 'See you', 'See you', 'STOP']);
    await eventually(
      'both stops are confirmed',
      async () => sentTo(phone(157)).filter(({ text }) => /no more messages/.test(`${text}`)).length === 2,
    );
  });

  it('that talks nonsense is hung up on, and called again; one that knows other commands is told so', async () => {
    const times = binds();
    centre.raw('0000001000000102000000000000002a'); // alert_notification, without its body
    await eventually('it is told', async () => centre.told.some((each) => each['nack'] === 0x03));
    centre.raw('7fffffff0000000500000000');
    await eventually('it is told', async () => centre.told.some((each) => each['nack'] === 0x02));
    await bound(times + 1);
    centre.raw('00000014000000050000000000000007deadbeef'); // a message that ends before it begins
    await threadOf(phone(153), 'Still here');
  });

  it('that is killed and comes back is bound again, and what waited leaves', { timeout: 60_000 }, async () => {
    const id = await threadOf(phone(154), 'Wait for me');
    const { port } = centre;
    await centre.kill();
    const { id: waits } = await bench.answer(id, 'We do.');
    await eventually('it waits', async () => (await bench.standOf(id, waits)())?.deliveryWords?.includes('tried again'));
    centre = await startMessageCentre(port);
    await bound(1);
    bench.house.passTime(3_600_000);
    await deliveryOf(id, waits, 'delivered');
  });
});

describe('a line', () => {
  it('is held by one node; what another node holds waits, and is taken over when its lease has run out', { timeout: 60_000 }, async () => {
    const { house } = bench;
    const before = binds();
    await house.anotherNode();
    await new Promise((resolve) => setTimeout(resolve, 6_000)); // its clock has looked by then
    expect(binds()).toBe(before);
    const id = await threadOf(phone(155), 'Who holds the line?');
    await house.act((ctx) => ctx.db.run(steal, [ctx.workspace, channel.inbox.id, new Date(ctx.now.getTime() + 3_600_000)]));
    await eventually('the line was let go', async () => centre.count('left') >= 1);
    const { id: waits } = await bench.answer(id, 'One of us.');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(sentTo(phone(155))).toHaveLength(0);
    expect((await bench.standOf(id, waits)())?.delivery).toBe('queued');
    house.passTime(3_700_000);
    for (let waited = 0; waited < 25 && sentTo(phone(155)).length === 0; waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    await deliveryOf(id, waits, 'delivered');
    expect(sentTo(phone(155))).toHaveLength(1);
  });
});

describe('an erasure', () => {
  it('says that nothing can be taken back over this protocol, and leaves no piece here', { timeout: 60_000 }, async () => {
    const id = await threadOf(phone(160), 'Forget me.');
    expect(await centre.deliver(part(phone(160), 'the beginning', 9, 1, 2))).toBe(0);
    const { person } = (await bench.conversations()).find((each) => each.id === id) ?? { person: { id: '' } };
    const request = await bench.carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    const params = { request: request.id };
    await bench.carol.call('approveRequest', { params });
    const certificate = await eventually('the certificate', () => bench.carol.call('readCertificate', { params }).catch(() => undefined));
    expect(certificate.recipients).toMatchObject([{ code: 'smpp-lufte-wellen', note: expect.stringContaining('can take nothing back') }]);
    const { n } = await bench.house.act((ctx) => ctx.db.one(pieces, [ctx.workspace, person.id]));
    expect(n).toBe(0);
  });
});

const steal = {
  name: 'test.steal',
  text: `UPDATE carrier_lines SET holder = 'another', held_until = $3 WHERE workspace_id = $1 AND inbox_id = $2`,
} as Statement<unknown>;
const drop = {
  name: 'test.drop-account',
  text: "UPDATE channel_accounts SET settings = jsonb_set(settings, '{provider}', '\"sandbox\"') WHERE workspace_id = $1 AND inbox_id = $2",
} as Statement<unknown>;
const pieces = {
  name: 'test.pieces',
  text: 'SELECT count(*)::int AS n FROM message_pieces WHERE workspace_id = $1 AND person_id = $2',
} as Statement<{ n: number }>;
