// Viber by the doors it really comes in by and goes out through: a house, an emulator of the bot API beside it, and people who write, read and unsubscribe.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '#kit/config';
import { eventually, openHouse } from '#test/house';
import { png } from '#test/pictures';
import { whatFails } from '../../adapter-suite.ts';
import { viber } from './adapter.ts';
import { said } from './emulator/api.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { type Bot, nextToken, openBot } from './emulator/state.ts';
import { signatureOf } from './signature.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let emulator: Emulator;
let bot: Bot;
let channel: Awaited<ReturnType<typeof open>>;
const token = ['a', 'b', 'c'].map((each) => each.repeat(16)).join('-');
const settings = { provider: 'viber', token, uri: 'lanternloom' };

const open = () => carol.call('addChannel', { body: { channel: 'viber', name: 'Bot', settings } });
beforeAll(async () => {
  emulator = await startEmulator({ clock: () => new Date() });
  bot = openBot(emulator.state, token);
  house = await openHouse({ environment: { PARLEY_VIBER_URL: emulator.url, PARLEY_INSIDE_HOSTS: new URL(emulator.url).host } });
  carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
});
afterAll(async () => {
  await house.stop();
  await emulator.close();
});

const idOf = (n: number): string => Buffer.from(String(n).padStart(16, '0')).toString('base64');
function messageOf(n: number, message: object, id = nextToken(emulator.state)) {
  if (bot.subscribers !== 'everybody') bot.subscribers.add(idOf(n));
  return { event: 'message', message_token: id, sender: { id: idOf(n), name: 'Ada', language: 'en' }, message, timestamp: Date.now() };
}
const write = async (n: number, text: string): Promise<void> =>
  expect(await emulator.hand(bot, messageOf(n, { type: 'text', text }))).toMatchObject({ status: 200 });
const conversations = async () => (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
const latest = async () => (await conversations())[0] as Awaited<ReturnType<typeof conversations>>[number];
const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
const answer = (conversation: string, text: string, attachments: string[] = []) =>
  carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text, attachments } });
const sentTo = (n: number) => [...bot.messages.values()].filter((each) => each.user === idOf(n) && each.fromBot);
const deliveryOf = async (conversation: string, id: string) => (await messagesOf(conversation)).find((each) => each.id === id)?.delivery;
const wordsOf = (conversation: string, id: string) =>
  eventually('an outcome', async () => (await messagesOf(conversation)).find((each) => each.id === id)?.deliveryWords ?? undefined);

describe('opening the channel', () => {
  it('sets the webhook and what it is told, enters who carries it, shows no secret, and passes the suite', async () => {
    channel = await open();
    expect(channel).toMatchObject({
      recipient: 'viber',
      address: 'viber://pa?chatURI=lanternloom',
      webhook: expect.stringContaining('/hooks/viber/'),
    });
    expect(JSON.stringify(channel)).not.toContain(token);
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('does not come here yet'),
    });
    expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
    expect(bot).toMatchObject({
      hook: channel.webhook,
      events: expect.arrayContaining(['message', 'unsubscribed', 'conversation_started']),
    });
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    const away = new Map(house.tools);
    config.set(away, { ...config.of({ tools: house.tools }), viberUrl: 'http://127.0.0.1:59999', insideHosts: '127.0.0.1:59999' });
    if (bot.subscribers !== 'everybody') bot.subscribers.add(idOf(700_199));
    const refused = [
      { ...settings, token: '' },
      { ...settings, uri: 'a b' },
    ];
    expect(await whatFails(viber, { tools: house.tools, given: settings, refused, to: `viber:${idOf(700_199)}`, away })).toEqual([]);
    const vendor = (await carol.call('listVendors')).items.find(({ code }) => code === 'viber');
    const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
    await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: null } });
  });

  it('hears nobody whose signature is not right', async () => {
    const url = channel.webhook ?? '';
    const body = JSON.stringify(messageOf(700_150, { type: 'text', text: 'forged' }));
    const post = (signature: string | undefined, sent = body) =>
      fetch(url, { method: 'POST', headers: signature === undefined ? {} : { 'x-viber-content-signature': signature }, body: sent });
    const before = (await conversations()).length;
    for (const wrong of [undefined, '', 'x'.repeat(64), signatureOf('another', body), signatureOf(token, `${body} `)])
      expect((await post(wrong)).status).toBe(403);
    expect((await post(signatureOf(token, 'no json'), 'no json')).status).toBe(422);
    expect((await fetch(url)).status).toBe(405);
    expect((await conversations()).length).toBe(before);
  });

  it('greets who opens the chat with the way to the notice, and keeps nothing of it', async () => {
    const before = (await conversations()).length;
    const { status, text } = await emulator.hand(bot, {
      event: 'conversation_started',
      user: { id: idOf(700_160), name: 'Ada', language: 'fr' },
      subscribed: false,
    });
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { type: 'text', sender: { name: 'Lantern & Loom' }, text: expect.stringMatching(/Bienvenue.*\/privacy\//) },
    ]);
    expect((await conversations()).length).toBe(before);
  });
});

