// Nobody reaches another company by any door: every route of the OpenAPI document that takes an id is called by somebody who may do everything in their own company, with ids that are real in
// another one, in the address, and one at a time in a body or query beside their own; so are provisioning, webhooks and the open line. They must hear what they hear of ids that nobody has.
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive } from '#conversations';
import { type InboxId, newId, type PersonId } from '#kit/ids';
import { type Asked, anId, ask as askAt, askedWith, hasOneOf, idPattern, idsIn, madeUp, placings } from '#test/asking';
import { type One, operations } from '#test/from-document';
import { eventually } from '#test/house';
import { listen } from '#test/listening';
import { carol, type Hook, letter, openTwoCompanies, soon } from '#test/two-companies';
import { emptyContent } from '../src/assessments/content.ts';

/** Whoever has one of these holds a key to a page that is open to everybody. */
const ofEverybody = (one: One) => one.operation.tags.includes('public');
const prefixesIn = (one: One): string[] =>
  [...JSON.stringify([one.operation.parameters ?? [], one.operation.requestBody ?? {}]).matchAll(idPattern)].map(
    ([, prefix]) => prefix ?? '',
  );
const walked = operations().filter((one) => prefixesIn(one).length > 0 && !ofEverybody(one) && one.operation.operationId !== 'events');

let two: Awaited<ReturnType<typeof openTwoCompanies>>;
let [theirs, own]: [ReadonlySet<string>, Readonly<Record<string, string>>] = [new Set(), {}];
beforeAll(async () => {
  two = await openTwoCompanies();
  ({ theirs, own } = two);
});
afterAll(() => two.house.stop());

/** Acts of whoever sits at a kiosk: nobody does here. That an inbox of another company is none of theirs is held by `messengers.test.ts`. */
const atSitting: readonly string[] = ['goOnByMessenger'];
const isSeated = ({ operation }: One, text: string): boolean => !/not-signed-in/.test(text) || atSitting.includes(operation.operationId);
const ask = (one: Pick<One, 'method'>, asked: Asked, as: Record<string, string>) => askAt(two.house.url, one, asked, as);
const isTheirs = (text: string): boolean => hasOneOf(text, theirs);

const whole = ({ status, text }: { status: number; text: string }) => ({
  status,
  text: text.replace(anId, 'id').replace(/"\d{4}-[^"]*Z"/g, 'then'),
});
/** What somebody heard, apart from ids, times and what was drawn for this answer alone. */
const heard = ({ status, text }: { status: number; text: string }) =>
  status < 400 ? { status } : { status, text: text.replace(anId, 'id').replace(/"retryAfterSeconds":\d+/, '') };

describe('somebody of another company', () => {
  it('has ids of every kind to try', () => {
    const kinds = new Set([...theirs].map((id) => id.slice(0, 3)));
    expect(walked.length).toBeGreaterThan(150);
    const lacking = [...new Set(walked.flatMap(prefixesIn))].filter((prefix) => !kinds.has(prefix));
    expect(lacking.sort()).toEqual([]);
  });

  it('comes across nobody and nothing of the first by any list or page of their own', async () => {
    const faults: object[] = [];
    let open = 0;
    for (const one of operations().filter((each) => each.method === 'GET' && !each.template.includes('{') && !ofEverybody(each))) {
      const found = await ask(one, askedWith(one, new Set()), two.tokens[one.operation.tags[0] ?? ''] ?? {});
      if (found.status === 200) open += 1;
      const told = idsIn(found.text).filter((id) => theirs.has(id));
      if (told.length > 0 || found.status >= 500 || /amber lamp|Ada Example|Lantern/.test(found.text))
        faults.push({ operation: one.operation.operationId, told, found });
    }
    expect(open).toBeGreaterThan(50);
    expect(faults).toEqual([]);
    const [list] = operations().filter(({ operation }) => operation.operationId === 'listConversations');
    const seen = list && (await ask(list, askedWith(list, new Set()), { cookie: await two.cookieOf(carol) }));
    expect(isTheirs(seen?.text ?? ''), 'would be found').toBe(true);
  });

  it('hears of them by every route what they hear of ids that nobody has', { timeout: 60_000 }, async () => {
    const faults: object[] = [];
    const waiting = [...walked];
    const walk = async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) faults.push(...(await faultsOf(one)));
    };
    await Promise.all([walk(), walk(), walk(), walk()]);
    expect(faults).toEqual([]);
  });

  it('would be caught if they saw: with a session of the first company the same doors open', async () => {
    const cookie = await two.cookieOf(carol);
    const opened = [];
    for (const one of walked.filter(({ method, operation }) => method === 'GET' && operation.tags.includes('staff')).slice(0, 20)) {
      const asked = askedWith(one, theirs);
      const [own, none] = [await ask(one, asked, { cookie }), await ask(one, madeUp(asked, theirs), { cookie })];
      if (own.status === 200 && none.status === 404) opened.push(one.operation.operationId);
    }
    expect(opened.length).toBeGreaterThan(5);
  });
});

