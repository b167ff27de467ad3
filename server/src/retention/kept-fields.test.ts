// What is noted in fields of the company goes by itself, people by people; what a hold keeps of it is told to whoever sees holds; and what was stopped stays so after a restore.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { permissions } from '#access';
import { addInbox, receive } from '#conversations';
import { addField, holdValues, listFields, setValue, standingAgain, stopFieldsAgain, sweepFields } from '#fields';
import { factsOf, lift, restrict } from '#gate';
import { stoppedFields } from '#keys';
import type { Actor, Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { type InboxId, newId, type PersonId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { changePurpose, purposeByCode } from '#purposes';
import { inDatabase } from '#test/in-database';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { dropEnded } from '../campaigns/tags/ended.ts';
import { addTag } from '../campaigns/tags/tags.ts';
import { stopField } from '../fields/declare.ts';
import { takeTurn } from '../fields/sweep.ts';
import type { New } from '../fields/types.ts';
import { fieldsOf, lookAt } from '../fields/values.ts';
import { letGo } from '../rights/let-go.ts';
import { giveGrace, goOnFromBefore, mayGo } from './grace.ts';
import { liftHold, placeHold } from './holds.ts';
import { keptFields } from './kept-fields.ts';
import { planFor } from './plan.ts';

let room: TestRoom;
const carol = { actor: staffWhoMayAll(newId('stf') as StaffId) };
beforeAll(async () => {
  room = await openRoom('retention');
});
afterAll(() => room.stop());

const at = (day: string) => room.setTime(`${day}T09:00:00Z`);
const forRights = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { purpose: 'rights-fulfilment' });
const someone = async (name: string) =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name }))).person;
const shoe = { kind: 'number', purpose: 'service-conversation', period: 'P30D', provided: true, tellsOf: [] } as const;
const declare = (names: New['names'], period = 'P30D') =>
  room.ctx((ctx) => addField(ctx, { ...shoe, tellsOf: [], names, period, reason: 'shoes are fitted by telephone' }));
const left = (person: PersonId) => inDatabase(room.adminUrl, `SELECT FROM person_field_values WHERE person_id = '${person}'`);
/** Does this in a transaction that ends when what is begun meanwhile waits for it, or is over without; gives what that came to. */
async function meanwhile<T>(work: (ctx: Ctx) => Promise<unknown>, begin: () => Promise<T>): Promise<T> {
  const waits = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  let isOver = false;
  const { begun } = await forRights(async (ctx) => {
    await work(ctx);
    const begun = begin().finally(() => {
      isOver = true;
    });
    await vi.waitFor(async () => expect(isOver || (await inDatabase(room.adminUrl, waits)) === 1).toBe(true), { timeout: 5000 });
    return { begun };
  });
  return begun;
}
const sweptMeanwhile = async (work: (ctx: Ctx) => Promise<void>): Promise<void> =>
  expect(await meanwhile(work, () => sweepFields(room.tools, { again: true }))).toEqual({ failed: 0 });