describe('a conversation', () => {
  it('brings words and files in, takes words and files out, and hears how far they got', async () => {
    const photo = png({ width: 8, height: 8 });
    emulator.state.files.set('photo.png', photo);
    await write(700_101, 'The shade is crooked.');
    await emulator.hand(bot, messageOf(700_101, { type: 'picture', text: 'Look', media: `${emulator.url}/files/photo.png` }));
    await emulator.hand(bot, messageOf(700_101, { type: 'file', media: 'https://example.com/plan.pdf', file_name: 'plan.pdf' }));
    const opened = await latest();
    expect(opened).toMatchObject({ inbox: { channel: 'viber' }, person: { name: 'Ada' } });
    expect((await messagesOf(opened.id)).map(({ text, attachments }) => [text, ...attachments.map(({ name }) => name)])).toEqual([
      ['The shade is crooked.'],
      ['Look', 'photo.jpg'],
      ['', 'file-1-missing.txt'],
    ]);
    const upload = (name: string, type: string, bytes: Buffer) =>
      carol.call('uploadAttachment', { params: { conversation: opened.id }, bytes, type, fileName: name });
    const files = [await upload('lamp.png', 'image/png', photo), await upload('bill.txt', 'text/plain', Buffer.from('nine euros'))];
    const { id } = await answer(
      opened.id,
      `${'We send a new one. '.repeat(500).trim()}`,
      files.map((file) => file.id),
    );
    await eventually('it arrived', async () => (await deliveryOf(opened.id, id)) === 'delivered');
    const sent = sentTo(700_101);
    expect(sent.map(({ asked }) => asked['type'])).toEqual(['text', 'text', 'picture', 'file']);
    expect(sent[3]?.asked).toMatchObject({
      file_name: 'bill.txt',
      size: 10,
      min_api_version: 1,
      sender: { name: 'Carol · Lantern & Loom' },
    });
    const link = String(sent[3]?.asked['media']);
    expect(link).not.toContain('bill');
    const fetched = await fetch(link);
    expect([fetched.status, await fetched.text(), fetched.headers.get('content-disposition')]).toMatchObject([
      200,
      'nine euros',
      expect.stringContaining('bill.txt'),
    ]);
    expect((await fetch(link.replace(/\.[\w-]{3}/, '.AAA'))).status).toBe(404);
    await emulator.hand(bot, { event: 'seen', message_token: sent[0]?.token, user_id: idOf(700_101) });
    expect(await deliveryOf(opened.id, id)).toBe('read');
    await emulator.hand(bot, { event: 'delivered', message_token: sent[0]?.token, user_id: idOf(700_101) }); // it came late
    expect(await deliveryOf(opened.id, id)).toBe('read');
  });

  it('makes each of a hundred callbacks count once, told twice and in any order', { timeout: 120_000 }, async () => {
    const before = new Set((await conversations()).map(({ id }) => id));
    const [read] = sentTo(700_101);
    const events = Array.from(
      { length: 100 },
      (_, n): Readonly<Record<string, unknown>> =>
        n % 5 === 0
          ? messageOf(700_200 + (n % 25), { type: 'text', text: `message ${n}` })
          : { event: n % 2 ? 'delivered' : 'seen', message_token: read?.token, user_id: idOf(700_101), timestamp: n },
    );
    const twice = [...events, ...events].sort(() => Math.random() - 0.5);
    const answers: number[] = [];
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        for (let next = twice.pop(); next; next = twice.pop()) answers.push((await emulator.hand(bot, next)).status);
      }),
    );
    expect([answers.length, answers.filter((status) => status !== 200)]).toEqual([200, []]);
    const made = (await conversations()).filter(({ id }) => !before.has(id));
    expect([made.length, made.reduce((sum, { lastSequence }) => sum + lastSequence, 0)]).toEqual([5, 20]);
  });
});

