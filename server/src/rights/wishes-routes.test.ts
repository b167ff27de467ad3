// The same by the doors of centre and console, with the worker running: what the person sees, what staff read, what is mailed and when it ends. And by the door of a platform (OpenDSR).
import { randomUUID, verify, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { centreKey } from '#access';
import { permit } from '#gate';
import { signToken } from '#keys';
import { addIdentity, arrive, prove } from '#people';
import { colleagueOf } from '#test/colleague';
import { temporaryFolder } from '#test/folder';
import { eventually, openHouse } from '#test/house';
import { leaveLinks } from '../channels/choice-link.ts';
import { stopChannel } from '../channels/obey.ts';
import { extend } from './course/course.ts';
import { lookAtFilings } from './opendsr/callbacks.ts';
import { filingStore } from './opendsr/store.ts';
import { openSession } from './sessions.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048, algorithm: 'sha256' });
  const folder = temporaryFolder();
  const files = { PARLEY_OPENDSR_CERT: path.join(folder, 'cert.pem'), PARLEY_OPENDSR_KEY: path.join(folder, 'key.pem') };
  writeFileSync(files.PARLEY_OPENDSR_CERT, cert);
  writeFileSync(files.PARLEY_OPENDSR_KEY, key, { mode: 0o600 });
  house = await openHouse({ environment: { ...files, PARLEY_INSIDE_HOSTS: 'localhost' } });
  carol = await house.staffClient();
  await carol.call('changeWorkspace', {
    body: { address: '1 Quay Street, 12345 Hafen', contactEmail: 'hello@example.com', authority: 'Authority of Hafen' },
  });
  await carol.call('publishNotice', { body: {} });
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
  for (const { id } of (await carol.call('listPurposes')).items.filter((each) => ['marketing', 'satisfaction-survey'].includes(each.code)))
    await carol.call('changePurpose', { params: { purpose: id }, body: { active: true, reason: 'a spring letter' } });
});
afterAll(() => house.stop());

async function known(name: string, language = 'en') {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) => arrive(ctx, { kind: 'email', value, name: 'Ada Example', language }));
  await house.act((ctx) => prove(ctx, identity, 'code'));
  const { token } = await house.act((ctx) => openSession(ctx, person, identity));
  return { person, identity, value, me: house.personClient(token) };
}
const allowed = async (person: string, purpose: string) =>
  (await carol.call('readAllowances', { params: { person } })).items.find((each) => each.purpose === purpose && each.channel === 'email')
    ?.decision;
const mailTo = (address: string, subject: RegExp) =>
  eventually(`mail to ${address}`, async () =>
    (await carol.call('listCaptured')).items.find((mail) => mail.to.includes(address) && subject.test(mail.subject)),
  );

