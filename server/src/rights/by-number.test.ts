// Whoever is known by a phone number only: told by text message that there is something to read, let in by a code to that number, and served there like anybody else (Art. 12, 15, 17).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { centreKey, createWorkspace } from '#access';
import type { PersonId, StaffId } from '#kit/ids';
import { act } from '#kit/pool';
import { list } from '#ledger';
import { addIdentity, arrive, identitiesOf, prove } from '#people';
import { colleagueOf } from '#test/colleague';
import { eventually } from '#test/house';
import { type Bench, openSmsHouse, phone, settings } from '#test/sms-house';
import { unzipped } from '#test/unzip';
import { leaveLinks } from '../channels/choice-link.ts';
import type { About } from './archive-facts.ts';
import { countLook } from './asker/by-address.ts';
import { askForCode } from './entry.ts';
import { verifyCertificate } from './verify-certificate.ts';

let bench: Bench;
let anyone: ReturnType<Bench['house']['publicClient']>;
let key = '';
beforeAll(async () => {
  bench = await openSmsHouse(() => new Date());
  const { house, carol } = bench;
  anyone = house.publicClient();
  key = await house.act((ctx) => centreKey(ctx));
  const none = { params: { key }, body: { phone: phone(140) } };
  await expect(anyone.call('requestCode', none)).rejects.toMatchObject({ status: 409, problem: { because: 'no-texts' } });
  expect((await anyone.call('readCentre', { params: { key } })).texts).toBe(false);
  const { inbox } = await carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings } });
  await carol.call('connectChannel', { params: { inbox: inbox.id } });
  await bench.agreeWith('twilio');
});
afterAll(() => bench.stop());

const everySent = () => [...bench.emulator.state.messages.values()].filter(({ direction }) => direction === 'outbound-api');
/** By the door, which takes ten a minute from one address, and from addresses of their own. */
const askAtDoor = (typed: string, centre = key) =>
  anyone.call('requestCode', { params: { key: centre }, body: { phone: typed, language: 'en' } });
let from = 0;
const ask = (typed: string, ip = `2001:db8:${++from}::1`, workspace = bench.house.workspace) =>
  askForCode(bench.house.tools, workspace, { phone: typed }, ip);
const enter = (typed: string, code: string, centre = key) =>
  anyone.call('startPersonSession', { params: { key: centre }, body: { phone: typed, code } });
const codesTo = (number: string) =>
  bench.sentTo(number).flatMap(({ body }) => /^(\d{4}) (\d{4}) is your code/.exec(body)?.slice(1).join('') ?? []);
const newest = (number: string, nth: number) => eventually('the code', async () => codesTo(number)[nth - 1]);
const inside = async (number: string, nth = 1) => {
  await ask(number);
  return bench.house.personClient((await enter(number, await newest(number, nth))).token);
};
async function wrote(n: number, words: string): Promise<PersonId> {
  await bench.write(phone(n), words);
  return (await bench.latest()).person.id as PersonId;
}