async function faultsOf(one: One): Promise<object[]> {
  const as = two.tokens[one.operation.tags[0] ?? ''] ?? {};
  const asked = askedWith(one, theirs);
  const isHere = one.method !== 'GET' && !isTheirs(asked.path);
  if (isHere) await ask(one, madeUp(asked, theirs), as); // what makes something here is another the second time, for both that follow
  const [ofNothing, ofTheirs] = [await ask(one, madeUp(asked, theirs), as), await ask(one, asked, as)];
  const told = idsIn(ofTheirs.text).filter((id) => theirs.has(id) && !JSON.stringify(asked).includes(id) && !ofNothing.text.includes(id));
  const isAlike = JSON.stringify(heard(ofTheirs)) === JSON.stringify(heard(ofNothing));
  const isRight =
    isTheirs(JSON.stringify(asked)) &&
    isAlike &&
    ofTheirs.status < 500 &&
    isSeated(one, ofTheirs.text) &&
    !/step-up-needed/.test(ofTheirs.text) &&
    told.length === 0;
  if (isRight && !/amber lamp|Ada Example/.test(ofTheirs.text)) return [];
  return [{ operation: one.operation.operationId, asked, told, ofNothing, ofTheirs }];
}

let nth = 0;
let version = 1;
const next = () => {
  nth += 1;
  return String(nth);
};
const provider = () => ({
  ...{ name: 'Loom ID', issuer: 'https://id.example.net', clientId: 'parley', domains: [`${next()}.example.net`], addsPeople: true },
  ...{ groupsClaim: 'groups', groups: [], strongAcr: [], passwordsOff: false, teams: [{ group: 'Weavers' }] },
});
const place = { name: 'Ost', address: 'Musterweg 2, 10115 Berlin', hours: '', restSeconds: 60, languages: ['en'] };
const shown = () => ({ language: 'en', noticeHash: own['noticeHash'] });
const kept = { ground: 'legal-claims', reason: 'a claim', reviewOn: soon };
const measure = { id: 'm1', what: 'Cover it', owner: null, dueOn: null, done: false };
/** What a body holds besides the id that is tried. A new route that takes an id in its body, and more, fails the walk until it stands here. */
const bodies: Record<string, () => object> = {
  openEmergency: () => ({ reason: 'fault', note: 'A fault hides it' }),
  addProvider: provider,
  changeProvider: provider,
  invite: () => ({ email: `gina${next()}@example.net`, name: 'Gina', role: 'agent' }),
  addGrant: () => ({ role: 'agent', reason: 'Covers for a colleague' }),
  addTeam: () => ({ name: `West ${next()}` }),
  mergePeople: () => ({ reason: 'the same voice' }),
  startConversation: () => ({ person: own['person'], inbox: own['inbox'], text: 'Hello', purpose: 'service-conversation' }),
  addMessage: () => ({ kind: 'note', text: 'seen' }),
  addCampaign: () => letter(own['mail'] ?? ''),
  changeCampaign: () => ({ ...letter(own['mail'] ?? ''), version }),
  openRequest: () => ({ person: own['person'], kind: 'access' }),
  'openRequest .decision': () => ({ person: own['person'], kind: 'human-review' }),
  openMyRequest: () => ({ kind: 'human-review' }),
  placeHold: () => kept,
  openFinding: () => ({ title: 'A loom', severity: 'low' }),
  planAudit: () => ({ checklist: 'article-32', plannedOn: soon }),
  changeAssessment: () => ({ revision: 0, content: { ...emptyContent('Looms'), measures: [measure] } }),
  addStore: () => ({ ...place, inbox: own['inbox'] }),
  openAtCounter: () => ({ ...shown(), text: 'Hello' }),
  startSitting: shown,
  addVisitMessage: () => ({ clientId: newId('vst').replace('_', '-'), text: 'Hello' }),
};
/** What is heard of one's own as of any other; each with its reason. */
const heardAlike: Readonly<Record<string, string>> = {
  'changePassword .forget.passkeys[]': 'the present password is asked for first',
  'changePassword .forget.apiKeys[]': 'the present password is asked for first',
  'openEmergency .scope.person': 'people come after access: what opens is an alarm, and nothing behind it',
  'openEmergency .scope.inbox': 'as above',
  'invite .inboxes[]': 'inboxes come after access: a role that counts in one that is not there counts nowhere',
  'invite .teams[]': 'as above',
  'addGrant .inboxes[]': 'as above',
  'addGrant .teams[]': 'as above',
  'addTeam .inboxes[]': 'inboxes come after teams',
  'changeTeam .inboxes[]': 'as above',
  'refuseArrivals .handovers[]': 'what is not there needs no refusal',
  'chooseAtKiosk .noticeId': 'nobody sits at the kiosk',
  'goOnByMessenger .inbox': 'nobody sits at the kiosk',
  'listOrigins ?person': 'nobody of theirs is owed anything: the list is empty for anybody',
  'listTeamNames ?also': 'it is not at rest: named in any case',
  'listConversations ?store': 'none began at a store',
  'addVisitMessage .attachments[]': 'what a colleague uploaded is not the visitor’s',
  'openMyRequest .decision': 'one about somebody else',
};

