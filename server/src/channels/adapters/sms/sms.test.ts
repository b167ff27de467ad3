// The whole way through the house: Twilio's protocol, spoken by the emulator as a server of its own and watched by the official package; agents come in by the API.
import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agree as sayYes } from '#consent';
import { config } from '#kit/config';
import type { Statement } from '#kit/db';
import type { MessageId, PersonId } from '#kit/ids';
import { checks } from '#kit/room';
import { addIdentity, arrive } from '#people';
import { currentNotice } from '#purposes';
import { eventually } from '#test/house';
import { png } from '#test/pictures';
import { type Bench, openSmsHouse, phone, post, settings } from '#test/sms-house';
import { whatFails } from '../../adapter-suite.ts';
import { findToTakeBack, letGoOfIds } from '../../take-back.ts';
import { sms } from './adapter.ts';

let bench: Bench;
let [house, carol, emulator, called, sid, token, number] = [] as unknown as [
  Bench['house'],
  Bench['carol'],
  Bench['emulator'],
  Bench['called'],
  string,
  string,
  string,
];
let channel: { inbox: { id: string }; webhook: string | null };

beforeAll(async () => {
  bench = await openSmsHouse(() => new Date());
  ({ house, carol, emulator, called, sid, token, number } = bench);
});
afterAll(() => bench.stop());

const write: Bench['write'] = (...said) => bench.write(...said);
const sentTo: Bench['sentTo'] = (to) => bench.sentTo(to);
const latest: Bench['latest'] = () => bench.latest();
const messagesOf: Bench['messagesOf'] = (id) => bench.messagesOf(id);
const answer: Bench['answer'] = (id, text) => bench.answer(id, text);
const standOf: Bench['standOf'] = (conversation, id) => bench.standOf(conversation, id);
describe('opening the channel', () => {
  it('enters who carries it, shows no secret, and is told apart from a channel that works', async () => {
    await expect(
      carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings: { ...settings, authToken: '' } } }),
    ).rejects.toMatchObject({ code: 'invalid' });
    channel = await carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings } });
    expect(channel).toMatchObject({ recipient: 'twilio', address: number, health: { isTested: false } });
    expect(JSON.stringify(channel)).not.toContain(token);
    expect((await carol.call('listVendors')).items).toMatchObject([{ code: 'twilio', agreement: null, valid: false }]);
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('does not come here yet'),
    });
    expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    const found = (await carol.call('listChannels')).items.find(({ inbox }) => inbox.id === channel.inbox.id);
    expect(found?.health).toMatchObject({ ok: true, isTested: true });
    const purposes = (await carol.call('listPurposes')).items;
    expect(purposes.find(({ code }) => code === 'service-conversation')).toMatchObject({
      channels: ['web-chat', 'email', 'sms'],
      recipients: ['smtp-relay', 'twilio'],
    });
    expect(purposes.find(({ code }) => code === 'marketing')).toMatchObject({ channels: ['web-chat', 'email'] }); // what people choose is widened by nobody but the company's own decision
  });

  it('passes the suite of every adapter as Twilio too, and the emulator speaks to the official client', async () => {
    const away = new Map(house.tools);
    config.set(away, { ...config.of({ tools: house.tools }), twilioUrl: 'http://127.0.0.1:59999', insideHosts: '127.0.0.1:59999' });
    const sample = {
      tools: house.tools,
      given: settings,
      refused: [
        { ...settings, accountSid: 'AC1' },
        { ...settings, keySid: `SK${'0'.repeat(32)}` },
      ],
      to: phone(142),
      away,
    };
    expect(await whatFails(sms, sample)).toEqual([]);
    const official = twilio(sid, token);
    const request = official.httpClient.request.bind(official.httpClient);
    official.httpClient.request = ((options: { uri: string }) =>
      request({ ...options, uri: options.uri.replace('https://api.twilio.com', emulator.url) } as never)) as never;
    const made = await official.messages.create({ to: phone(141), from: number, body: 'from the official client' });
    expect(await official.messages(made.sid).fetch()).toMatchObject({
      body: 'from the official client',
      to: phone(141),
      direction: 'outbound-api',
    });
    expect(await official.incomingPhoneNumbers.list({ phoneNumber: number })).toMatchObject([{ smsUrl: channel.webhook }]);
    await official.messages(made.sid).update({ body: '' });
    expect(await official.messages(made.sid).remove()).toBe(true);
    await expect(official.messages(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(official.messages.create({ to: 'nobody', from: number, body: 'x' })).rejects.toMatchObject({ status: 400, code: 21211 });
  });
});

