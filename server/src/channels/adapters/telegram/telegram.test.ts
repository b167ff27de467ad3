// Telegram by the doors it really comes in by and goes out through: a house, an emulator of the Bot API beside it, and people who write, edit, react and block.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '#kit/config';
import { eventually, openHouse } from '#test/house';
import { png } from '#test/pictures';
import { whatFails } from '../../adapter-suite.ts';
import { telegram } from './adapter.ts';
import { fault } from './emulator/api.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { type Bot, keep, openBot } from './emulator/state.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let emulator: Emulator;
let bot: Bot;
let channel: Awaited<ReturnType<typeof open>>;
const token = `123456:${'A'.repeat(35)}`;
const settings = { provider: 'telegram', token, username: 'lantern_bot' };
const shift = 0;

const open = () => carol.call('addChannel', { body: { channel: 'telegram', name: 'Bot', settings } });
beforeAll(async () => {
  emulator = await startEmulator({ clock: () => new Date(Date.now() + shift) });
  bot = openBot(emulator.state, token);
  house = await openHouse({ environment: { PARLEY_TELEGRAM_URL: emulator.url, PARLEY_INSIDE_HOSTS: new URL(emulator.url).host } });
  carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
});
afterAll(async () => {
  await house.stop();
  await emulator.close();
});

type Said = Readonly<Record<string, unknown>>;
const seconds = () => Math.floor(Date.now() / 1000);
function updateOf(chat: number, more: Said, id?: number) {
  if (bot.begun !== 'everybody') bot.begun.add(chat);
  const kept = id === undefined ? keep(emulator.state, bot, { chat, fromBot: false, text: String(more['text'] ?? '') }) : { id };
  const who = { id: chat, is_bot: false, first_name: 'Ada', language_code: 'en' };
  return { message_id: kept.id, date: seconds(), chat: { id: chat, type: 'private' }, from: who, ...more };
}
async function write(chat: number, more: Said): Promise<number> {
  const message = updateOf(chat, more);
  expect(await emulator.hand(bot, { message })).toBe(200);
  return message.message_id;
}
const conversations = async () => (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
const latest = async () => (await conversations())[0] as Awaited<ReturnType<typeof conversations>>[number];
const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
const answer = (conversation: string, text: string, attachments: string[] = []) =>
  carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text, attachments } });
const sentTo = (chat: number) => [...bot.messages.values()].filter((each) => each.chat === chat && each.fromBot);
const wordsOf = (conversation: string, id: string) =>
  eventually('an outcome', async () => (await messagesOf(conversation)).find((each) => each.id === id)?.deliveryWords ?? undefined);