describe('an id of another company within what is their own', () => {
  it('is refused as one that nobody has, where one of their own is taken', { timeout: 60_000 }, async () => {
    expect(await withinOwn(theirs)).toEqual([]);
  });

  it('would be caught if it were taken: their own stand in for those of the other company', async () => {
    const few = ['listFindings', 'changeConversation', 'startConversation', 'placeHold', 'openFinding'];
    const some = walked.filter(({ operation }) => few.includes(operation.operationId));
    const caught = (await withinOwn(new Set(Object.values(own)), some)) as { operationId: string }[];
    expect([...new Set(caught.map(({ operationId }) => operationId))].sort()).toEqual(few.sort());
  });
});

describe('what somebody of another company comes across', () => {
  it('on an open line is nothing of what the first one writes meanwhile', async () => {
    const heard = await listen(two.house.url, two.tokens['staff']?.['cookie'] ?? '');
    const [inbox, person] = ['inb', 'per'].map((prefix) => [...theirs].find((id) => id.startsWith(prefix)) ?? '');
    const heardThere = await listen(two.house.url, await two.cookieOf(carol));
    const said = await two.inFirst((ctx) => receive(ctx, { inbox: inbox as InboxId, person: person as PersonId, text: 'Hello' }));
    await eventually('the first company hears of it', async () => heardThere.text.includes(said.message));
    const mine = { inbox: own['inbox'] as InboxId, person: own['person'] as PersonId };
    const answered = await two.inSecond((ctx) => receive(ctx, { ...mine, text: 'Hello' }));
    await eventually('the own is heard', async () => heard.text.includes(answered.message));
    for (const line of [heard, heardThere]) line.stop();
    expect(idsIn(heard.text).filter((id) => theirs.has(id) || Object.values(said).includes(id as never))).toEqual([]);
  });

  it('by a provider of theirs is nobody of the first: ids, names and groups are heard of as made up', async () => {
    const made = await scimAsked('theirs', 'POST', '/Groups', { schemas: [groupSchema], displayName: 'Lamplighters' });
    const group = String(JSON.parse(made.text).id);
    const staff = [...theirs].find((id) => id.startsWith('stf')) ?? '';
    const patch = { schemas: [patchSchema], Operations: [{ op: 'replace', path: 'displayName', value: 'Taken' }] };
    const named = (member: string) => ({ schemas: [groupSchema], displayName: `Weavers ${next()}`, members: [{ value: member }] });
    for (const [kind, id, unknown] of [
      ['Users', staff, newId('stf')],
      ['Groups', group, newId('grp')],
    ] as const)
      for (const [method, body] of [
        ['GET'],
        ['PUT', { schemas: [userSchema], userName: 'x@example.net' }],
        ['PATCH', patch],
        ['DELETE'],
      ] as const) {
        const [none, their] = [
          await scimAsked('ours', method, `/${kind}/${unknown}`, body),
          await scimAsked('ours', method, `/${kind}/${id}`, body),
        ];
        expect({ method, kind, status: their.status, alike: heard(their) }).toEqual({ method, kind, status: 404, alike: heard(none) });
      }
    const [none, their] = [
      await scimAsked('ours', 'POST', '/Groups', named(newId('stf'))),
      await scimAsked('ours', 'POST', '/Groups', named(staff)),
    ];
    expect([their.status, heard(their)]).toEqual([400, heard(none)]);
    for (const path of ['/Users', '/Groups', `/Users?filter=${encodeURIComponent(`userName eq "${carol.email}"`)}`]) {
      const { status, text } = await scimAsked('ours', 'GET', path);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(/lantern|Lamplighters/i);
    }
    expect((await scimAsked('theirs', 'GET', `/Groups/${group}`)).text).toContain('Lamplighters'); // and it is as it was
    expect((await scimAsked('theirs', 'GET', `/Users/${staff}`)).status).not.toBe(404);
  });

  it('by a webhook signed with their own secret is no door of the first, and its messages are unknown at their own', async () => {
    const { theirs: there, ours: here } = two.hooks;
    const message = [...theirs].find((id) => id.startsWith('msg')) ?? '';
    const said = { id: `m-${next()}`, from: { id: 'ada-1' }, text: 'forged' };
    expect((await handedIn(there, here.secret, 'message.received', said)).status).toBe(401);
    expect((await handedIn(there, there.secret, 'message.received', said)).status).toBe(200);
    for (const [type, more] of [
      ['message.delivered', {}],
      ['message.failed', {}],
      ['message.unsent', { from: { id: 'ada-1' } }],
      ['message.edited', { from: { id: 'ada-1' }, text: 'taken' }],
    ] as const) {
      const answers = [];
      for (const id of [newId('msg'), message, said.id]) answers.push(await handedIn(here, here.secret, type, { ...more, id }));
      expect(new Set(answers.map((each) => JSON.stringify(each))).size, type).toBe(1);
    }
  });
});

