// Declared against observed in a real house: nothing is said when all is well, and each planted difference is found, in the map, in its check and in the record.
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { permitOrThrow } from '#gate';
import { open } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import type { MessageId, PersonId } from '#kit/ids';
import { checks } from '#kit/room';
import { append, list, sequence } from '#ledger';
import { fill } from '#test/filled';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { addVendor, changeVendor, listVendors } from '#vendors';
import { changeCompany } from '../access/workspaces.ts';
import { openChannel } from '../channels/accounts.ts';
import { countTraffic } from './counted/count.ts';
import { fieldsFromDay, flowsFromDay, readProgress } from './counted/store.ts';
import { spotsOf } from './declared.ts';
import { observe } from './drift/observe.ts';
import { driftOf, driftRules, type Observed } from './drift/rules.ts';
import { dataMap } from './picture/map.ts';
import { changeFacts, lackingIn, readFacts, type VersionedFacts } from './record/facts.ts';
import { drawRecord, keepRecords, listVersions } from './record/versions.ts';

let room: TestRoom;
let admin: pg.Client;
let filled: Awaited<ReturnType<typeof fill>>;
beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  filled = await fill(room);
  await room.ctx((ctx) =>
    changeCompany(ctx, { address: 'Musterweg 1', contactEmail: 'hello@example.com', dpoContact: 'privacy@example.com' }),
  );
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

const check = async (id: string): Promise<number> => {
  const found = checks.of(room).find((each) => each.id === id);
  if (!found) throw new Error(`no check ${id}`);
  return room.ctx((ctx) => found.run(ctx));
};
const count = () => room.ctx(countTraffic);
const sequenced = async () => {
  await room.ctx(sequence);
  await count();
};
const drift = () => room.ctx(async (ctx) => driftOf(await observe(ctx)));
const used = (facts: Record<string, string>, kind = 'data.sent') =>
  room.ctx((ctx) =>
    append(ctx, { kind, facts: { act: 'send', by: 'test', fields: 'messages.body', purpose: 'service-conversation', ...facts } }),
  );
const own: VersionedFacts = {
  representative: null,
  joint: [],
  hostedIn: 'DE',
  hostedBy: null,
  operatedBySelf: true,
  operator: null,
  version: 0,
};

const putBack = (row: Record<'workspace_id' | 'position' | 'began_at' | 'counted_at' | 'notes_from', unknown>) =>
  admin.query('INSERT INTO datamap_progress (workspace_id, position, began_at, counted_at, notes_from) VALUES ($1, $2, $3, $4, $5)', [
    ...[row.workspace_id, row.position, row.began_at, row.counted_at, row.notes_from],
  ]);

async function reveal(person: PersonId): Promise<void> {
  const { rows } = await admin.query<{ id: MessageId; body: Buffer }>('SELECT id, body FROM messages WHERE person_id = $1 LIMIT 1', [
    person,
  ]);
  const message = rows[0]!;
  await room.ctx(
    async (ctx) => {
      const permit = await permitOrThrow(ctx, { act: 'reveal', person, purpose: 'service-conversation', fields: ['messages.body'] });
      await open(ctx, permit, { subject: person, table: 'messages', row: message.id, column: 'body' }, message.body as never);
    },
    { actor: staffWhoMayAll(filled.staff) },
  );
}

