// LINE by the doors it really comes in by and goes out through: a house, an emulator of the Messaging API beside it, and people who write, take back and block.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '#kit/config';
import { statement } from '#kit/db';
import { wake } from '#kit/outbox';
import { eventually, openHouse } from '#test/house';
import { png } from '#test/pictures';
import { whatFails } from '../../adapter-suite.ts';
import { line } from './adapter.ts';
import { fault } from './emulator/api.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';
import { type Channel, eventOf, messageEvent, nextId, openChannel } from './emulator/state.ts';
import { hooks } from './hooks.ts';
import { signatureOf } from './signature.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let emulator: Emulator;
let account: Channel;
let shift = 0;
let channel: Awaited<ReturnType<typeof open>>;
const readTokensKept = statement('test.readTokensKept', 'SELECT hash FROM external_ids WHERE workspace_id = $1 AND is_read_token');
const secret = 'a1'.repeat(16);
const settings = { provider: 'line', channelId: '1234567890', channelSecret: secret, basicId: '@lantern', names: 'yes' };

const open = () => carol.call('addChannel', { body: { channel: 'line', name: 'Account', settings } });
beforeAll(async () => {
  emulator = await startEmulator({ clock: () => new Date(Date.now() + shift) });
  account = openChannel(emulator.state, settings.channelId, secret);
  const environment = {
    PARLEY_LINE_URL: emulator.url,

    PARLEY_INSIDE_HOSTS: new URL(emulator.url).host,
  };
  house = await openHouse({ environment });
  carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
});
afterAll(async () => {
  await house.stop();
  await emulator.close();
});

function idOf(n: number): string {
  const id = `U${String(n).padStart(32, '0')}`;
  if (account.friends !== 'everybody') account.friends.set(id, 'Ada');
  return id;
}
const hand = async (...events: object[]): Promise<void> => expect(await emulator.hand(account, events)).toBe(200);
async function write(n: number, message: object): Promise<string> {
  const id = nextId(emulator.state);
  await hand(messageEvent(emulator.state, idOf(n), { id, ...message }));
  return id;
}
const conversations = async () => (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
const latest = async () => (await conversations())[0] as Awaited<ReturnType<typeof conversations>>[number];
const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
const answer = (conversation: string, text: string, attachments: string[] = []) =>
  carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text, attachments } });
const sentTo = (n: number) => [...account.messages.values()].filter((each) => each.user === idOf(n) && each.fromUs);
const wordsOf = (conversation: string, id: string) =>
  eventually('an outcome', async () => (await messagesOf(conversation)).find((each) => each.id === id)?.deliveryWords ?? undefined);

describe('opening the channel', () => {
  it('signs in for fifteen minutes, sets and tries the webhook, shows no secret, and passes the suite', async () => {
    channel = await open();
    expect(channel).toMatchObject({
      recipient: 'line',
      address: 'https://line.me/R/ti/p/%40lantern',
      webhook: expect.stringContaining('/hooks/line/'),
    });
    expect(JSON.stringify(channel)).not.toContain(secret);
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('does not come here yet'),
    });
    expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true, words: expect.stringContaining('was answered') });
    expect(account.hook).toBe(channel.webhook);
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    expect(emulator.state.calls.filter((each) => each.endsWith('/oauth2/v3/token'))).toHaveLength(1);
    const away = new Map(house.tools);
    config.set(away, { ...config.of({ tools: house.tools }), lineUrl: 'http://127.0.0.1:59999', insideHosts: '127.0.0.1:59999' });
    const refused = [
      { ...settings, channelId: 'x' },
      { ...settings, channelSecret: 'short' },
    ];
    expect(await whatFails(line, { tools: house.tools, given: settings, refused, to: `line:${idOf(700_199)}`, away })).toEqual([]);
    const vendor = (await carol.call('listVendors')).items.find(({ code }) => code === 'line');
    const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
    await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A46-2-c' } });
  });

  it('hears nobody whose signature is not right', async () => {
    const body = JSON.stringify({ events: [messageEvent(emulator.state, idOf(700_150), { id: '9', type: 'text', text: 'forged' })] });
    const before = (await conversations()).length;
    for (const wrong of ['', 'x'.repeat(44), signatureOf('another', body), signatureOf(secret, `${body} `)])
      expect((await fetch(channel.webhook ?? '', { method: 'POST', headers: { 'x-line-signature': wrong }, body })).status).toBe(403);
    expect((await conversations()).length).toBe(before);
  });
});

