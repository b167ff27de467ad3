// The whole way through the house: Meta's protocol, spoken by the emulator as a server of its own; agents come in by the API.
import twilio from 'twilio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentNotice, purposeByCode, wordingFor } from '#purposes';
import { eventually } from '#test/house';
import { byTwilio, openMetaHouse, post, sampleByTwilio, whatsapp as settings, shared } from '#test/meta';
import { png } from '#test/pictures';
import { accountIn } from '../../accounts.ts';
import { whatFails } from '../../adapter-suite.ts';
import { whatsapp } from './adapter.ts';
import { batch, every, withButtons } from './samples.ts';

type Bench = Awaited<ReturnType<typeof openMetaHouse>>;
let bench: Bench;
let [house, carol, emulator] = [] as unknown as [Bench['house'], Bench['carol'], Bench['emulator']];
let channel: Awaited<ReturnType<Bench['carol']['call']>> & {
  inbox: { id: string };
  webhook: string | null;
  settings: Record<string, unknown>;
};
let url = '';
const number = settings.numberId;
let borisId = '';
const [ada, boris] = ['US.13491208655302741918', 'GB.11815799212886844830'];

beforeAll(async () => {
  bench = await openMetaHouse();
  ({ house, carol, emulator } = bench);
});
afterAll(() => bench.stop());

const write = (from: string, text: string, files?: { type: string; bytes: Buffer }[]) =>
  emulator.write(number, { from, text, ...(files && { files }) });
const behave = (failWith: number | null) => Object.assign(emulator.state.accounts.get(number)?.behaviour ?? {}, { failWith });
const threadOf = (excerpt: string) =>
  eventually(`the conversation with “${excerpt}”`, async () => (await bench.conversations()).find((each) => each.excerpt === excerpt));
const reaches = (conversation: string, id: string, state: string) =>
  eventually(`it is ${state}`, async () => {
    const now = await bench.standOf(conversation, id);
    return now?.delivery === state ? now : undefined;
  });

describe('opening the channel', () => {
  it('shows no secret, shakes hands, and says whether what comes in is handed in here', async () => {
    channel = await carol.call('addChannel', { body: { channel: 'whatsapp', name: 'WhatsApp', settings } });
    url = channel.webhook ?? '';
    expect(channel).toMatchObject({ recipient: 'meta', address: number });
    for (const secret of [shared.appSecret, shared.token]) expect(JSON.stringify(channel)).not.toContain(secret);
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('not handed in here yet'),
    });
    expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    const ask = async (verify: unknown, challenge: string) => {
      const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': String(verify), 'hub.challenge': challenge });
      return fetch(`${url}?${query}`).then(async (answer) => [answer.status, await answer.text()]);
    };
    expect(await ask(channel.settings['verifyToken'], '1158201444')).toEqual([200, '1158201444']);
    expect(await ask('another', '1158201444')).toEqual([403, '']);
    expect(await ask(channel.settings['verifyToken'], '<script>alert(1)</script>')).toEqual([403, '']);
    const vendor = (await carol.call('listVendors')).items.find(({ code }) => code === 'meta');
    const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
    await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A45-3' } });
  });
});

describe('a webhook', () => {
  it('that is forged, for nobody, or nonsense leaves nothing', async () => {
    const before = (await bench.conversations()).length;
    const body = batch([[{ messages: [{ id: 'wamid.x', from_user_id: boris, type: 'text', text: { body: 'forged' } }] }]]);
    expect(await post(url, body, null)).toBe(403);
    expect(await post(url, body, `sha256=${'0'.repeat(64)}`)).toBe(403);
    expect(await post(url.replace(/[0-9a-f]{40}$/, '0'.repeat(40)), body)).toBe(404);
    expect(await post(url, '{"object":')).toBe(422);
    expect(await post(url, { object: 'page', entry: [] })).toBe(422);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405);
    const strange = JSON.parse(JSON.stringify(body).replace(number, '999999999999999')) as object;
    expect(await post(url, strange)).toBe(200); // answered like any other: somebody else's number is not told from ours
    expect(house.log.some((line) => line.includes('meta.account-unknown') && !line.includes('forged'))).toBe(true);
    expect((await bench.conversations()).length).toBe(before);
  });

  it('of three entries with two changes each loses no message, and told twice makes none twice', async () => {
    expect(await Promise.all([post(url, every), post(url, every)])).toEqual([200, 200]);
    expect(await post(url, every)).toBe(200);
    const thread = await threadOf('message 17');
    expect(thread.lastSequence).toBe(18);
    expect((await bench.messagesOf(thread.id)).map(({ text }) => text)).toEqual(Array.from({ length: 18 }, (_, n) => `message ${n}`));
  });
});