it('what is done is counted once, by day, field, purpose and recipient, and names nobody', async () => {
  await sequenced();
  const before = await room.ctx((ctx) => fieldsFromDay(ctx, '2026-01-01'));
  await reveal(filled.ada);
  await sequenced();
  await count(); // again: there is nothing new
  const after = await room.ctx((ctx) => fieldsFromDay(ctx, '2026-01-01'));
  const team = (rows: typeof after) =>
    rows.find(
      (row) => row.field === 'messages.body' && row.act === 'reveal' && row.purpose === 'service-conversation' && row.recipient === '@team',
    )?.uses ?? 0;
  expect(team(after)).toBe(team(before) + 1);
  const flows = await room.ctx((ctx) => flowsFromDay(ctx, '2026-01-01'));
  expect(flows.find(({ act, channel }) => act === 'receive' && channel === 'email')?.uses).toBe(4); // three of ada's, one of whom is being erased
  expect((await room.ctx(readProgress))?.position).toBeGreaterThan(20);
  expect((await room.ctx(readProgress))?.notesFrom).toBe('2026-11-24'); // by the clock of the house, and at once
  const { traffic } = await room.ctx((ctx) => dataMap(ctx, 90, 'en'));
  expect(traffic).toContainEqual({ act: 'receive', channel: 'email', recipient: null, uses: null }); // fewer than five
  const { rows } = await admin.query<{ all: string }>(
    "SELECT coalesce(string_agg(t::text, ' '), '') AS all FROM (SELECT f::text AS t FROM datamap_flows f UNION ALL SELECT d::text FROM datamap_fields d) lines",
  );
  expect(rows[0]?.all).not.toMatch(/(per|stf|cnv|msg)_/);
});

it('says nothing when all is well', async () => {
  expect(await check('datamap.record-is-complete')).toBe(2); // where the machines stand, and who runs them
  await expect(room.ctx((ctx) => changeFacts(ctx, { ...own, operatedBySelf: false }))).rejects.toMatchObject({ code: 'invalid' });
  await room.ctx((ctx) => changeFacts(ctx, own));
  expect(await room.ctx(readFacts)).toEqual({ ...own, version: 1 });
  await room.ctx((ctx) => changeFacts(ctx, { ...own, version: 1 })); // the same again: no version
  expect(await room.ctx(readFacts)).toEqual({ ...own, version: 1 });
  await expect(room.ctx((ctx) => changeFacts(ctx, { ...own, hostedIn: 'FR' }))).rejects.toMatchObject({ code: 'conflict' }); // read before
  // whoever vouches for staff learns when they come in: found in the settings of sign-in, and entered
  expect(await drift()).toEqual([{ kind: 'recipient-unknown', about: 'id-example-com' }]);
  const provider = { code: 'id-example-com', role: 'controller', name: 'Lantern ID', service: 'vouches for staff', region: 'DE' } as const;
  await room.ctx((ctx) => addVendor(ctx, { ...provider, agreement: null, transfer: null }));
  expect(await drift()).toEqual([]);
  for (const { id } of checks.of(room).filter((each) => each.id.startsWith('datamap.')))
    expect({ id, faults: await check(id) }).toEqual({ id, faults: 0 });
  const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'record.facts-changed', limit: 1 }))).items;
  expect(entry?.facts).toEqual({ version: 1, hostedIn: 'DE' });
});

it('finds a column that nobody declared, and one whose time nobody named', async () => {
  await admin.query('ALTER TABLE people ADD COLUMN nickname text');
  expect(await check('datamap.every-column-is-declared')).toBe(1);
  expect(await drift()).toEqual([{ kind: 'column-undeclared', about: 'people.nickname' }]);
  await admin.query('ALTER TABLE people DROP COLUMN nickname');
  await admin.query('CREATE TABLE planted (workspace_id text)');
  expect(await check('datamap.companies-are-apart')).toBe(1);
  expect(await check('datamap.every-column-is-declared')).toBe(1);
  await admin.query('DROP TABLE planted');
  await admin.query('CREATE SCHEMA beside CREATE TABLE people (workspace_id text)'); // a name of ours in a place that is not
  expect(await check('datamap.companies-are-apart')).toBe(1);
  expect(await drift()).toEqual([{ kind: 'column-undeclared', about: 'beside.people.workspace_id' }]);
  await admin.query('DROP SCHEMA beside CASCADE');
  const declared = holdings.of(room);
  holdings.set(
    room.tools,
    declared.map((each): Holding => (each.table === 'visits' ? { ...each, period: null } : each)),
  );
  expect(await check('datamap.every-table-has-a-period')).toBe(1);
  holdings.set(room.tools, declared);
  expect(await drift()).toEqual([]);
});