it('a copy that was asked for by text message is announced without a word of it, and fetched by a code to the number', async () => {
  const person = await wrote(143, 'Please send me the violet copy of all you know.');
  const talk = (await bench.latest()).id;
  await bench.answer(talk, 'It comes.');
  await eventually('the answer', async () => bench.sentTo(phone(143))[0]);
  await bench.carol.call('changePerson', { params: { person }, body: { name: 'Ada Violet' } });
  const { id } = await bench.carol.call('openRequest', { body: { person, kind: 'access', text: 'all, in violet' } });
  await bench.carol.call('approveRequest', { params: { request: id } });
  const told = await eventually('told', async () => bench.sentTo(phone(143))[1]);
  expect(told.body).toBe(
    `Lantern & Loom: A request on your data has an answer. Read it on your privacy page, which opens by a code to this number: ${bench.house.url.replace('127.0.0.1', 'localhost')}/privacy/${key}?lang=en`,
  );
  const step = await eventually('the step', async () =>
    (await bench.carol.call('readRequest', { params: { request: id } })).steps.find(({ name }) => name === 'told'),
  );
  expect(step.detail).toBe('person: by-text');

  await askAtDoor('001 (202) 555-0143');
  const code = await newest(phone(143), 1);
  const wrong = code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
  await expect(enter('+1 202 555 0143', wrong)).rejects.toMatchObject({ status: 401, code: 'wrong-code' });
  await expect(enter(phone(144), code)).rejects.toMatchObject({ code: 'wrong-code' });
  const me = bench.house.personClient((await enter('+1 202 555 0143', code)).token);
  await expect(enter(phone(143), code)).rejects.toMatchObject({ code: 'wrong-code' });
  expect(await me.call('readMe')).toMatchObject({ name: 'Ada Violet', identities: [{ kind: 'phone', value: phone(143), proof: 'code' }] });
  expect((await me.call('listMyRequests')).items).toMatchObject([{ id, kind: 'access', state: 'fulfilled', text: 'all, in violet' }]);
  const copy = await me.blob('readMyArchive', { params: { request: id } });
  const files = unzipped(Buffer.from(await copy.arrayBuffer()));
  const { recipients } = JSON.parse(files.get('about-article-15.json') ?? '') as About;
  const twilio = (await bench.carol.call('listVendors')).items.find(({ code }) => code === 'twilio');
  // Art. 15(1)(c), (2): who carried it, what for, where to, and by which instrument
  const carrier = { name: twilio?.name, service: twilio?.service, country: 'US', transfer: 'A45-3' };
  expect(recipients).toEqual([{ ...carrier, messages: 1, lastAt: expect.any(String) }]);
  expect(files.get('index.html')).toContain(twilio?.name);
});

type Asks = Pick<Bench['carol'], 'call'>;
/** As it is noted by whoever takes the call; `person` of the answer is null where they reach nobody. */
const note = (by: Asks, address: { phone: string; name?: string } | { email: string } | { name: string }, more: { text?: string } = {}) =>
  by.call('openRequest', { body: { kind: 'access', address, ...more } });

it('whoever asks by phone or letter is who owns the address, else somebody new with a claim, and of each look there is an entry', async () => {
  const { house, carol } = bench;
  const person = await wrote(160, 'It is Ada.');
  const reached = { by: 'letter', on: new Date().toISOString().slice(0, 10) } as const;
  const first = await carol.call('openRequest', { body: { kind: 'access', address: { phone: '001 202 555-0160' }, reached } });
  expect(first).toMatchObject({ person: { id: person }, source: 'staff', kind: 'access' });
  expect((await note(carol, { phone: phone(160) }, { text: 'all of it' })).id).toBe(first.id);
  const stranger = await note(carol, { phone: phone(161), name: 'Boris' });
  expect(stranger.person).toMatchObject({ name: 'Boris' });
  const claims = (await house.act((ctx) => identitiesOf(ctx, stranger.person?.id as PersonId))).map((each) => [each.kind, each.source]);
  expect(claims).toContainEqual(['phone', 'claimed']);
  const looks = (await house.act((ctx) => list(ctx, { kind: 'request.asker-looked-up', limit: 10 }))).items;
  expect(looks.map(({ subject, facts }) => [subject, facts?.['by']])).toEqual([[null, 'phone'], ...[1, 2].map(() => [person, 'phone'])]);
  const wrong = [{}, { person, address: { name: 'Ada' } }, { address: { phone: 'call me' } }, { address: { name: ' ' } }];
  for (const more of wrong)
    await expect(carol.call('openRequest', { body: { kind: 'access', ...more } })).rejects.toMatchObject({ code: 'invalid' });
  const once = { idempotencyKey: 'letter-of-boris' };
  const body = { kind: 'erasure', address: { name: 'Boris of Loom Street' } } as const;
  const named = await carol.call('openRequest', { body, ...once });
  expect((await carol.call('openRequest', { body, ...once })).id).toBe(named.id);
  expect(await carol.call('lookUpAsker', { params: { request: named.id } })).toEqual({ held: 'no-address', person: null });
});