describe('a conversation', () => {
  it('is with an account and no number, carries files both ways, and follows how far an answer got', async () => {
    expect(await write(boris, 'The shade is crooked.', [{ type: 'image/png', bytes: png({ width: 8, height: 8 }) }])).toEqual([200]);
    const thread = await threadOf('The shade is crooked.');
    borisId = thread.person.id;
    const { identities } = await carol.call('readPerson', { params: { person: thread.person.id } });
    expect(identities).toMatchObject([{ kind: 'account', isMasked: true, provedAt: null }]);
    expect((await bench.messagesOf(thread.id))[0]?.attachments).toMatchObject([{ name: 'file-1.png' }]);
    const { id } = await bench.answer(thread.id, 'We send a new one: 5 € off.');
    await reaches(thread.id, id, 'delivered');
    const [out] = bench.sent(number).filter((each) => each.to === boris);
    const text = { body: expect.stringMatching(/^We send a new one: 5 € off\.\n\nWhere .*\/notice\n\nYour choices: http:\S+\/p\/\S+$/) };
    expect(out?.asked).toMatchObject({ recipient: boris, recipient_type: 'individual', text });
    expect(out?.asked).not.toHaveProperty('to');
    const status = (state: string) => batch([[{ statuses: [{ id: out?.id, status: state, biz_opaque_callback_data: id }] }]]);
    expect([await post(url, status('read')), await post(url, status('delivered')), await post(url, status('sent'))]).toEqual([
      200, 200, 200,
    ]);
    await reaches(thread.id, id, 'read');

    behave(130429);
    const busy = await bench.answer(thread.id, 'One more.');
    await eventually('it waits', async () => (await bench.standOf(thread.id, busy.id))?.deliveryWords?.includes('tried again'));
    behave(null);
    house.passTime(150_000);
    await reaches(thread.id, busy.id, 'delivered');
    behave(131026);
    const lost = await bench.answer(thread.id, 'And one.');
    expect((await reaches(thread.id, lost.id, 'failed')).deliveryWords).toContain('could not deliver');
    behave(null);
  });
});