describe('opening the channel', () => {
  it('sets the webhook with its secret, enters who carries it, shows no secret, and passes the suite', async () => {
    channel = await open();
    expect(channel).toMatchObject({
      recipient: 'telegram',
      address: 'https://t.me/lantern_bot',
      webhook: expect.stringContaining('/hooks/telegram/'),
    });
    expect(JSON.stringify(channel)).not.toContain('A'.repeat(35));
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('does not come here yet'),
    });
    expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
    expect(bot.hook).toEqual({ url: channel.webhook, secret: expect.stringMatching(/^[\w-]{43}$/) });
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true, words: expect.stringContaining('@sandbox_bot') });
    const away = new Map(house.tools);
    config.set(away, { ...config.of({ tools: house.tools }), telegramUrl: 'http://127.0.0.1:59999', insideHosts: '127.0.0.1:59999' });
    if (bot.begun !== 'everybody') bot.begun.add(700199);
    const refused = [
      { ...settings, token: '' },
      { ...settings, token: '1:short' },
    ];
    expect(await whatFails(telegram, { tools: house.tools, given: settings, refused, to: 'telegram:700199', away })).toEqual([]);
    const other = { ...settings, token: `654321:${'A'.repeat(35)}` };
    await expect(carol.call('changeChannel', { params, body: { settings: other } })).rejects.toMatchObject({ code: 'invalid' });
    const again = { ...settings, token: `123456:${'B'.repeat(35)}` };
    await carol.call('changeChannel', { params, body: { settings: again } });
    await carol.call('changeChannel', { params, body: { settings } }); // a token that was renewed; key and secret stay
    expect((await carol.call('testChannel', { params })).ok).toBe(true);
    const vendor = (await carol.call('listVendors')).items.find(({ code }) => code === 'telegram');
    const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
    await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A46-2-c' } });
  });

  it('hears nobody without the secret', async () => {
    const url = channel.webhook ?? '';
    const body = JSON.stringify({ update_id: 1, message: updateOf(700150, { text: 'forged' }) });
    const post = (headers: Record<string, string>, to = url, method = 'POST') =>
      fetch(to, { method, headers, ...(method === 'POST' && { body }) }).then(({ status }) => status);
    const before = (await conversations()).length;
    expect(await post({})).toBe(403);
    expect(await post({ 'x-telegram-bot-api-secret-token': 'x'.repeat(43) })).toBe(403);
    expect(await post({ 'x-telegram-bot-api-secret-token': `${bot.hook.secret}x` })).toBe(403);
    expect(await post({ 'x-telegram-bot-api-secret-token': bot.hook.secret }, url.replace(/[0-9a-f]{40}$/, '0'.repeat(40)))).toBe(404);
    expect(await post({}, url, 'GET')).toBe(405);
    const secret = { 'x-telegram-bot-api-secret-token': bot.hook.secret };
    expect((await fetch(url, { method: 'POST', headers: secret, body: 'no json' })).status).toBe(422);
    expect((await fetch(url, { method: 'POST', headers: secret, body: 'x'.repeat(300_000) })).status).toBe(413);
    expect(await emulator.hand(bot, { message: { ...updateOf(700151, { text: 'in a group' }), chat: { id: -1001, type: 'group' } } })).toBe(
      200,
    );
    expect((await conversations()).length).toBe(before);
  });
});