test('the sweep takes some people at a time, goes on after a crash where it was, names nobody who was erased, and goes on in a company that is leaving', async () => {
  const { id } = await declare({ en: 'Hat size', de: 'Hutgröße' });
  const people: PersonId[] = [];
  for (const name of ['one', 'two', 'three', 'four']) people.push(await someone(name));
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
  const { id } = await declare({ en: 'Glove size', de: 'Handschuhgröße' });
  const undone = room.ctx(async (ctx) => {
    await stopField(ctx, id);
    throw new Error('lost power');
  });
  await expect(undone).rejects.toThrow('lost power');
  await expect.poll(() => stoppedFields(room.tools).some(({ field }) => field === id)).toBe(false);
  const boris = await someone('boris');
  await room.ctx((ctx) => setValue(ctx, boris, id, '9'), carol);
  await inDatabase(room.adminUrl, 'CREATE TABLE before AS SELECT * FROM person_field_values');
  await room.ctx((ctx) => stopField(ctx, id));
  await inDatabase(
    room.adminUrl,
    `UPDATE person_fields SET stopped_at = NULL WHERE id = '${id}'`,
    `INSERT INTO person_field_values SELECT * FROM before WHERE field_id = '${id}'`,
  );
  expect(await standingAgain(room.tools, stoppedFields(room.tools))).toEqual([{ workspace: room.workspace, count: 1 }]);
  const heldOff = async () => (await room.ctx((ctx) => list(ctx, { kind: 'retention.held-off', limit: 5 }))).items.length;
  const before = await heldOff();
  await goOnFromBefore(room.tools);
  expect([await stopFieldsAgain(room.tools), await stopFieldsAgain(room.tools)]).toEqual([1, 0]);
  await goOnFromBefore(room.tools);
  expect((await heldOff()) - before, 'a lost stop tells a start of a database from before').toBe(1);
  expect((await room.ctx(listFields)).map((each) => each.id)).not.toContain(id);
  expect(await left(boris), 'a hold that kept it may be lost with the restore').toBe(1);
  await expect(room.ctx((ctx) => lookAt(ctx, boris, id), carol)).rejects.toMatchObject({ code: 'not-found' });
  await sweepFields(room.tools, { again: true });
  expect(await left(boris), 'days of grace run').toBe(1);
  at('2027-11-09');
  await sweepFields(room.tools, { again: true });
  expect(await left(boris)).toBe(0);
});

test('a hold that is being set while values of fields run out comes before what would take them', async () => {
  at('2033-09-01');
  const person = await someone('hugo');
  const { id } = await declare({ en: 'Sock size', de: 'Sockengröße' }, 'P1D');
  await room.ctx((ctx) => setValue(ctx, person, id, '42'));
  at('2033-09-03');
  await sweptMeanwhile(async (ctx) => {
    await placeHold(ctx, { person, ground: 'legal-claims', reason: 'a claim is announced', reviewOn: '2034-01-01' });
  });
  expect(await left(person)).toBe(1);
  await room.ctx(async (ctx) => lift(ctx, (await factsOf(ctx, person))[0]!.id));
  await sweepFields(room.tools, { again: true });
  expect(await left(person)).toBe(0);
});

test('an objection that is taken back while a sweep waits for the values takes none of them', async () => {
  at('2033-10-01');
  const purpose = 'satisfaction-survey';
  const survey = (await room.ctx((ctx) => purposeByCode(ctx, purpose)))!;
  const change = (active: boolean) => room.ctx((ctx) => changePurpose(ctx, survey.id, { active, reason: 'asked for' }));
  await change(true);
  const person = await someone('irma');
  const { id } = await declare({ en: 'Coat size', de: 'Mantelgröße' });
  await room.ctx((ctx) => setValue(ctx, person, id, '44'), carol);
  await inDatabase(room.adminUrl, `UPDATE person_fields SET purpose = '${purpose}' WHERE id = '${id}'`); // one that can be objected to
  const objects = () => room.ctx((ctx) => restrict(ctx, person, { kind: 'objected', ground: 'own-situation', purpose }));
  const fact = await objects();
  await sweptMeanwhile(async (ctx) => {
    await holdValues(ctx, [person]);
    await lift(ctx, fact);
  });
  expect(await left(person)).toBe(1);
  await objects();
  await sweepFields(room.tools, { again: true });
  expect(await left(person)).toBe(0);
  await room.ctx((ctx) => stopField(ctx, id));
  await change(false);
});

test('what a hold keeps that is being set is neither overwritten nor cleared meanwhile', async () => {
  at('2033-10-20');
  const { id } = await declare({ en: 'Cuff size', de: 'Manschettenweite' });
  for (const typed of ['39', null]) {
    const person = await someone(`kim-${typed}`);
    await room.ctx((ctx) => setValue(ctx, person, id, '38'), carol);
    const hold = { person, ground: 'legal-claims', reason: 'a claim', reviewOn: '2034-02-01' } as const;
    const set = () => room.ctx((ctx) => setValue(ctx, person, id, typed), carol).catch((error: unknown) => error);
    expect(await meanwhile((ctx) => placeHold(ctx, hold), set)).toMatchObject({ code: 'gate-refused', extras: { because: 'held' } });
    expect(await room.ctx((ctx) => lookAt(ctx, person, id), carol)).toMatchObject({ value: '38' });
  }
});

