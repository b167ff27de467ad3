// Fields and their values over the real database: what is refused, who reads, what the sweeper takes, and what stays.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissions } from '#access';
import { record } from '#consent';
import { lift, permitOrThrow, restrict } from '#gate';
import { stoppedFields } from '#keys';
import type { Actor, Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { type Id, newId, type PersonId, type StaffId } from '#kit/ids';
import { settings } from '#kit/setting';
import { list } from '#ledger';
import { arrive, merge } from '#people';
import { changePurpose, currentNotice, listPurposes, publishNotices, purposeByCode, wordingFor } from '#purposes';
import { companyFacts } from '#test/agreeing';
import { inDatabase } from '#test/in-database';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { tracesInDatabase } from '#test/traces';
import { standingAgain, stopFieldsAgain } from './again.ts';
import { valueField } from './asking.ts';
import { fieldChecks } from './checks.ts';
import { addField, listFields, stopField } from './declare.ts';
import { takeTurn } from './sweep.ts';
import type { FieldId, New } from './types.ts';
import { unreadFields } from './unread.ts';
import { fieldsOf, lookAt, setValue } from './values.ts';

let room: TestRoom;
let carol: { actor: Actor };
let ada: PersonId;
let boris: PersonId;
const shoe = {
  names: { en: 'Shoe size', de: 'Schuhgröße' },
  kind: 'number',
  purpose: 'service-conversation',
  period: 'P30D',
  provided: true,
  tellsOf: [],
} as const;
const reason = 'Shoes are fitted by telephone';
const declare = (more: Partial<New> = {}) => room.ctx((ctx) => addField(ctx, { ...shoe, reason, ...more } as New));
const seen = (person: PersonId, by = carol) => room.ctx((ctx) => fieldsOf(ctx, person, 'en'), by);
const look = (person: PersonId, id: FieldId, by = carol) => room.ctx((ctx) => lookAt(ctx, person, id), by);
const values = async (person: PersonId) =>
  Object.fromEntries(
    await Promise.all((await seen(person)).items.map(async ({ field }) => [field.names.en, (await look(person, field.id)).value])),
  );
const check = (id: string) => room.ctx((ctx) => fieldChecks.find((each) => each.id === id)?.run(ctx) ?? Promise.reject(new Error(id)));

const say = async (ctx: Ctx, person: PersonId, state: 'given' | 'withdrawn', explicit = false) => {
  const [notice, purpose] = [await currentNotice(ctx, 'en'), await purposeByCode(ctx, 'marketing')];
  if (!notice || !purpose) throw new Error('a notice and a purpose are there');
  await record(ctx, {
    ...{ person, purpose: 'marketing', channel: 'web-chat', state, method: 'privacy-page', by: 'self' },
    ...{ explicit, notice, language: 'en', wording: wordingFor(purpose, 'web-chat', 'en') },
  });
};

beforeAll(async () => {
  room = await openRoom('fields');
  carol = { actor: staffWhoMayAll(newId('stf') as StaffId) };
  const someone = async (name: string) =>
    (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name }))).person;
  [ada, boris] = [await someone('ada'), await someone('boris')];
});
afterAll(() => room.stop());

