// The course of requests in a house with a real database: what is asked in plain words, more time, a question back, reminders, and who asks for another.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addInbox, askingIn, receive } from '#conversations';
import type { Actor, Ctx } from '#kit/ctx';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, prove } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { fulfil, mustFind, refuse } from '../answers.ts';
import { rightsChecks } from '../checks.ts';
import { dismiss, hintsIn } from '../hints/hints.ts';
import { requestProofs } from '../proofs-store.ts';
import { remind, sendReminder } from '../reminders/reminders.ts';
import { reminderWords } from '../reminders/words.ts';
import { approve, type Opening, open } from '../requests.ts';
import { settle } from '../settle.ts';
import { type RequestId, store } from '../store.ts';
import { readRequest } from '../view.ts';
import { extend, pause as pauseNow, resume } from './course.ts';
import { tellCourse } from './told.ts';
import { courseLetter } from './words.ts';

let room: TestRoom;
let inbox: InboxId;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(() => room.stop());

const officer = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const work = () => ({ workspace: room.workspace, tools: room.tools, attempt: 1 });
const asOfficer = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, officer);
async function known(language = 'en'): Promise<PersonId> {
  const { person, identity } = await room.ctx((ctx) =>
    arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language }),
  );
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  return person;
}
const opened = (person: PersonId, more: Partial<Opening> = {}) =>
  asOfficer((ctx) => open(ctx, { person, kind: 'access', source: 'staff', clientKey: undefined, ...more }));
const stepsOf = async (id: Parameters<typeof store.steps>[1][number]) =>
  (await room.ctx((ctx) => store.steps(ctx, [id]))).map((each) => each.step);
/** Asks back in the first week or later, and says why. */
const pause = (ctx: Ctx, id: RequestId, ground: 'identity' | 'clarification', question: string) =>
  pauseNow(ctx, id, ground, { question, why: 'The address is new.', whyLate: 'It came to light now.' });
const check = async (id: string) =>
  room.ctx((ctx) => rightsChecks.find((each) => each.id === id)?.run(ctx) ?? Promise.reject(new Error(id)));

describe('what people ask for in plain words', () => {
  it('is a hint to staff, counts from the day it was written, and is put aside for good when it was none', async () => {
    room.setTime('2026-11-02T09:00:00Z');
    const person = await known();
    const write = (text: string) => room.ctx((ctx) => receive(ctx, { inbox, person, text, continues: true, clientKey: randomUUID() }));
    const { conversation, message } = await write('Hello. Please delete all my data from your systems.');
    await write('And where is my parcel?');
    room.setTime('2026-11-10T09:00:00Z');
    expect(await asOfficer((ctx) => hintsIn(ctx, conversation))).toMatchObject([{ message, asked: 'erasure', kind: 'erasure', person }]);
    const request = await opened(person, { kind: 'erasure', message });
    expect(request).toMatchObject({ due_on: '2026-12-02' });
    expect(request.received_at.toISOString()).toBe('2026-11-02T09:00:00.000Z');
    expect(await asOfficer((ctx) => hintsIn(ctx, conversation))).toEqual([]);
    expect((await opened(person, { kind: 'erasure', message })).id).toBe(request.id); // joined

    const { message: second } = await write('I hereby withdraw my consent to the newsletter.');
    const withdrawal = { message: second, asked: 'withdrawal' as const };
    expect(await asOfficer((ctx) => hintsIn(ctx, conversation))).toMatchObject([{ ...withdrawal, kind: 'objection' }]);
    await expect(asOfficer((ctx) => dismiss(ctx, second, 'access'))).rejects.toMatchObject({ code: 'not-found' });
    await asOfficer((ctx) => dismiss(ctx, second, 'withdrawal'));
    expect(await asOfficer((ctx) => hintsIn(ctx, conversation))).toEqual([]);
    expect((await asOfficer((ctx) => askingIn(ctx, conversation))).map((each) => each.asked)).toEqual([['withdrawal'], ['erasure']]);
    await expect(opened(await known(), { message })).rejects.toMatchObject({ code: 'not-found' }); // another's message
  });
});