test('a role that reaches somebody for one purpose opens nothing of another, whose role reaches only others', async () => {
  at('2033-11-01');
  const person = await someone('jana');
  const { id } = await declare({ en: 'Belt size', de: 'Gürtelweite' });
  await room.ctx((ctx) => setValue(ctx, person, id, '90'), carol);
  const open = (name: string) => room.ctx((ctx) => addInbox(ctx, { name, channel: 'email', recipient: null }));
  const [near, far] = [(await open('Repairs')).id, (await open('Sales')).id];
  await room.ctx((ctx) => receive(ctx, { inbox: near, person, text: 'Hello' }));
  const grant = (purpose: string, inbox: InboxId) => ({ permissions, purposes: [purpose], inboxes: [inbox], teams: null });
  const by = (inbox: InboxId) => ({
    actor: {
      kind: 'staff',
      id: newId('stf'),
      reach: { grants: [grant('satisfaction-survey', near), grant(shoe.purpose, inbox)] },
    } as Actor,
    purpose: 'satisfaction-survey',
  });
  const notOfRole = { code: 'gate-refused', extras: { because: 'purpose-not-of-role' } };
  expect(await room.ctx((ctx) => lookAt(ctx, person, id), by(near))).toMatchObject({ value: '90' });
  expect((await room.ctx((ctx) => fieldsOf(ctx, person, 'en'), by(far))).items).toEqual([]);
  await expect(room.ctx((ctx) => lookAt(ctx, person, id), by(far))).rejects.toMatchObject(notOfRole);
  for (const typed of ['91', null])
    await expect(room.ctx((ctx) => setValue(ctx, person, id, typed), by(far))).rejects.toMatchObject(notOfRole);
  expect(await left(person)).toBe(1);
});

test('what is noted and only held is told to whoever sees holds, with why and until when, and read by nobody', async () => {
  at('2034-09-01');
  const ada = await someone('ada-noted');
  const names = { en: 'Shoe size', de: 'Schuhgröße' };
  const { id } = await declare(names);
  await room.ctx((ctx) => setValue(ctx, ada, id, '42'), carol);
  const kept = () => forRights((ctx) => keptFields(ctx, ada));
  await room.ctx((ctx) => restrict(ctx, ada, { kind: 'held', ground: 'one-conversation' })); // keeps no field, and is named as keeping none
  const hold = await forRights((ctx) => placeHold(ctx, { person: ada, ground: 'legal-claims', reason: 'a claim', reviewOn: '2035-01-10' }));
  expect(await kept(), 'its time is not over').toEqual({ items: [], keptBy: [] });
  at('2034-10-02');
  expect(await sweepFields(room.tools, { again: true })).toEqual({ failed: 0 });
  expect(await kept()).toEqual({
    items: [{ field: id, names, over: 'time', since: new Date('2034-10-01T09:00:00Z') }],
    keptBy: [{ because: 'held', ground: 'legal-claims', until: '2035-01-10' }],
  });
  const shown = await room.ctx((ctx) => fieldsOf(ctx, ada, 'en'), carol);
  expect(shown.items.find(({ field }) => field.id === id)).toMatchObject({ isSet: false, until: null });
  expect(await room.ctx((ctx) => lookAt(ctx, ada, id), carol)).toMatchObject({ value: null });
  await room.ctx((ctx) => stopField(ctx, id));
  expect((await kept()).items).toMatchObject([{ over: 'stopped' }]);
  await inDatabase(room.adminUrl, `UPDATE person_fields SET special = true, tells_of = '{Health}' WHERE id = '${id}'`);
  const [boris, reach] = [
    newId('stf') as StaffId,
    { grants: [{ permissions: ['requests.read'], purposes: null, inboxes: null, teams: null }] },
  ];
  const narrow = { actor: { kind: 'staff', id: boris, reach } as Actor, purpose: 'rights-fulfilment' };
  const told = async () => (await room.ctx((ctx) => keptFields(ctx, ada), narrow)).items;
  expect(await told()).toMatchObject([{ names: null }]);
  // and so does one whose words announce it, from before they were looked at
  const renamed = `UPDATE person_fields SET special = false, tells_of = '{}', names = '{"en": "Medication", "de": "Medikamente"}' WHERE id = '${id}'`;
  await inDatabase(room.adminUrl, renamed);
  expect(await told()).toMatchObject([{ names: null }]);
  await forRights((ctx) => liftHold(ctx, hold.id));
  await sweepFields(room.tools, { again: true });
  expect(await kept()).toEqual({ items: [], keptBy: [] });
  expect(await left(ada)).toBe(0);
});