describe('a conversation', () => {
  it('says that words were read only where somebody said why, by the token that came with them from then on', async () => {
    const params = { inbox: channel.inbox.id };
    const read = async (text: string) => {
      await write(700_120, { type: 'text', text });
      const thread = await eventually('it is here', async () => (await conversations()).find(({ excerpt }) => excerpt === text));
      await carol.call('markRead', { params: { conversation: thread.id }, body: { sequence: thread.lastSequence } });
    };
    await read('Nobody is told of this.');
    await carol.call('changeChannel', {
      params,
      body: { settings: { ...settings, tellsRead: true }, reason: 'People ask whether we are there.' },
    });
    await read('Of this LINE is told.');
    await read('Of this too.');
    await eventually('it was told', async () => emulator.state.read.includes([...emulator.state.readTokens].at(-1) ?? ''));
    const kept = async () => (await house.act((ctx) => ctx.db.all(readTokensKept, [ctx.workspace]))).length;
    expect(await kept()).toBe(1);
    await carol.call('changeChannel', { params, body: { settings: { ...settings, tellsRead: false } } });
    expect(await kept()).toBe(0);
  });

  it('asks for a name once, brings words and files in, and takes them out', async () => {
    const photo = png({ width: 8, height: 8 });
    const picture = nextId(emulator.state);
    emulator.state.files.set(picture, photo);
    await write(700_101, { type: 'text', text: 'The shade is crooked.' });
    await hand(messageEvent(emulator.state, idOf(700_101), { id: picture, type: 'image', contentProvider: { type: 'line' } }));
    await write(700_101, { type: 'file', fileName: 'plan.pdf', fileSize: 10 });
    const opened = await latest();
    expect(opened).toMatchObject({ inbox: { channel: 'line' }, person: { name: 'Ada' } });
    await carol.call('changeChannel', {
      params: { inbox: opened.inbox.id },
      body: { settings: { showsTyping: true }, reason: 'People wait.' },
    });
    await carol.call('tellPresence', { params: { conversation: opened.id }, body: { state: 'writing' } });
    await eventually('she sees that somebody writes', async () => emulator.state.shown.includes(idOf(700_101)));
    expect(emulator.state.calls.filter((each) => each.endsWith(`/profile/${idOf(700_101)}`))).toHaveLength(1);
    expect((await messagesOf(opened.id)).map(({ text, attachments }) => [text, ...attachments.map(({ name }) => name)])).toEqual([
      ['The shade is crooked.'],
      ['', 'photo.jpg'],
      ['', 'file-1-missing.txt'],
    ]);
    const upload = (name: string, type: string, bytes: Buffer) =>
      carol.call('uploadAttachment', { params: { conversation: opened.id }, bytes, type, fileName: name });
    const files = [await upload('lamp.png', 'image/png', photo), await upload('bill.txt', 'text/plain', Buffer.from('nine euros'))];
    const long = 'We send a new one. '.repeat(1_020).trim(); // four texts, then a picture and a link: two portions
    account.failures.push('taken'); // it was accepted, and the answer was lost
    const { id } = await answer(
      opened.id,
      long,
      files.map((file) => file.id),
    );
    const deliveryOf = async () => (await messagesOf(opened.id)).find((each) => each.id === id)?.delivery;
    await eventually('it is put off', async () => (await wordsOf(opened.id, id)).includes('tried again'));
    house.passTime(60_000);
    await eventually('it is out', async () => (await deliveryOf()) === 'sent');
    const sent = sentTo(700_101);
    expect(sent.map(({ asked }) => asked['type'])).toEqual(['text', 'text', 'text', 'text', 'image', 'text']);
    const link = /https?:\S+$/.exec(sent[5]?.text ?? '')?.[0] ?? '';
    expect(await (await fetch(link)).text()).toBe('nine euros');
  });

  it('forgets what is taken back, also before it came', async () => {
    const id = await write(700_102, { type: 'text', text: 'Tell nobody' });
    const { id: conversation } = await latest();
    await hand(eventOf(emulator.state, idOf(700_102), 'unsend', { unsend: { messageId: id } }));
    const early = nextId(emulator.state);
    await hand(eventOf(emulator.state, idOf(700_102), 'unsend', { unsend: { messageId: early } }));
    await hand(messageEvent(emulator.state, idOf(700_102), { id: early, type: 'text', text: 'Nor this' }));
    const [only, ...others] = await messagesOf(conversation);
    expect([JSON.stringify(only).includes('Tell nobody'), others]).toEqual([false, []]);
  });

  it('takes in what others wrote though one event cannot be stored, and that with the next delivery', async () => {
    const given = await house.act(async (ctx) => hooks.of(ctx));
    const said = (n: number, text: string) => messageEvent(emulator.state, idOf(n), { id: nextId(emulator.state), type: 'text', text });
    const events = [said(700_160, 'of Boris'), said(700_160, 'after it'), said(700_161, 'of Ada')];
    const receive = async (inbound: Parameters<typeof given.receive>[0]) => {
      if (inbound.text === 'of Boris') throw new Error('cannot be stored now');
      return given.receive(inbound);
    };
    await house.act(async (ctx) => hooks.set(ctx.tools, { ...given, receive }));
    expect(await emulator.hand(account, events)).toBe(500);
    const excerpts = async () => (await conversations()).map(({ excerpt }) => excerpt);
    expect([(await excerpts()).includes('of Ada'), (await excerpts()).includes('after it')]).toEqual([true, false]);
    await house.act(async (ctx) => hooks.set(ctx.tools, given));
    await hand(...events);
    const made = (await conversations()).filter(({ excerpt }) => excerpt === 'after it' || excerpt === 'of Ada');
    expect(made.map(({ lastSequence }) => lastSequence).sort()).toEqual([1, 2]);
  });

  it('makes each of a hundred events count once, told twice and in any order', { timeout: 120_000 }, async () => {
    const before = new Set((await conversations()).map(({ id }) => id));
    const events = Array.from({ length: 100 }, (_, n) =>
      n % 5 === 0
        ? messageEvent(emulator.state, idOf(700_200 + (n % 25)), { id: nextId(emulator.state), type: 'text', text: `message ${n}` })
        : eventOf(emulator.state, idOf(700_300 + (n % 25)), n % 2 ? 'follow' : 'unfollow', {}),
    );
    const twice = [...events, ...events].sort(() => Math.random() - 0.5);
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        for (let next = twice.splice(0, 4); next.length > 0; next = twice.splice(0, 4)) await hand(...next);
      }),
    );
    const made = (await conversations()).filter(({ id }) => !before.has(id));
    expect([made.length, made.reduce((sum, { lastSequence }) => sum + lastSequence, 0)]).toEqual([5, 20]);
  });
});

