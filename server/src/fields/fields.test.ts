// Fields and their values over the real database: what is refused, who reads, what the sweeper takes, and what stays.
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissions } from '#access';
import { record } from '#consent';
import { lift, permitOrThrow, restrict } from '#gate';
import type { Actor, Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { type Id, newId, type PersonId, type StaffId } from '#kit/ids';
import { checks } from '#kit/room';
import { settings } from '#kit/setting';
import { list } from '#ledger';
import { arrive, merge } from '#people';
import { changePurpose, currentNotice, listPurposes, publishNotices, purposeByCode, wordingFor } from '#purposes';
import { companyFacts } from '#test/agreeing';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { tracesInDatabase } from '#test/traces';
import { valueField } from './asking.ts';
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
const counted = async (id: string) => (await room.ctx(listFields)).find((field) => field.id === id)?.values;
const holding = (...grants: object[]) => {
  const reach = { grants: grants.map((each) => ({ permissions, inboxes: null, teams: null, ...each })) };
  return { actor: { kind: 'staff', id: newId('stf'), reach } as unknown as Actor };
};
/** Somebody whose role carries these purposes alone. */
const boundTo = (...purposes: string[]) => holding({ purposes });
const check = (id: string) =>
  room.ctx(
    (ctx) =>
      checks
        .of(ctx)
        .find((each) => each.id === id)
        ?.run(ctx) ?? Promise.reject(new Error(id)),
  );

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
  const serving = boundTo('service-conversation');
  const shown = await seen(ada, serving);
  expect(shown.items.map(({ field }) => field.names.en)).toEqual(['Shoe size']);
  expect(shown.refused).toMatchObject([{ purpose: 'marketing', because: 'purpose-not-of-role' }]);
  expect((await seen(ada)).refused).toMatchObject([{ purpose: 'marketing', because: 'consent-missing' }]);
  for (const by of [serving, carol])
    await expect(room.ctx((ctx) => setValue(ctx, ada, id, 'plain'), by)).rejects.toMatchObject({ code: 'gate-refused' });
  await room.ctx((ctx) => publishNotices(ctx, { ...companyFacts, name: 'Lantern', country: 'DE' }, []));
  await room.ctx((ctx) => say(ctx, ada, 'given'));
  await room.ctx((ctx) => setValue(ctx, ada, id, 'plain'), carol);
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await values(ada)).toMatchObject({ Style: 'plain' });
  await expect(room.ctx((ctx) => setValue(ctx, ada, id, null), serving)).rejects.toMatchObject({
    extras: { because: 'purpose-not-of-role' },
  });
  for (const by of [boundTo('service-conversation', 'marketing'), boundTo('service-conversation', 'rights-fulfilment')]) {
    await room.ctx((ctx) => setValue(ctx, ada, id, null), by);
    await room.ctx((ctx) => setValue(ctx, ada, id, 'plain'), carol);
  }
  // a hold on one conversation keeps only that
  await room.ctx((ctx) => restrict(ctx, ada, { kind: 'held', ground: 'one-conversation' }));
  await room.ctx((ctx) => setValue(ctx, ada, id, 'mended'), carol);
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
  const elsewhere = holding({ purposes: ['service-conversation'] }, { purposes: ['rights-fulfilment'], inboxes: [newId('inb')] });
  await expect(room.ctx((ctx) => setValue(ctx, boris, field!.id, '43'), elsewhere)).rejects.toMatchObject({ code: 'gate-refused' });
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
  const serving = permissions.filter((each) => each !== 'conversations.special');
  const emil = holding({ permissions: serving, purposes: null });
  await expect(room.ctx((ctx) => setValue(ctx, ada, id, null), emil)).rejects.toMatchObject({ code: 'guarded' }); // as where something is noted
  await room.ctx((ctx) => setValue(ctx, ada, id, 'none at all'), carol);
  expect(await values(ada)).toMatchObject({ Nuts: 'none at all' });
  const hold = await room.ctx((ctx) => restrict(ctx, ada, { kind: 'held', ground: 'legal-claims' }));
  const shown = await seen(ada, emil);
  expect([shown.items.map(({ field }) => field.names.en), shown.refused.map(({ because }) => because)]).toEqual([
    ['Shoe size'],
    ['conversations.special'],
  ]);
  for (const typed of ['many', null])
    await expect(room.ctx((ctx) => setValue(ctx, ada, id, typed), emil)).rejects.toMatchObject({ code: 'guarded' });
  await room.ctx((ctx) => lift(ctx, hold));
  await change({ specialCategories: ['Health', 'Genetic'] }); // another meaning: everybody is asked anew, and until then it is hidden
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect([(await seen(ada)).refused.map(({ because }) => because), await counted(id)]).toEqual([['consent-invalidated'], 1]);
  await change({ active: false });
  await room.ctx((ctx) => say(ctx, ada, 'withdrawn'));
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await counted(id)).toBe(0);
  await change({ specialCategories: [] });
  await room.ctx((ctx) => stopField(ctx, id));
});