test('without a purpose in force, a period or a reason there is no field, nor by the database itself', async () => {
  const path = (path: string) => ({ code: 'invalid', extras: { fields: [expect.objectContaining({ path: `body/${path}` })] } });
  await expect(declare({ purpose: 'nothing' })).rejects.toMatchObject(path('purpose'));
  await expect(declare({ purpose: 'marketing' })).rejects.toMatchObject(path('purpose')); // switched off
  await expect(declare({ period: 'P9999M' })).rejects.toMatchObject(path('period'));
  await expect(declare({ period: 'P25M' })).rejects.toMatchObject(path('period')); // its purpose keeps for two years
  await expect(declare({ purpose: 'rights-fulfilment' })).rejects.toMatchObject(path('purpose'));
  await expect(declare({ tellsOf: ['Health'] })).rejects.toMatchObject(path('purpose')); // whatever its words say
  await expect(declare({ reason: ' ' })).rejects.toMatchObject(path('reason'));
  await expect(declare({ kind: 'choice' })).rejects.toMatchObject(path('choices'));
  await expect(declare({ names: { en: 'Allergies', de: 'Allergien' } })).rejects.toMatchObject(path('purpose'));
  await expect(declare({ names: { en: 'Convictions', de: 'Vorstrafen' } })).rejects.toMatchObject(path('names'));
  const admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  const insert = (purpose: string | null, period: string | null) =>
    admin.query(
      `INSERT INTO person_fields (workspace_id, id, names, kind, choices, purpose, period, starts, special, provided, created_at)
       VALUES ($1, $2, '{"en": "x", "de": "x"}', 'text', '[]', $3, $4, 'set', false, false, now())`,
      [room.workspace, newId('fld'), purpose, period],
    );
  for (const [purpose, period] of [
    [null, 'P1D'],
    ['', 'P1D'],
    ['marketing', null],
    ['marketing', 'P2Y'],
    ['marketing', 'forever'],
    ['marketing', 'P25M'],
    ['nothing', 'P1D'],
  ] as const)
    await expect(insert(purpose, period)).rejects.toThrow(/violates/);
  await admin.end();
  expect(await room.ctx(listFields)).toEqual([]);
});

test('a new field is a step towards less privacy, and its values are sealed, read under its purpose, and given out', async () => {
  const { id } = await declare();
  await expect(declare({ names: { en: 'shoe SIZE', de: 'x' } })).rejects.toMatchObject({ code: 'conflict' });
  const [step] = (await room.ctx((ctx) => list(ctx, { kind: 'default.lowered', limit: 1 }))).items;
  expect(step?.facts).toMatchObject({ setting: 'fields.declared', before: 'none', after: '1-field' });
  await room.ctx((ctx) => setValue(ctx, ada, id, '4251.5'), carol);
  await expect(room.ctx((ctx) => setValue(ctx, ada, id, 'large'), carol)).rejects.toMatchObject({ code: 'invalid' });
  expect(await tracesInDatabase(room.adminUrl, ['4251.5'])).toEqual([]);
  expect(await values(ada)).toEqual({ 'Shoe size': '4251.5' });
  const [look] = (await room.ctx((ctx) => list(ctx, { kind: 'data.revealed', limit: 1 }))).items;
  expect(look).toMatchObject({ actor: carol.actor.id, facts: { fields: valueField, purpose: 'service-conversation' } });
  const own = room.ctx(async (ctx) => {
    const permit = await permitOrThrow(ctx, { act: 'export', person: ada, purpose: 'rights-fulfilment', fields: [valueField] });
    return holdings
      .of(ctx)
      .find(({ table }) => table === 'person_field_values')
      ?.export?.(ctx, permit, [ada]);
  });
  expect((await own)?.[0]?.fields).toMatchObject({ field: 'Shoe size', value: '4251.5', provided: true });
});