it('that nothing is held is said of whom nobody knows, in a letter, and of nobody else', async () => {
  const { carol } = bench;
  const byPhone = { request: (await note(carol, { phone: phone(162) })).id };
  expect(await carol.call('lookUpAsker', { params: byPhone })).toEqual({ held: 'nothing', person: null });
  await expect(carol.call('readAnswerLetter', { params: byPhone })).rejects.toMatchObject({ problem: { because: 'not-answered-yet' } });
  const answered = await carol.call('answerNothingHeld', { params: byPhone });
  expect(answered).toMatchObject({ state: 'fulfilled', outcome: 'nothing-held' });
  const letter = await carol.call('readAnswerLetter', { params: byPhone });
  expect(letter.text).toMatch(/you asked Lantern & Loom for a copy of your data\.\n\nWe looked .* hold no data about you[\s\S]*BlnBDI/);
  expect(letter.text).not.toContain('/privacy/'); // no page opens to them
  await expect(carol.call('answerNothingHeld', { params: byPhone })).rejects.toMatchObject({ code: 'conflict' });
  const byMail = await note(carol, { email: 'boris.unknown@example.com' });
  await carol.call('answerNothingHeld', { params: { request: byMail.id } });
  const mail = () => carol.call('listCaptured').then(({ items }) => items.find(({ to }) => to.includes('boris.unknown@example.com')));
  expect((await eventually('mailed', mail)).text).toContain('hold no data about you');
  const known = await note(carol, { phone: phone(160) });
  expect(await carol.call('lookUpAsker', { params: { request: known.id } })).toEqual({ held: 'more', person: null });
  const refused = carol.call('answerNothingHeld', { params: { request: known.id } });
  await expect(refused).rejects.toMatchObject({ status: 409, problem: { because: 'held-more', article: '15(1)' } });
  expect(bench.sentTo(phone(162))).toEqual([]);
});

it('a narrow role hears the same of a number that is known elsewhere and of one that is not, as does a program that reads nobody, until no look is left', async () => {
  const { house, carol } = bench;
  const ada = (await note(carol, { phone: phone(160) })).person?.id;
  const { inbox } = await carol.call('addChannel', {
    body: { channel: 'email', name: 'Mail', settings: { address: 'm@shop.example.com' } },
  });
  const boris = await colleagueOf(house, 'Boris', { role: 'agent', inboxes: [inbox.id] });
  const client = await boris.client();
  const [known, unknown] = [await note(client, { phone: phone(160) }), await note(client, { phone: phone(163) })];
  const shape = ({ id: _, ...rest }: typeof known) => JSON.stringify(rest).replace(/\d{4}-\d\d-\d\dT[^"]*/g, '');
  expect([shape(known), known.person]).toEqual([shape(unknown), null]);
  for (const { id } of [known, unknown])
    await expect(client.call('readRequest', { params: { request: id } })).rejects.toMatchObject({ status: 404 });
  const looks = (await house.act((ctx) => list(ctx, { kind: 'request.asker-looked-up', limit: 2 }))).items;
  expect(looks.map(({ subject, facts }) => [subject, facts])).toEqual([1, 2].map(() => [null, { by: 'phone' }]));
  // whoever reaches everybody sees whose it is, says nothing false, and joins them by hand
  const params = { request: known.id };
  expect(await carol.call('lookUpAsker', { params })).toMatchObject({ held: 'address', person: { id: ada } });
  const looksAtRequests = async () =>
    (await house.act((ctx) => list(ctx, { kind: 'request.asker-looked-up', limit: 100 }))).items.filter(
      ({ facts }) => facts?.['by'] === 'request',
    ).length;
  const before = await looksAtRequests();
  const refused = carol.call('answerNothingHeld', { params });
  await expect(refused).rejects.toMatchObject({ problem: { because: 'held-address' } });
  await eventually('a look that ended in a refusal stands in the ledger too', async () => (await looksAtRequests()) > before);
  const claimant = (await carol.call('readRequest', { params })).person?.id ?? '';
  await carol.call('mergePeople', { params: { person: ada ?? '' }, body: { other: claimant, reason: 'The same voice and number' } });
  expect(await carol.call('lookUpAsker', { params })).toEqual({ held: 'more', person: null });

  const program = async (...scopes: ('requests.open' | 'people.read')[]) => {
    const { key: bearer } = await carol.call('makeApiKey', { body: { name: scopes.join(' '), scopes, days: 1 } });
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ kind: 'access', address: { phone: phone(160) } });
    const answer = await fetch(`${house.url}/v1/requests`, { method: 'POST', headers, body });
    return [answer.status, ((await answer.json()) as { person: { id: string } | null }).person?.id];
  };
  expect(await program('requests.open', 'people.read')).toEqual([201, ada]);
  const [status, someone] = await program('requests.open');
  expect([status, someone === ada]).toEqual([201, false]);

  const as = { workspace: house.workspace, actor: { kind: 'staff', id: boris.id as StaffId }, purpose: 'rights-fulfilment' } as const;
  for (let left = 28; left > 0; left -= 1) await act(house.tools, as, countLook);
  await expect(note(client, { phone: phone(164) })).rejects.toMatchObject({ status: 429 });
  expect((await note(client, { name: 'Carol' })).person).toBe(null); // nothing is looked up for it
});

