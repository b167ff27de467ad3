// Nobody sees by any door what their roles do not show them: every route that touches people or their words is walked as an administrator without content, and as an
// agent of another inbox, and of another team in the same one, with the ids of things that are there, who must hear exactly what they hear of things that are not. Every other route of staff is
// walked by those whose roles show nobody: none of it tells a name or a word.
import { type RouteName, routes } from '@parley/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversation, receive, safeFile } from '#conversations';
import { restrict } from '#gate';
import { type ConversationId, type InboxId, newId, type PersonId, type Prefix } from '#kit/ids';
import { arrive, merge } from '#people';
import { ask, askedWith, bodyOf, idsOf } from '#test/asking';
import type { browserOf } from '#test/browser-of';
import { colleagueOf } from '#test/colleague';
import { type One, operations } from '#test/from-document';
import { eventually, openHouse } from '#test/house';
import { listen } from '#test/listening';
import { addInbox, listInboxes } from '../src/conversations/inboxes.ts';
import { rooms } from '../src/rooms.ts';

const content = /^(people|conversations|requests)\.|^channels\.captured$/;
const walked = rooms.flatMap((room) => room.routes ?? []).filter((route) => content.test(route.permission));
const words = ['Zedernholz', 'Ada Muster', 'ada.muster@example.com', 'beschwerde.pdf'];

let house: Awaited<ReturnType<typeof openHouse>>;
let admin: Awaited<ReturnType<typeof colleagueOf>>;
let boris: Awaited<ReturnType<typeof colleagueOf>>;
let dora: Awaited<ReturnType<typeof colleagueOf>>;
let north: string;
let [first, second]: InboxId[] = [];
let ada: PersonId;
let thread: ConversationId;
/** What is there, by the name of its parameter; and which fields of a body name it. */
let there: Record<string, string>;

beforeAll(async () => {
  house = await openHouse();
  const chat = await eventually('the web chat', async () => (await house.act((ctx) => listInboxes(ctx)))[0]?.id); // none is opened once there are inboxes
  const open = (name: string) => house.act(async (ctx) => (await addInbox(ctx, { name, channel: 'email', recipient: null })).id);
  [first, second] = [await open('Repairs'), await open('Sales')];
  const person = await house.act((ctx) => arrive(ctx, { kind: 'email', value: 'ada.muster@example.com', name: 'Ada Muster' }));
  ada = person.person;
  const twin = (await house.act((ctx) => arrive(ctx, { kind: 'visitor', value: 'visitor-1', proof: 'device' }))).person;
  const file = await safeFile({ name: 'beschwerde.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 …') });
  const said = await house.act((ctx) =>
    receive(ctx, {
      inbox: first as InboxId,
      person: ada,
      text: 'Zedernholz splits',
      html: '<p>Zedernholz</p>',
      subject: 'Zedernholz',
      attachments: [file],
    }),
  );
  thread = said.conversation;
  const carol = await house.staffClient();
  const joined = await house.act((ctx) => merge(ctx, ada, twin, 'agent-decision', 'said so'));
  const restriction = await house.act((ctx) => restrict(ctx, twin, { kind: 'restricted', ground: 'accuracy-contested' }));
  const { id: request } = await carol.call('openRequest', { body: { person: ada, kind: 'access', text: 'All about Zedernholz' } });
  const { id: hold } = await carol.call('placeHold', {
    body: { person: ada, ground: 'legal-claims', reason: 'Zedernholz is in dispute', reviewOn: soon },
  });
  const { items } = await carol.call('listMessages', { params: { conversation: thread } });
  const { merges, identities } = await carol.call('readPerson', { params: { person: ada } });
  const place = { name: 'Mitte', address: 'Musterweg 1, 10115 Berlin', hours: '', inbox: chat, restSeconds: 60 };
  const { id: store } = await carol.call('addStore', { body: { ...place, languages: ['en'] } });
  const shelf = { names: { en: 'Shelf', de: 'Regal' }, kind: 'text', purpose: 'service-conversation', period: 'P24M' } as const;
  const { id: field } = await carol.call('addField', { body: { ...shelf, provided: true, tellsOf: [], reason: 'Lamps are kept' } });
  there = {
    ...{ person: ada, other: twin, inbox: first as string, conversation: thread, message: said.message, restriction, request },
    ...{ attachment: items[0]?.attachments[0]?.id ?? '', merge: merges[0]?.id ?? String(joined), identity: identities[0]?.id ?? '', hold },
    ...{ store, kept: newId('kpt'), part: newId('kpp'), handover: newId('hov'), brought: newId('brt'), field, export: newId('ret') },
  };
  admin = await colleagueOf(house, 'Emil', { role: 'administrator' });
  boris = await colleagueOf(house, 'Boris', { role: 'agent', inboxes: [second as string] });
  const team = (name: string) => carol.call('addTeam', { body: { name, inboxes: [first as string] } });
  north = (await team('North')).id;
  dora = await colleagueOf(house, 'Dora', { role: 'agent', teams: [(await team('South')).id] });
  await carol.call('changeConversation', { params: { conversation: thread }, body: { team: north } });
});
afterAll(() => house.stop());

