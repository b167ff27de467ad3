// A store from its opening to a customer who carries on at home: by the doors, as devices, phones and staff come in.
import type { Body } from '@parley/contract';
import { kioskRoutes, storePublicRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permitOrThrow } from '#gate';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { ConversationId, PersonId } from '#kit/ids';
import { findIdentity, group } from '#people';
import { eventually, openHouse } from '#test/house';
import { readPdf, readSvg } from '#test/qr';
import { png, secret } from '../../test/support/pictures.ts';
import { counterLink, storeOf } from './counter.ts';
import { readSignature } from './kiosk/signature.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
let house: House;
let staff: Awaited<ReturnType<House['staffClient']>>;
let inbox: string;
let mailInbox: string;
let store: string;
let page: string;
let device: string;
let made = 0;

const outside = () => createClient({ routes: storePublicRoutes, baseUrl: house.url });
const kiosk = (token: string) => createClient({ routes: kioskRoutes, baseUrl: house.url, token: () => token });
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  const facts = { address: 'Street 1, Berlin', contactEmail: 'privacy@lantern.example.com' };
  await staff.call('changeWorkspace', { body: { ...facts, dpoContact: 'dpo@lantern.example.com', authority: 'Authority of Berlin' } });
  const settings = { address: 'support@lantern.example.com', fromName: 'Lantern & Loom' };
  mailInbox = (await staff.call('addChannel', { body: { channel: 'email', name: 'Mail', settings } })).inbox.id;
  const marketing = (await staff.call('listPurposes')).items.find((purpose) => purpose.code === 'marketing');
  await staff.call('changePurpose', { params: { purpose: marketing?.id ?? '' }, body: { active: true, reason: 'A newsletter' } });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  inbox = chat.inbox.id;
  ({ id: store, url: page } = await staff.call('addStore', { body: facade() }));
  device = await enrolled();
});
afterAll(() => house.stop());

const facade = () => ({
  name: 'Lantern & Loom, Mitte',
  address: 'Musterweg 1\n10115 Berlin',
  languages: ['de', 'en', 'fr', 'es'] as ('de' | 'en' | 'fr' | 'es')[],
  hours: 'Tuesday to Saturday, 10 to 18',
  inbox,
  restSeconds: 60,
});
async function enrolled(): Promise<string> {
  const { code } = await staff.call('makeKioskCode', { params: { store }, body: { name: 'Counter' } });
  return (await outside().call('enrolKiosk', { body: { code: code.toLowerCase() } })).token;
}
async function sit(language: 'en' | 'de' = 'en', at = device) {
  const { notice } = await kiosk(at).call('readKiosk', { query: { language } });
  const { token } = await kiosk(at).call('startSitting', { body: { language, noticeId: notice.id, noticeHash: notice.hash } });
  return kiosk(token);
}
const ask = (sitting: ReturnType<typeof kiosk>, text: string) =>
  sitting.call('askAtKiosk', { body: { clientId: `client-id-${++made}`, text } });
const conversationOf = async (text: string) =>
  (await staff.call('listConversations', { query: { view: 'all' } })).items.find((each) => each.excerpt === text);
const codeFor = (to: string) =>
  eventually('the code is mailed', async () => {
    const { items } = await staff.call('listCaptured');
    return /(\d{4}) ?(\d{4})/
      .exec(items.find((mail) => mail.to === to)?.text ?? '')
      ?.slice(1)
      .join('');
  });
const prove = async (sitting: ReturnType<typeof kiosk>, value: string) => {
  await sitting.call('giveAddressAtKiosk', { body: { kind: 'email', value } });
  return sitting.call('proveAddressAtKiosk', { body: { code: await codeFor(value) } });
};
/** The token behind the # of the link to one's own phone. */
const linkOf = async (sitting: ReturnType<typeof kiosk>) =>
  new URL((await sitting.call('readSitting', { query: {} })).handOverUrl ?? '').hash.slice('#h='.length);

