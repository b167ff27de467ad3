// Nobody reaches another company by any door: every route of the OpenAPI document that takes an id is called by somebody who may do everything in their own company, with ids that are real in
// another one. They must hear what they hear of ids that nobody has.
import type { Answer } from '@parley/contract';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace } from '#access';
import { newId, type Prefix, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { arrive } from '#people';
import { fill } from '#test/filled';
import { type One, operations, type Schema, valid } from '#test/from-document';
import { openHouse } from '#test/house';
import type { TestRoom } from '#test/room';
import { openSession } from '../src/rights/sessions.ts';

const carol = { name: 'Carol', email: 'carol@lantern.example.com', password: 'a long pass phrase 42' };
const dora = { name: 'Dora', email: 'dora@example.net', password: 'a long pass phrase 43' };
const idPattern = /\^([a-z]{3})_\[/g;
const anId = /\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}\b/g;
/** Whoever has one of these holds a key to a page that is open to everybody. */
const ofEverybody = (one: One) => one.operation.tags.includes('public');
const prefixesIn = (one: One): string[] =>
  [...JSON.stringify([one.operation.parameters ?? [], one.operation.requestBody ?? {}]).matchAll(idPattern)].map(
    ([, prefix]) => prefix ?? '',
  );
const walked = operations().filter((one) => prefixesIn(one).length > 0 && !ofEverybody(one) && one.operation.operationId !== 'events');

let house: Awaited<ReturnType<typeof openHouse>>;
/** Real ids of the first company. */
const theirs = new Set<string>();
const tokens: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  house = await openHouse({ empty: true });
  const first = await createWorkspace(house.tools, { company: 'Lantern', language: 'en', country: 'DE', staff: carol });
  const who = { workspace: first.workspace, actor: { kind: 'system', id: 'test' } } as const;
  const ctx: TestRoom['ctx'] = (work, more = {}) => act(house.tools, { ...who, purpose: 'service-conversation', ...more }, work);
  await fill({ tools: house.tools, workspace: first.workspace, ctx } as unknown as TestRoom, 1);
  const staff = await house.staffClient(carol);
  await opened(staff);
  await furnished(staff);
  await collect(first.workspace);

  const { workspace } = await createWorkspace(house.tools, { company: 'Loom', language: 'en', country: 'DE', staff: dora });
  const { token } = await act(house.tools, { workspace, actor: who.actor, purpose: 'service-conversation' }, async (own) => {
    const { person } = await arrive(own, { kind: 'email', value: 'ada@example.net', name: 'Ada' });
    return openSession(own, person);
  });
  tokens['staff'] = { cookie: await signedIn(dora) };
  tokens['person'] = { authorization: `Bearer ${token}` };
  const { visitor, kiosk } = await opened(await house.staffClient(dora));
  tokens['visitor'] = { authorization: `Bearer ${visitor}` };
  tokens['kiosk'] = { authorization: `Bearer ${kiosk}` };
});
afterAll(() => house.stop());

async function collect(workspace: WorkspaceId): Promise<void> {
  theirs.add(workspace);
  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  const { rows } = await admin.query(
    `SELECT c.table_name AS name FROM information_schema.columns c JOIN information_schema.columns w ON w.table_name = c.table_name AND w.column_name = 'workspace_id'
     JOIN pg_class t ON t.oid = c.table_name::regclass AND t.relkind IN ('r', 'p') WHERE c.column_name = 'id' AND c.table_schema = 'public'`,
  );
  for (const { name } of rows as { name: string }[])
    for (const { id } of (await admin.query(`SELECT id::text FROM ${name} WHERE workspace_id = $1 ORDER BY 1 LIMIT 3`, [workspace])).rows)
      if (/^[a-z]{3}_[0-9a-z]{26}$/.test(id)) theirs.add(id);
  await admin.end();
}