test('whoever fulfils rights mends what stands, and notes nothing that nobody agreed to, also where accuracy is contested', async () => {
  const change = async (more: object) => {
    const purpose = await room.ctx((ctx) => purposeByCode(ctx, 'marketing'));
    await room.ctx((ctx) => changePurpose(ctx, purpose!.id, { reason: 'recipes', ...more }));
  };
  await change({ active: true, specialCategories: ['Health'] });
  const { id } = await declare({ names: { en: 'Nuts', de: 'Nüsse' }, kind: 'text', purpose: 'marketing', tellsOf: ['Health'] });
  const set = (person: PersonId, typed: string, by: object) => room.ctx((ctx) => setValue(ctx, person, id, typed), by);
  const contest = (person: PersonId) => room.ctx((ctx) => restrict(ctx, person, { kind: 'restricted', ground: 'accuracy-contested' }));
  const against = (because: string) => ({ code: 'gate-refused', extras: { because } });
  const emma = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'emma@example.com', name: 'Emma' }))).person;
  const officer = { ...boundTo('rights-fulfilment'), purpose: 'rights-fulfilment' };
  await expect(set(emma, 'many', officer)).rejects.toMatchObject({ code: 'guarded' });
  await expect(set(emma, 'many', { ...carol, purpose: 'rights-fulfilment' })).rejects.toMatchObject(against('consent-missing'));
  const emmas = await contest(emma);
  await expect(set(emma, 'many', carol)).rejects.toMatchObject(against('restricted'));
  await room.ctx((ctx) => lift(ctx, emmas));
  expect(await counted(id)).toBe(0);
  await room.ctx((ctx) => say(ctx, ada, 'given', true));
  await set(ada, 'none', carol);
  await set(ada, 'a few', officer);
  room.setTime('2026-12-27T10:00:00Z');
  const isCurrent = () => check('purposes.notice-is-current');
  await room.ctx((ctx) => publishNotices(ctx, { ...companyFacts, name: 'Lantern', country: 'DE' }, []));
  room.setTime('2026-12-27T11:00:00Z');
  expect(await isCurrent()).toBe(0);
  const { id: pace } = await declare({ names: { en: 'Pace', de: 'Tempo' }, kind: 'text', provided: false });
  expect(await isCurrent()).toBe(1); // no notice names it
  await room.ctx((ctx) => stopField(ctx, pace));
  await change({ renewAfter: 'P1D' }); // sooner than was said when they agreed: hidden, and back when that is taken back
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect([(await seen(ada)).refused.map(({ because }) => because), await counted(id)]).toEqual([['consent-expired'], 1]);
  await change({ renewAfter: 'P2Y', meaningChanged: false }); // as they were told
  expect(await values(ada)).toMatchObject({ Nuts: 'a few' });
  const adas = await contest(ada);
  await set(ada, 'many', carol);
  await room.ctx((ctx) => say(ctx, ada, 'withdrawn'));
  await expect(set(ada, 'none', carol)).rejects.toMatchObject(against('consent-withdrawn'));
  await room.ctx((ctx) => lift(ctx, adas));
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await counted(id)).toBe(0);
  await room.ctx((ctx) => stopField(ctx, id));
  await change({ active: false, specialCategories: [] });
});

test('a field that passed for ordinary before its words were looked at is closed and told of', async () => {
  const { id } = await declare({ names: { en: 'Colour', de: 'Farbe' }, kind: 'text' });
  await room.ctx((ctx) => setValue(ctx, ada, id, 'red'), carol);
  expect(await check('fields.words-are-answered')).toBe(0);
  const admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  await admin.query(`UPDATE person_fields SET names = '{"en": "Medication", "de": "Medikamente"}' WHERE id = $1`, [id]);
  await admin.end();
  expect(await check('fields.words-are-answered')).toBe(1);
  const { items, refused } = await seen(ada);
  expect([items.map(({ field }) => field.names.en), refused.map(({ because }) => because)]).toEqual([['Shoe size'], ['special-category']]);
  await expect(room.ctx((ctx) => setValue(ctx, ada, id, 'blue'), carol)).rejects.toMatchObject({ extras: { because: 'special-category' } });
  await expect(look(ada, id)).rejects.toMatchObject({ extras: { because: 'special-category' } });
  await room.ctx((ctx) => stopField(ctx, id));
});

test('a value goes with its purpose, which may keep for a shorter time by now, and keeps nobody', async () => {
  const { id: serving } = (await room.ctx((ctx) => purposeByCode(ctx, 'service-conversation'))) as { id: Id<'pur'> };
  const change = (period: string) => room.ctx((ctx) => changePurpose(ctx, serving, { period, reason: 'as before' }));
  await change('P7D');
  const held = holdings.of(room).find(({ table }) => table === 'person_field_values');
  const [kept] = (await room.ctx((ctx) => held?.countServings?.(ctx, [ada, boris]) ?? Promise.resolve([]))).map(({ count, period }) => [
    count,
    period[0]?.for,
  ]);
  const told = await room.ctx((ctx) => held?.told?.(ctx) ?? Promise.resolve([]));
  expect([kept, told.map(({ period }) => period)]).toEqual([[2, 'P7D'], ['P7D']]); // what they are told is what happens
  room.setTime('2027-01-03T10:00:00Z');
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect([await values(ada), (await room.ctx(listFields))[0]?.values]).toEqual([{ 'Shoe size': null }, 2]); // one of each record, and a week to undo it
  await change('P24M');
  expect(await values(ada)).toEqual({ 'Shoe size': '42' });
  await change('P7D');
  room.setTime('2027-01-11T10:00:00Z');
  expect([await values(ada), await check('fields.values-go-in-time')]).toEqual([{ 'Shoe size': null }, 2]);
  expect(held?.keeps).toBe(undefined);
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
  expect(await counted(id)).toBe(1);
  room.setTime('2027-04-28T10:00:00Z');
  expect(await check('fields.values-go-in-time')).toBe(1);
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect([await counted(id), await check('fields.values-go-in-time')]).toEqual([0, 0]);
  await room.ctx((ctx) => stopField(ctx, id));
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await served()).toContain('marketing P24M true');
  room.setTime('2027-08-28T10:00:00Z');
  await room.ctx((ctx) => takeTurn(ctx, 200, true));
  expect(await served()).not.toContain('marketing P24M true');
});