it('gives figures of full days, in fives, in an order that tells no more', async () => {
  for (let at = 0; at < 13; at += 1) await used({ recipient: 'self' });
  await sequenced();
  const sentIn = async () => {
    const map = await room.ctx((ctx) => dataMap(ctx, 90, 'en'));
    const uses = map.paths.map((path) => path.uses ?? 1);
    expect(uses).toEqual([...uses].sort((one, other) => other - one));
    return map.paths.find((path) => path.table === 'messages' && path.state === 'seen' && path.recipient === null)?.uses;
  };
  expect(await sentIn()).toBe(null); // of today
  await admin.query(`UPDATE datamap_fields SET day = day - 1`);
  expect((await sentIn()) ?? 0).toBeGreaterThanOrEqual(10);
  expect(((await sentIn()) ?? 1) % 5).toBe(0);
  await admin.query(`UPDATE datamap_fields SET day = day + 1`);
});

it('finds somebody who got data and stands in no register, for a purpose that never named them', async () => {
  await used({ recipient: 'shadow', channel: 'email' });
  await sequenced();
  expect(await check('datamap.every-recipient-is-known')).toBe(1);
  expect(await check('datamap.every-recipient-is-of-its-purpose')).toBe(1);
  expect((await room.ctx((ctx) => dataMap(ctx, 90, 'de'))).recipients.find(({ code }) => code === 'shadow')).toMatchObject({
    ...{ kind: 'outside', standing: 'unknown-recipient', region: null },
  });
  const map = await room.ctx((ctx) => dataMap(ctx, 90, 'de'));
  expect(map.paths.find(({ recipient }) => recipient === 'shadow')).toMatchObject({
    state: 'undeclared',
    uses: null,
    category: 'Communication',
  });
  await admin.query(`DELETE FROM datamap_flows WHERE recipient = 'shadow'`);
  await admin.query(`DELETE FROM datamap_fields WHERE recipient = 'shadow'`);
});

it('finds a channel that is open although its carrier has neither agreement nor instrument, and points to the register', async () => {
  const account = { provider: 'twilio', number: '+12025550100', accountSid: `AC${'1'.repeat(32)}`, authToken: 'a'.repeat(32) };
  await room.ctx((ctx) => openChannel(ctx, { channel: 'sms', name: 'Text', settings: account }));
  expect(await check('datamap.every-recipient-has-an-agreement')).toBe(1);
  const map = await room.ctx((ctx) => dataMap(ctx, 90, 'en'));
  expect(map.findings.find(({ kind }) => kind === 'agreement-missing')).toMatchObject({
    about: 'twilio',
    page: '/recipients',
    article: '28(3)',
  });
  const change = async (to: Parameters<typeof changeVendor>[2]) =>
    room.ctx(async (ctx) => changeVendor(ctx, (await listVendors(ctx)).find(({ code }) => code === 'twilio')!.id as never, to));
  await change({ agreement: { reference: 'DPA 7', signedOn: '2026-01-01', expiresOn: null } });
  expect(await check('datamap.every-recipient-has-an-agreement')).toBe(0);
  expect(await check('datamap.every-transfer-has-its-instrument')).toBe(1);
  await change({ transfer: 'A46-2-c' });
  expect(await check('datamap.every-transfer-has-its-instrument')).toBe(0);
  expect(await drift()).toEqual([]);
});