test('a device is let in once by its code, opens nothing of staff, and is out at once when it is taken out of service', async () => {
  const { code: given } = await staff.call('makeKioskCode', { params: { store }, body: { name: 'Window' } });
  const { token } = await outside().call('enrolKiosk', { body: { code: given } });
  expect(await code(outside().call('enrolKiosk', { body: { code: given } }))).toBe('wrong-code');
  expect(await kiosk(token).call('readKiosk', { query: { language: 'fr' } })).toMatchObject({
    store: 'Lantern & Loom, Mitte',
    language: 'fr',
    restSeconds: 60,
    notice: { version: 1 },
  });
  expect((await fetch(`${house.url}/v1/conversations`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  expect((await fetch(`${house.url}/v1/person`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  const sitting = await sit('en', token);
  const [shown] = (await staff.call('listStores')).items;
  const window = shown?.kiosks.find((each) => each.name === 'Window');
  expect(window).toMatchObject({ lastSeenAt: expect.any(String), revokedAt: null });
  await staff.call('revokeKiosk', { params: { kiosk: window?.id ?? '' } });
  expect(await code(kiosk(token).call('readKiosk', { query: {} }))).toBe('not-signed-in');
  expect(await code(ask(sitting, 'am I still here'))).toBe('not-signed-in');
});

test('a code that nobody used in time lets nobody in', async () => {
  const { code: late } = await staff.call('makeKioskCode', { params: { store }, body: { name: 'Late' } });
  house.passTime(11 * 60_000);
  expect(await code(outside().call('enrolKiosk', { body: { code: late } }))).toBe('wrong-code');
  expect((await staff.call('listStores')).items[0]?.kiosks.map((each) => each.name)).not.toContain('Late');
});

test('conversations of stores go to a web chat only', async () => {
  expect(await code(staff.call('addStore', { body: { ...facade(), inbox: mailInbox } }))).toBe('invalid');
});

test('a question lands in the inbox with its store, and one phone, once, goes on with it while the kiosk lets go', async () => {
  const sitting = await sit();
  await ask(sitting, 'Do you mend old lamps?');
  const conversation = (await conversationOf('Do you mend old lamps?'))?.id ?? '';
  expect(await staff.call('readStoreOf', { params: { conversation } })).toMatchObject({
    store: { id: store, name: 'Lantern & Loom, Mitte' },
  });
  const listed = async (query: object) => {
    const { items, counts } = await staff.call('listConversations', { query: { view: 'all', limit: 100, ...query } });
    return [items.map((each) => [each.id, each.store]), counts['all']];
  };
  expect(await listed({ store })).toEqual([[[conversation, store]], 1]);
  expect(await listed({ store: 'sto_01hv8n3e5wfm1tq0z9k2s4b6xc' })).toEqual([[], 0]);
  const link = await linkOf(sitting);
  const { token } = await outside().call('takeOver', { body: { token: link } });
  expect(await code(outside().call('takeOver', { body: { token: link } }))).toBe('expired');
  expect(await code(ask(sitting, 'and another'))).toBe('not-signed-in');
  const phone = house.visitorClient(token);
  await staff.call('addMessage', { params: { conversation }, body: { kind: 'message', text: 'We do.' } });
  const heard = await eventually('the answer reaches the phone', async () => {
    const { items } = await phone.call('listVisitMessages', { query: {} });
    return items.length === 2 && items.map((each) => each.text);
  });
  expect(heard).toEqual(['Do you mend old lamps?', 'We do.']);
  const [here] = (await staff.call('listStores')).items;
  expect(here?.figures).toMatchObject({ conversations: 1, handedOver: 1 });
  expect(here?.months).toMatchObject([{ month: expect.stringMatching(/^20\d\d-[01]\d$/), conversations: 1, handedOver: 1 }]);
});

test('a colleague opens a conversation at the counter for whoever read purpose and notice, and one phone goes on with it', async () => {
  const params = { store };
  const face = await staff.call('readCounter', { params, query: { language: 'fr' } });
  expect(face).toMatchObject({ language: 'fr', purpose: { code: 'service-conversation', name: expect.stringMatching(/\w/) } });
  const shown = { language: 'fr', noticeId: face.notice.id, noticeHash: face.notice.hash } as const;
  const open = (change = {}) =>
    staff.call('openAtCounter', { params, body: { ...shown, text: 'Your lamp is ready on Monday.', ...change } });
  expect(await code(open({ noticeHash: '0'.repeat(64) }))).toBe('invalid');
  const opened = await open();
  expect([readSvg(opened.picture), new URL(opened.url).search]).toEqual([opened.url, '']);
  const found = await staff.call('readConversation', { params: { conversation: opened.conversation } });
  expect(found).toMatchObject({ store, person: { name: '' }, excerptOf: 'out', inbox: { id: inbox } });
  const token = new URL(opened.url).hash.slice('#h='.length);
  const phone = house.visitorClient((await outside().call('takeOver', { body: { token } })).token);
  expect(await code(outside().call('takeOver', { body: { token } }))).toBe('expired');
  expect(await code(staff.call('readCounterLink', { params: { conversation: opened.conversation } }))).toBe('not-found'); // a phone has it
  const heard = await eventually('the first words reach the phone', async () => {
    const { items } = await phone.call('listVisitMessages', { query: {} });
    return items.length > 0 && items.map(({ text }) => text);
  });
  expect(heard).toEqual(['Your lamp is ready on Monday.']);
  await phone.call('addVisitMessage', { body: { clientId: 'client-of-counter', text: 'Thank you.' } });
  expect(await conversationOf('Thank you.')).toMatchObject({ id: opened.conversation, store });
  const again = await open();
  const behind = { params: { conversation: again.conversation } };
  expect((await staff.call('readStoreOf', behind)).linkUntil).toBe(again.expiresAt);
  const shownAgain = await staff.call('readCounterLink', behind);
  expect(shownAgain).toMatchObject({ expiresAt: again.expiresAt, language: 'fr', picture: expect.stringMatching(/^<svg/) });
  const other = <T>(verb: (ctx: Ctx, id: ConversationId) => Promise<T>) =>
    house.act((ctx) => verb(ctx, again.conversation as ConversationId));
  expect([await code(other(counterLink)), (await other(storeOf)).linkUntil]).toEqual(['not-permitted', null]); // who neither opened it nor looks after it
  await staff.call('takeCounterLinkBack', behind);
  for (const { url } of [again, shownAgain])
    expect(await code(outside().call('takeOver', { body: { token: new URL(url).hash.slice('#h='.length) } }))).toBe('expired');
  expect(await code(staff.call('takeCounterLinkBack', behind))).toBe('not-found');
  expect((await staff.call('readStoreOf', behind)).linkUntil).toBeNull();
  const late = new URL((await open()).url).hash.slice('#h='.length);
  house.passTime(11 * 60_000);
  expect(await code(outside().call('takeOver', { body: { token: late } }))).toBe('expired');
  const twice = await Promise.all([open({ clientId: 'client-of-dialog' }), open({ clientId: 'client-of-dialog' })]);
  expect(twice[1]).toEqual(twice[0]); // an answer was lost: the same conversation, by the same link
  expect(await code(open({ language: 'de' }))).toBe('invalid'); // it was shown in French
  const german = (await staff.call('readCounter', { params, query: { language: 'de' } })).notice;
  await staff.call('changeStore', { params, body: { ...facade(), languages: ['en', 'fr'] } });
  expect(await code(open({ language: 'de', noticeId: german.id, noticeHash: german.hash }))).toBe('invalid');
  await staff.call('changeStore', { params, body: facade() });
  const kinds = (await staff.call('listLedger', { query: { limit: 50 } })).items.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['counter.opened', 'counter.shown', 'counter.taken-back']));
});

test('a link to the phone is worth nothing after ten minutes', async () => {
  const link = await linkOf(await sit());
  house.passTime(11 * 60_000);
  expect(await code(outside().call('takeOver', { body: { token: link } }))).toBe('expired');
});

test('a sitting that nobody touches is over, and so is the one before when somebody else sits down', async () => {
  const [ada, boris] = [await sit(), await sit()];
  expect(await code(ask(ada, 'was I first?'))).toBe('not-signed-in');
  house.passTime(110_000); // a touch that was not told yet, the rest, and the question to its last second
  expect(await code(boris.call('readSitting', { query: {} }))).toBe('done'); // asked for more time: it lasts
  house.passTime(70_000);
  expect(await code(boris.call('readSitting', { query: {} }))).toBe('done');
  house.passTime(121_000);
  expect(await code(boris.call('readSitting', { query: {} }))).toBe('not-signed-in');
  const carol = await sit();
  await carol.call('endSitting');
  expect(await code(carol.call('readSitting', { query: {} }))).toBe('not-signed-in');
});

test('yes and no are taken with the notice, the wording, the store and the signature; a yes waits until it is confirmed from the address', async () => {
  const sitting = await sit();
  await sitting.call('giveAddressAtKiosk', { body: { kind: 'email', value: 'ada@example.com' } });
  expect(await sitting.call('proveAddressAtKiosk', { body: { code: '00000000' } })).toEqual({ proved: false });
  expect((await sitting.call('readSitting', { query: {} })).choices).toEqual([]);
  expect(await sitting.call('proveAddressAtKiosk', { body: { code: await codeFor('ada@example.com') } })).toEqual({ proved: true });
  const offered = await sitting.call('readSitting', { query: {} });
  expect(offered.choices).toMatchObject([{ purpose: 'marketing', channel: 'email', state: 'none' }]);
  const { notice } = await kiosk(device).call('readKiosk', { query: { language: 'en' } });
  const shown = offered.choices[0]?.shown ?? '';
  const choose = (given: boolean, more: { channel?: 'sms'; signature?: string } = {}) =>
    sitting.call('chooseAtKiosk', {
      body: {
        ...{ noticeId: notice.id, noticeHash: notice.hash, language: 'en', ...(more.signature && { signature: more.signature }) },
        answers: [{ purpose: 'marketing', channel: more.channel ?? 'email', given, shown }],
      },
    });
  expect(await code(choose(true, { channel: 'sms' }))).toBe('conflict');
  expect((await choose(false)).answers).toMatchObject([{ state: 'withdrawn', isNew: true }]);
  const signature = `data:image/png;base64,${png({ width: 300, height: 100 }).toString('base64')}`;
  expect((await choose(true, { signature })).answers).toMatchObject([{ state: 'pending', isNew: true }]);
  const person = await personAt('ada@example.com');
  const { history } = await staff.call('readConsents', { params: { person }, query: {} });
  expect(history.map(({ state, method }) => [state, method])).toEqual([
    ['pending', 'kiosk'],
    ['withdrawn', 'kiosk'],
  ]);
  expect(history[0]).toMatchObject({
    notice: { version: 1, language: 'en' },
    wording: expect.stringContaining('Yes, please send me news'),
  });
  const proof = await proofOf(person as PersonId);
  expect(proof).toMatchObject({ place: 'Lantern & Loom, Mitte', store, signature: expect.stringMatching(/^data:image\/png;base64,/) });
  expect(Buffer.from((proof['signature'] ?? '').split(',')[1] ?? '', 'base64').toString('latin1')).not.toContain(secret);
});

test('a signature is drawn anew, and anything but a small picture is refused', async () => {
  const drawn = await readSignature(`data:image/png;base64,${png({ width: 300, height: 100 }).toString('base64')}`);
  expect(Buffer.from(drawn ?? '', 'base64').toString('latin1')).not.toContain(secret);
  expect(drawn).toMatch(/^data:image\/png;base64,/);
  for (const wrong of ['data:image/png;base64,AAAA', `data:image/png;base64,${png({ width: 1700, height: 10 }).toString('base64')}`])
    expect(await code(readSignature(wrong))).toBe('invalid');
});

test('a copy is asked for only with a proved address, and what began in the store goes with the person', async () => {
  const sitting = await sit();
  expect(await code(sitting.call('requestAtKiosk', { body: { kind: 'access' } }))).toBe('conflict');
  await prove(sitting, 'boris@example.com');
  await sitting.call('requestAtKiosk', { body: { kind: 'access' } });
  const person = (await personAt('boris@example.com')) as PersonId;
  expect((await staff.call('listRequests', { query: {} })).items.map((each) => [each.kind, each.source, each.person?.id])).toContainEqual([
    'access',
    'person',
    person,
  ]);
  const [holding] = holdings.of(house).filter((each) => each.table === 'store_records');
  const count = () => house.act(async (ctx) => holding?.count?.(ctx, [person]));
  expect(await count()).toBe(2);
  expect(await house.act(async (ctx) => holding?.export?.(ctx, undefined, [person]))).toMatchObject([
    { fields: { kind: 'request', store: 'Lantern & Loom, Mitte' } },
    { fields: { kind: 'address' } },
  ]);
  await house.act(async (ctx) => holding?.erase?.(ctx, [person]));
  expect(await count()).toBe(0);
});

test('every right is asked for there: what needs words with them, an objection by the use it is against', async () => {
  const sitting = await sit();
  await prove(sitting, 'carol@example.com');
  const ask = (body: Body<'requestAtKiosk'>) => sitting.call('requestAtKiosk', { body });
  for (const kind of ['rectification', 'human-review', 'objection'] as const) expect(await code(ask({ kind }))).toBe('invalid');
  const offered = async () => (await sitting.call('readSitting', { query: {} })).objections.map(({ purpose }) => purpose);
  const [purpose = ''] = await offered();
  await ask({ kind: 'rectification', text: 'It is Carol Muster.' });
  await ask({ kind: 'rectification', text: 'It is Carol Muster.' }); // pressed twice
  await ask({ kind: 'human-review', text: 'The offer was made by a machine.' });
  await ask({ kind: 'objection', purpose });
  for (const kind of ['restriction', 'access', 'portability', 'erasure'] as const) await ask({ kind });
  const person = await personAt('carol@example.com');
  const asked = (await staff.call('listRequests', { query: {} })).items.filter((each) => each.person?.id === person);
  expect(asked.map(({ kind, source, purpose: against }) => [kind, source, against]).toSorted()).toEqual(
    [
      ...['access', 'erasure', 'human-review', 'portability', 'rectification', 'restriction'].map((kind) => [kind, 'person', null]),
      ['objection', 'person', purpose],
    ].toSorted(),
  );
  expect(await offered()).not.toContain(purpose);
  // what is answered at once is told as well: who asked on a screen that forgets them has read nothing
  const atOnce = asked.filter(({ state }) => state === 'fulfilled').map(({ kind }) => kind);
  expect(atOnce).toEqual(expect.arrayContaining(['access', 'portability', 'objection']));
  const letters = async () =>
    (await staff.call('listCaptured')).items.filter(({ to, subject }) => to === 'carol@example.com' && /^Your request/.test(subject));
  await eventually('each is mailed', async () => (await letters()).length === atOnce.length);
});

test('a phone number is taken where the company can send a code there, and proved by it', async () => {
  const sitting = await sit();
  const give = () => sitting.call('giveAddressAtKiosk', { body: { kind: 'phone', value: '+1 202 555 0123' } });
  expect(await code(give())).toBe('conflict');
  const settings = { provider: 'sandbox', number: '+12025550199' };
  await staff.call('addChannel', { body: { channel: 'sms', name: 'Texts', settings } });
  expect(await kiosk(device).call('readKiosk', { query: {} })).toMatchObject({ texts: true, textsOpen: true });
  const usual = config.of(house);
  config.set(house.tools, { ...usual, codeTextsPerHour: 0 });
  expect(await kiosk(device).call('readKiosk', { query: {} })).toMatchObject({ texts: true, textsOpen: false });
  config.set(house.tools, usual);
  await give();
  expect((await sitting.call('readSitting', { query: {} })).address).toEqual({ kind: 'phone', proved: false });
  expect(await sitting.call('proveAddressAtKiosk', { body: { code: '00000000' } })).toEqual({ proved: false });
  expect(await code(sitting.call('giveAddressAtKiosk', { body: { kind: 'phone', value: 'soon' } }))).toBe('invalid');
});

test('a device cannot be used to flood the inbox', async () => {
  const sitting = await sit();
  const answers: unknown[] = [];
  for (let at = 0; at < 21 && answers.at(-1) !== 'too-many'; at += 1) answers.push(await code(ask(sitting, `line ${at}`)));
  expect(answers.at(-1)).toBe('too-many');
});

test.each([
  ['A4', '595.28'],
  ['A3', '841.89'],
] as const)('a poster on %s leads to the page of the store, tagged and with words for its picture', async (size, width) => {
  const answer = await staff.blob('readPoster', { params: { store }, query: { size } });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(readPdf(bytes)).toBe(page);
  const pdf = bytes.toString('latin1');
  for (const part of ['%PDF-1.7', '/MarkInfo', '/Figure', '/Alt', 'pdfuaid:part', `[0 0 ${width}`]) expect(pdf).toContain(part);
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1); // four languages, and still one sheet
});

test('stores stand in the data map, and those in service in the record of processing', async () => {
  const map = await staff.call('readDataMap', { query: {} });
  expect(map.stores).toEqual([{ name: 'Lantern & Loom, Mitte', address: 'Musterweg 1\n10115 Berlin', retired: false }]);
  expect(map.places.map((each) => each.name)).toContain('Stores');
  const record = (await (await staff.blob('readRecord', { query: { format: 'json' } })).json()) as { collectedAt: unknown };
  expect(record.collectedAt).toEqual([{ name: 'Lantern & Loom, Mitte', address: 'Musterweg 1\n10115 Berlin' }]);
});

test('a retired store takes nobody in: not its page, not its devices, not a new code', async () => {
  const other = await staff.call('addStore', { body: { ...facade(), name: 'Lantern & Loom, Nord' } });
  const key = other.url.split('/').at(-1) ?? '';
  expect(await outside().call('readStorePage', { params: { key }, query: { language: 'es' } })).toMatchObject({ language: 'es' });
  await staff.call('changeStore', { params: { store: other.id }, body: { retired: true } });
  expect(await code(outside().call('readStorePage', { params: { key }, query: {} }))).toBe('not-found');
  expect(await code(staff.call('makeKioskCode', { params: { store: other.id }, body: { name: 'Door' } }))).toBe('conflict');
});

async function personAt(email: string): Promise<string> {
  const found = await house.act((ctx) => findIdentity(ctx, 'email', email));
  return found?.person ?? '';
}

/** What proves the newest word about consent, as the person's own copy has it. */
async function proofOf(person: PersonId): Promise<Record<string, string>> {
  const [holding] = holdings.of(house).filter((each) => each.table === 'consent_events');
  const items = await house.act(async (ctx) => {
    const fields = ['consent_events.wording', 'consent_events.session', 'consent_events.evidence'];
    const permit = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields });
    return (await holding?.export?.(ctx, permit, await group(ctx, person))) ?? [];
  }, 'rights-fulfilment');
  return JSON.parse(String(items[0]?.fields['session']));
}

test('the notice before is none to begin with, at the counter and at a kiosk', async () => {
  const params = { store };
  const before = (await staff.call('readCounter', { params, query: { language: 'fr' } })).notice;
  await staff.call('changeWorkspace', { body: { address: 'Street 3, Berlin' } });
  await staff.call('publishNotice', { body: {} });
  const shown = ({ id, hash }: typeof before) => ({ language: 'fr', noticeId: id, noticeHash: hash }) as const;
  const open = (notice: typeof before) => staff.call('openAtCounter', { params, body: { ...shown(notice), text: 'Your lamp is ready.' } });
  expect(await code(open(before))).toBe('invalid');
  expect(await code(kiosk(device).call('startSitting', { body: shown(before) }))).toBe('invalid');
  expect(await code(open((await staff.call('readCounter', { params, query: { language: 'fr' } })).notice))).toBe('done');
});