describe('after the window', () => {
  it('only an approved template leaves, with its gaps filled, and advertising only as such', async () => {
    await write(ada, 'Is it blue?');
    const thread = await threadOf('Is it blue?');
    const params = { conversation: thread.id };
    expect(await carol.call('readWindow', { params })).toMatchObject({
      state: 'open',
      hours: 24,
      templates: true,
      until: expect.any(String),
    });
    house.passTime(25 * 3_600_000);
    await carol.call('signIn', { body: { email: house.admin.email, password: house.admin.password } }); // a session does not last that long
    expect(await carol.call('readWindow', { params })).toMatchObject({ state: 'closed', until: null });
    const { id } = await bench.answer(thread.id, 'Yes, blue.');
    expect((await reaches(thread.id, id, 'refused')).deliveryWords).toContain('approved template');
    const account = emulator.state.accounts.get(number);
    if (account)
      account.templates = [
        {
          name: 'order_shipped',
          language: 'en',
          status: 'APPROVED',
          category: 'UTILITY',
          components: [{ type: 'BODY', text: 'Your {{2}} left, {{1}}.' }],
        },
        { name: 'spring', language: 'de', status: 'APPROVED', category: 'MARKETING', components: withButtons },
        { name: 'old', language: 'en', status: 'PAUSED', category: 'UTILITY', components: [{ type: 'BODY', text: 'Old.' }] },
        ...Array.from({ length: 120 }, (_, n) => ({
          name: `t${n}`,
          language: 'de',
          status: 'PENDING',
          category: 'UTILITY',
          components: [],
        })),
      ];
    const listed = await carol.call('listTemplates', { params, query: {} });
    expect(listed.items).toHaveLength(123);
    const shipped = { status: 'approved', gaps: ['1', '2'], isPlain: true };
    expect(listed.items.find(({ name }) => name === 'order_shipped')).toMatchObject(shipped);
    expect(listed.items.find(({ name }) => name === 'spring')?.buttons).toEqual(['Ansehen → https://lamps.example.com', 'Werbung stoppen']);
    const offered = (await carol.call('listCampaignTemplates', { params: { inbox: channel.inbox.id }, query: {} })).items;
    expect(offered.filter(({ because }) => because === null)).toMatchObject([{ name: 'spring', language: 'de' }]);
    const template = { name: 'order_shipped', language: 'en', values: ['Ada', 'lamp'], purpose: 'service-conversation' };
    const send = (change: object) => carol.call('sendTemplate', { params, body: { ...template, ...change } });
    await expect(send({ name: 'nobody_knows' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(send({ values: ['Ada'] })).rejects.toMatchObject({ code: 'invalid', problem: { because: 'gaps-unfilled' } });
    await expect(send({ name: 'old', values: [] })).rejects.toMatchObject({ problem: { because: 'not-approved' } });
    await expect(send({ name: 'spring', language: 'de', values: [] })).rejects.toMatchObject({ problem: { because: 'advertising-only' } });
    const sent = await send({});
    expect(sent.text).toBe('Your lamp left, Ada.');
    await reaches(thread.id, sent.id, 'delivered');
    expect(bench.sent(number).at(-1)?.text).toBe(sent.text);
    expect(bench.sent(number).at(-1)?.asked).toMatchObject({
      recipient: ada,
      template: { name: 'order_shipped', language: { code: 'en' }, components: [{ parameters: [{ text: 'Ada' }, { text: 'lamp' }] }] },
    });
    behave(131016);
    const away = await carol.call('listTemplates', { params, query: { anew: 'yes' } });
    behave(null);
    expect(away.items).toHaveLength(123);
  });
});

describe('a stop', () => {
  const consents = async (person: string) =>
    (await carol.call('readConsents', { params: { person } })).history.filter(
      (each) => each.purpose === 'marketing' && each.channel === 'whatsapp',
    );
  const prefer = (value: string, at: Date) => {
    const preference = { user_id: ada, category: 'marketing_messages', value, timestamp: String(Math.floor(at.getTime() / 1000)) };
    return post(url, batch([[{ user_preferences: [preference] }]]));
  };

  it('by the switch at WhatsApp is a withdrawal at once; switching back gives no consent, and what comes late lifts nothing', async () => {
    await write(ada, 'Anything new?');
    const { person } = await threadOf('Anything new?');
    const now = () => house.act(async (ctx) => ctx.now);
    const before = await now();
    expect(await prefer('stop', before)).toBe(200);
    expect(await consents(person.id)).toMatchObject([{ state: 'withdrawn', method: 'signal', by: 'self' }]);
    expect(await prefer('stop', before)).toBe(200);
    expect(await prefer('resume', before)).toBe(200); // from before the stop was known
    expect(await consents(person.id)).toHaveLength(1);
    house.passTime(60_000);
    expect(await prefer('resume', await now())).toBe(200);
    expect((await consents(person.id))[0]).toMatchObject({ state: 'expired', method: 'signal' });
  });

  it('that only WhatsApp knows of, and STOP as a word, end everything on this channel', async () => {
    const thread = await threadOf('Anything new?');
    await house.act(async (ctx) => {
      const [purpose, notice] = [await purposeByCode(ctx, 'marketing'), await currentNotice(ctx, 'en')];
      if (!purpose || !notice) throw new Error('no notice');
      expect(purpose.channels).not.toContain('whatsapp'); // what people choose is widened by nobody but the company's own decision
      expect(wordingFor(purpose, 'whatsapp', 'en')).toContain('on WhatsApp');
    });
    behave(131050);
    const { id } = await bench.answer(thread.id, 'Here is something.');
    expect((await eventually('it is known', async () => (await bench.standOf(thread.id, id))?.deliveryWords)) ?? '').toContain(
      'stopped advertising',
    );
    behave(null);
    await eventually('it is a withdrawal', async () => (await consents(thread.person.id))[0]?.state === 'withdrawn');
    const all = (await carol.call('readConsents', { params: { person: thread.person.id } })).history;
    expect(new Set(all.filter(({ channel }) => channel === 'whatsapp').map(({ purpose }) => purpose))).toEqual(new Set(['marketing']));
    await write(ada, 'STOP'); // in her own words, which no switch back lifts
    await eventually('STOP stands beside it', async () => (await consents(thread.person.id))[0]?.method === 'stop-word');
    house.passTime(60_000);
    expect(await prefer('resume', await house.act(async (ctx) => ctx.now))).toBe(200);
    expect((await consents(thread.person.id))[0]).toMatchObject({ state: 'withdrawn', method: 'stop-word' });
    const tap = { from_user_id: boris, id: 'wamid.tap', timestamp: '1780000000', type: 'button', button: { text: 'Werbung stoppen' } };
    expect(await post(url, batch([[{ messages: [tap] }]]))).toBe(200);
    const other = (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items.find(
      (each) => each.person.id === borisId,
    );
    await eventually('the button of a template is obeyed', async () => (await consents(other?.person.id ?? ''))[0]?.method === 'stop-word');
  });
});

describe('an erasure', () => {
  it('deletes the files at Meta, and the certificate claims no more than that', { timeout: 60_000 }, async () => {
    const carl = 'DE.98765432109876';
    await write(carl, 'Forget the violet umbrella, and me.', [{ type: 'image/png', bytes: png({ width: 8, height: 8 }) }]);
    const { person } = await threadOf('Forget the violet umbrella, and me.');
    const files = emulator.state.files.size;
    const request = await carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    await carol.call('approveRequest', { params: { request: request.id } });
    const certificate = await eventually('the certificate', () =>
      carol.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
    );
    expect(emulator.state.files.size).toBe(files - 1);
    expect(certificate.recipients).toMatchObject([
      { code: 'meta', note: expect.stringMatching(/^1 files were deleted there .* deletes no words: .* 30 days at most/) },
    ]);
  });
});

describe('carried by Twilio', () => {
  const [number, from, userId] = ['whatsapp:+12025550100', 'whatsapp:+12025550143', 'US.25520143'];
  const person = `whatsapp:${userId}`; // answered by the id that Meta made
  const [sid, token] = [byTwilio.accountSid, byTwilio.authToken];
  let inbox = '';
  const say = (text: string, more: Record<string, string> = {}, media: { sid: string; type: string; bytes: Buffer }[] = []) =>
    bench.twilio.write(sid, { from, userId, to: number, text, more, media });
  const sent = () => [...bench.twilio.state.messages.values()].filter(({ direction }) => direction === 'outbound-api');
  const theirs = (least = 1) =>
    eventually('the conversation', async () =>
      (await bench.conversations()).find((each) => each.inbox.id === inbox && each.lastSequence >= least),
    );
  const told = () => [...bench.twilio.state.messages.values()].filter(({ direction }) => direction === 'inbound');

  it('it enters Twilio and Meta behind it, sets its webhook at the sender, and speaks to the official client', async () => {
    bench.twilio.state.open({ sid, token, number });
    const opened = await carol.call('addChannel', { body: { channel: 'whatsapp', name: 'WhatsApp, Twilio', settings: byTwilio } });
    inbox = opened.inbox.id;
    expect(opened).toMatchObject({
      recipient: 'twilio',
      address: '+12025550100',
      webhook: expect.stringMatching(/\/hooks\/whatsapp\/\w+\/in$/),
    });
    expect(JSON.stringify(opened)).not.toContain(token);
    const vendors = (await carol.call('listVendors')).items;
    expect(vendors.map(({ code }) => code)).toEqual(expect.arrayContaining(['twilio', 'meta']));
    const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
    const vendor = vendors.find(({ code }) => code === 'twilio')?.id ?? '';
    await carol.call('changeVendor', { params: { vendor }, body: { agreement, transfer: 'A45-3' } });
    const params = { inbox };
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('does not come here yet'),
    });
    expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    const official = twilio(sid, token);
    const request = official.httpClient.request.bind(official.httpClient);
    official.httpClient.request = ((options: { uri: string }) =>
      request({ ...options, uri: options.uri.replace(/https:\/\/\w+\.twilio\.com/, bench.twilio.url) } as never)) as never;
    const [sender] = await official.messaging.v2.channelsSenders.list({ channel: 'whatsapp' });
    expect(sender).toMatchObject({ senderId: number, status: 'ONLINE', webhook: { callbackUrl: opened.webhook } });
    expect((await official.content.v1.contentAndApprovals.list()).map(({ sid: each }) => each)).toHaveLength(5);
    expect(await whatFails(whatsapp, sampleByTwilio(house.tools))).toEqual([]);
  });

  it('words, buttons, choices, places and files come in once, signed and for this door alone', async () => {
    const picture = { sid: `ME${'1'.repeat(32)}`, type: 'image/png', bytes: png({ width: 8, height: 8 }) };
    expect(await say('The lamp flickers.', { ProfileName: 'Ada', WaId: '12025550143' })).toEqual([200]);
    expect(await say('', { ButtonText: 'Send it back', ButtonPayload: 'back' })).toEqual([200]);
    expect(await say('', { ListId: 'tue', ListTitle: 'Tuesday', ListDescription: '9 to 12' })).toEqual([200]);
    expect(await say('', { Latitude: '52.52', Longitude: '13.40', Label: 'The shop' })).toEqual([200]);
    expect(await say('', {}, [picture])).toEqual([200]);
    expect(await say('')).toEqual([200]);
    const opened = await theirs(6);
    const all = await bench.messagesOf(opened.id);
    expect(all.map(({ text }) => text)).toEqual([
      ...['The lamp flickers.', 'Send it back', 'Tuesday\n9 to 12', 'The shop\n52.52, 13.40', ''],
      expect.stringContaining('does not hand over'),
    ]);
    expect(all[4]?.attachments).toMatchObject([{ name: 'file-1.png', type: expect.stringMatching(/^image\//) }]);
    for (const { url: hook, body, headers } of bench.forms) {
      const signature = headers['x-twilio-signature'] ?? '';
      expect(twilio.validateRequest(token, signature, hook, Object.fromEntries(new URLSearchParams(body)))).toBe(true);
    }
    const first = bench.forms.find(({ url: hook }) => hook.endsWith('/in'));
    const again = (at: string, signature: string) =>
      fetch(at, { method: 'POST', headers: { ...first?.headers, 'x-twilio-signature': signature }, body: first?.body ?? '' }).then(
        ({ status }) => status,
      );
    const right = first?.headers['x-twilio-signature'] ?? '';
    expect(await again(first?.url ?? '', right)).toBe(200);
    expect(await again(first?.url ?? '', `${right.slice(0, -2)}x=`)).toBe(403);
    expect(await again((first?.url ?? '').replace(/\/in$/, ''), right)).toBe(404);
    expect(await again(`${url}/in`, right)).toBe(404); // the one that Meta carries
    expect((await bench.messagesOf(opened.id)).length).toBe(6);
  });

  it('an answer leaves in parts with its files lent, and how far it got may come in any order', async () => {
    const thread = await theirs();
    const { id } = await bench.answer(thread.id, `${'We look at it. '.repeat(110)}Soon.`);
    await reaches(thread.id, id, 'delivered');
    const body = expect.stringMatching(/Soon\.\n\nWhere we have .*\/notice\n\nYour choices: \S+$/);
    expect(sent().filter(({ to }) => to === person)).toMatchObject([{ from: number }, { body }]);
    const [part] = sent().filter(({ to }) => to === person);
    const status = async (state: string) => {
      const form = new URLSearchParams({ MessageSid: part?.sid ?? '', AccountSid: sid, MessageStatus: state });
      const signature = twilio.getExpectedTwilioSignature(token, part?.statusCallback ?? '', Object.fromEntries(form));
      return (await fetch(part?.statusCallback ?? '', { method: 'POST', headers: { 'x-twilio-signature': signature }, body: form })).status;
    };
    expect([await status('read'), await status('delivered'), await status('sent')]).toEqual([200, 200, 200]);
    await reaches(thread.id, id, 'read');
  });

  it('after a day only an approved template leaves, by its ContentSid, and Twilio’s own refusal reads the same', async () => {
    const thread = await theirs();
    const params = { conversation: thread.id };
    house.passTime(25 * 3_600_000);
    await carol.call('signIn', { body: { email: house.admin.email, password: house.admin.password } });
    expect((await carol.call('readWindow', { params })).state).toBe('closed');
    const listed = (await carol.call('listTemplates', { params, query: {} })).items;
    const offered = (await carol.call('listCampaignTemplates', { params: { inbox }, query: {} })).items.filter(
      (one) => one.because === null,
    );
    expect(offered.find(({ language }) => language === 'de')).toMatchObject({ name: 'summer_lamps', buttons: ['Werbung stoppen'] });
    const shown = listed.map(({ name, language, status, isPlain }) => `${name} ${language} ${status} ${isPlain}`);
    expect(shown).toEqual(expect.arrayContaining(['appointment en pending true', 'order_shipped de approved true']));
    const body = { name: 'order_shipped', language: 'de', values: ['Ada', '4711'], purpose: 'service-conversation' };
    const template = await carol.call('sendTemplate', { params, body });
    await reaches(thread.id, template.id, 'delivered');
    expect(sent().at(-1)?.body).toBe('Hallo Ada, Ihre Bestellung 4711 ist unterwegs.');
    const account = (await accountIn(house.tools, house.workspace, inbox as never)) as never;
    const parts = { id: 'msg_01hv8n3e5wfm1tq0z9k2s4b6xc', to: { value: 'whatsapp:12025550143' }, text: 'Late.', attachments: [] };
    await whatsapp.send(account, parts as never, house.tools);
    const link = 'https://parley.example.com/lent/token/file-1.png';
    const attachments = [{ name: 'a.png', type: 'image/png', bytes: Buffer.from('png'), link }];
    await eventually('WhatsApp refuses', async () => sent().at(-1)?.status === 'failed' && sent().at(-1)?.errorCode === 63_016);
    await whatsapp.send(account, { ...parts, attachments } as never, house.tools);
    expect(sent().at(-1)).toMatchObject({ body: 'Late.', media: [{ bytes: Buffer.from(link) }] });
  });

  it('STOP and a button that says so end it, and every message and file is taken back', async () => {
    await say('', { ButtonText: 'Werbung stoppen' });
    const thread = await theirs();
    const history = async () => (await carol.call('readConsents', { params: { person: thread.person.id } })).history;
    await eventually('it is obeyed', async () =>
      (await history()).some(({ channel, state }) => channel === 'whatsapp' && state === 'withdrawn'),
    );
    const account = (await accountIn(house.tools, house.workspace, inbox as never)) as never;
    await eventually('it is confirmed', async () => sent().at(-1)?.body.includes('no more messages'));
    const ids = [...sent(), ...told()].map((each) => each.sid);
    expect(await whatsapp.forget?.(account, ids, house.tools)).toEqual({ gone: ids.length, left: [] });
    expect([...sent(), ...told()]).toEqual([]);
  });
});