it('finds a recipient that is really reached in another country than the register says, and whom its instrument does not let go there', async () => {
  const change = async (to: Parameters<typeof changeVendor>[2]) =>
    room.ctx(async (ctx) => changeVendor(ctx, (await listVendors(ctx)).find(({ code }) => code === 'twilio')!.id as never, to));
  const before = config.of(room);
  const reach = (twilioUrl: string) => config.set(room.tools, { ...before, twilioUrl });
  await change({ region: 'IE', transfer: null }); // as it was agreed
  expect(await drift()).toEqual([
    { kind: 'transfer-without-instrument', about: 'twilio' },
    { kind: 'region-not-entered', about: 'twilio:US' },
  ]);
  expect(await check('datamap.every-region-is-as-entered')).toBe(1);
  const map = await room.ctx((ctx) => dataMap(ctx, 90, 'en'));
  expect(map.findings.find(({ kind }) => kind === 'region-not-entered')).toMatchObject({ page: '/recipients', article: '30(1)(e)' });
  expect(map.recipients.find(({ code }) => code === 'twilio')).toMatchObject({
    ...{ country: 'IE', region: 'eea', reached: [{ country: 'US', region: 'certified-only' }] },
  });
  reach('https://api.dublin.ie1.twilio.com'); // and set up so
  expect(await drift()).toEqual([]);
  reach('https://api.sydney.au1.twilio.com');
  expect((await drift()).map(({ about }) => about)).toEqual(['twilio', 'twilio:AU']);
  reach('http://twilio.example.com'); // says nothing
  expect(await drift()).toEqual([]);
  config.set(room.tools, before);
  await change({ region: 'US', transfer: 'A46-2-c' });
  expect(await drift()).toEqual([]);
});

it('finds machines outside the EEA without an instrument, an operator without an agreement, and a company from elsewhere that nobody represents', async () => {
  const operator = { name: 'Hosting Example', contact: 'host@example.com', representative: null, dpo: null, agreement: null };
  const lacking = (facts: object) => room.ctx((ctx) => lackingIn(ctx, { ...own, ...facts }));
  expect(await lacking({ operatedBySelf: false, operator })).toEqual(['operator-agreement']);
  expect(await lacking({ hostedIn: 'IN' })).toEqual(['hosting-transfer']);
  expect(await lacking({ hostedIn: 'IN', hostedBy: 'nobody-entered' })).toEqual(['hosting-transfer']);
  expect(await lacking({ hostedIn: 'IN', hostedBy: 'twilio', operatedBySelf: false, operator })).toEqual([]); // agreement and clauses
  expect(await lacking({ hostedIn: 'JP' })).toEqual([]); // adequate
  const loom = { name: 'Loom', contact: 'loom@example.com' };
  expect(await lacking({ joint: [loom] })).toEqual(['joint-controllers']); // the notice does not name it
  const joint = { code: 'loom', role: 'joint-controller', name: ' LOOM', service: 'shows lamps', region: 'DE', agreement: null } as const;
  await room.ctx((ctx) => addVendor(ctx, { ...joint, transfer: null }));
  expect([await lacking({ joint: [loom] }), await lacking({})]).toEqual([[], ['joint-controllers']]);
  await admin.query(`DELETE FROM vendors WHERE code = 'loom'`);
  await room.ctx((ctx) => changeCompany(ctx, { country: 'IN' }));
  expect(await lacking({ hostedIn: 'IN' })).toEqual(['representative']);
  await room.ctx((ctx) => changeCompany(ctx, { country: 'DE' }));
  const observed = await room.ctx(async (ctx) => ({ ...(await observe(ctx)), lacking: ['hosting-transfer', 'operator-agreement'] }));
  expect(driftOf(observed)).toEqual([
    { kind: 'transfer-without-instrument', about: 'hosting-transfer' },
    { kind: 'record-incomplete', about: 'operator-agreement' },
  ]);
});

it('finds a purpose that was not in force, and a kind of data that its purpose does not name', async () => {
  room.setTime('2026-11-26T09:00:00Z');
  await used({ purpose: 'marketing', recipient: 'self' });
  await used({ purpose: 'identity-verification' }, 'data.revealed');
  await sequenced();
  expect(await check('datamap.every-purpose-seen-is-in-force')).toBe(1);
  expect(await check('datamap.every-category-is-of-its-purpose')).toBe(1);
  expect(await drift()).toEqual([
    { kind: 'purpose-not-in-force', about: 'marketing' },
    { kind: 'category-not-of-purpose', about: 'identity-verification:Communication' },
  ]);
  await admin.query(`DELETE FROM datamap_flows WHERE purpose IN ('marketing', 'identity-verification')`);
  await admin.query(`DELETE FROM datamap_fields WHERE purpose IN ('marketing', 'identity-verification')`);
  expect(await drift()).toEqual([]);
});