/** Parts of an address that are no ids. */
const fixed: Record<string, string> = {
  asked: 'access',
  recipient: 'smtp-relay',
  version: 'v3',
  filing: 'a7551968-d5d6-44b2-9831-815ac9017798',
  item: 'c.1',
  measure: 'm1',
  staff: newId('stf'),
};
const prefixes: Record<string, Prefix> = {
  ...{ person: 'per', other: 'per', inbox: 'inb', conversation: 'cnv', message: 'msg', restriction: 'fct', request: 'req' },
  ...{
    store: 'sto',
    attachment: 'att',
    merge: 'mrg',
    identity: 'idn',
    hold: 'hld',
    kept: 'kpt',
    part: 'kpp',
    handover: 'hov',
    brought: 'brt',
    field: 'fld',
    export: 'ret',
  },
};
const nowhere = (): Record<string, string> => Object.fromEntries(Object.entries(prefixes).map(([name, prefix]) => [name, newId(prefix)]));

/** What each route takes besides the ids of its address. A new route that takes something fails the walk until it stands here. */
const bodies: Partial<Record<RouteName, (ids: Record<string, string>) => object>> = {
  changePerson: () => ({ name: 'Somebody else' }),
  revealIdentities: () => ({ reason: 'contact' }),
  mergePeople: ({ other }) => ({ other, reason: 'the same voice' }),
  startConversation: ({ person, inbox }) => ({ person, inbox, text: 'Hello', purpose: 'service-conversation' }),
  changeConversation: () => ({ status: 'closed' }),
  markRead: () => ({ sequence: 1 }),
  lowerClass: () => ({ reason: 'not-special' }),
  lookThrough: () => ({ text: 'seen' }),
  addMessage: () => ({ kind: 'note', text: 'seen' }),
  sendTemplate: () => ({ name: 'order_shipped', language: 'en', values: [], purpose: 'service-conversation' }),
  tellPresence: () => ({ state: 'viewing' }),
  askConsent: () => ({ purpose: 'marketing', channel: 'email' }),
  openRequest: ({ person }) => ({ person, kind: 'access' }),
  fulfilRequest: () => ({}),
  refuseRequest: () => ({ ground: 'manifestly-unfounded', reason: 'no' }),
  writeInSandbox: () => ({ from: '+12025550143', text: 'Hello' }),
  tapInSandbox: () => ({ message: 'SM0', choice: 0 }),
  changeSandbox: () => ({ failWith: null, delaySeconds: 0, repeat: 1 }),
  placeHold: ({ person }) => ({ person, ground: 'legal-claims', reason: 'a claim', reviewOn: soon }),
  reviewHold: () => ({ reason: 'a claim', reviewOn: soon }),
  setContractEnd: () => ({ endedOn: null }),
  setPersonTags: () => ({ tags: [] }),
  setPersonField: () => ({ value: 'Zirbe' }),
  extendRequest: () => ({ ground: 'complexity', reason: 'many inboxes' }),
  pauseRequest: () => ({ ground: 'clarification', question: 'Which year?', why: 'Nine years are held.' }),
  doubtRequest: () => ({ ground: 'other', reason: 'It sounds unlike them.' }),
  settleDoubt: () => ({ reason: 'Called back.' }),
  chargeFee: () => ({ ground: 'manifestly-excessive', amount: 1000, currency: 'EUR', calculation: 'One hour.' }),
  settleFee: () => ({ outcome: 'waived' }),
  dismissHint: () => ({}),
  resumeRequest: () => ({}),
  keepBack: ({ conversation }) => ({ scope: 'conversation', item: conversation, ground: 'legal-claims', reason: 'a claim', until: soon }),
  fileOpenDsr: () => ({
    ...{
      regulation: 'gdpr',
      subject_request_id: fixed['filing'],
      subject_request_type: 'access',
      submitted_time: new Date().toISOString(),
    },
    subject_identities: { email: { value: 'ada.muster@example.com', encoding: 'raw' } },
  }),
  askHandOut: () => ({ by: 'letter', shown: 'A letter, signed', reason: 'No mail' }),
  nameRepresentative: () => ({ email: 'boris@example.com' }),
  acceptArrival: ({ person }) => ({ person }),
  refuseArrivals: ({ handover }) => ({ handovers: [handover] }),
  resendConfirmation: () => ({ purpose: 'marketing', channel: 'email' }),
  recordRecipientNotice: () => ({ duty: '19', outcome: 'told', on: '2026-11-29', by: 'email' }),
  renewKept: () => ({ reason: 'a claim', until: soon }),
  recordOrigin: () => ({ purpose: 'service-messages', origin: 'other-person', said: 'a card', obtainedOn: '2026-11-29' }),
  settleOrigin: () => ({ purpose: 'service-messages', origin: 'other-person', outcome: 'told', by: 'letter' }),
  decideReview: () => ({ outcome: 'upheld', reason: 'looked at anew' }),
  openAtCounter: () => ({ language: 'en', noticeId: newId('ntc'), noticeHash: '0'.repeat(64), text: 'Hello' }),
  publishNotice: () => ({}),
  previewNotice: () => ({}),
  recordTold: () => ({ about: 'question', on: '2026-11-29', how: 'by-phone' }),
};
const queries: Partial<Record<RouteName, string>> = {
  listGoing: '?purpose=service-conversation&days=366',
  readFormerCopy: '?proved=known',
};
const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