describe('a no', () => {
  it('by blocking ends the channel, and following again brings it back; LINE’s own are put into words', async () => {
    await write(700_103, { type: 'text', text: 'Hello' });
    const { id: conversation, person } = await latest();
    const stateOf = async () => {
      const { history } = await carol.call('readConsents', { params: { person: person.id } });
      return history.find(({ purpose, channel: on }) => purpose === 'service-messages' && on === 'line')?.state;
    };
    await hand(eventOf(emulator.state, idOf(700_103), 'unfollow', {}));
    expect(await stateOf()).toBe('withdrawn');
    await hand(eventOf(emulator.state, idOf(700_103), 'follow', { timestamp: Date.now() - 60_000 })); // it came late
    expect(await stateOf()).toBe('withdrawn');
    await hand(eventOf(emulator.state, idOf(700_103), 'follow', { timestamp: Date.now() + 120_000 }));
    expect(await stateOf()).not.toBe('withdrawn');
    await write(700_103, { type: 'text', text: 'One more thing' });
    account.failures.push(fault(429, 'You have reached your monthly limit.'));
    expect(await wordsOf(conversation, (await answer(conversation, 'Good day.')).id)).toContain('no messages left this month');
  });
});

describe('an unfollow that is told late', () => {
  const told = async (n: number) => {
    await write(n, { type: 'text', text: 'Hello' });
    const { person } = await latest();
    const stateOf = async () => {
      const { history } = await carol.call('readConsents', { params: { person: person.id } });
      return history.find(({ purpose, channel: on }) => purpose === 'service-messages' && on === 'line')?.state;
    };
    const event = (type: string, ms: number) => eventOf(emulator.state, idOf(n), type, { timestamp: Date.now() + ms });
    return { stateOf, event };
  };

  it('again, after she follows anew, changes nothing', async () => {
    const { stateOf, event } = await told(700_106);
    const unfollow = event('unfollow', -600_000);
    await hand(unfollow);
    expect(await stateOf()).toBe('withdrawn');
    await hand(event('follow', -300_000));
    expect(await stateOf()).toBe('expired');
    await hand({ ...unfollow, deliveryContext: { isRedelivery: true } });
    expect(await stateOf()).toBe('expired');
    await hand(event('unfollow', -60_000));
    expect(await stateOf()).toBe('withdrawn');
  });

  it('for the first time after she followed anew, is the older of the two', async () => {
    const { stateOf, event } = await told(700_107);
    const unfollow = event('unfollow', -600_000);
    await hand(event('follow', -300_000));
    await hand(unfollow);
    expect(await stateOf()).toBe('expired');
  });
});