it('who asked by letter is handed the copy by staff: once it is said how they showed who they are, by two where two may, and seen by whoever looks', async () => {
  const { house, carol } = bench;
  const person = await wrote(165, 'The violet lamp hums.');
  const { inbox } = await bench.latest();
  const request = (await note(carol, { phone: phone(165) })).id;
  const params = { request };
  const ask = {
    by: 'letter',
    shown: 'Signed letter; the address is the one on file.',
    reason: 'Neither mail nor a phone that takes texts',
  } as const;
  const save = (by: Pick<Bench['carol'], 'blob'> = carol) => by.blob('readArchiveFor', { params });
  await expect(save()).rejects.toMatchObject({ problem: { because: 'not-asked-for' } });
  const dora = await (await colleagueOf(house, 'Dora', { role: 'privacy-officer' })).client();
  const emil = await (await colleagueOf(house, 'Emil', { role: 'privacy-officer', inboxes: [inbox.id] })).client();
  await expect(emil.call('askHandOut', { params, body: ask })).rejects.toMatchObject({
    status: 403,
    problem: { because: 'every-inbox-needed' },
  });
  const mail = (await carol.call('listChannels')).items.find(({ inbox: of }) => of.channel === 'email')?.inbox.id ?? '';
  const fritz = await (await colleagueOf(house, 'Fritz', { role: 'privacy-officer', inboxes: [mail] })).client();
  await expect(fritz.call('askHandOut', { params, body: ask })).rejects.toMatchObject({ status: 404 });
  const planned = await carol.call('askHandOut', { params, body: ask });
  expect(planned).toMatchObject({ state: 'received', approvals: 1, approvalsNeeded: 2 });
  expect(planned.added.map(({ kind, text }) => [kind, text])).toEqual([
    ['shown', ask.shown],
    ['why', ask.reason],
  ]);
  for (const alone of [save(), carol.call('approveRequest', { params })])
    await expect(alone).rejects.toMatchObject({ code: 'needs-second-person' });
  await expect(save(emil)).rejects.toMatchObject({ status: 403 });
  expect(await dora.call('approveRequest', { params })).toMatchObject({ state: 'received', approvals: 2, outcome: null });
  const files = unzipped(Buffer.from(await (await save()).arrayBuffer()));
  expect(files.get('data.json')).toContain('The violet lamp hums.');
  expect(await carol.call('readRequest', { params })).toMatchObject({ state: 'fulfilled', outcome: 'copy-handed-out' });
  const looks = (await carol.call('readLooks', { params: { person }, query: {} })).items;
  expect(looks.find(({ act: done }) => done === 'exported')).toMatchObject({ actor: { kind: 'staff' }, purpose: 'rights-fulfilment' });
  const entry = () => house.act((ctx) => list(ctx, { kind: 'request.copy-handed-out', subject: person, limit: 9 }));
  expect((await entry()).items.map(({ facts }) => facts)).toEqual([{ request, by: 'letter' }]);
  const told = () => bench.sentTo(phone(165)).find(({ body }) => body.includes('has an answer'));
  await eventually('they hear of it where they can be told', async () => told());
  await save(dora); // the stick broke
  expect((await entry()).items).toHaveLength(2);
  await expect(carol.call('askHandOut', { params, body: ask })).rejects.toMatchObject({ problem: { because: 'already-closed' } });
  const erasure = await carol.call('openRequest', { body: { person, kind: 'erasure' } });
  const other = { params: { request: erasure.id } };
  await expect(carol.call('askHandOut', { ...other, body: ask })).rejects.toMatchObject({ problem: { because: 'no-copy-asked' } });
});