async function knock(by: ReturnType<typeof browserOf>, name: RouteName, ids: Record<string, string>) {
  const [method = '', template = ''] = routes[name].split(' ');
  const path = template.replace(/:(\w+)/g, (_all, key: string) => ids[key] ?? fixed[key] ?? '');
  const answer = await fetch(house.url + path + (queries[name] ?? ''), {
    method,
    headers: {
      cookie: [...by.cookies].map((each) => each.join('=')).join('; '),
      ...(bodies[name] && { 'content-type': 'application/json' }),
      ...(name === 'uploadAttachment' && { 'content-type': 'text/plain', 'x-file-name': 'a.txt' }),
    },
    ...(bodies[name] && { body: JSON.stringify(bodies[name]?.(ids)) }),
    ...(name === 'uploadAttachment' && { body: 'a' }),
  });
  return { status: answer.status, text: await answer.text() };
}
const hasId = (name: RouteName) => /:/.test(routes[name]) || ['startConversation', 'openRequest'].includes(name);

describe('an administrator without content', () => {
  it.each(walked.map((route) => route.name))('is refused by %s, and nothing is shown', async (name) => {
    const { status, text } = await knock(admin.browser, name, there);
    expect([status, JSON.parse(text).type]).toEqual([403, 'urn:parley:problem:not-permitted']);
    for (const word of words) expect(text).not.toContain(word);
  });
});