it('finds what nobody opened only once it can be told, and leaves what is kept as proof alone', async () => {
  room.setTime('2027-01-20T09:00:00Z');
  await count();
  expect(await check('datamap.every-field-is-used')).toBe(0); // counted for less than ninety days
  room.setTime('2027-03-20T09:00:00Z');
  expect(await check('datamap.every-field-is-used')).toBe(0); // counting is behind
  expect(await check('datamap.traffic-is-counted')).toBe(1);
  const progress = await admin.query('DELETE FROM datamap_progress RETURNING *');
  expect(await check('datamap.traffic-is-counted')).toBe(1); // never counted at all
  await putBack(progress.rows[0]);
  await count();
  expect(await check('datamap.traffic-is-counted')).toBe(0);
  const unused = (await drift()).filter(({ kind }) => kind === 'field-unused').map(({ about }) => about);
  expect(await check('datamap.every-field-is-used')).toBeGreaterThan(3);
  expect(unused).toContain('messages.body');
  expect(await check('datamap.every-custom-field-is-read')).toBe(1);
  expect(unused.filter((field) => /^(consent_events|legal_holds|merges)\./.test(field))).toEqual([]);
  await reveal(filled.ada);
  await sequenced();
  expect((await drift()).map(({ about }) => about)).not.toContain('messages.body');
});

const observed = (special: number, all: number): Observed => ({
  ...{
    today: '2026-11-24',
    spots: [],
    purposes: [],
    history: [],
    vendors: [],
    undeclared: [],
    flows: [],
    fields: [],
    setUp: [],
    reached: [],
    unused: [],
    unread: [],
    lacking: [],
    servings: new Map(),
    notesFrom: '2026-11-01',
  },
  readers: { special, all },
});

it('judges what was done by the day on which it was done', () => {
  const agreement = { agreementReference: 'DPA 7', agreementSignedOn: '2026-01-01', agreementExpiresOn: '2026-10-31' };
  const vendors = [{ code: 'relay', role: 'processor', region: 'DE', transfer: null, ...agreement } as const];
  const version = (active: boolean, day: string) => ({ code: 'service', active, since: new Date(`${day}T12:00:00Z`) });
  const history = [version(true, '2026-01-01'), version(false, '2026-09-10'), version(true, '2026-09-20')];
  const drift = (day: string, more: Partial<Observed> = {}) => {
    const flow = { day, act: 'send', purpose: 'service', channel: 'email', recipient: 'relay', uses: 7 } as const;
    return driftOf({ ...observed(0, 0), vendors, history, flows: [flow], ...more }).map(({ kind }) => kind);
  };
  expect(drift('2026-10-31')).toEqual([]); // ended since, and nothing was sent after
  expect(drift('2026-11-01')).toEqual(['agreement-missing']);
  expect(drift('2026-10-31', { setUp: ['relay'] })).toEqual(['agreement-missing']);
  expect(drift('2025-12-30')).toEqual(['agreement-missing', 'purpose-not-in-force']); // what held before is not kept: as of today
  for (const day of ['2026-09-10', '2026-09-20']) expect(drift(day)).toEqual([]);
  expect(drift('2026-09-15')).toEqual(['purpose-not-in-force']); // switched on again meanwhile
});