describe('a conversation', () => {
  it('brings words and files in, and takes words and files out, in one thread', async () => {
    const photo = png({ width: 8, height: 8 });
    emulator.state.files.set('documents/big-photo', photo);
    await write(700101, { text: 'The shade is crooked.' });
    await write(700101, {
      caption: 'Look',
      photo: [
        { file_id: 'small', file_size: 1 },
        { file_id: 'big-photo', file_size: photo.length },
      ],
    });
    await write(700101, { document: { file_id: 'gone', file_name: 'plan.pdf', file_size: 10 } });
    const opened = await latest();
    expect(opened).toMatchObject({ inbox: { channel: 'telegram' }, person: { name: 'Ada' } });
    await carol.call('changeChannel', {
      params: { inbox: opened.inbox.id },
      body: { settings: { showsTyping: true }, reason: 'People wait.' },
    });
    await carol.call('tellPresence', { params: { conversation: opened.id }, body: { state: 'writing' } });
    await eventually('she sees that somebody writes', async () => emulator.state.shown.includes(700101));
    expect((await carol.call('readPerson', { params: { person: opened.person.id } })).identities).toMatchObject([
      { kind: 'account', provedAt: null },
    ]);
    expect((await messagesOf(opened.id)).map(({ text, attachments }) => [text, ...attachments.map(({ name }) => name)])).toEqual([
      ['The shade is crooked.'],
      ['Look', 'photo.jpg'],
      ['', 'plan.pdf-missing.txt'],
    ]);
    const upload = (name: string, type: string, bytes: Buffer) =>
      carol.call('uploadAttachment', { params: { conversation: opened.id }, bytes, type, fileName: name });
    const files = [await upload('lamp.png', 'image/png', photo), await upload('bill.txt', 'text/plain', Buffer.from('nine euros'))];
    const long = `${'We send a new one. '.repeat(300).trim()}\n\nYours`;
    const { id } = await answer(
      opened.id,
      long,
      files.map((file) => file.id),
    );
    await eventually('it is out', async () => (await messagesOf(opened.id)).find((each) => each.id === id)?.delivery === 'sent');
    const sent = sentTo(700101);
    expect(sent.map(({ text, file }) => file?.name ?? text.length > 0)).toEqual([true, true, 'lamp.png', 'bill.txt']);
    expect(
      sent
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ).toMatch(
      new RegExp(
        `^${long.replace(/\s+/g, ' ').trim()} Where we have your data from, and your rights: \\S+/notice Your choices: http:\\S+/p/\\S+$`,
      ),
    );
    expect(sent[3]?.file?.bytes.toString()).toBe('nine euros');
    // a reaction to any part of it is one to the message
    const part = sent[2]?.id ?? 0;
    const who = { chat: { id: 700101, type: 'private' }, user: { id: 700101, first_name: 'Ada' }, date: seconds(), old_reaction: [] };
    await emulator.hand(bot, { message_reaction: { ...who, message_id: part, new_reaction: [{ type: 'emoji', emoji: '❤' }] } });
    expect((await messagesOf(opened.id)).find((each) => each.id === id)?.changes.reaction).toBe('❤');
  });

  it('follows an edit, also one that overtakes its message, and a pressed button', async () => {
    const id = await write(700102, { text: 'Two lamps' });
    const { id: conversation } = await latest();
    const edit = updateOf(700102, { text: 'Three lamps', edit_date: seconds() }, id);
    await emulator.hand(bot, { edited_message: edit });
    expect(await messagesOf(conversation)).toMatchObject([{ text: 'Three lamps', changes: { edited: expect.any(String) } }]);
    const message = updateOf(700102, { text: 'Also a shad' });
    await emulator.hand(bot, { edited_message: { ...message, text: 'Also a shade', edit_date: seconds() } });
    await emulator.hand(bot, { message });
    const keyboard = { inline_keyboard: [[{ text: 'By post', callback_data: 'p' }]] };
    const press = {
      id: '99',
      from: message.from,
      data: 'p',
      message: { message_id: 1, date: 1, chat: message.chat, reply_markup: keyboard },
    };
    await emulator.hand(bot, { callback_query: press });
    await emulator.hand(bot, { callback_query: press });
    expect((await messagesOf(conversation)).map(({ text }) => text)).toEqual(['Three lamps', 'Also a shade', 'By post']);
  });

  it('makes each of eighty messages once, told twice and in any order', async () => {
    const before = new Set((await conversations()).map(({ id }) => id));
    const updates = Array.from({ length: 80 }, (_, n) => ({
      update_id: 10_000 + n,
      message: updateOf(700_200 + (n % 10), { text: `message ${n}` }),
    }));
    const twice = [...updates, ...updates].sort(() => Math.random() - 0.5);
    const answers: number[] = [];
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        for (let next = twice.pop(); next; next = twice.pop()) answers.push(await emulator.hand(bot, next));
      }),
    );
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    const made = (await conversations()).filter(({ id }) => !before.has(id));
    expect([made.length, made.reduce((sum, { lastSequence }) => sum + lastSequence, 0)]).toEqual([10, 80]);
  });
});