const [userSchema, groupSchema] = ['User', 'Group'].map((name) => `urn:ietf:params:scim:schemas:core:2.0:${name}`);
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
async function scimAsked(of: 'theirs' | 'ours', method: string, path: string, body?: object) {
  const answer = await fetch(`${two.house.url}/scim/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${two.scim[of]}`, ...(body && { 'content-type': 'application/scim+json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

async function handedIn({ url }: Hook, secret: string, type: string, data: object) {
  const [id, at] = [`evt-${next()}`, new Date()];
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const signed = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)) };
  const headers = { 'content-type': 'application/json', ...signed, 'webhook-signature': new Webhook(secret).sign(id, at, body) };
  const answer = await fetch(url.replace(/^http:\/\/[^/]+/, two.house.url), { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

/** Every place of a body or query that takes an id, each tried with one that nobody has, one of `foreign`, and one of their own. */
async function withinOwn(foreign: ReadonlySet<string>, of = walked): Promise<object[]> {
  const faults: object[] = [];
  for (const one of of.toSorted((a, b) => Number(b.method === 'GET') - Number(a.method === 'GET'))) {
    const { operationId, tags, parameters = [], requestBody } = one.operation;
    const as = two.tokens[tags[0] ?? ''] ?? {};
    const path = one.template.replace(/\{(\w+)\}/g, (_all, name: string) => own[name] ?? 'x');
    const schema = requestBody?.content['application/json']?.schema;
    const inBody = (at = '') => placings(schema, (bodies[`${operationId} ${at}`] ?? bodies[operationId])?.());
    const tried = [
      ...inBody().map(({ at, prefix }, nr) => ({ at, prefix, asked: (id: string): Asked => ({ path, body: inBody(at)[nr]?.put(id) }) })),
      ...parameters
        .filter((each) => each.in === 'query')
        .flatMap(({ name, schema: of }) =>
          placings(of, undefined).map(({ prefix }) => ({
            ...{ at: `?${name}`, prefix },
            asked: (id: string): Asked => ({ path: `${path}?${name}=${id}`, body: undefined }),
          })),
        ),
    ];
    for (const { at, prefix, asked } of tried) {
      const [other = ''] = [...foreign].filter((id) => id.startsWith(prefix));
      const mine = own[`${operationId} ${at}`] ?? Object.values(own).find((id) => id.startsWith(prefix)) ?? '';
      const none = await ask(one, asked(newId(prefix)), as);
      const their = await ask(one, asked(other), as);
      const my = await ask(one, asked(mine), as);
      if (operationId === 'changeCampaign' && my.status === 200) version += 1;
      const [ofNone, ofTheirs, ofMine] = [none, their, my].map((each) => JSON.stringify(one.method === 'GET' ? whole(each) : heard(each)));
      const isRight =
        other !== '' && ofNone === ofTheirs && their.status < 500 && isSeated(one, their.text) && !/step-up-needed/.test(their.text);
      const told = idsIn(their.text).filter((id) => foreign.has(id) && id !== other && !none.text.includes(id));
      const isTaken = their.status < 400 && one.method !== 'GET';
      const isSeen = `${operationId} ${at}` in heardAlike || (ofMine !== ofNone && !isTaken);
      if (!isRight || told.length > 0 || !isSeen) faults.push({ operationId, at, told, none, their, my });
    }
  }
  return faults;
}