describe('a conversation', () => {
  it('opens with a number that proves nothing, waits for an agreement, and is answered in its thread', async () => {
    expect(await write(phone(143), 'The shade is crooked.')).toEqual([200]);
    const opened = await latest();
    expect(opened).toMatchObject({ excerpt: 'The shade is crooked.', inbox: { channel: 'sms' } });
    const { identities } = await carol.call('readPerson', { params: { person: opened.person.id } });
    expect(identities).toMatchObject([{ kind: 'phone', value: '+1 202 •••• 43', isMasked: true, provedAt: null }]);
    await expect(answer(opened.id, 'Not yet.')).rejects.toMatchObject({ code: 'gate-refused', problem: { because: 'no-agreement' } });
    await bench.agreeWith('twilio');
    const { id } = await answer(opened.id, 'We send a new one: 5 € off.');
    expect(
      await eventually('it is delivered', async () =>
        (await standOf(opened.id, id)())?.delivery === 'delivered' ? 'delivered' : undefined,
      ),
    ).toBe('delivered');
    const body = expect.stringMatching(/^We send a new one: 5 € off\.\n\nYour choices: http:\S+\/p\/\S+$/);
    expect(sentTo(phone(143))).toMatchObject([{ body, from: number }]);
    await write(phone(143), 'Thank you!');
    expect((await messagesOf(opened.id)).map(({ text }) => text)).toEqual([
      'The shade is crooked.',
      'We send a new one: 5 € off.',
      'Thank you!',
    ]);
    for (const { url, body, headers } of called) {
      const signature = headers['x-twilio-signature'] ?? '';
      expect(twilio.validateRequest(token, signature, url, Object.fromEntries(new URLSearchParams(body)))).toBe(true);
    }
  });

  it('takes pictures drawn anew, and says which file could not be had', async () => {
    const media = { sid: `ME${randomBytes(16).toString('hex')}`, type: 'image/png', bytes: png({ width: 8, height: 8 }) };
    const broken = { sid: `ME${randomBytes(16).toString('hex')}`, type: 'image/png', bytes: Buffer.from('<script>no picture</script>') };
    await write(phone(144), 'Look', [media, broken]);
    const [message] = await messagesOf((await latest()).id);
    expect(message?.attachments).toMatchObject([
      { name: 'file-1.png', type: expect.stringMatching(/^image\//) },
      { type: 'application/octet-stream' },
    ]);
    const form = new URLSearchParams({
      MessageSid: `MM${randomBytes(16).toString('hex')}`,
      AccountSid: sid,
      From: phone(145),
      To: number,
      Body: 'And this',
      NumMedia: '1',
      MediaUrl0: 'http://169.254.169.254/latest',
      MediaContentType0: 'image/png',
    });
    expect(await post(channel.webhook ?? '', form)).toBe(200);
    expect((await messagesOf((await latest()).id))[0]?.attachments).toMatchObject([{ name: 'file-1-missing.txt' }]);
  });

  it('keeps what comes from a short code, and knows that nobody can be answered there', async () => {
    expect(
      await post(
        channel.webhook ?? '',
        new URLSearchParams({
          MessageSid: `SM${randomBytes(16).toString('hex')}`,
          AccountSid: sid,
          From: '72345',
          To: number,
          Body: 'Your parcel waits',
        }),
      ),
    ).toBe(200);
    const opened = await latest();
    expect(opened.excerpt).toBe('Your parcel waits');
    const { id } = await answer(opened.id, 'Where?');
    expect(await eventually('it failed', async () => (await standOf(opened.id, id)())?.deliveryWords ?? undefined)).toContain('no address');
  });
});

describe('what Twilio says of a message', () => {
  it('only ever advances it, puts a refusal into words, and a burst off', async () => {
    await write(phone(147), 'Are you there?');
    const { id: conversation } = await latest();
    emulator.state.behaviourOf(sid).failWith = 30003;
    const unreachable = await answer(conversation, 'Yes.');
    expect(
      await eventually('it failed', async () => (await standOf(conversation, unreachable.id)())?.deliveryWords ?? undefined),
    ).toContain('off or without network');
    emulator.state.behaviourOf(sid).failWith = 21408;
    const refused = await answer(conversation, 'Yes!');
    expect(
      await eventually('it was refused', async () => (await standOf(conversation, refused.id)())?.deliveryWords ?? undefined),
    ).toContain('switched off');
    emulator.state.behaviourOf(sid).failWith = 20429;
    const late = await answer(conversation, 'Still here.');
    await eventually('it was put off', async () => (await standOf(conversation, late.id)())?.deliveryWords?.includes('tried again'));
    Object.assign(emulator.state.behaviourOf(sid), { failWith: null, repeat: 3 });
    await eventually('it arrived', async () => (await standOf(conversation, late.id)())?.delivery === 'delivered');
    emulator.state.behaviourOf(sid).repeat = 1;
    const [status] = called.filter(({ url }) => url.includes(late.id));
    const old = new URLSearchParams({ MessageSid: `SM${'0'.repeat(32)}`, AccountSid: sid, MessageStatus: 'sent' });
    expect(await post(status?.url ?? '', old)).toBe(200);
    expect((await standOf(conversation, late.id)())?.delivery).toBe('delivered');
  });
});

describe('STOP', () => {
  it('in German ends a newsletter at once, is confirmed once, and stands in history and ledger', async () => {
    const marketing = (await carol.call('listPurposes')).items.find(({ code }) => code === 'marketing');
    await carol.call('changePurpose', {
      params: { purpose: marketing?.id ?? '' },
      body: { active: true, channels: ['email', 'sms'], reason: 'A newsletter by text message' },
    });
    await write(phone(150), 'Wann kommt die neue Lampe?');
    const { id: conversation, person } = await latest();
    await carol.call('changePerson', { params: { person: person.id }, body: { language: 'de' } });
    const yes = { person: person.id as PersonId, purpose: 'marketing', channel: 'sms', method: 'privacy-page', language: 'de' } as const;
    expect(await house.act(async (ctx) => sayYes(ctx, { ...yes, notice: await currentNotice(ctx, 'de') }))).toBe('pending');
    await eventually('asked to confirm', async () => sentTo(phone(150))[0]?.body.includes('Antworten Sie JA'));
    await write(phone(150), 'Ja!');
    await eventually('and it is', async () => sentTo(phone(150))[1]?.body.includes('bestätigt. Mit STOPP'));
    const letter = { person: person.id, inbox: channel.inbox.id, purpose: 'marketing', text: 'Die neue Lampe ist da.' };
    await carol.call('startConversation', { body: letter });
    const first = await eventually('the newsletter is out', async () => sentTo(phone(150))[2]);
    expect(first.body).toMatch(/^Die neue Lampe ist da\.\n\nNichts mehr davon: http:\/\/localhost:\d+\/p\/[\w-]+$/);

    await write(phone(150), ' Abbestellen! ');
    const confirmed = await eventually('the confirmation is out', async () => sentTo(phone(150))[3]);
    expect(confirmed.body).toMatch(/: Sie erhalten hier keine Nachrichten mehr .* Mit START schreiben wir/);
    await expect(carol.call('startConversation', { body: letter })).rejects.toMatchObject({
      code: 'gate-refused',
      problem: { because: 'consent-withdrawn', article: '7(3)' },
    });
    const { history } = await carol.call('readConsents', { params: { person: person.id } });
    expect(history.find((event) => event.purpose === 'marketing')).toMatchObject({
      channel: 'sms',
      state: 'withdrawn',
      method: 'stop-word',
      by: 'self',
    });
    const entries = (await carol.call('listLedger', { query: { kind: 'consent.withdrawn' } })).items;
    expect(entries.map(({ facts }) => facts)).toContainEqual(
      expect.objectContaining({ purpose: 'marketing', channel: 'sms', method: 'stop-word' }),
    );

    await write(phone(150), 'STOPP');
    await write(phone(150), 'Ist sie blau?');
    await answer(conversation, 'Ja, blau.');
    await eventually('a question is answered all the same', async () => sentTo(phone(150))[4]?.body === 'Ja, blau.');
    await write(phone(150), 'Hilfe');
    const helped = await eventually('help', async () => sentTo(phone(150))[5]);
    expect(helped.body).toMatch(
      /^Hier schreibt Lantern & Loom\. Kontakt: hello@example\.org Ihre Daten und Rechte: http:.*\/privacy\/[\w-]+ STOPP/,
    );
    await write(phone(150), 'START');
    await eventually('the way back', async () => sentTo(phone(150))[6]?.body.includes('wieder'));
    await expect(carol.call('startConversation', { body: letter })).rejects.toMatchObject({ problem: { because: 'consent-withdrawn' } });
  });

  it('that only the provider knows of is a withdrawal too', async () => {
    await write(phone(151), 'Hello');
    const { id: conversation, person } = await latest();
    emulator.state.behaviourOf(sid).failWith = 21610;
    const { id } = await answer(conversation, 'Good day.');
    expect(await eventually('it was refused', async () => (await standOf(conversation, id)())?.deliveryWords ?? undefined)).toContain(
      'has stopped',
    );
    emulator.state.behaviourOf(sid).failWith = null;
    const { history } = await carol.call('readConsents', { params: { person: person.id } });
    expect(history.find((event) => event.purpose === 'marketing')).toMatchObject({ channel: 'sms', state: 'withdrawn', method: 'signal' });
  });
});

describe('a number', () => {
  it('is sent a code when staff ask for one', async () => {
    await write(phone(152), 'It is me, Ada.');
    const { person } = await latest();
    const [identity] = (await carol.call('readPerson', { params: { person: person.id } })).identities;
    await carol.call('sendProof', { params: { person: person.id, identity: identity?.id ?? '' } });
    expect((await eventually('the code', async () => sentTo(phone(152))[0])).body).toMatch(/^\d{4} \d{4} is your code for Lantern & Loom$/);
  });
});

describe('the sandbox', () => {
  it('is written in from numbers that are nobody’s, leaves a trace, and is each company’s own', async () => {
    const { inbox } = await carol.call('addChannel', { body: { channel: 'sms', name: 'Sandbox', settings: { provider: 'sandbox' } } });
    const params = { inbox: inbox.id };
    const said = (from: string) => carol.call('writeInSandbox', { params, body: { from, text: 'Hello' } });
    await expect(said('+4915112345678')).rejects.toMatchObject({ status: 422 });
    await said(phone(143));
    const entries = (await carol.call('listLedger', { query: { kind: 'sandbox.written' } })).items;
    expect(entries.map(({ facts }) => facts)).toEqual([{ inbox: inbox.id }]);
    const other = `AC${'1'.repeat(32)}`;
    emulator.state.open({ sid: other, token, number: phone(199) });
    emulator.state.behaviourOf(other).failWith = 30003;
    expect(emulator.state.behaviourOf(sid).failWith).toBeNull();
    const before = [...emulator.state.messages.values()].filter(({ account }) => account === sid).length;
    for (let at = 0; at < 510; at += 1)
      emulator.state.keep({
        ...{ account: other, direction: 'inbound', from: phone(143), to: phone(199), body: '', status: 'received' },
        ...{ errorCode: null, media: [], statusCallback: '' },
      });
    const of = (account: string) => [...emulator.state.messages.values()].filter((each) => each.account === account).length;
    expect([of(sid), of(other)]).toEqual([before, 500]);
  });
});

describe('an erasure', () => {
  it('reaches what Twilio holds, waits while it is away, and the certificate says so', { timeout: 60_000 }, async () => {
    await write(phone(160), 'Forget the violet umbrella, and me.');
    const { id: conversation, person } = await latest();
    await answer(conversation, 'We will.');
    await house.act((ctx) => addIdentity(ctx, person.id as PersonId, { kind: 'email', value: 'ada.violet@example.com', proof: 'code' }));
    await eventually('the answer is out', async () => sentTo(phone(160)).length === 1);
    const held = () => [...emulator.state.messages.values()].filter(({ from, to }) => [from, to].includes(phone(160)));
    expect(held()).toHaveLength(2);
    const request = await carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    emulator.state.behaviourOf(sid).failWith = 20503;
    const before = emulator.state.calls.length;
    await carol.call('approveRequest', { params: { request: request.id } });
    await eventually('it was asked, and put off', async () =>
      house.act(async (ctx) => (await ctx.db.maybe(waiting, [ctx.workspace])) !== undefined),
    );
    expect(emulator.state.calls.slice(before).some((call) => call.includes('/Messages/'))).toBe(true);
    expect(held()).toHaveLength(2);
    const { steps } = await carol.call('readRequest', { params: { request: request.id } });
    expect(steps.map((step) => step.name)).toContain('told'); // the answer to the person does not wait for Twilio
    await expect(carol.call('readCertificate', { params: { request: request.id } })).rejects.toMatchObject({ code: 'not-found' });
    emulator.state.behaviourOf(sid).failWith = null;
    house.passTime(150_000);
    const certificate = await eventually('the certificate', () =>
      carol.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
    );
    expect(held()).toEqual([]);
    expect(certificate.recipients).toMatchObject([
      {
        code: 'twilio',
        toldAt: expect.any(String),
        note: expect.stringMatching(/^2 messages were emptied and deleted there .* gone by \d{4}-\d\d-\d\d\.$/),
      },
    ]);
    expect(emulator.state.calls.filter((call) => call.startsWith('DELETE /2010-04-01')).length).toBeGreaterThanOrEqual(2);
  });
});

describe('what has run out here', () => {
  it('is forgotten at Twilio too, when it can be reached, also where only a status told its name', { timeout: 60_000 }, async () => {
    await write(phone(162), 'Is the violet umbrella still there?');
    const { id: conversation } = await latest();
    const { id } = await answer(conversation, 'It is.');
    const held = () => [...emulator.state.messages.values()].filter(({ from, to }) => [from, to].includes(phone(162)));
    await eventually('the answer is out', async () => held().length === 2);
    await eventually('its name is known', async () => (await idsOf(conversation)) === 3); // theirs of each, and ours of the answer
    const lost = emulator.state.keep({
      ...{ account: sid, direction: 'outbound-api', from: number, to: phone(162), body: 'It is.', status: 'sent' },
      ...{ errorCode: null, media: [], statusCallback: '' },
    });
    const url = `${(channel.webhook ?? '').replace(/in$/, 'status')}?m=${id}`;
    expect(await post(url, new URLSearchParams({ AccountSid: sid, MessageSid: lost.sid, MessageStatus: 'sent' }))).toBe(200);
    expect(await idsOf(conversation)).toBe(4);

    emulator.state.behaviourOf(sid).failWith = 20503;
    const messages = (await messagesOf(conversation)).map((message) => message.id as MessageId);
    await house.act((ctx) => letGoOfIds(ctx, [conversation], messages));
    const before = emulator.state.calls.length;
    await house.act((ctx) => findToTakeBack.run?.(ctx) ?? Promise.reject(new Error('no clock')));
    await eventually('it was asked', async () => emulator.state.calls.length > before);
    await eventually('our own name is gone, the others stay', async () => (await idsOf(conversation)) === 3);
    expect(held()).toHaveLength(3);
    const late = checks.of({ tools: house.tools }).find((check) => check.id === 'channels.let-go-and-not-forgotten');
    expect(await house.act((ctx) => late?.run({ ...ctx, now: new Date(ctx.now.getTime() + 8 * 86_400_000) }) ?? Promise.reject())).toBe(5); // and the code and the question of above

    emulator.state.behaviourOf(sid).failWith = null;
    house.passTime(3_700_000);
    await house.act((ctx) => findToTakeBack.run?.(ctx) ?? Promise.reject(new Error('no clock')));
    await eventually('nothing is left there or here', async () => held().length === 0 && (await idsOf(conversation)) === 0);
    const told = (await carol.call('listLedger', { query: { kind: 'provider.forgot' } })).items;
    expect(new Set(told.map(({ facts }) => facts?.['inbox']))).toEqual(new Set([channel.inbox.id]));
    expect(told.reduce((sum, { facts }) => sum + Number(facts?.['messages']), 0)).toBe(5); // in one turn, or in two where one was under way
    expect(await house.act((ctx) => late?.run({ ...ctx, now: new Date(ctx.now.getTime() + 8 * 86_400_000) }) ?? Promise.reject())).toBe(0);
  });
});

describe('an erasure after retention took the messages', () => {
  it('names who carried them all the same', async () => {
    const { person } = await house.act((ctx) => arrive(ctx, { kind: 'phone', value: phone(161) }));
    const request = await carol.call('openRequest', { body: { person, kind: 'erasure' } });
    await carol.call('approveRequest', { params: { request: request.id } });
    await eventually('the answer may be on its way', () => house.act((ctx) => ctx.db.maybe(waiting, [ctx.workspace])));
    house.passTime(150_000);
    const certificate = await eventually('the certificate', () =>
      carol.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
    );
    expect(certificate.recipients).toMatchObject([{ code: 'twilio', note: expect.stringMatching(/^1 messages were emptied/) }]); // the answer itself
  });
});

const idsOf = async (conversation: string): Promise<number> =>
  house.act(async (ctx) => (await ctx.db.one(ids, [ctx.workspace, conversation])).count);
const ids = {
  name: 'test.ids',
  text: 'SELECT count(*) AS count FROM external_ids WHERE workspace_id = $1 AND conversation_id = $2',
} as Statement<{ count: number }>;
const waiting = {
  name: 'test.waiting',
  text: `SELECT id FROM outbox WHERE workspace_id = $1 AND listener = 'rights.erase' AND last_error = 'retry-later'`,
};