test('whose roles do not carry the purpose, or without the consent it rests on, nobody reads or writes a value', async () => {
  const marketing = (await room.ctx(listPurposes)).find(({ code }) => code === 'marketing');
  await room.ctx((ctx) => changePurpose(ctx, marketing!.id, { active: true, reason: 'a spring letter' }));
  const { id } = await declare({ names: { en: 'Style', de: 'Stil' }, kind: 'text', purpose: 'marketing' });
  const served = {
    kind: 'staff',
    id: newId('stf'),
    reach: { grants: [{ permissions, purposes: ['service-conversation'], inboxes: null, teams: null }] },
  };
  const boundTo = { actor: served as Actor };
  const shown = await seen(ada, boundTo);
  expect(shown.items.map(({ field }) => field.names.en)).toEqual(['Shoe size']);
  expect(shown.refused).toMatchObject([{ purpose: 'marketing', because: 'purpose-not-of-role' }]);
  expect((await seen(ada)).refused).toMatchObject([{ purpose: 'marketing', because: 'consent-missing' }]);
  for (const by of [boundTo, carol])
    await expect(room.ctx((ctx) => setValue(ctx, ada, id, 'plain'), by)).rejects.toMatchObject({ code: 'gate-refused' });
  await room.ctx((ctx) => publishNotices(ctx, { ...companyFacts, name: 'Lantern', country: 'DE' }, []));
  await room.ctx((ctx) => say(ctx, ada, 'given'));
  await room.ctx((ctx) => setValue(ctx, ada, id, 'plain'), carol);
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await values(ada)).toMatchObject({ Style: 'plain' });
  room.setTime('2026-11-24T10:00:00Z');
  await room.ctx((ctx) => say(ctx, ada, 'withdrawn'));
  await room.ctx((ctx) => takeTurn(ctx, 200, true)); // what rested on the yes goes with it
  expect((await room.ctx(listFields)).map((each) => [each.names.en, each.values])).toEqual([
    ['Shoe size', 1],
    ['Style', 0],
  ]);
  await room.ctx((ctx) => stopField(ctx, id));
});

test('a value goes when its time is over, but for whoever must not lose anything; and that is looked at', async () => {
  const [field] = await room.ctx(listFields);
  await room.ctx((ctx) => setValue(ctx, boris, field!.id, '43'), carol);
  const fact = await room.ctx((ctx) => restrict(ctx, boris, { kind: 'restricted', ground: 'unlawful' }));
  for (const typed of ['44', null])
    await expect(room.ctx((ctx) => setValue(ctx, boris, field!.id, typed), carol)).rejects.toMatchObject({
      extras: { because: 'restricted' },
    });
  room.setTime('2026-12-26T09:00:00Z');
  expect(await check('fields.values-go-in-time')).toBe(1); // of ada
  expect(await values(ada)).toEqual({ 'Shoe size': null });
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect([await check('fields.values-go-in-time'), (await room.ctx(listFields))[0]?.values]).toEqual([0, 1]);
  await room.ctx((ctx) => lift(ctx, fact));
  const hold = await room.ctx((ctx) => restrict(ctx, boris, { kind: 'held', ground: 'legal-claims' }));
  for (const typed of ['44', null])
    await expect(room.ctx((ctx) => setValue(ctx, boris, field!.id, typed), carol)).rejects.toMatchObject({ extras: { because: 'held' } });
  await room.ctx((ctx) => lift(ctx, hold));
  const contested = await room.ctx((ctx) => restrict(ctx, boris, { kind: 'restricted', ground: 'accuracy-contested' }));
  await room.ctx((ctx) => setValue(ctx, boris, field!.id, '42'), carol); // set right, by whose role fulfils rights (Art. 16)
  expect(await values(boris)).toEqual({ 'Shoe size': '42' });
  await room.ctx((ctx) => setValue(ctx, boris, field!.id, null), carol);
  await room.ctx((ctx) => lift(ctx, contested));
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect((await room.ctx(listFields))[0]?.values).toBe(0);
});

test('of two records of one person the value set last counts, and one that is set leaves the other record its own', async () => {
  const [field] = await room.ctx(listFields);
  await room.ctx((ctx) => setValue(ctx, ada, field!.id, '40'), carol);
  room.setTime('2026-12-26T10:00:00Z');
  await room.ctx((ctx) => setValue(ctx, boris, field!.id, '41'), carol);
  await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision', 'the same voice'));
  expect([await values(ada), await values(boris)]).toEqual([{ 'Shoe size': '41' }, { 'Shoe size': '41' }]);
  await room.ctx((ctx) => setValue(ctx, boris, field!.id, '42'), carol);
  expect([await values(ada), (await room.ctx(listFields))[0]?.values]).toEqual([{ 'Shoe size': '42' }, 2]);
});