describe.each(['inbox', 'team'])('an agent of another %s', (other) => {
  const agent = () => (other === 'inbox' ? boris : dora);
  /** Where they may begin, they know the inbox; what is in it they do not. */
  const known = () => (other === 'team' ? [there['inbox']] : []);
  const mine = walked
    .filter(({ name }) => !/OpenDsr$/.test(name)) // only for those who reach every inbox, told so with 403 whoever is named
    .filter((route) => !/^requests\.approve$|^conversations\.lower$|^channels\.captured$/.test(route.permission))
    .map((route) => route.name);
  it.each(mine.filter(hasId))('hears from %s of what is there what they hear of what is not', async (name) => {
    const real = await knock(agent().browser, name, there);
    const unknown = await knock(agent().browser, name, nowhere());
    expect(real).toEqual(unknown);
    expect([real.status, JSON.parse(real.text).type]).toEqual([404, 'urn:parley:problem:not-found']);
  });

  it.each(mine.filter((name) => !hasId(name)))('finds none of it in %s', async (name) => {
    const { status, text } = await knock(agent().browser, name, there);
    expect(status).toBe(200);
    for (const word of [...words, ...Object.values(there)]) if (!known().includes(word)) expect(text).not.toContain(word);
  });

  it('counts none of it either, and changed nothing by trying', async () => {
    const { counts } = (await agent().call('GET', '/v1/conversations?view=all')).body as { counts: Record<string, number> };
    expect(counts).toEqual({ mine: 0, unassigned: 0, open: 0, undelivered: 0, closed: 0, all: 0 });
    for (const filter of [`inbox=${first}`, `team=${north}`])
      expect((await agent().call('GET', `/v1/conversations?view=all&${filter}`)).body).toMatchObject({ items: [], counts: { all: 0 } });
    const left = await house.act((ctx) => conversation(ctx, thread));
    expect(left).toMatchObject({ status: 'open', unread: 1, lastSequence: 1, assignee: null, team: north });
    const carol = await house.staffClient();
    expect(await carol.call('readPerson', { params: { person: ada } })).toMatchObject({
      name: 'Ada Muster',
      merges: [{ from: there['other'] }],
    });
    expect((await carol.call('listRequests', {})).items).toHaveLength(1);
  });

  it('would be caught if it saw: with a grant for that one the same doors open at once', async () => {
    const wider = other === 'inbox' ? { inboxes: [first as string] } : { teams: [north] };
    const given = await agent().given({ role: 'agent', ...wider });
    expect((await knock(agent().browser, 'readConversation', there)).text).toContain('Zedernholz');
    expect((await knock(agent().browser, 'readPerson', there)).text).toContain('Ada Muster');
    expect((await knock(agent().browser, 'setPersonField', there)).status).not.toBe(404); // the second time a hold keeps what stands
    expect((await knock(agent().browser, 'listRequests', there)).text).toContain(there['request']);
    const carol = await house.staffClient();
    await carol.call('removeGrant', { params: { grant: given.id } });
    expect((await knock(agent().browser, 'readConversation', there)).status).toBe(404);
  });
});

