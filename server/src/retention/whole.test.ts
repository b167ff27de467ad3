// What is said beforehand of people who go as a whole and of values in own fields is what the sweeps do on those days.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { record } from '#consent';
import { addField, setValue, sweepFields } from '#fields';
import { restrict } from '#gate';
import { isLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, InboxId, PersonId } from '#kit/ids';
import { arrive, merge } from '#people';
import { changePurpose, publishNotices, purposeByCode } from '#purposes';
import { companyFacts } from '#test/agreeing';
import { inDatabase } from '#test/in-database';
import { openRoom, type TestRoom } from '#test/room';
import { addInbox } from '../conversations/inboxes.ts';
import { receive } from '../conversations/receive.ts';
import { drain } from '../worker/queue.ts';
import { placeHold } from './holds.ts';
import { planFor } from './plan.ts';
import { sweep } from './sweep.ts';

let room: TestRoom;
let inbox: InboxId;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  await change('service-conversation', { period: 'P6M' });
});
afterAll(() => room.stop());

const at = (day: string) => room.setTime(`${day}T09:00:00Z`);
const change = (code: string, to: object) =>
  room.ctx(async (ctx) => changePurpose(ctx, (await purposeByCode(ctx, code))!.id, { ...to, reason: 'the books say so' }));
const someone = async (name: string) =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name }))).person;
const write = (person: PersonId, text: string): Promise<ConversationId> =>
  room.ctx(async (ctx) => (await receive(ctx, { inbox, person, text })).conversation);
const others = async (days: number) => (await room.ctx((ctx) => planFor(ctx, days))).others;
const ofKind = async (of: string, days: number) => (await others(days)).find((each) => each.of === of);
const sweepOn = async (day: string) => {
  at(day);
  expect(await sweep(room.tools, { again: true })).toEqual({ failed: 0 });
  await drain(room.tools, room.workspace, () => false);
};
const areThere = (...people: PersonId[]) => Promise.all(people.map((person) => room.ctx((ctx) => isLive(ctx, person))));
const forRights = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { purpose: 'rights-fulfilment' });

it('who has no conversation and nothing to keep is told of before they go, and so is whoever goes with their last conversation', async () => {
  at('2027-02-01');
  const [ada, boris, carol, dora, emma] = [
    await someone('ada'),
    await someone('boris'),
    await someone('carol'),
    await someone('dora'),
    await someone('emma'),
  ];
  expect(await ofKind('people', 30), 'who only came by stays for thirty days, the last of them the third of March').toBeUndefined();
  expect(await ofKind('people', 31)).toEqual({ of: 'people', weeks: [{ from: '2027-03-01', records: 5, people: 5 }], held: [] });
  await write(boris, 'until the first of August');
  const sued = await write(carol, 'a claim');
  await write(dora, 'mine');
  await forRights((ctx) => placeHold(ctx, { conversation: sued, ground: 'legal-claims', reason: 'a claim', reviewOn: '2027-12-01' }));
  await change('marketing', { active: true });
  const [notice] = (await room.ctx((ctx) => publishNotices(ctx, { ...companyFacts, name: 'Lantern', country: 'DE' }, []))).published;
  await room.ctx((ctx) =>
    record(ctx, {
      ...{ person: emma, purpose: 'marketing', channel: 'web-chat', state: 'given', method: 'privacy-page', by: 'self' },
      ...{ notice, language: 'en', wording: 'Yes, please.' },
    }),
  );
  const adaAlone = { of: 'people', weeks: [{ from: '2027-03-01', records: 1, people: 1 }], held: [] };
  expect(await ofKind('people', 31)).toEqual(adaAlone);
  await sweepOn('2027-03-03');
  expect(await areThere(ada)).toEqual([true]);
  at('2027-03-04');
  expect(await ofKind('people', 1), 'also on the day itself').toEqual(adaAlone);
  await sweepOn('2027-03-04');
  expect(await areThere(ada, boris, carol, dora, emma)).toEqual([false, true, true, true, true]);
  expect(await others(30)).toEqual([]);

  at('2027-07-05');
  const later = await someone('dora-elsewhere'); // whose newer conversation keeps both
  await write(later, 'mine too');
  await room.ctx((ctx) => merge(ctx, dora, later, 'code'));
  expect(await ofKind('people', 27), 'the last day is the first of August').toBeUndefined();
  expect(await ofKind('people', 28)).toEqual({
    of: 'people',
    weeks: [{ from: '2027-08-02', records: 1, people: 1 }], // boris
    held: [{ because: 'held', records: 1, people: 1 }], // carol
  });
  await sweepOn('2027-08-01');
  expect(await areThere(boris, carol, dora, emma)).toEqual([true, true, true, true]);
  await sweepOn('2027-08-02');
  expect(await areThere(boris, carol, dora, emma)).toEqual([false, true, true, true]);
  expect((await ofKind('people', 366))?.weeks, 'dora with both').toEqual([{ from: '2028-01-03', records: 1, people: 1 }]);
  await sweepOn('2028-01-05');
  expect(await areThere(carol, dora, later, emma)).toEqual([true, true, true, true]);
  await sweepOn('2028-01-06');
  expect(await areThere(carol, dora, later, emma)).toEqual([true, false, false, true]);
});

it('a value is told of before it goes by its own time or with its purpose, and what a restriction keeps is said to stay', async () => {
  at('2029-01-01');
  const [ada, boris] = [await someone('ada-again'), await someone('boris-again')];
  for (const person of [ada, boris]) await write(person, 'hello');
  const shelf = { names: { en: 'Shelf', de: 'Regal' }, kind: 'text', purpose: 'service-conversation', period: 'P20D' } as const;
  const field = async (more: object) =>
    (await room.ctx((ctx) => addField(ctx, { ...shelf, provided: true, tellsOf: [], isNoName: true, reason: 'needed', ...more }))).id;
  const own = await field({});
  for (const person of [ada, boris]) await room.ctx((ctx) => setValue(ctx, person, own, 'the third'));
  const fact = await room.ctx((ctx) => restrict(ctx, boris, { kind: 'restricted', ground: 'accuracy-contested' }));
  expect(fact).toBeDefined();
  const values = (days: number) => ofKind('person_field_values', days);
  expect(await values(19)).toBeUndefined();
  expect(await values(20)).toEqual({
    of: 'person_field_values',
    weeks: [{ from: '2029-01-15', records: 1, people: 1 }], // on the 21st, a Sunday
    held: [{ because: 'restricted', records: 1, people: 1 }],
  });
  await change('satisfaction-survey', { active: true });
  const asked = await field({ names: { en: 'Coat size', de: 'Mantelgröße' }, period: 'P90D' });
  await room.ctx((ctx) => setValue(ctx, ada, asked, '44'));
  await inDatabase(room.adminUrl, `UPDATE person_fields SET purpose = 'satisfaction-survey' WHERE id = '${asked}'`);
  expect((await values(20))?.weeks).toHaveLength(1);
  await change('satisfaction-survey', { active: false });
  expect((await values(7))?.weeks).toEqual([{ from: '2029-01-08', records: 1, people: 1 }]); // a week in which it can be undone
  const left = async () => (await values(366))?.weeks.reduce((sum, { records }) => sum + records, 0) ?? 0;
  expect(await left()).toBe(2);
  at('2029-01-09');
  await sweepFields(room.tools, { again: true });
  expect(await left()).toBe(1);
  at('2029-01-22');
  await sweepFields(room.tools, { again: true });
  expect([await left(), (await values(1))?.held]).toEqual([0, [{ because: 'restricted', records: 1, people: 1 }]]);
});
