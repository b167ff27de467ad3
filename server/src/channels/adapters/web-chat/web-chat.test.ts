import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shred } from '#keys';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { eventually, openHouse } from '#test/house';

type House = Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<House['staffClient']>>;
type Visitor = ReturnType<House['visitorClient']>;

const secret = 'a secret of thirty-two characters or more';
let house: House;
let staff: Staff;
let key: string;
let inbox: string;
let made = 0;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: {
      address: 'Street 1, Berlin',
      contactEmail: 'privacy@lantern.example.com',
      dpoContact: 'dpo@lantern.example.com',
      authority: 'Authority of Berlin',
    },
  });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  inbox = chat.inbox.id;
  key = /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1] ?? '';
});
afterAll(() => house.stop());

const notice = async () => (await house.publicClient().call('readWidget', { params: { key }, query: {} })).notice;
async function visit(identity?: string): Promise<{ client: Visitor; person: PersonId; token: string }> {
  const { id, hash } = await notice();
  const { token, visitor } = await house
    .publicClient()
    .call('startVisit', { params: { key }, body: { language: 'en', noticeId: id, noticeHash: hash, ...(identity && { identity }) } });
  return { client: house.visitorClient(token), person: visitor as PersonId, token };
}
const say = (client: Visitor, text: string, more: { clientId?: string; attachments?: string[] } = {}) =>
  client.call('addVisitMessage', { body: { clientId: `client-id-${++made}`, text, ...more } });
const hear = async (client: Visitor, after = 0) => (await client.call('listVisitMessages', { query: { after, choices: 'shown' } })).items;
const threadOf = async (text: string) => {
  const found = (await staff.call('listConversations', { query: { view: 'all' } })).items.find((each) => each.excerpt === text);
  if (!found) throw new Error('no such conversation');
  return found.id;
};
const answer = (conversation: string, text: string, more: { choices?: string[] } = {}) =>
  staff.call('addMessage', { params: { conversation }, body: { kind: 'message', text, ...more } });
const signed = (claims: object, by = secret) => {
  const payload = Buffer.from(JSON.stringify({ exp: Date.now() / 1000 + 600, ...claims })).toString('base64url');
  return `${payload}.${createHmac('sha256', by).update(payload).digest('base64url')}`;
};
const status = async (work: Promise<unknown>) =>
  (await work.then(
    () => undefined,
    (error: unknown) => error,
  )) as { status?: number; code?: string } | undefined;

test('before a visit begins the widget shows company and notice', async () => {
  const widget = await house.publicClient().call('readWidget', { params: { key }, query: { language: 'de' } });
  expect(widget).toMatchObject({
    company: 'Lantern & Loom',
    language: 'de',
    greeting: expect.stringContaining('Guten Tag'),
    notice: { url: expect.stringContaining('/privacy/') },
  });
  expect(await status(house.publicClient().call('readWidget', { params: { key: 'unknown' }, query: {} }))).toMatchObject({ status: 404 });
  expect(
    await status(
      house
        .publicClient()
        .call('startVisit', { params: { key }, body: { language: 'en', noticeId: widget.notice.id, noticeHash: 'another text' } }),
    ),
  ).toMatchObject({ status: 422 });
});

test('visitor and agent talk both ways, in order, and delivered means fetched', async () => {
  const { client } = await visit();
  expect(await say(client, 'Is the lamp in stock?')).toMatchObject({ sequence: 1, from: 'me', clientId: `client-id-${made}` });
  const conversation = await threadOf('Is the lamp in stock?');
  expect(await client.call('readVisit')).toMatchObject({ agent: null });
  await staff.call('addMessage', { params: { conversation }, body: { kind: 'note', text: 'ask the workshop' } });
  const reply = await answer(conversation, 'It is', { choices: ['Keep one', ' Not now '] });
  const heard = await eventually('the answer arrives', async () => (await hear(client, 1)).find((each) => each.text === 'It is'));
  expect(heard).toMatchObject({ sequence: 3, from: 'company', author: 'Carol', choices: ['Keep one', 'Not now'] });
  expect((await hear(client)).map((each) => each.text)).toEqual(['Is the lamp in stock?', 'It is']);
  const [, asBefore] = (await client.call('listVisitMessages', { query: {} })).items; // an app that knows nothing of choices
  expect(asBefore).toMatchObject({ text: 'It is\n\n1. Keep one\n2. Not now', choices: [] });
  const { items } = await staff.call('listMessages', { params: { conversation }, query: {} });
  expect(items.find((each) => each.id === reply.id)?.delivery).toBe('delivered');
  expect(await client.call('readVisit')).toMatchObject({ lastSequence: 3, email: null, agent: { name: 'Carol' } }); // who answered last looks after it
});