test('of a purpose that keeps for a shorter time nothing is told as only kept before its week is over, and a sweep waits for nobody whose values stand', async () => {
  at('2035-03-01');
  const ada = await someone('ada-shorter');
  const { id } = await declare({ en: 'Shelf', de: 'Regal' }, 'P60D');
  await room.ctx((ctx) => setValue(ctx, ada, id, '3'), carol);
  await forRights((ctx) => placeHold(ctx, { person: ada, ground: 'legal-claims', reason: 'a claim', reviewOn: '2035-12-10' }));
  const serving = (await room.ctx((ctx) => purposeByCode(ctx, 'service-conversation')))!.id;
  const change = (period: string) => room.ctx((ctx) => changePurpose(ctx, serving, { period, reason: 'the books say so' }));
  at('2035-03-11');
  await change('P7D');
  const kept = async () => (await forRights((ctx) => keptFields(ctx, ada))).items;
  expect([(await room.ctx((ctx) => lookAt(ctx, ada, id), carol)).value, await kept()]).toEqual([null, []]);
  at('2035-03-18');
  expect(await kept()).toMatchObject([{ field: id, over: 'time', since: new Date('2035-03-18T09:00:00Z') }]);
  await change('P24M');
  expect(await kept()).toEqual([]);
  await room.ctx(async (ctx) => {
    await holdValues(ctx, [ada]); // would wait without an end if the sweep took them too
    expect(await sweepFields(room.tools, { again: true })).toEqual({ failed: 0 });
  });
  expect(await left(ada)).toBe(1);
});

test('after a restore nothing goes by time for a week, so that legal holds can be set again', async () => {
  at('2036-03-01');
  const [ada, boris] = [await someone('ada-restored'), await someone('boris-restored')];
  const { id } = await declare({ en: 'Hem', de: 'Saum' });
  for (const person of [ada, boris]) await room.ctx((ctx) => setValue(ctx, person, id, '3'), carol);
  const { id: tag } = await room.ctx((ctx) => addTag(ctx, { name: 'Likes hems', months: 1 }));
  const tagging = `INSERT INTO taggings (workspace_id, person_id, tag_id, at, until) SELECT workspace_id, id, '${tag}', created_at, created_at FROM people`;
  await inDatabase(room.adminUrl, `${tagging} WHERE id IN ('${ada}', '${boris}')`, 'SELECT 1');
  const tagged = () => inDatabase(room.adminUrl, 'SELECT FROM taggings');
  at('2036-05-01');
  expect(await giveGrace(room.tools)).toBe('2036-05-08');
  for (const day of ['2036-05-01', '2036-05-07']) {
    at(day);
    await sweepFields(room.tools, { again: true });
    await room.ctx(dropEnded);
    expect([await left(ada), await left(boris), await tagged(), await room.ctx(mayGo)], day).toEqual([1, 1, 2, false]);
  }
  await letGo({ tools: room.tools, workspace: room.workspace, attempt: 1 }, boris); // announced before the backup
  expect(await inDatabase(room.adminUrl, `SELECT FROM people WHERE id = '${boris}'`)).toBe(1);
  expect((await room.ctx((ctx) => planFor(ctx, 30))).sweep?.notBefore).toBe('2036-05-08');
  await forRights((ctx) => placeHold(ctx, { person: ada, ground: 'legal-claims', reason: 'a claim', reviewOn: '2037-01-10' }));
  at('2036-05-08');
  await sweepFields(room.tools, { again: true });
  await room.ctx(dropEnded);
  expect([await left(ada), await left(boris), await tagged(), await room.ctx(mayGo)]).toEqual([1, 0, 1, true]);
});