test('what tells of health needs a consent that names it, and a role that opens it; what was withdrawn goes also while the purpose is off', async () => {
  const { id: marketing } = (await room.ctx((ctx) => purposeByCode(ctx, 'marketing'))) as { id: Id<'pur'> };
  const change = (more: object) => room.ctx((ctx) => changePurpose(ctx, marketing, { reason: 'recipes', ...more }));
  await change({ specialCategories: ['Health'] });
  const health = { names: { en: 'Nuts', de: 'Nüsse' }, kind: 'text', purpose: 'marketing', tellsOf: ['Health'] } satisfies Partial<New>;
  await expect(declare({ ...health, tellsOf: ['ReligiousBelief'] })).rejects.toMatchObject({ extras: { because: 'special-category' } });
  const { id } = await declare(health);
  await room.ctx((ctx) => say(ctx, ada, 'given', true));
  await room.ctx((ctx) => setValue(ctx, ada, id, 'none at all'), carol);
  expect(await values(ada)).toMatchObject({ Nuts: 'none at all' });
  const serving = permissions.filter((each) => each !== 'conversations.special');
  const reach = { grants: [{ permissions: serving, purposes: null, inboxes: null, teams: null }] };
  const emil = { actor: { kind: 'staff', id: newId('stf'), reach } as Actor };
  const shown = await seen(ada, emil);
  expect([shown.items.map(({ field }) => field.names.en), shown.refused.map(({ because }) => because)]).toEqual([
    ['Shoe size'],
    ['conversations.special'],
  ]);
  for (const typed of ['many', null])
    await expect(room.ctx((ctx) => setValue(ctx, ada, id, typed), emil)).rejects.toMatchObject({ code: 'guarded' });
  const standing = async () => (await room.ctx(listFields)).find((field) => field.id === id)?.values;
  await change({ specialCategories: ['Health', 'Genetic'] }); // another meaning: everybody is asked anew, and until then it is hidden
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect([(await seen(ada)).refused.map(({ because }) => because), await standing()]).toEqual([['consent-invalidated'], 1]);
  await change({ active: false });
  await room.ctx((ctx) => say(ctx, ada, 'withdrawn'));
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await standing()).toBe(0);
  await change({ specialCategories: [] });
  await room.ctx((ctx) => stopField(ctx, id));
});

test('a value goes with its purpose, which may keep for a shorter time by now, and keeps nobody', async () => {
  const { id: serving } = (await room.ctx((ctx) => purposeByCode(ctx, 'service-conversation'))) as { id: Id<'pur'> };
  const change = (period: string) => room.ctx((ctx) => changePurpose(ctx, serving, { period, reason: 'as before' }));
  await change('P7D');
  room.setTime('2027-01-03T10:00:00Z');
  expect([await values(ada), await check('fields.values-go-in-time')]).toEqual([{ 'Shoe size': null }, 2]); // one of each record
  expect(holdings.of(room).find(({ table }) => table === 'person_field_values')?.keeps).toBe(undefined);
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect((await room.ctx(listFields))[0]?.values).toBe(0);
  await change('P2Y');
});