describe('a no', () => {
  it('by STOP, by blocking, and by what Telegram answers ends the channel; a start brings it back', async () => {
    await write(700103, { text: 'Hello' });
    const { id: conversation, person } = await latest();
    await write(700103, { text: 'Stop!' });
    await eventually('the confirmation', async () => sentTo(700103)[0]?.text.includes('no more messages'));
    const stateOf = async () => {
      const { history } = await carol.call('readConsents', { params: { person: person.id } });
      return history.find(({ purpose, channel: on }) => purpose === 'service-messages' && on === 'telegram')?.state;
    };
    expect(await stateOf()).toBe('withdrawn');
    const member = (status: string, date = seconds() + 1) => ({
      my_chat_member: { chat: { id: 700103, type: 'private' }, from: { id: 700103 }, date, new_chat_member: { status } },
    });
    await emulator.hand(bot, member('member', seconds() - 60)); // from before the STOP: it came late
    expect(await stateOf()).toBe('withdrawn');
    await emulator.hand(bot, member('member'));
    expect(await stateOf()).not.toBe('withdrawn');
    await emulator.hand(bot, member('kicked'));
    expect(await stateOf()).toBe('withdrawn');
    await write(700103, { text: '/start shop' });
    expect(await stateOf()).not.toBe('withdrawn');
    await eventually('the way back is confirmed', async () => sentTo(700103).at(-1)?.text.includes('write to you here again'));
    bot.blocked.add(700103);
    const refused = await answer(conversation, 'Good day.');
    expect(await wordsOf(conversation, refused.id)).toContain('blocked the bot');
    expect(await stateOf()).toBe('withdrawn');
  });

  it('of Telegram is put into words; a burst is put off, and what stopped midway is not sent again', async () => {
    await write(700104, { text: 'Are you there?' });
    const { id: conversation } = await latest();
    bot.failures.push({ method: 'sendMessage', told: fault(429, 'Too Many Requests: retry after 1', { retry_after: 1 }) });
    const late = await answer(conversation, 'Yes.');
    await eventually('it arrived', async () => (await messagesOf(conversation)).find((each) => each.id === late.id)?.delivery === 'sent');
    bot.failures.push({ method: 'sendMessage', told: fault(500, 'Internal Server Error') });
    expect(await wordsOf(conversation, (await answer(conversation, 'Really.')).id)).toContain('not known whether');
    bot.failures.push({ method: 'sendMessage', told: fault(400, 'Bad Request: ada said no') });
    expect(await wordsOf(conversation, (await answer(conversation, 'Really!')).id)).toBe('Telegram refused the message for good.');
    const file = await carol.call('uploadAttachment', {
      params: { conversation },
      bytes: Buffer.from('a'),
      type: 'text/plain',
      fileName: 'a.txt',
    });
    bot.failures.push({ method: 'sendDocument', told: fault(413, 'Request Entity Too Large') });
    expect(await wordsOf(conversation, (await answer(conversation, 'With a file', [file.id])).id)).toContain('Only the beginning arrived');
    expect(sentTo(700104).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Yes\.\n\nWhere we have your data from, and your rights: \S+\/notice\n\nYour choices: \S+$/), // Art. 14: the name is of their profile
      'With a file',
    ]);
  });
});

describe('an erasure', () => {
  it('deletes in the chat what is not too old for it, and the certificate counts the rest', { timeout: 60_000 }, async () => {
    await write(700105, { text: 'The violet umbrella' });
    const old = [...bot.messages.entries()].find(([, each]) => each.chat === 700105);
    if (old) bot.messages.set(old[0], { ...old[1], at: new Date(Date.now() - 50 * 3_600_000) });
    await write(700105, { text: 'Forget me' });
    const { id: conversation, person } = await latest();
    await answer(conversation, 'We will.');
    await eventually('the answer is out', async () => sentTo(700105).length === 1);
    const request = await carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    await carol.call('approveRequest', { params: { request: request.id } });
    const certificate = await eventually('the certificate', () =>
      carol.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
    );
    expect([...bot.messages.values()].filter(({ chat }) => chat === 700105).map(({ text }) => text)).toEqual(['The violet umbrella']);
    const note = certificate.recipients.find(({ code }) => code === 'telegram')?.note;
    expect(note).toBe(
      '2 messages were deleted there by its interface, for both sides. 1 its interface deletes no more, because they are too old for that or the chat is closed to it: they stay in the chat there until the person deletes it.',
    );
    expect(house.log.join('')).not.toContain('A'.repeat(35));
  });
});