describe('by the doors', () => {
  it('a restriction holds at once, its refusal is mailed and read on the page, and then it ends', async () => {
    const { person, me } = await known('ada-restricts', 'de');
    const opened = await me.call('openMyRequest', { body: { kind: 'restriction', text: 'Bis das Gericht entschieden hat.' } });
    expect(opened).toMatchObject({ kind: 'restriction', state: 'received', text: 'Bis das Gericht entschieden hat.' });
    expect(await allowed(person, 'service-conversation')).toMatchObject({ allowed: false, because: 'restricted' });
    expect(await me.call('listMyPurposes', { query: { language: 'de' } })).toMatchObject({ restricted: true });
    const { items } = await carol.call('listRestrictions', { params: { person } });
    expect(items).toMatchObject([{ kind: 'restricted', ground: 'requested', purpose: null, purposeName: null }]);
    const lift = carol.call('liftRestriction', { params: { person, restriction: items[0]?.id ?? '' } });
    await expect(lift).rejects.toMatchObject({ status: 409, problem: { because: 'request-open' } });

    expect((await carol.call('listRequests', { query: { state: 'open' } })).items.find((each) => each.id === opened.id)?.text).toBeNull();
    expect((await carol.call('readRequest', { params: { request: opened.id } })).text).toBe('Bis das Gericht entschieden hat.');
    const refuse = (ground: 'legal-claims' | 'data-accurate') =>
      carol.call('refuseRequest', { params: { request: opened.id }, body: { ground, reason: 'Wir haben es geprüft.' } });
    await expect(refuse('legal-claims')).rejects.toMatchObject({ status: 422 });
    await refuse('data-accurate');
    const mail = await mailTo('ada-restricts@example.com', /Ihre Anfrage/);
    expect(mail.text).toContain('abgelehnt');
    expect(mail.text).toContain('Authority of Hafen');
    expect(mail.text).not.toMatch(/geprüft|Gericht entschieden/);
    await eventually('the gate is open again', async () => (await allowed(person, 'service-conversation'))?.allowed);
    const [seen] = (await me.call('listMyRequests')).items;
    expect(seen).toMatchObject({ state: 'refused', outcome: 'data-accurate', reason: 'Wir haben es geprüft.' });
    expect(seen?.steps.map((step) => step.name)).toEqual(expect.arrayContaining(['took-effect', 'refused', 'told', 'lifted']));
  });

  it('an objection to advertising needs no reason and no staff; one to our interest is answered, and lifted only when it was upheld', async () => {
    const { person, me } = await known('ada-objects');
    const final = await me.call('openMyRequest', { body: { kind: 'objection', purpose: 'marketing' } });
    expect(final).toMatchObject({ state: 'fulfilled', outcome: 'objection-final', purpose: 'marketing' });
    const refuse = carol.call('refuseRequest', {
      params: { request: final.id },
      body: { ground: 'compelling-grounds', reason: 'We like to write.' },
    });
    await expect(refuse).rejects.toMatchObject({ status: 409 });
    await expect(me.call('openMyRequest', { body: { kind: 'objection', purpose: 'service-conversation' } })).rejects.toMatchObject({
      status: 422,
    });

    const { id } = await carol.call('openRequest', { body: { person, kind: 'objection', purpose: 'satisfaction-survey' } });
    expect(await allowed(person, 'satisfaction-survey')).toMatchObject({ allowed: false, because: 'objected' });
    await carol.call('fulfilRequest', { params: { request: id }, body: { note: 'No more surveys.' } });
    await mailTo('ada-objects@example.com', /Your request/);
    expect((await me.call('listMyRequests', { query: { language: 'fr' } })).items.find((each) => each.id === id)).toMatchObject({
      state: 'fulfilled',
      outcome: 'objection-upheld',
      reason: 'No more surveys.',
      purposeName: 'Vous demander si tout s’est bien passé',
    });
    const facts = (await carol.call('listRestrictions', { params: { person } })).items;
    const lift = (purpose: string) =>
      carol.call('liftRestriction', { params: { person, restriction: facts.find((fact) => fact.purpose === purpose)?.id ?? '' } });
    await expect(lift('marketing')).rejects.toMatchObject({ status: 409, problem: { because: 'objection-final', article: '21(3)' } });
    await lift('satisfaction-survey');
    await eventually('the survey is allowed', async () => (await allowed(person, 'satisfaction-survey'))?.allowed);
  });

  it('name and language are corrected at once, and the ledger says that they were', async () => {
    const { person, me } = await known('ada-corrects');
    await me.call('correctMe', { body: { name: 'Ada Exemple', language: 'fr' } });
    expect(await me.call('readMe')).toMatchObject({ name: 'Ada Exemple', language: 'fr' });
    await me.call('correctMe', { body: { name: null } });
    expect(await me.call('readMe')).toMatchObject({ name: null, language: 'fr' });
    const entries = await carol.call('listLedger', { query: { person } });
    expect(entries.items.filter((entry) => entry.kind === 'person.changed' && entry.actor === person)).toHaveLength(2);
  });

  it('a disowned address gets no code, and once that is settled it is gone', async () => {
    const { person, identity, value, me } = await known('not-ada');
    const key = await house.act((ctx) => centreKey(ctx));
    const request = await me.call('disownIdentity', { params: { identity } });
    expect(request).toMatchObject({ kind: 'rectification', identity, state: 'received' });
    await house.publicClient().call('requestCode', { params: { key }, body: { email: value } });
    await carol.call('fulfilRequest', { params: { request: request.id }, body: {} });
    await mailTo(value, /Your request/); // its own reader said so, and has no other address
    expect((await carol.call('listCaptured')).items.filter((mail) => mail.to.includes(value))).toHaveLength(1);
    await eventually('the address is gone', async () => (await carol.call('readPerson', { params: { person } })).identities.length === 0);
  });
});