describe('a list of requests', () => {
  it('that a grant shows everywhere names and quotes nobody beyond the inboxes of the grant that is for it', async () => {
    const emma = await colleagueOf(house, 'Emma', { role: 'agent', inboxes: [second as string] });
    await emma.given({ role: 'auditor' });
    const carol = await house.staffClient();
    const { id: objection } = await carol.call('openRequest', {
      body: { person: ada, kind: 'rectification', text: 'Zedernholz is misspelt' },
    });
    const [list, one] = [
      await knock(emma.browser, 'listRequests', there),
      await knock(emma.browser, 'readRequest', { ...there, request: objection }),
    ];
    expect(list.text).toContain(objection);
    for (const { text } of [list, one]) for (const word of words) expect(text).not.toContain(word);
    const given = await emma.given({ role: 'agent', inboxes: [first as string] });
    expect((await knock(emma.browser, 'listRequests', there)).text).toContain('Ada Muster');
    expect((await knock(emma.browser, 'readRequest', { ...there, request: objection })).text).toContain('Zedernholz');
    await carol.call('removeGrant', { params: { grant: given.id } });
  });

  it('goes on after the last one that is shown, and not after one that is out of reach', async () => {
    const person = (await house.act((ctx) => arrive(ctx, { kind: 'visitor', value: newId('vst') }))).person;
    await house.act((ctx) => receive(ctx, { inbox: second as InboxId, person, text: 'Mine?' }));
    const carol = await house.staffClient();
    const older = (await carol.call('openRequest', { body: { person, kind: 'access' } })).id;
    const hidden = (await carol.call('openRequest', { body: { person: ada, kind: 'objection', purpose: 'marketing', text: 'No' } })).id;
    const { body } = await boris.call('GET', '/v1/requests?limit=1');
    expect((body['items'] as { id: string }[]).map(({ id }) => id)).toEqual([older]);
    expect(hidden > older && body['next']).toBe(null);
  });
});

const ofStaff = new Map(
  rooms
    .flatMap((room) => room.routes ?? [])
    .filter(({ permission }) => !['visitor', 'person', 'kiosk', 'public'].includes(permission))
    .map((route) => [route.name as string, route] as const),
);
const byDocument = operations().filter(({ operation }) => ofStaff.has(operation.operationId));
/** Asks for much in a body, and changes nothing. */
const reading = new Set(['previewNotice']);
const made = new Map<string, unknown>();
/** Made once for all roles: to make one takes longer than to ask. */
function bodyBy(one: One, seed: number): unknown {
  const name = one.operation.operationId as RouteName;
  const key = `${name} ${seed}`;
  if (!made.has(key)) made.set(key, bodies[name]?.(there) ?? bodyOf(one, new Set(Object.values(there)), seed));
  return made.get(key);
}
/** What is not asked of somebody who may; each with its reason. */
const notAsked: Readonly<Record<string, string>> = {
  openEmergency: 'opens a person or an inbox to them, in plain sight: tests of its own',
  changeStaffTerms: 'a second factor that all need would hold them back from the rest',
};