it('a number nobody wrote from gets the same answer and no message, what is none is refused, and a code runs out', async () => {
  const before = everySent().length;
  const answers = await Promise.all([askAtDoor(phone(145)), askAtDoor(phone(143))]);
  expect(answers[0]).toEqual(answers[1]);
  const code = await newest(phone(143), 2);
  expect(everySent()).toHaveLength(before + 1);
  await expect(ask('call me')).rejects.toMatchObject({ status: 422, code: 'invalid' });
  bench.house.passTime(10 * 60_000);
  await expect(enter(phone(143), code)).rejects.toMatchObject({ code: 'wrong-code' });
});

it('whoever asks too often waits, and hears the same of numbers that are known and that are not', async () => {
  const network = '2001:db8:0:7:';
  await Promise.all([1, 2, 3, 4, 5, 6].map((host) => ask(phone(146), `${network}:${host}`)));
  for (const n of [146, 143]) await expect(ask(phone(n), `${network}:${n}`)).rejects.toMatchObject({ code: 'too-many' });
  await ask(phone(146), '2001:db8:0:8::1');
});

it('a person of two identities reads the same by either, and is told by mail as long as an address is proved', async () => {
  const { house, carol } = bench;
  const number = await wrote(147, 'It is Ada, from the other shop.');
  const { person: mailed, identity } = await house.act((ctx) => arrive(ctx, { kind: 'email', value: 'ada.two@example.com' }));
  await house.act((ctx) => prove(ctx, identity, 'code'));
  const claimed = await house.act((ctx) => addIdentity(ctx, mailed, { kind: 'phone', value: phone(147) }));
  const me = await inside(phone(147)); // the number proves the one who wrote from it; the claim of the other opens nothing
  expect((await me.call('readMe')).identities.map(({ kind }) => kind)).toEqual(['phone']);
  await house.act((ctx) => prove(ctx, claimed.identity, 'code'));
  const both = await inside(phone(147), 2);
  const seen = (await both.call('readMe')).identities.map(({ kind, value }) => `${kind} ${value}`);
  expect(new Set(seen)).toEqual(new Set([`phone ${phone(147)}`, 'email ada.two@example.com']));
  const { id } = await carol.call('openRequest', { body: { person: number, kind: 'rectification', text: 'not Loom Street' } });
  await carol.call('fulfilRequest', { params: { request: id }, body: { note: 'done' } });
  await eventually('mailed', async () => (await carol.call('listCaptured')).items.find(({ to }) => to.includes('ada.two@example.com')));
  expect(bench.sentTo(phone(147)).filter(({ body }) => body.includes('/privacy/'))).toEqual([]);
});