test('a field that nobody read for ninety days is told of; stopping it erases what it holds and takes nothing more', async () => {
  const { id } = await declare({ names: { en: 'Delivery day', de: 'Liefertag' }, kind: 'date', period: 'P24M' });
  await room.ctx((ctx) => setValue(ctx, ada, id, '2027-01-04'), carol);
  room.setTime('2027-03-20T09:00:00Z');
  expect((await room.ctx(unreadFields)).map((each) => each.id)).not.toContain(id); // younger than ninety days
  const settled = settings.of(room).find(({ code }) => code === 'fields.declared');
  const mayUndo = () => room.ctx((ctx) => settled?.canUndo?.(ctx, { field: id }) ?? Promise.reject(new Error('nobody asked')), carol);
  expect(await mayUndo()).toBe(false); // a value stands in it
  room.setTime('2027-04-20T09:00:00Z');
  expect((await room.ctx(unreadFields)).map((each) => each.id)).toContain(id);
  await look(ada, id, { actor: { kind: 'system', id: 'test' } });
  await look(ada, id, { actor: { ...carol.actor, isProgram: true } as Actor });
  expect((await room.ctx(unreadFields)).map((each) => each.id)).toContain(id); // a program is no reader
  const beside = await declare({ names: { en: 'Van size', de: 'Wagengröße' }, isNoName: true });
  await room.ctx((ctx) => setValue(ctx, ada, beside.id, '3'), carol);
  expect((await seen(ada)).items).toContainEqual(expect.objectContaining({ isSet: true }));
  await look(ada, beside.id);
  expect(
    (await room.ctx(unreadFields)).map((each) => each.id),
    'what stood beside it was not asked for',
  ).toContain(id);
  await room.ctx((ctx) => stopField(ctx, beside.id));
  expect((await look(ada, id)).value).toBe('2027-01-04');
  expect((await room.ctx(unreadFields)).map((each) => each.id)).not.toContain(id);
  await room.ctx((ctx) => setValue(ctx, ada, id, null), carol);
  expect(await mayUndo()).toBe(true);
  await room.ctx((ctx) => setValue(ctx, ada, id, '2027-01-04'), carol);
  await room.ctx((ctx) => stopField(ctx, id));
  expect((await room.ctx((ctx) => list(ctx, { kind: 'field.stopped', limit: 1 }))).items[0]?.facts).toMatchObject({ field: id, values: 1 });
  await expect(room.ctx((ctx) => setValue(ctx, ada, id, '2027-01-05'), carol)).rejects.toMatchObject({ code: 'not-found' });
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect((await room.ctx(listFields)).map((each) => each.id)).not.toContain(id);
});

test('values for a purpose that was switched off wait a week and go, and the map says until then what they were for', async () => {
  const switched = async (active: boolean) => {
    const purpose = await room.ctx((ctx) => purposeByCode(ctx, 'marketing'));
    await room.ctx((ctx) => changePurpose(ctx, purpose!.id, { active, reason: 'a spring letter' }));
  };
  const standing = async (id: string) => (await room.ctx(listFields)).find((field) => field.id === id)?.values;
  const served = async () =>
    (
      await room.ctx(
        (ctx) =>
          holdings
            .of(room)
            .find(({ table }) => table === 'person_field_values')
            ?.serves?.(ctx) ?? Promise.resolve([]),
      )
    ).map(({ purpose, period, isOver }) => `${purpose} ${period[0]?.for} ${isOver}`);
  await switched(true);
  const { id } = await declare({ names: { en: 'Favourite', de: 'Liebstes' }, kind: 'text', purpose: 'marketing', period: 'P24M' });
  await room.ctx((ctx) => say(ctx, ada, 'given'));
  await room.ctx((ctx) => setValue(ctx, ada, id, 'fine'), carol);
  expect(await served()).toContain('marketing P24M false');
  await switched(false);
  room.setTime('2027-04-27T08:00:00Z');
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await standing(id)).toBe(1);
  room.setTime('2027-04-28T10:00:00Z');
  expect(await check('fields.values-go-in-time')).toBe(1);
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect([await standing(id), await check('fields.values-go-in-time')]).toEqual([0, 0]);
  await room.ctx((ctx) => stopField(ctx, id));
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await served()).toContain('marketing P24M true');
  room.setTime('2027-08-28T10:00:00Z');
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await served()).not.toContain('marketing P24M true');
});