describe('an answer that LINE takes only the beginning of', () => {
  it('is not begun again once LINE has forgotten the beginning', async () => {
    await write(700_108, { type: 'text', text: 'Where are they?' });
    const { id: conversation } = await latest();
    const taken = account.failures.length;
    account.behaviour.failAfter = 1;
    const upload = (name: string) =>
      carol.call('uploadAttachment', { params: { conversation }, bytes: Buffer.from(name), type: 'text/plain', fileName: name });
    const files = [(await upload('one.txt')).id, (await upload('two.txt')).id];
    const { id } = await answer(conversation, 'We send six of them. '.repeat(950).trim(), files); // four texts, two links: two portions
    await wordsOf(conversation, id);
    expect([taken, sentTo(700_108).length]).toEqual([0, 5]);
    account.behaviour.failAfter = null;
    shift += 25 * 3_600_000;
    house.passTime(25 * 3_600_000);
    carol = await house.staffClient();
    await eventually('it ended', async () => {
      house.passTime(1_000);
      wake.of(house)(house.workspace);
      return (await messagesOf(conversation)).find((each) => each.id === id)?.delivery === 'failed';
    });
    expect(sentTo(700_108)).toHaveLength(5);
  });
});

describe('an erasure', () => {
  it('says in its certificate that LINE deletes nothing', { timeout: 60_000 }, async () => {
    await write(700_105, { type: 'text', text: 'The violet umbrella' });
    const { person } = await latest();
    const request = await carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    await carol.call('approveRequest', { params: { request: request.id } });
    const certificate = await eventually('the certificate', () =>
      carol.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
    );
    expect(certificate.recipients.find(({ code }) => code === 'line')?.note).toContain('deletes nothing: 1 messages that it carried');
    expect(house.log.join('')).not.toContain(secret);
  });
});