describe('a no', () => {
  it('by STOP, by unsubscribing, and by what Viber answers ends the channel; a subscription brings it back', async () => {
    await write(700_103, 'Hello');
    const { id: conversation, person } = await latest();
    await write(700_103, 'Stop!');
    await eventually('the confirmation', async () => sentTo(700_103)[0]?.text.includes('no more messages'));
    const stateOf = async () => {
      const { history } = await carol.call('readConsents', { params: { person: person.id } });
      return history.find(({ purpose, channel: on }) => purpose === 'service-messages' && on === 'viber')?.state;
    };
    expect(await stateOf()).toBe('withdrawn');
    const user = { id: idOf(700_103), name: 'Ada' };
    await emulator.hand(bot, { event: 'subscribed', user, timestamp: Date.now() - 60_000 }); // from before the STOP: it came late
    expect(await stateOf()).toBe('withdrawn');
    await emulator.hand(bot, { event: 'subscribed', user, timestamp: Date.now() + 1_000 });
    expect(await stateOf()).not.toBe('withdrawn');
    await emulator.hand(bot, { event: 'unsubscribed', user_id: user.id, timestamp: Date.now() + 1_000 });
    expect(await stateOf()).toBe('withdrawn');
    await write(700_103, 'One more thing'); // whoever writes is answered
    if (bot.subscribers !== 'everybody') bot.subscribers.delete(user.id);
    expect(await wordsOf(conversation, (await answer(conversation, 'Good day.')).id)).toContain('unsubscribed');
  });

  it('of Viber is put into words, a burst is put off, and what stopped midway is not sent again', async () => {
    await write(700_104, 'Are you there?');
    const { id: conversation } = await latest();
    bot.failures.push({ status: 500, body: {} });
    expect(await wordsOf(conversation, (await answer(conversation, 'Really.')).id)).toContain('not known whether');
    bot.failures.push(said(99, 'Ada said no'));
    expect(await wordsOf(conversation, (await answer(conversation, 'Really!')).id)).toBe('Viber refused the message for good.');
    const upload = { params: { conversation }, bytes: Buffer.from('a'), type: 'text/plain', fileName: 'a.txt' };
    const file = await carol.call('uploadAttachment', upload);
    bot.failures.push(said(0, 'ok', { message_token: nextToken(emulator.state) }), said(3, 'badData'));
    expect(await wordsOf(conversation, (await answer(conversation, 'With a file', [file.id])).id)).toContain('Only the beginning arrived');
    bot.failures.push(said(12, 'tooManyRequests'));
    expect(await wordsOf(conversation, (await answer(conversation, 'Yes.')).id)).toContain('more messages than it takes');
  });
});

describe('an erasure', () => {
  it('ends what was lent at once, and its certificate says that Viber deletes nothing', { timeout: 60_000 }, async () => {
    await write(700_105, 'The violet umbrella');
    const { id: conversation, person } = await latest();
    const upload = { params: { conversation }, bytes: Buffer.from('a plan'), type: 'text/plain', fileName: 'plan.txt' };
    await answer(conversation, 'We will.', [(await carol.call('uploadAttachment', upload)).id]);
    const link = await eventually('the file is out', async () => sentTo(700_105)[1]?.asked['media']);
    expect((await fetch(String(link))).status).toBe(200);
    const request = await carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    await carol.call('approveRequest', { params: { request: request.id } });
    const certificate = await eventually('the certificate', () =>
      carol.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
    );
    expect(certificate.recipients.find(({ code }) => code === 'viber')?.note).toBe(
      'Its interface deletes nothing: 3 messages that it carried could not be taken back there. Viber says that it keeps a message no longer than until it is delivered, and for two weeks when it cannot be. What lies in the chat of the person is theirs, and they can delete it there.',
    );
    expect((await fetch(String(link))).status).toBe(404);
    expect(house.log.join('')).not.toContain(token);
  });
});