describe('the link in a message', () => {
  it('says no and yes in one step each, with the proof of what was shown', async () => {
    const { person, me } = await known('ada-prefers');
    const token = await house.act(async (ctx) =>
      signToken(
        ctx.tools,
        'preferences',
        { workspace: ctx.workspace, person, purpose: 'marketing', channel: 'email', heardOn: 'email' },
        new Date(ctx.now.getTime() + 60_000),
      ),
    );
    const open = house.publicClient();
    const read = (language: 'en' | 'de') => open.call('readPreferences', { params: { token }, query: { language } });
    const german = await read('de');
    expect(german.active).toBe(false);
    expect(german.wording).not.toBe((await read('en')).wording);
    const change = (given: boolean) => open.call('changePreference', { params: { token }, body: { given, language: 'de' } });
    expect(await change(true)).toEqual({ active: true, pending: false });
    expect(await change(true)).toEqual({ active: true, pending: false });
    expect(await allowed(person, 'marketing')).toMatchObject({ allowed: true });
    expect(await change(false)).toEqual({ active: false, pending: false });
    expect((await read('de')).active).toBe(false);
    const { history } = await me.call('readMyConsents', { query: { language: 'de' } });
    expect(history.map((event) => [event.state, event.method])).toEqual([
      ['withdrawn', 'preference-link'],
      ['given', 'preference-link'],
    ]);
    expect(history[1]).toMatchObject({ wording: german.wording, notice: { language: 'de' } });
    const receipts = await me.blob('readMyConsentReceipts');
    expect(receipts.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    const statuses = async (file: Response) =>
      ((await file.json()) as { '@graph': Record<string, unknown>[] })['@graph'].flatMap((node) => [
        node['@type'],
        (node['dpv:hasConsentStatus'] as { '@type': string }[] | undefined)?.map((each) => each['@type']),
      ]);
    const events = ['dpv:ConsentGiven', 'dpv:ConsentWithdrawn'];
    expect(await statuses(receipts)).toEqual([expect.anything(), undefined, 'dpv:ConsentReceipt', events]);
    const records = await carol.blob('readConsentRecords', { params: { person } });
    expect(await statuses(records)).toEqual([expect.anything(), undefined, 'dpv:ConsentRecord', events]);
    await expect(house.publicClient().blob('readMyConsentReceipts' as never)).rejects.toThrow();
    const answers = {
      token: await house.act(
        async (ctx) => (await leaveLinks(ctx, person as never, 'service-conversation', 'email')).preferencesUrl.split('/').at(-1) ?? '',
      ),
    };
    const stands = async () => open.call('readPreferences', { params: answers, query: {} });
    expect(await stands()).toMatchObject({ basis: 'other', active: true });
    await open.call('changePreference', { params: answers, body: { given: false, language: 'en' } });
    expect(await stands()).toMatchObject({ basis: 'other', active: false, again: true });
    const answer = { act: 'send', person: person as never, purpose: 'service-conversation', channel: 'email', fields: [] } as const;
    const owed = () =>
      house.act(async (ctx) => (await permit(ctx, { ...answer, answering: new Date(ctx.now.getTime() - 3_600_000) })).allowed);
    expect([await owed(), await house.act(async (ctx) => (await permit(ctx, answer)).allowed)]).toEqual([true, false]);
    await house.act((ctx) => stopChannel(ctx, person as never, 'email', 'stop-word')); // whoever leaves by a word leaves altogether
    expect(await owed()).toBe(false);
    expect(await open.call('changePreference', { params: answers, body: { given: true, language: 'en' } })).toMatchObject({ active: true });
    expect(await owed()).toBe(true);
    await expect(
      open.call('changePreference', { params: { token: `${token}x` }, body: { given: true, language: 'en' } }),
    ).rejects.toMatchObject({
      status: 410,
    });
  });
});

it('the link does not say yes or no to what the law asks for, and shows an objection as the gate keeps it', async () => {
  const { person } = await known('ada-law');
  const open = house.publicClient();
  const linkTo = (purpose: string) =>
    house.act(async (ctx) => ({
      token: (await leaveLinks(ctx, person as never, purpose, 'email')).preferencesUrl.split('/').at(-1) ?? '',
    }));
  const [law, survey] = [await linkTo('rights-fulfilment'), await linkTo('satisfaction-survey')];
  const byLaw = { status: 409, problem: { because: 'by-law' } };
  await expect(open.call('changePreference', { params: law, body: { given: false, language: 'en' } })).rejects.toMatchObject(byLaw);
  await expect(open.call('unsubscribe', { params: law })).rejects.toMatchObject(byLaw);
  expect(await open.call('readPreferences', { params: law, query: {} })).toMatchObject({ basis: 'law', active: true });
  await carol.call('openRequest', { body: { person, kind: 'objection', purpose: 'satisfaction-survey', text: 'I do not want it.' } });
  expect(await open.call('readPreferences', { params: survey, query: {} })).toMatchObject({ active: false, again: false });
});

describe('by OpenDSR', () => {
  type Heard = { body: string; headers: Record<string, unknown> };
  const heard: Heard[] = [];
  const platform = createServer(async (request, reply) => {
    heard.push({ body: await text(request), headers: request.headers });
    reply.statusCode = heard.length === 1 ? 503 : 202; // busy at first
    reply.end();
  });
  let key = '';
  let callback = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
    callback = `http://localhost:${(platform.address() as AddressInfo).port}/told`;
    key = (await carol.call('makeApiKey', { body: { name: 'Platform', scopes: ['requests.open', 'requests.read'], days: 30 } })).key;
  });
  afterAll(() => void platform.close());

  const call = async (method: string, place: string, body?: object, token = key) => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${house.url}/opendsr/v3/${place}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const raw = await answer.text();
    return { status: answer.status, raw, json: JSON.parse(raw), signature: answer.headers.get('x-opendsr-signature') ?? '' };
  };
  const filing = (email: string, more: object = {}) => ({
    ...{ regulation: 'gdpr', subject_request_id: randomUUID(), subject_request_type: 'erasure', api_version: '3.0' },
    submitted_time: new Date(Date.now() - 5 * 86_400_000).toISOString(),
    subject_identities: { email: { value: email, encoding: 'raw' } },
    status_callback_urls: [callback],
    ...more,
  });
  const isSigned = async (raw: string, signature: string) => {
    const pem = await (await fetch(`${house.url}/opendsr/v3/certificate`)).text();
    return verify('sha256', Buffer.from(raw), new X509Certificate(pem).publicKey, Buffer.from(signature, 'base64'));
  };
  const told = (id: string, status: string) =>
    eventually(status, async () => heard.find(({ body }) => body.includes(id) && JSON.parse(body).request_status === status));

  it('says what it takes, and refuses the rest by name', async () => {
    expect(await (await fetch(`${house.url}/opendsr/v3/discovery`)).json()).toMatchObject({
      supported_identities: [{ identity_type: 'email', identity_format: 'raw' }, { identity_type: 'controller_customer_id' }],
    });
    const wrong = async (more: object) => (await call('POST', 'requests', filing('ada-dsr@example.com', more))).json.fields?.[0]?.path;
    expect(await wrong({ subject_identities: { ios_vendor_id: { value: 'x', encoding: 'raw' } } })).toBe(
      '/subject_identities/ios_vendor_id',
    );
    expect(await wrong({ subject_identities: { email: { value: 'x', encoding: 'sha256' } } })).toBe('/subject_identities/email');
    expect(await wrong({ subject_identities: [] })).toBe('/subject_identities');
    expect(await wrong({ regulation: 'ccpa' })).toBe('/regulation');
    expect(await wrong({ submitted_time: '2020-01-01T00:00:00Z' })).toBe('/submitted_time');
    for (const url of ['ftp://example.com/', 'http://example.com/'])
      expect(await wrong({ status_callback_urls: [url] })).toBe('/status_callback_urls/0');
    expect(await wrong({ extensions: { localhost: { phone: 7 } } })).toBe('/extensions/localhost/phone');
    const broken = await call('POST', 'requests', { ...filing('ada-dsr@example.com'), subject_request_id: 'one' });
    expect(broken.json).toMatchObject({
      type: 'urn:parley:problem:invalid',
      status: 400,
      error: { code: 400, errors: [{ domain: 'Validation' }] },
    });
    expect(broken.status).toBe(400);
    const { key: narrow } = await carol.call('makeApiKey', { body: { name: 'Other', scopes: ['people.read'], days: 1 } });
    expect((await call('POST', 'requests', filing('ada-dsr@example.com'), narrow)).status).toBe(403);
    const { inbox } = (await carol.call('listChannels')).items[0] ?? { inbox: { id: '' } };
    const boris = await (await colleagueOf(house, 'Boris', { role: 'supervisor', inboxes: [inbox.id] })).client();
    const { key: oneInbox } = await boris.call('makeApiKey', {
      body: { name: 'One inbox', scopes: ['requests.open', 'requests.read'], days: 1 },
    });
    expect((await call('POST', 'requests', filing('ada-dsr@example.com'), oneInbox)).json.because).toBe('every-inbox-needed');
  });

  it('a filed erasure is an ordinary request whose month runs since the person asked, and each status is posted signed', async () => {
    const { person, value } = await known('ada-dsr');
    const body = filing(value);
    const filed = await call('POST', 'requests', body);
    expect([filed.status, await isSigned(filed.raw, filed.signature), await isSigned(`${filed.raw} `, filed.signature)]).toEqual([
      201,
      true,
      false,
    ]);
    expect((await call('POST', 'requests', body)).json).toEqual(filed.json);
    expect((await call('POST', 'requests', { ...body, subject_request_type: 'access' })).json).toMatchObject({
      ...{ type: 'urn:parley:problem:conflict', status: 400, because: 'another-request', error: { code: 400 } },
    });
    const [request, ...more] = (await carol.call('listRequests', { query: { state: 'open' } })).items.filter(
      (each) => each.person?.id === person,
    );
    expect([request?.kind, request?.source, request?.receivedAt, more]).toEqual(['erasure', 'staff', body.submitted_time, []]);
    expect(filed.json.expected_completion_time.slice(0, 10)).toBe(request?.dueOn);
    await carol.call('approveRequest', { params: { request: request?.id ?? '' } });
    const last = await told(body.subject_request_id, 'completed');
    expect(await isSigned(last.body, String(last.headers['x-opendsr-signature']))).toBe(true);
    expect(last.headers['x-opendsr-processor-domain']).toBe('localhost');
    expect(JSON.parse(last.body)).toMatchObject({ status_callback_url: callback, extensions: { localhost: { outcome: 'erased' } } });
    expect((await mailTo(value, /has been erased/)).text).toMatch(/as a platform asked on your behalf.*If you know nothing of it/s);
    expect(heard.map(({ body: sent }) => sent).join()).not.toContain('example.com');
    expect((await call('GET', `requests/${body.subject_request_id}`)).json).toMatchObject({
      request_status: 'completed',
      results_url: null,
    });
  });

  it('a filing that joins moves the month back to the day of its asking, and that of whoever was merged stays theirs', async () => {
    const [older, younger] = [await known('ada-dsr-older'), await known('ada-dsr-younger')];
    const { id, dueOn } = await carol.call('openRequest', { body: { person: younger.person, kind: 'erasure' } });
    await house.act((ctx) => addIdentity(ctx, older.person, { kind: 'email', value: younger.value, proof: 'code' }));
    const body = filing(younger.value, { submitted_time: new Date(Date.now() - 20 * 86_400_000).toISOString() });
    const filed = await call('POST', 'requests', body);
    const moved = await carol.call('readRequest', { params: { request: id } });
    expect(moved.receivedAt).toBe(body.submitted_time);
    expect([moved.dueOn < dueOn, filed.json.expected_completion_time.slice(0, 10)]).toEqual([true, moved.dueOn]);
    expect((await call('DELETE', `requests/${body.subject_request_id}`)).status).toBe(202);
    expect((await carol.call('readRequest', { params: { request: id } })).state).toBe('received');
  });

  it('what is pending is cancelled, what somebody else asked for goes on, and nobody known is complete at once', async () => {
    const { person, value, me } = await known('boris-dsr');
    const own = await me.call('openMyRequest', { body: { kind: 'erasure' } as never });
    const joined = filing(value);
    await call('POST', 'requests', joined);
    expect((await call('DELETE', `requests/${joined.subject_request_id}`)).status).toBe(202);
    expect((await call('GET', `requests/${joined.subject_request_id}`)).json.request_status).toBe('cancelled');
    expect((await me.call('listMyRequests', { query: {} })).items).toMatchObject([{ id: own.id, state: 'received' }]);
    const filedFirst = await known('carol-dsr');
    const theirs = filing(filedFirst.value);
    await call('POST', 'requests', theirs);
    const adopted = await filedFirst.me.call('openMyRequest', { body: { kind: 'erasure' } as never });
    expect((await call('DELETE', `requests/${theirs.subject_request_id}`)).status).toBe(202);
    expect((await filedFirst.me.call('listMyRequests', { query: {} })).items).toMatchObject([{ id: adopted.id, state: 'received' }]);
    const copy = filing(value, { subject_request_type: 'portability' });
    await call('POST', 'requests', copy);
    await call('DELETE', `requests/${copy.subject_request_id}`);
    const { items } = await carol.call('listRequests', { query: {} });
    expect(items.find((each) => each.person?.id === person && each.kind === 'portability')).toMatchObject({ state: 'withdrawn' });
    const nobody = filing('nobody-dsr@example.com');
    await call('POST', 'requests', nobody);
    expect((await call('GET', `requests/${nobody.subject_request_id}`)).json).toMatchObject({
      request_status: 'completed',
      extensions: { localhost: { found: false } },
    });
    expect((await call('DELETE', `requests/${nobody.subject_request_id}`)).status).toBe(400);
    expect((await call('GET', `requests/${randomUUID()}`)).status).toBe(404);
  });

  it('a person for whom a platform asked is told so in each letter, and that what they take along lies on their page (Art. 20)', async () => {
    const { person, value, me } = await known('copy-dsr');
    await call('POST', 'requests', filing(value, { subject_request_type: 'portability' }));
    const { id = '' } = (await carol.call('listRequests', { query: {} })).items.find((each) => each.person?.id === person) ?? {};
    await house.act((ctx) => extend(ctx, id as never, 'complexity', 'Much of it lies in the archive.'));
    const course = await mailTo(value, /A request about your data .* where it stands/);
    expect(course.text).toMatch(/a platform passed on .* If you know nothing of it, please tell us\./);
    await carol.call('approveRequest', { params: { request: id } });
    expect((await mailTo(value, /^A request about your data to [^:]+$/)).text).toContain('provided, to take along. This has been done.');
    expect((await me.call('listMyRequests', { query: {} })).items).toMatchObject([{ kind: 'portability', outcome: 'package-ready' }]);
  });

  it('what relates filings goes with the last status, where it is told once it was or a day is over, and the filing with the period', async () => {
    const { value } = await known('late-dsr');
    const kept = (id: string) => house.act((ctx) => filingStore.seen(ctx, id));
    const body = filing(value, { group_id: 'batch-7' });
    await call('POST', 'requests', body);
    const { subject_request_id: id } = body;
    expect((await call('GET', `requests/${id}`)).json).toMatchObject({ request_status: 'pending', group_id: 'batch-7' });
    await call('DELETE', `requests/${id}`);
    expect((await call('GET', `requests/${id}`)).json).toMatchObject({ request_status: 'cancelled', group_id: null });
    await told(id, 'cancelled');
    await eventually('forgotten', async () => (await kept(id))?.said === null);
    const deaf = filing('nobody-dsr@example.com', { status_callback_urls: ['http://localhost:1/told'] });
    await call('POST', 'requests', deaf);
    await house.act(lookAtFilings);
    expect((await kept(deaf.subject_request_id))?.said).not.toBeNull();
    house.passTime(2 * 86_400_000);
    await house.act(lookAtFilings);
    expect((await kept(deaf.subject_request_id))?.said).toBeNull();
    house.passTime(4 * 366 * 86_400_000);
    await house.act(lookAtFilings);
    expect(await kept(id)).toBeUndefined();
  });
});