test('the same clientId twice makes one message', async () => {
  const { client } = await visit();
  const both = await Promise.all([say(client, 'once', { clientId: 'the-same-id' }), say(client, 'once', { clientId: 'the-same-id' })]);
  expect(both[0].id).toBe(both[1].id);
  expect(await hear(client)).toHaveLength(1);
});

test('an event tells the newest number, and a note makes no sound', async () => {
  const { client } = await visit();
  await say(client, 'are you there');
  const conversation = await threadOf('are you there');
  const numbers: unknown[] = [];
  const stop = new AbortController();
  client.events('visitEvents', {
    signal: stop.signal,
    onEvent: (event) => numbers.push((event.data as { lastSequence: number }).lastSequence),
  });
  await eventually('the stream opens', async () => numbers.length === 1);
  await staff.call('addMessage', { params: { conversation }, body: { kind: 'note', text: 'quiet' } });
  await answer(conversation, 'Yes');
  await eventually('the event comes', async () => numbers.length === 2);
  stop.abort();
  expect(numbers).toEqual([1, 3]);
});

test('each side hears that the other writes; who looks on is not told, and nothing is kept', async () => {
  const { client } = await visit();
  await client.call('tellTyping'); // no thread yet: nobody to tell
  await say(client, 'a lamp that hums');
  const conversation = await threadOf('a lamp that hums');
  const heard: unknown[] = [];
  const stop = new AbortController();
  client.events('visitEvents', { signal: stop.signal, onEvent: ({ event, data }) => heard.push([event, data]) });
  await eventually('the stream opens', async () => heard.length === 1);
  const tell = (state: 'viewing' | 'writing' | 'gone') => staff.call('tellPresence', { params: { conversation }, body: { state } });
  for (const state of ['viewing', 'writing', 'gone'] as const) await tell(state);
  await eventually('writing is told', async () => heard.length > 1);
  expect(heard.slice(1)).toEqual([['typing', {}]]);
  stop.abort();
  const personWriting = async () => (await staff.call('readPresence', { params: { conversation } })).personWriting;
  expect(await personWriting()).toBe(false);
  await client.call('tellTyping');
  await eventually('the agent sees it', personWriting);
  for (let at = 0; at < 38; at += 1) await client.call('tellTyping');
  expect(await status(client.call('tellTyping'))).toMatchObject({ status: 429 });
});

test('side and theme are the channel’s, and its snippet says so', async () => {
  const look = async () => house.publicClient().call('readWidget', { params: { key }, query: {} });
  expect(await look()).toMatchObject({ side: 'right', theme: 'auto' });
  await staff.call('changeChannel', { params: { inbox }, body: { settings: { side: 'left', theme: 'dark', accent: '#8a4b2a' } } });
  const chat = (await staff.call('listChannels')).items.find((each) => each.inbox.id === inbox);
  expect(chat?.snippet).toContain(' data-side="left" data-theme="dark" data-accent="#8a4b2a" async'); // the button stands right before anything is fetched
  expect(await look()).toMatchObject({ side: 'left', theme: 'dark' });
  await staff.call('changeChannel', { params: { inbox }, body: { settings: { side: 'right', theme: 'auto', accent: '' } } });
  expect(await status(staff.call('changeChannel', { params: { inbox }, body: { settings: { side: 'middle' } } }))).toMatchObject({
    status: 422,
  });
});