describe('more time and a question back', () => {
  it('Art. 12(3), 12(6): days of a pause do not count, an extension reaches three months, the first month stays in sight, and the person is told', async () => {
    room.setTime('2026-03-02T09:00:00Z');
    const person = await known('fr');
    const { id } = await opened(person);
    await asOfficer((ctx) => pause(ctx, id, 'identity', 'Which order did you place last?'));
    await tellCourse(work(), id, 'paused-identity');
    await expect(asOfficer((ctx) => approve(ctx, id))).rejects.toMatchObject({ code: 'conflict', extras: { because: 'paused' } });
    await expect(asOfficer((ctx) => pause(ctx, id, 'clarification', 'And?'))).rejects.toMatchObject({ extras: { because: 'paused' } });
    room.setTime('2026-03-12T09:00:00Z');
    const waiting = await asOfficer(async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
    expect(waiting).toMatchObject({ paused: { ground: 'identity' }, dueOn: '2026-04-13', statutoryOn: '2026-04-02', daysLeft: 32 });
    expect(waiting.question).toBe('Which order did you place last?');
    await asOfficer((ctx) => resume(ctx, id));
    expect(await asOfficer((ctx) => mustFind(ctx, id))).toMatchObject({
      due_on: '2026-04-13',
      statutory_on: '2026-04-02',
      pause_ground: null,
    }); // the 12th is a Sunday
    await expect(asOfficer((ctx) => resume(ctx, id))).rejects.toMatchObject({ code: 'conflict' });
    await expect(asOfficer((ctx) => pause(ctx, id, 'identity', 'Again?'))).rejects.toMatchObject({ extras: { because: 'asked-before' } });

    await asOfficer((ctx) => extend(ctx, id, 'complexity', 'Nine years of letters have to be looked through.'));
    const longer = await asOfficer(async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
    expect(longer).toMatchObject({ extendedFor: 'complexity', dueOn: '2026-06-12', statutoryOn: '2026-04-02' });
    expect(longer.extension).toContain('Nine years');
    await expect(asOfficer((ctx) => extend(ctx, id, 'number', 'Again.'))).rejects.toMatchObject({
      extras: { because: 'already-extended' },
    });

    room.setTime('2026-04-10T09:00:00Z');
    for (const step of ['paused-identity', 'resumed-identity', 'extended']) await tellCourse(work(), id, step);
    await tellCourse(work(), id, 'extended'); // once more is the same
    room.setTime('2026-04-14T09:00:00Z');
    expect(await check('rights.extensions-told')).toBe(0);
    expect(await stepsOf(id)).toEqual(expect.arrayContaining(['told-paused-identity', 'told-resumed-identity', 'told-extended']));
    const letter = await room.ctx(async (ctx) => courseLetter(ctx, await mustFind(ctx, id), 'extended'), officer);
    expect(letter.text).toContain('12 juin 2026');
    expect(letter.text).not.toContain('Nine years');
  });

  it('Art. 12(2): who cannot be identified is refused with the ground, and the pause ends with the answer', async () => {
    room.setTime('2026-05-04T09:00:00Z');
    const { id } = await opened(await known());
    await asOfficer((ctx) => pause(ctx, id, 'identity', 'Who are you?'));
    await tellCourse(work(), id, 'paused-identity');
    room.setTime('2026-07-10T09:00:00Z');
    expect(await check('rights.pauses-end')).toBe(1);
    expect(await check('rights.requests-in-time')).toBe(1); // that of the test before; what waits for its person is not late
    const refused = await asOfficer((ctx) => refuse(ctx, id, 'not-identified', 'Nobody answered our question of 4 May.'));
    expect(refused).toMatchObject({ state: 'refused', outcome: 'not-identified', pause_ground: null });
    expect(await check('rights.pauses-end')).toBe(0);
    await expect(asOfficer((ctx) => extend(ctx, id, 'number', 'Late.'))).rejects.toMatchObject({ extras: { because: 'already-closed' } });
  });

  it('a correction waits for the answer of its person', async () => {
    const { id } = await opened(await known(), { kind: 'rectification', text: 'It is spelt otherwise.' });
    await asOfficer((ctx) => pause(ctx, id, 'identity', 'Who are you?'));
    await expect(asOfficer((ctx) => fulfil(ctx, id, undefined))).rejects.toMatchObject({ extras: { because: 'paused' } });
    await asOfficer((ctx) => resume(ctx, id));
    expect(await asOfficer((ctx) => fulfil(ctx, id, undefined))).toMatchObject({ state: 'fulfilled' });
  });
});

describe('who asks for another', () => {
  it('says what was shown, which is sealed and read singly', async () => {
    const person = await known();
    const parent = { kind: 'erasure', onBehalf: 'parent' } as const;
    await expect(opened(person, parent)).rejects.toMatchObject({ code: 'invalid' });
    const alone = { person, kind: 'erasure', source: 'person', clientKey: undefined, shown: 'a letter' } as const; // whoever came by their own page has proved it
    await expect(room.ctx((ctx) => open(ctx, alone))).rejects.toMatchObject({ code: 'invalid' });
    const { id } = await opened(person, { ...parent, shown: 'Birth certificate, seen at the counter.' });
    const seen = await asOfficer(async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
    expect(seen).toMatchObject({ onBehalf: 'parent', shown: 'Birth certificate, seen at the counter.' });
  });
});

describe('how somebody who called showed who they are', () => {
  it('is kept sealed; a colleague who doubts it asks back, the days stand still, and the person is told why (Art. 12(6))', async () => {
    room.setTime('2027-01-04T09:00:00Z');
    const person = await known();
    const by = (id: string) => ({ actor: staffWhoMayAll(id as StaffId) as Actor, purpose: 'rights-fulfilment' });
    const asked = {
      person,
      kind: 'erasure',
      source: 'staff',
      clientKey: undefined,
      shown: 'Knew the order of May.',
      way: 'phone',
    } as const;
    const { id, due_on: due } = await room.ctx((ctx) => open(ctx, asked), by('stf_b0r1s000000000000000000000'));
    const read = () => asOfficer(async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
    expect(await read()).toMatchObject({ onBehalf: null, shown: 'Knew the order of May.', paused: null });
    const question = { question: 'Please name the address on your last bill.', why: 'Everybody in the house knows of that order.' };
    await room.ctx((ctx) => pauseNow(ctx, id, 'identity', question), by('stf_car0l000000000000000000000'));
    await tellCourse(work(), id, 'paused-identity');
    room.setTime('2027-01-10T09:00:00Z');
    expect(await read()).toMatchObject({ paused: { ground: 'identity' }, statutoryOn: due, question: question.question });
    const facts = await room.ctx(async (ctx) => (await list(ctx, { kind: 'request.paused', limit: 1 })).items[0]);
    expect(facts).toMatchObject({ actor: 'stf_car0l000000000000000000000', facts: { request: id, ground: 'identity' } });
    expect(JSON.stringify(facts)).not.toMatch(/order|bill|house/);
    await expect(asOfficer((ctx) => approve(ctx, id))).rejects.toMatchObject({ extras: { because: 'paused', article: '12(6)' } });
    await room.ctx((ctx) => resume(ctx, id), by('stf_car0l000000000000000000000'));
    expect((await read()).daysLeft, 'six days stood still').toBeGreaterThan(28);
  });
});

describe('reminders', () => {
  it('go once for each stage to whoever holds the right, and name nobody', async () => {
    room.setTime('2027-02-01T09:00:00Z');
    const { id } = await opened(await known());
    const waitingMails = () =>
      room.ctx((ctx) =>
        ctx.db.all<{ payload: { staff: string; round: string; which: string } }>(
          { name: 'test.mails', text: `SELECT payload FROM outbox WHERE listener = 'rights.send-reminder' ORDER BY id` },
          [],
        ),
      );
    const round = async (day: string) => {
      room.setTime(`${day}T07:00:00Z`);
      await room.ctx(remind, { purpose: 'rights-fulfilment' });
      await room.ctx(remind, { purpose: 'rights-fulfilment' });
      const before = await stepsOf(id);
      for (const { payload } of await waitingMails()) if (payload.round.startsWith(day)) await sendReminder(work(), payload);
      return before;
    };
    await round('2027-02-10');
    expect(await stepsOf(id)).toEqual(['received']);
    expect(await round('2027-02-15')).toEqual(['received']); // no mail has left yet
    expect(await stepsOf(id)).toEqual(['received', 'reminded']);
    for (const day of ['2027-02-16', '2027-02-22', '2027-02-27', '2027-03-01']) await round(day);
    expect(await stepsOf(id)).toEqual(['received', 'reminded', 'escalated']);
    await round('2027-03-02');
    const rows = await room.ctx((ctx) =>
      ctx.db.all<{ stage: string; day: string }>(
        {
          name: 'test.reminders',
          text: `SELECT stage, to_char(at, 'YYYY-MM-DD') AS day FROM request_reminders WHERE request_id = $1 ORDER BY at`,
        },
        [id],
      ),
    );
    expect(rows.map(({ stage, day }) => `${day} ${stage}`)).toEqual([
      '2027-02-15 two-weeks',
      '2027-02-22 week',
      '2027-02-27 last-days',
      '2027-03-02 late-0',
    ]);
    const due = [{ request: id, dueOn: '2027-03-01', stage: 'late-0' }];
    const letter = reminderWords('de', { company: 'Lampen', page: 'http://localhost:8080/requests', due, all: 3 });
    expect(letter.text).toContain(`${id} · zu spät, fällig war der 1. März 2027\nund 2 weitere`);
    expect(await check('rights.requests-in-time')).toBeGreaterThanOrEqual(1);
  });

  it('a year of requests, day by day with the clock of the house: none comes to its day or past it without a mail before and one each week after', async () => {
    const kinds = ['access', 'portability', 'erasure', 'rectification', 'restriction'] as const;
    const daysToAnswer = [5, 40, 29, 62, 12, 35, 28, 75, 31, 50];
    const first = Temporal.PlainDate.from('2028-01-05');
    const at = (day: Temporal.PlainDate) => room.setTime(`${day}T07:00:00Z`);
    const asked: { id: RequestId; due: Temporal.PlainDate; answered: Temporal.PlainDate }[] = [];
    for (const [number, days] of daysToAnswer.entries()) {
      const received = first.add({ days: number * 36 });
      at(received);
      const kind = kinds[number % kinds.length] ?? 'access';
      const { id } = await opened(await known(), { kind, ...(kind === 'rectification' && { text: 'Her name is Ada.' }) });
      if (number === 7) await asOfficer((ctx) => extend(ctx, id, 'complexity', 'many inboxes'));
      const due = Temporal.PlainDate.from((await room.ctx((ctx) => mustFind(ctx, id))).due_on);
      asked.push({ id, due, answered: received.add({ days }) });
    }
    const isNear = (day: Temporal.PlainDate) =>
      asked.some(({ due, answered }) => day.until(due).days <= 14 && Temporal.PlainDate.compare(day, answered) <= 0);
    for (let day = first; day.year === 2028 || isNear(day); day = day.add({ days: 1 })) {
      at(day);
      for (const { id } of asked.filter(({ answered }) => answered.equals(day)))
        await asOfficer((ctx) => refuse(ctx, id, 'manifestly-unfounded', 'Asked by nobody.'));
      if (isNear(day)) await room.ctx(remind, { purpose: 'rights-fulfilment' });
    }
    const read = <Row extends object>(text: string) => room.ctx((ctx) => ctx.db.all<Row>({ name: `test.year-${text.length}`, text }, []));
    const rows = await read<{ id: string; stage: string; day: string }>(
      `SELECT request_id AS id, stage, to_char(at, 'YYYY-MM-DD') AS day FROM request_reminders WHERE at >= '2028-01-01'`,
    );
    const mailed = await read<{ day: string }>(
      `SELECT DISTINCT left(payload->>'round', 10) AS day FROM outbox WHERE listener = 'rights.send-reminder' AND payload->>'which' = 'all'`,
    );
    const rounds = new Set(mailed.map(({ day }) => day));
    for (const { id, due, answered } of asked) {
      const own = rows.filter((row) => row.id === id).map(({ stage, day }) => ({ stage, day: Temporal.PlainDate.from(day) }));
      const isBefore = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, due) <= 0;
      expect(
        own.every(({ day }) => rounds.has(day.toString())),
        'each was mailed on its day',
      ).toBe(true);
      if (isBefore(answered) && answered.until(due).days > 14) continue;
      const lateFor = due.until(answered).days - 1; // on the day of the answer nobody is reminded
      expect(
        own.filter(({ day }) => isBefore(day)).map(({ stage }) => stage),
        `${id} due ${due}`,
      ).toContain('two-weeks');
      if (lateFor < 0) continue;
      expect(
        own
          .filter(({ day }) => isBefore(day))
          .map(({ stage }) => stage)
          .sort(),
      ).toEqual(['last-days', 'two-weeks', 'week']);
      expect(
        own.filter(({ day }) => !isBefore(day)),
        `${id} due ${due}, answered ${answered}`,
      ).toHaveLength(Math.ceil(lateFor / 7));
    }
    expect(asked.filter(({ due, answered }) => Temporal.PlainDate.compare(answered, due) > 0).length).toBeGreaterThan(3);
    const untold = () => room.ctx(async (ctx) => rightsChecks.find(({ id }) => id === 'rights.answers-told')?.evidence?.(ctx));
    at(Temporal.PlainDate.from('2029-06-01'));
    const ids = asked.map(({ id }) => id);
    const over = async () => {
      const { rows } = await room.ctx((ctx) => requestProofs.past(ctx, '2040-01-01', { at: null, id: null }, 1000));
      return rows.map(({ id }) => id).filter((id) => ids.includes(id as RequestId));
    };
    expect(await untold(), 'an answer that is not sent is no answer').toEqual(expect.arrayContaining(ids));
    expect(await over(), 'and is not over, whatever its age').toEqual([]);
    for (const { id } of asked) await settle(work(), id);
    expect((await over()).sort()).toEqual(ids.sort());
    expect((await untold())?.filter((id) => asked.some((each) => each.id === id))).toEqual([]);
  });
});