async function signedIn({ email, password }: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

type Client = Awaited<ReturnType<(typeof house)['staffClient']>>;

/** A notice, a visitor's token, and a store with a device. */
async function opened(staff: Client): Promise<{ visitor: string; kiosk: string }> {
  const facts = {
    address: 'Musterweg 1, Berlin',
    contactEmail: 'hello@example.net',
    dpoContact: 'privacy@example.net',
    authority: 'BlnBDI',
  };
  await staff.call('changeWorkspace', { body: facts });
  await staff.call('publishNotice', { body: {} });
  const chat = (await staff.call('addChannel', { body: { channel: 'web-chat', name: 'Chat', settings: {} } })) as Answer<'addChannel'>;
  const key = chat.snippet?.match(/data-key="([^"]+)"/)?.[1] ?? '';
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const visitor = (await house.publicClient().call('startVisit', { params: { key }, body })).token;
  const place = { name: 'Mitte', address: 'Musterweg 1, 10115 Berlin', hours: '', inbox: chat.inbox.id, restSeconds: 60 };
  const store = await staff.call('addStore', { body: { ...place, languages: ['en'] } });
  const { code } = await staff.call('makeKioskCode', { params: { store: store.id }, body: { name: 'Door' } });
  const enrolled = await fetch(`${house.url}/v1/kiosks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  return { visitor, kiosk: ((await enrolled.json()) as { token: string }).token };
}

/** What a company has besides what `fill` gave it. */
async function furnished(staff: Client): Promise<void> {
  await staff.call('addTeam', { body: { name: 'North' } });
  const tag = await staff.call('addTag', { body: { name: 'Likes lamps', months: 6 } });
  const agreement = { reference: 'DPA 7', signedOn: '2026-01-01', expiresOn: null };
  const archive = {
    code: 'archive',
    role: 'processor',
    name: 'Example Archive',
    service: 'keeps copies',
    region: 'IN',
    transfer: null,
  } as const;
  await staff.call('addVendor', { body: { ...archive, agreement } });
  const provider = (await staff.call('listProviders')).items[0]?.id ?? '';
  await staff.call('makeScimToken', { params: { provider } });
  const mail = (await staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'email')?.inbox.id ?? '';
  const texts = [{ language: 'en', subject: 'Light', text: 'Hello' } as const];
  const audience = { any: [tag.id], all: [], none: [] };
  const marketing = (await staff.call('listPurposes')).items.find(({ code }) => code === 'marketing')?.id ?? '';
  await staff.call('changePurpose', { params: { purpose: marketing }, body: { active: true, reason: 'a spring letter' } });
  await staff.call('addCampaign', { body: { name: 'Spring', purpose: 'marketing', inbox: mail, texts, audience } });
  await staff.call('askExport');
  await staff.call('askEnd', {
    body: { endsAt: new Date(Date.now() + 60 * 86_400_000).toISOString(), returns: false, holds: 'wait' },
  });
}

type Asked = { readonly path: string; readonly body: unknown };

/** A request as the document allows it, the same each time, with ids of the first company wherever one fits. */
function askedWith({ template, operation }: One): Asked {
  const sample = (schema: Schema) => fc.sample(valid(schema, theirs), { seed: 5, numRuns: 12 });
  const named = (schema: Schema) => sample(schema).find((each) => isTheirs(JSON.stringify(each))) ?? sample(schema)[0];
  const values = new Map((operation.parameters ?? []).map(({ name, schema }) => [name, encodeURIComponent(String(named(schema)))]));
  const query = (operation.parameters ?? []).filter(
    (each) => each.in === 'query' && (each.required || isTheirs(values.get(each.name) ?? '')),
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  return {
    path:
      template.replace(/\{(\w+)\}/g, (_all, name: string) => values.get(name) ?? 'x') +
      (query.length > 0 ? `?${query.map(({ name }) => `${name}=${values.get(name)}`).join('&')}` : ''),
    body: schema && named(schema),
  };
}

const isTheirs = (text: string): boolean => idsIn(text).some((id) => theirs.has(id));
/** The same with ids that nobody has. */
function madeUp(asked: Asked): Asked {
  const others = new Map<string, string>();
  const text = JSON.stringify(asked).replace(anId, (id, prefix: Prefix) => {
    if (!theirs.has(id)) return id;
    others.set(id, others.get(id) ?? newId(prefix));
    return others.get(id) ?? id;
  });
  return JSON.parse(text) as Asked;
}

async function ask({ method }: One, { path, body }: Asked, as: Record<string, string>) {
  const answer = await fetch(house.url + path, {
    method,
    headers: { ...as, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (isStream) await answer.body?.cancel();
  return { status: answer.status, text: isStream ? '' : await answer.text() };
}

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
    const cookie = await signedIn(carol);
    const opened = [];
    for (const one of walked.filter(({ method, operation }) => method === 'GET' && operation.tags.includes('staff')).slice(0, 20)) {
      const asked = askedWith(one);
      const [own, none] = [await ask(one, asked, { cookie }), await ask(one, madeUp(asked), { cookie })];
      if (own.status === 200 && none.status === 404) opened.push(one.operation.operationId);
    }
    expect(opened.length).toBeGreaterThan(5);
  });
});

async function faultsOf(one: One): Promise<object[]> {
  const as = tokens[one.operation.tags[0] ?? ''] ?? {};
  const asked = askedWith(one);
  const isHere = one.method !== 'GET' && !isTheirs(asked.path);
  if (isHere) await ask(one, madeUp(asked), as); // what makes something here is another the second time, for both that follow
  const [ofNothing, ofTheirs] = [await ask(one, madeUp(asked), as), await ask(one, asked, as)];
  const told = idsIn(ofTheirs.text).filter((id) => theirs.has(id) && !JSON.stringify(asked).includes(id) && !ofNothing.text.includes(id));
  const isAlike = JSON.stringify(heard(ofTheirs)) === JSON.stringify(heard(ofNothing));
  const isRight =
    isTheirs(JSON.stringify(asked)) &&
    isAlike &&
    ofTheirs.status < 500 &&
    !/not-signed-in|step-up-needed/.test(ofTheirs.text) &&
    told.length === 0;
  if (isRight && !/amber lamp|Ada Example/.test(ofTheirs.text)) return [];
  return [{ operation: one.operation.operationId, asked, told, ofNothing, ofTheirs }];
}

const idsIn = (text: string): string[] => [...text.matchAll(anId)].map(([id]) => id);