it('two companies that know one number stay apart: a code of one opens nothing of the other', async () => {
  const { house, emulator, carol } = bench;
  const dora = { name: 'Dora', email: 'dora@example.net', password: 'a long pass phrase 43' };
  const { workspace } = await createWorkspace(house.tools, { company: 'Loom', language: 'de', country: 'DE', staff: dora });
  const own = <T>(work: Parameters<typeof act<T>>[2]) =>
    act(house.tools, { workspace, actor: { kind: 'system', id: 'test' }, purpose: 'service-conversation' }, work);
  const [theirs, other] = [await own((ctx) => centreKey(ctx)), { ...settings, accountSid: `AC${'2'.repeat(32)}`, number: phone(199) }];
  await expect(askAtDoor(phone(148), theirs)).rejects.toMatchObject({ problem: { because: 'no-texts' } });
  emulator.state.open({ sid: other.accountSid, token: other.authToken, number: other.number });
  const staff = await house.staffClient(dora);
  await staff.call('addChannel', { body: { channel: 'sms', name: 'SMS', settings: other } });
  const twilio = (await staff.call('listVendors')).items.find(({ code }) => code === 'twilio')?.id ?? '';
  const agreement = { reference: 'AVV 2026', signedOn: '2026-01-05', expiresOn: null };
  await staff.call('changeVendor', { params: { vendor: twilio }, body: { agreement, transfer: 'A45-3' } });

  await wrote(148, 'Hello from Boris');
  await ask(phone(148), undefined, workspace); // they do not know it
  const { person } = await own((ctx) => arrive(ctx, { kind: 'phone', value: '+49 30 901820', name: 'Carol' }));
  await askAtDoor('030 901820', theirs);
  const sent = await eventually('the code', async () => bench.sentTo('+4930901820')[0]);
  expect([sent.from, bench.sentTo(phone(148))]).toEqual([phone(199), []]);
  const here = await note(carol, { phone: '+49 30 901820' });
  expect(await carol.call('lookUpAsker', { params: { request: here.id } })).toEqual({ held: 'nothing', person: null });
  const code = /^(\d{4}) (\d{4})/.exec(sent.body)?.slice(1).join('') ?? '';
  await expect(enter('+49 30 901820', code)).rejects.toMatchObject({ code: 'wrong-code' });
  const me = house.personClient((await enter('030 901820', code, theirs)).token);
  expect(await me.call('readMe')).toMatchObject({ name: 'Carol' });
  const letter = { body: { person, kind: 'rectification', text: 'Hausnummer' } } as const;
  const { id } = await staff.call('openRequest', letter);
  await staff.call('refuseRequest', { params: { request: id }, body: { ground: 'data-accurate', reason: 'Es stimmt so.' } });
  const told = await eventually('told', async () => bench.sentTo('+4930901820')[1]);
  expect(told.body).toMatch(/^Loom: Eine Anfrage wegen Ihrer Daten ist beantwortet\. .*\?lang=de$/);
});

it('a right asked for by text message is a hint from which the request is opened, and the month counts from the message', async () => {
  const person = await wrote(150, 'hi can u send me everything u have about me pls');
  const params = { conversation: (await bench.latest()).id };
  const [hint] = (await bench.carol.call('listHints', { params })).items;
  expect(hint).toMatchObject({ asked: 'access', kind: 'access', person });
  const body = { person, kind: 'access', message: hint?.message ?? '' } as const;
  const { id } = await bench.carol.call('openRequest', { body });
  expect((await bench.carol.call('readRequest', { params: { request: id } })).receivedAt).toBe(hint?.at);
  expect((await bench.carol.call('listHints', { params })).items).toEqual([]);
});