test('the sweep takes some people at a time, goes on after a crash where it was, names nobody who was erased, and goes on in a company that is leaving', async () => {
  const { id } = await declare({ names: { en: 'Hat size', de: 'Hutgröße' } });
  const people: PersonId[] = [];
  for (const name of ['one', 'two', 'three', 'four'])
    people.push((await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name }))).person);
  for (const person of people) await room.ctx((ctx) => setValue(ctx, person, id, '57'), carol);
  const [first = '' as PersonId, second = '' as PersonId, third = '' as PersonId] = [...people].sort();
  const standing = async () => (await room.ctx(listFields)).find((field) => field.id === id)?.values;
  const turn = (again = false) => room.ctx((ctx) => takeTurn(ctx, 1, again));
  room.setTime('2027-11-01T09:00:00Z');
  expect([await turn(true), await standing()]).toEqual([{ isDone: false, people: 1, values: 1 }, 3]);
  const crash = room.ctx(async (ctx) => {
    expect(await takeTurn(ctx, 1)).toMatchObject({ values: 1 });
    throw new Error('lost power');
  });
  await expect(crash).rejects.toThrow('lost power');
  expect(await standing()).toBe(3);
  const held = await room.ctx((ctx) => restrict(ctx, second, { kind: 'held', ground: 'legal-claims' }));
  expect([await turn(), await standing()]).toEqual([{ isDone: false, people: 1, values: 0 }, 3]);
  const places = holdings.of(room).find(({ table }) => table === 'field_sweeps');
  expect(await room.ctx((ctx) => places?.erase?.(ctx, [second]) ?? Promise.reject(new Error('none')))).toBe(1); // the place was theirs
  await inDatabase(room.adminUrl, 'UPDATE workspaces SET frozen_at = now()');
  expect(await turn()).toMatchObject({ people: 1, values: 0 }); // whoever is held is looked at again
  expect([await turn(), await turn(), await standing()]).toEqual([
    { isDone: false, people: 1, values: 1 },
    { isDone: false, people: 1, values: 1 },
    1,
  ]);
  expect(await turn()).toEqual({ isDone: true, people: 0, values: 0 });
  expect((await room.ctx((ctx) => list(ctx, { kind: 'field.ended', limit: 1 }))).items[0]?.facts).toEqual({ values: 3 });
  room.setTime('2027-11-01T09:59:00Z');
  expect(await turn()).toEqual({ isDone: true, people: 0, values: 0 });
  room.setTime('2027-11-01T10:00:00Z');
  expect(await turn()).toEqual({ isDone: false, people: 1, values: 0 }); // an hour later, anew
  await inDatabase(room.adminUrl, 'UPDATE workspaces SET frozen_at = NULL');
  await room.ctx((ctx) => lift(ctx, held));
  expect([first < second, second < third]).toEqual([true, true]);
});

test('a field that was stopped stays so whatever database is put back, but one whose stop was not committed', async () => {
  const { id } = await declare({ names: { en: 'Glove size', de: 'Handschuhgröße' } });
  const undone = room.ctx(async (ctx) => {
    await stopField(ctx, id);
    throw new Error('lost power');
  });
  await expect(undone).rejects.toThrow('lost power');
  await expect.poll(() => stoppedFields(room.tools).some(({ field }) => field === id)).toBe(false);
  await room.ctx((ctx) => setValue(ctx, boris, id, '9'), carol);
  await inDatabase(room.adminUrl, 'CREATE TABLE before AS SELECT * FROM person_field_values');
  await room.ctx((ctx) => stopField(ctx, id));
  await inDatabase(
    room.adminUrl,
    `UPDATE person_fields SET stopped_at = NULL WHERE id = '${id}'`,
    `INSERT INTO person_field_values SELECT * FROM before WHERE field_id = '${id}'`,
  );
  expect(await standingAgain(room.tools, stoppedFields(room.tools))).toEqual([{ workspace: room.workspace, count: 1 }]);
  expect([await stopFieldsAgain(room.tools), await stopFieldsAgain(room.tools)]).toEqual([
    { fields: 1, values: 1 },
    { fields: 0, values: 0 },
  ]);
  expect((await room.ctx(listFields)).map((each) => each.id)).not.toContain(id);
});