it('takes what a company notes as its fields say, and finds that one was read for another purpose', () => {
  const holding = holdings.of(room).find(({ table }) => table === 'person_field_values');
  const serving = (purpose: string, isOver: boolean) => ({ purpose, period: [{ for: 'P30D', from: 'collected' }], isOver }) as const;
  const servings = new Map([['person_field_values', [serving('marketing', false), serving('analytics', true)]]]);
  expect(spotsOf(holding ? [holding] : [], servings)).toMatchObject([{ purpose: 'marketing', period: [{ for: 'P30D' }], place: 'fields' }]);
  expect(spotsOf(holding ? [holding] : [], new Map([['person_field_values', []]]))).toEqual([]);
  const look = { day: '2026-11-20', act: 'reveal', field: 'person_field_values.value', recipient: '@team', uses: 1 } as const;
  const found = (purpose: string, more = {}) =>
    driftRules['purpose-not-of-field']({ ...observed(0, 0), servings, fields: [{ ...look, purpose, ...more }] });
  expect([found('marketing'), found('analytics'), found('rights-fulfilment', { recipient: '@person' })]).toEqual([[], [], []]);
  expect(found('rights-fulfilment'), 'whoever handles a request').toEqual([]);
  expect(found('service-conversation', { day: '2026-10-31' }), 'before fields said what they are for').toEqual([]);
  expect(found('service-conversation').length, 'datamap.every-note-is-read-for-its-purpose').toBe(1);
});

it('finds access that is broad by what there is', () => {
  const faults = (special: number, all: number) => driftRules['access-broad'](observed(special, all)).length;
  expect(faults(3, 3)).toBe(0); // a small company
  expect(faults(6, 12)).toBe(0);
  expect(faults(7, 12), 'datamap.access-is-narrow').toBe(1);
});

it('keeps a version of each record whenever what it says has changed, and only then', async () => {
  await room.ctx(keepRecords);
  await room.ctx(keepRecords);
  expect((await room.ctx(listVersions)).map(({ kind, version }) => `${kind} ${version}`).sort()).toEqual(['controller 1', 'processor 1']);
  const operator = { name: 'Hosting Example', contact: 'host@example.com', representative: null, dpo: null, agreement: 'DPA 9' };
  await room.ctx((ctx) => changeFacts(ctx, { ...own, operatedBySelf: false, operator, version: 1 }));
  await room.ctx((ctx) => changeCompany(ctx, { name: 'Lantern & Loom' }));
  const record = await room.ctx((ctx) => drawRecord(ctx, 'processor'));
  expect(record).toMatchObject({ version: 2, operator: { name: 'Hosting Example' }, hostedIn: 'DE' });
  expect(record.processing).toContain('email');
  expect(await room.ctx((ctx) => drawRecord(ctx, 'processor', 1))).toMatchObject({
    version: 1,
    operator: null,
    states: {},
    statesAt: null,
  }); // today's controls are none of then
  expect(Object.keys(record.states).length).toBeGreaterThan(5);
  await expect(room.ctx((ctx) => drawRecord(ctx, 'controller', 9))).rejects.toMatchObject({ code: 'not-found' });
  const aged = async (version: number) => {
    await admin.query(`UPDATE record_versions SET made_at = made_at - interval '6 years' WHERE version = $1`, [version]);
    await room.ctx(keepRecords);
    return (await room.ctx(listVersions)).map((each) => each.version).sort();
  };
  expect(await aged(1)).toEqual([1, 1, 2, 2]); // the first held until lately
  expect(await aged(2)).toEqual([2, 2]);
  const document = JSON.stringify(await room.ctx((ctx) => drawRecord(ctx, 'controller')));
  for (const personal of ['Ada', 'amber lamp', 'ada+', 'carol@', filled.ada, filled.staff]) expect(document).not.toContain(personal);
});

it('one company counts and reads only its own', async () => {
  const other = await room.anotherWorkspace();
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { workspace: other });
  await within(countTraffic);
  expect(await within((ctx) => flowsFromDay(ctx, '2020-01-01'))).toEqual([]);
  expect((await within((ctx) => dataMap(ctx, 90, 'en'))).paths.every(({ state }) => state === 'declared')).toBe(true);
});