it('the answer to an erasure goes there too, with a certificate that opens by its link, and then the number is nobody’s', async () => {
  await wrote(149, 'Forget the violet umbrella.');
  const me = await inside(phone(149));
  const { id } = await me.call('openMyRequest', { body: { kind: 'erasure' } });
  await bench.carol.call('approveRequest', { params: { request: id } });
  const told = await eventually('told', async () => bench.sentTo(phone(149)).find(({ body }) => body.includes('/certificates/')));
  expect(told.body).toMatch(/^Lantern & Loom: A request to erase your data was carried out\. [\s\S]*This is the last message about it\.$/);
  const token = /\/privacy\/certificates\/(\S+)/.exec(told.body)?.[1] ?? '';
  const waits = { name: 'test.waits', text: `SELECT id FROM outbox WHERE listener = 'rights.erase' AND last_error = 'retry-later'` };
  await eventually('it waits, since the answer may be on its way', () => bench.house.act((ctx) => ctx.db.maybe(waits, [])));
  bench.house.passTime(150_000);
  await eventually('the certificate', () => bench.carol.call('readCertificate', { params: { request: id } }).catch(() => undefined));
  const certificate = await anyone.call('readCertificateByLink', { params: { token } });
  expect(await anyone.call('readCertificateCentre', { params: { token } })).toEqual({
    key: (await bench.carol.call('me')).workspace.centreKey,
  });
  expect(certificate.recipients[0]?.note).toMatch(/^3 messages were emptied and deleted there/); // what they wrote, the code, and this answer
  expect(certificate.recipients[0]?.keeps).toMatchObject({
    basis: 'asked',
    asked: [{ what: 'messages', gone: 3, until: expect.any(String) }],
  });
  expect(await verifyCertificate(bench.house.tools, certificate)).toEqual({ ok: true, because: null }); // the codes are signed too
  const [first, ...rest] = certificate.recipients;
  const { keeps, ...before } = first ?? { code: '', toldAt: null, note: '' };
  expect(keeps).toBeDefined();
  const changed = { ...certificate, recipients: [before, ...rest] };
  expect(await verifyCertificate(bench.house.tools, changed)).toEqual({ ok: false, because: 'words-changed' });
  expect(bench.sentTo(phone(149))).toEqual([]);
  await ask(phone(149));
  expect(bench.sentTo(phone(149))).toEqual([]);
});

it('who gets a text message that is meant for somebody else says so by one press at its link: nothing is shown, the data rests, and no code goes there', async () => {
  const person = await wrote(151, 'Where is my violet lamp?');
  await bench.carol.call('changePerson', { params: { person }, body: { name: 'Ada Violet' } });
  const token = await bench.house.act(
    async (ctx) => (await leaveLinks(ctx, person, 'service-conversation', 'sms')).preferencesUrl.split('/').at(-1) ?? '',
  );
  const page = await (await fetch(`${bench.house.url}/p/${token}`)).text();
  expect(page).toContain(`action="/privacy/preferences/${token}/contest"`);
  expect(page).not.toMatch(/Violet|violet|555/);
  const answer = await fetch(`${bench.house.url}/v1/preferences/${token}/contest`, { method: 'POST' });
  expect([answer.status, answer.headers.get('set-cookie'), Object.keys((await answer.json()) as object)]).toEqual([200, null, ['dueOn']]);
  expect((await bench.carol.call('listRestrictions', { params: { person } })).items).toMatchObject([
    { kind: 'restricted', ground: 'accuracy-contested' },
  ]);
  const [request] = (await bench.carol.call('listRequests', { query: { state: 'open' } })).items.filter(
    (each) => each.person?.id === person,
  );
  expect(request).toMatchObject({ kind: 'rectification', source: 'person', identity: expect.stringMatching(/^idn_/) });
  await ask(phone(151));
  expect(codesTo(phone(151))).toEqual([]);
  const again = await (await fetch(`${bench.house.url}/p/${token}`)).text();
  expect(again).not.toContain('/contest"');
  await expect(anyone.call('disownByLink', { params: { token: `${token}x` } })).rejects.toMatchObject({ status: 410 });
});