describe.each(['auditor', 'security', 'administrator'] as const)('a colleague whose role is %s alone, by every route of staff', (role) => {
  let who: Awaited<ReturnType<typeof colleagueOf>>;
  let known: Set<string>;
  let as: { cookie: string };
  beforeAll(async () => {
    who = await colleagueOf(house, { auditor: 'Gustav', security: 'Ida', administrator: 'Karl' }[role], { role });
    known = await idsOf(house.adminUrl, house.workspace);
    as = { cookie: [...who.browser.cookies].map((each) => each.join('=')).join('; ') };
  });

  /** The addresses of a route: with what was planted, else with a few that are there. */
  const pathsOf = (one: One): string[] => {
    const parameters = (one.operation.parameters ?? []).filter((each) => each.in === 'path');
    const idsFor = ({ name, schema }: (typeof parameters)[number]) =>
      there[name] ? [there[name]] : [...known].filter((id) => schema.pattern && new RegExp(schema.pattern).test(id)).slice(-2);
    const [first] = parameters.map(idsFor);
    const needed = (one.operation.parameters ?? []).some((each) => each.in === 'query' && each.required);
    const asked = needed ? askedWith(one, known).path : '';
    const query = asked.includes('?') ? asked.slice(asked.indexOf('?')) : '';
    const nobodys = (name: string) =>
      newId((/\^([a-z]{3})_/.exec(parameters.find((each) => each.name === name)?.schema.pattern ?? '')?.[1] ?? 'xxx') as Prefix);
    return (first?.length ? first : ['']).map(
      (id) =>
        one.template.replace(/\{(\w+)\}/g, (_all, name: string) => {
          const parameter = parameters.find((each) => each.name === name);
          return parameter === parameters[0] && id !== '' ? id : ((parameter && idsFor(parameter)[0]) ?? fixed[name] ?? nobodys(name));
        }) + query,
    );
  };
  const faultIn = ({ status, text }: { status: number; text: string }) =>
    status === 401 || status >= 500 || /step-up-needed|second-factor-needed/.test(text) || words.some((word) => text.includes(word));
  const isOwn = ({ operation }: One) => ofStaff.get(operation.operationId)?.permission === 'signed-in';

  it('reads no name and no word of anybody', async () => {
    const faults: object[] = [];
    let open = 0;
    for (const one of byDocument.filter(({ method }) => method === 'GET'))
      for (const path of pathsOf(one)) {
        const found = await ask(house.url, one, { path, body: undefined }, as);
        if (found.status === 200) open += 1;
        if (faultIn(found)) faults.push({ path, ...found });
      }
    expect(faults).toEqual([]);
    expect(open).toBeGreaterThan(role === 'security' ? 25 : 40); // they do see what their role is for
  });

  it('hears none either while somebody writes', async () => {
    const line = await listen(house.url, as.cookie);
    const said = await house.act((ctx) => receive(ctx, { inbox: first as InboxId, person: ada, text: 'Zedernholz again' }));
    await (await house.staffClient()).call('addTeam', { body: { name: `Beside ${role}` } });
    await eventually('something of their own', async () => line.text.includes('event:'));
    line.stop();
    for (const word of [...words, said.conversation, said.message, ada]) expect(line.text).not.toContain(word);
  });

  it(role === 'auditor' ? 'changes nothing but what is their own' : 'is shown none by changing what they may', async () => {
    const [own, others] = [true, false].map((mine) => byDocument.filter((one) => one.method !== 'GET' && isOwn(one) === mine)) as [
      One[],
      One[],
    ];
    expect(own.filter(({ template }) => !/^\/v1\/(me|session)\b/.test(template))).toEqual([]);
    const faults: object[] = [];
    let taken = 0;
    for (const one of others) {
      const { operationId, requestBody } = one.operation;
      if (role !== 'auditor' && operationId in notAsked) continue;
      const [path = ''] = pathsOf(one);
      const isUpload = requestBody !== undefined && !requestBody.content['application/json'];
      let [body, found] = [bodyBy(one, 0), { status: 422, text: '' }];
      // what the document says in words alone may make one body invalid: then another is tried
      for (let seed = 0; seed < 8 && found.status === 422; seed += 1) {
        body = bodyBy(one, seed);
        found = isUpload ? await uploaded(one, path) : await ask(house.url, one, { path, body }, as);
      }
      if (found.status < 300) taken += 1;
      const isRefused = found.status === 403 && JSON.parse(found.text).type === 'urn:parley:problem:not-permitted';
      if (faultIn(found) || (role === 'auditor' && !isRefused && !reading.has(operationId)))
        faults.push({ operationId, path, body, ...found });
    }
    expect(faults).toEqual([]);
    // were every body refused nothing would have been shown by what they change
    expect(taken).toBeGreaterThan({ auditor: 0, security: 2, administrator: 20 }[role]);
    expect((await who.call('GET', '/v1/staff')).status).toBe(200); // to the end they were who they are
  });
  it('would be caught if they were: with a grant that shows people the same walk finds words', async () => {
    const given = await who.given({ role: 'agent' });
    const few = new Set(['readPerson', 'readConversation', 'listMessages', 'listConversations', 'listRequests']);
    const some = byDocument.filter(({ operation }) => few.has(operation.operationId));
    const found = await Promise.all(some.map((one) => ask(house.url, one, { path: pathsOf(one)[0] ?? '', body: undefined }, as)));
    expect(found.map(faultIn)).toEqual(some.map(() => true));
    await (await house.staffClient()).call('removeGrant', { params: { grant: given.id } });
  });
  const uploaded = async ({ method }: One, path: string) => {
    const headers = { ...as, 'content-type': 'text/plain', 'x-file-name': 'a.txt' };
    const answer = await fetch(house.url + path, { method, headers, body: 'a' });
    return { status: answer.status, text: await answer.text() };
  };
});