test('files go both ways, only as downloads, and only to whose they are', async () => {
  const [ada, boris] = [await visit(), await visit()];
  const file = await ada.client.call('uploadVisitAttachment', {
    bytes: new Blob(['<script>alert(1)</script>']),
    type: 'image/png',
    fileName: 'photo März.png',
  });
  expect(file).toMatchObject({ name: 'photo März.png', type: 'application/octet-stream' });
  expect(await status(say(boris.client, 'not mine', { attachments: [file.id] }))).toMatchObject({ status: 422 });
  await say(ada.client, '', { attachments: [file.id] });
  expect((await hear(ada.client))[0]?.attachments).toEqual([file]);
  const download = await ada.client.blob('readVisitAttachment', { params: { attachment: file.id } });
  expect(download.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(download.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await download.text()).toBe('<script>alert(1)</script>');
  await say(boris.client, 'hello');
  expect(await status(boris.client.blob('readVisitAttachment', { params: { attachment: file.id } }))).toMatchObject({ status: 404 });
});

test('nothing at all is no message, and too much is too much', async () => {
  const { client } = await visit();
  expect(await status(say(client, '   '))).toMatchObject({ status: 422 });
  expect(await status(say(client, 'x'.repeat(20_001)))).toMatchObject({ status: 422 });
  for (let at = 0; at < 39; at += 1) await say(client, `line ${at}`);
  expect(await status(say(client, 'one too many'))).toMatchObject({ status: 429 });
});

test('an address is a claim until its code comes back, and then joins who wrote from it', async () => {
  const { client, person } = await visit();
  await client.call('giveEmail', { body: { email: 'ada@example.com' } });
  expect(await client.call('readVisit')).toMatchObject({ email: 'ada@example.com', emailProved: false });
  expect(await client.call('proveEmail', { body: { code: '00000000' } })).toEqual({ proved: false });
  const code = await sentCode('ada@example.com');
  expect(await client.call('proveEmail', { body: { code } })).toEqual({ proved: true });
  expect(await client.call('readVisit')).toMatchObject({ emailProved: true });
  const identities = (await staff.call('readPerson', { params: { person } })).identities;
  expect(identities.find((each) => each.kind === 'email')).toMatchObject({ value: 'ada@example.com', proof: 'code' });
});

test('a logged-in visitor is the same person on every device, if the site signed it', async () => {
  expect(await status(visit(signed({ account: 'c-17' })))).toMatchObject({ status: 422 }); // no secret is set yet
  const changed = await staff.call('changeChannel', { params: { inbox }, body: { settings: { identitySecret: secret } } });
  expect(JSON.stringify(changed)).not.toContain(secret);
  const [phone, laptop] = [await visit(signed({ account: 'c-17', name: 'Ada' })), await visit(signed({ account: 'c-17' }))];
  expect(phone.person).toBe(laptop.person);
  await say(phone.client, 'from my phone');
  expect((await hear(laptop.client)).map((each) => each.text)).toEqual(['from my phone']);
  for (const [wrong, words] of [
    [signed({ account: 'c-17' }, 'x'.repeat(40)), /not signed/],
    [signed({ account: 'c-17', exp: 1 }), /out of date/],
    [signed({ name: 'Ada' }), /does not hold/],
    [`${signed({ account: 'c-17' })}.x`, /not signed/],
  ] as const)
    expect(await status(visit(wrong))).toMatchObject({
      status: 422,
      problem: { fields: [{ path: 'body/identity', message: expect.stringMatching(words) }] },
    });
});

test('a page that was not named may not show the widget', async () => {
  await staff.call('changeChannel', { params: { inbox }, body: { settings: { origins: ['https://www.example.com'] } } });
  const from = async (origin: string) => (await fetch(`${house.url}/v1/widgets/${key}`, { headers: { origin } })).status;
  expect(await from('https://www.example.com')).toBe(200);
  expect(await from(house.url)).toBe(200);
  expect(await from('https://elsewhere.example.net')).toBe(403);
  await staff.call('changeChannel', { params: { inbox }, body: { settings: { origins: [] } } });
});

test('an erased visitor is told so and can begin anew; a token of nobody is refused', async () => {
  const { client, person, token } = await visit();
  await say(client, 'please forget me');
  await house.act((ctx) => shred(ctx, [person]));
  expect(await status(say(client, 'am I still here?'))).toMatchObject({ status: 410, code: 'erased' });
  for (const each of holdings.of(house)) if (each.about === 'person') await house.act(async (ctx) => each.erase?.(ctx, [person]));
  expect(await status(client.call('readVisit'))).toMatchObject({ status: 410, code: 'erased' });
  expect(await status(house.visitorClient(`${token.slice(0, -2)}xx`).call('readVisit'))).toMatchObject({ status: 401 });
  const again = await visit();
  expect(await say(again.client, 'hello again')).toMatchObject({ sequence: 1 });
});

async function sentCode(to: string): Promise<string> {
  return eventually('the code is mailed', async () => {
    const { items } = await staff.call('listCaptured');
    return /(\d{4}) ?(\d{4})/
      .exec(items.find((mail) => mail.to === to)?.text ?? '')
      ?.slice(1)
      .join('');
  });
}
