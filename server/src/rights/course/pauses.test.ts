// Which days stand still (Art. 12(6)): those between a question that reached the person and their answer, and no others.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addInbox, receive } from '#conversations';
import type { Actor, Ctx } from '#kit/ctx';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { arrive, prove } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { adapterOf } from '../../channels/adapters.ts';
import { mustFind, pageInReach, refuse } from '../answers.ts';
import { rightsChecks } from '../checks.ts';
import { approve, type Opening, open } from '../requests.ts';
import { settle } from '../settle.ts';
import { type RequestId, store } from '../store.ts';
import { readRequest } from '../view.ts';
import { answerQuestion, extend, pause, resume } from './course.ts';
import { endDoubt } from './proved.ts';
import { courseStore } from './store.ts';
import { recordTold } from './telling.ts';
import { tellCourse } from './told.ts';
import { courseLetter } from './words.ts';

let room: TestRoom;
let inbox: InboxId;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const act = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const tell = (id: RequestId, step: string) => tellCourse({ workspace: room.workspace, tools: room.tools, attempt: 1 }, id, step);
async function ada(proved = true): Promise<PersonId> {
  const address = { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language: 'en' } as const;
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, address));
  if (proved) await room.ctx((ctx) => prove(ctx, identity, 'code'));
  return person;
}
const opened = async (person: PersonId, more: Partial<Opening> = {}) =>
  (await act((ctx) => open(ctx, { person, kind: 'access', source: 'staff', clientKey: undefined, ...more }))).id;
const ask = (id: RequestId) => act((ctx) => pause(ctx, id, 'identity', { question: 'Which order was it?', why: 'The address is new.' }));
const seen = (id: RequestId) => act(async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
const check = (id: string) => room.ctx((ctx) => rightsChecks.find((each) => each.id === id)?.run(ctx) ?? Promise.reject(new Error(id)));

describe('a question', () => {
  it('stops no day while it reached nobody, which is found, and from the day on which somebody says they asked', async () => {
    room.setTime('2026-03-02T09:00:00Z');
    const id = await opened(await ada(false));
    await ask(id);
    await tell(id, 'paused-identity');
    room.setTime('2026-03-06T09:00:00Z');
    expect(await seen(id)).toMatchObject({ dueOn: '2026-04-02', paused: { ground: 'identity', since: null } });
    expect(await check('rights.questions-reach')).toBe(1);
    const told = (on: string) => act((ctx) => recordTold(ctx, id, 'question', { on, how: 'by-phone' }));
    await expect(told('2026-03-07')).rejects.toMatchObject({ code: 'invalid' });
    await told('2026-03-05');
    room.setTime('2026-03-09T09:00:00Z');
    expect(await check('rights.questions-reach')).toBe(0);
    expect((await seen(id)).dueOn).toBe('2026-04-07'); // the 6th is Easter Monday
  });

  it('is answered on the day of the first message since, though it is read weeks later', async () => {
    room.setTime('2026-03-02T09:00:00Z');
    const person = await ada();
    const id = await opened(person);
    await ask(id);
    await tell(id, 'paused-identity');
    room.setTime('2026-03-04T09:00:00Z');
    await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'It was order 17.', continues: true, clientKey: randomUUID() }));
    room.setTime('2026-03-24T09:00:00Z');
    expect((await seen(id)).paused?.wroteSince).toBe('2026-03-04T09:00:00.000Z');
    await act((ctx) => resume(ctx, id));
    expect((await seen(id)).dueOn).toBe('2026-04-07'); // the 4th is a Saturday, the 6th Easter Monday
  });

  it('is answered on the privacy page, read there, and a code that somebody reads at their address answers who they are', async () => {
    room.setTime('2026-03-02T09:00:00Z');
    const person = await ada();
    const [first, second] = [await opened(person), await opened(await ada())];
    await ask(first);
    await room.ctx((ctx) => courseStore.readByPerson(ctx, [person]));
    room.setTime('2026-03-05T09:00:00Z');
    await room.ctx((ctx) => answerQuestion(ctx, first, 'Order 17.'), {
      actor: { kind: 'person', id: person } as Actor,
      purpose: 'rights-fulfilment',
    });
    const { added, ...rest } = await seen(first);
    expect(rest).toMatchObject({ paused: null, dueOn: '2026-04-07' }); // the 5th is a Sunday
    expect(added.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'question: Which order was it?',
      'why: The address is new.',
      'answer: Order 17.',
    ]);
    await ask(second);
    await room.ctx(async (ctx) => endDoubt(ctx, (await mustFind(ctx, second)).person_id as PersonId));
    expect((await seen(second)).paused).toBeNull();
  });

  it('that is blank, or asked of a closed request, is none', async () => {
    const id = await opened(await ada());
    await expect(act((ctx) => pause(ctx, id, 'identity', { question: '   ', why: 'Doubt.' }))).rejects.toMatchObject({ code: 'invalid' });
    const person = await ada();
    const gone = await opened(person, { kind: 'rectification', text: 'Wrong.' });
    await ask(gone);
    await room.ctx((ctx) => courseStore.endPausesOf(ctx, [person]));
    await room.ctx((ctx) => store.forgetPerson(ctx, [person]));
    expect(await room.ctx((ctx) => store.byId(ctx, gone))).toMatchObject({ outcome: 'erased', pause_ground: null });
    await expect(room.ctx((ctx) => resume(ctx, gone))).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the day that counts', () => {
  it('is the same while a pause lasts and after it', async () => {
    room.setTime('2026-01-31T09:00:00Z');
    const id = await opened(await ada());
    await ask(id);
    await tell(id, 'paused-identity');
    room.setTime('2026-02-04T09:00:00Z');
    const shown = (await seen(id)).dueOn;
    await act((ctx) => resume(ctx, id));
    expect([shown, (await seen(id)).dueOn]).toEqual(['2026-03-04', '2026-03-04']);
  });

  it('an extension of which nobody could tell the person is a finding until somebody told them in time', async () => {
    room.setTime('2026-07-01T09:00:00Z');
    const [silent, told] = [await opened(await ada(false)), await opened(await ada(false))];
    for (const id of [silent, told]) {
      await act((ctx) => extend(ctx, id, 'complexity', 'Nine years of letters.'));
      await tell(id, 'extended');
    }
    await act((ctx) => recordTold(ctx, told, 'extension', { on: '2026-07-01', how: 'by-letter' }));
    room.setTime('2026-08-04T09:00:00Z');
    expect(await check('rights.extensions-told')).toBe(1);
    const letter = await act(async (ctx) => courseLetter(ctx, await mustFind(ctx, silent), 'extended'));
    expect(letter.text).toContain('because it is complex');
  });
});

describe('who asks', () => {
  it('is not doubted after proving it, nor before being asked', async () => {
    room.setTime('2026-05-04T09:00:00Z');
    const id = await opened(await ada());
    const doubted = (each: RequestId) => act((ctx) => refuse(ctx, each, 'not-identified', 'We do not know who you are.'));
    await expect(doubted(id)).rejects.toMatchObject({ extras: { because: 'never-asked' } });
    const mine = await opened(await ada(), { kind: 'rectification', text: 'Wrong.', source: 'person' });
    await expect(doubted(mine)).rejects.toMatchObject({ extras: { because: 'identity-is-proved' } });
  });

  it('for another gets no letter in the name of the one they ask for; the dead get none', async () => {
    const person = await ada();
    const id = await opened(person, { kind: 'erasure', onBehalf: 'heir', shown: 'Certificate of inheritance' });
    await ask(id);
    await tell(id, 'paused-identity');
    expect((await seen(id)).steps.find(({ name }) => name === 'told-paused-identity')?.detail).toBe('person: nobody-to-write-to');
    const parent = await opened(await ada(), { onBehalf: 'parent', shown: 'Birth certificate' });
    const letter = await act(async (ctx) => courseLetter(ctx, await mustFind(ctx, parent), 'paused-identity'));
    expect(letter.text).toContain('somebody who says that they act for you');
    expect(letter.text).not.toContain('it is you who asks');
  });
});

describe('an answer', () => {
  const answered = async (person: PersonId, source: 'person' | 'staff' = 'staff') => {
    const id = await opened(person, { kind: 'rectification', text: 'Two l.', source });
    await act((ctx) => refuse(ctx, id, 'data-accurate', 'It is written so in the contract.'));
    return id;
  };
  const settled = (id: RequestId) => settle({ workspace: room.workspace, tools: room.tools, attempt: 1 }, id);
  const toldBy = async (id: RequestId) =>
    (await room.ctx((ctx) => store.steps(ctx, [id]))).find(({ step }) => step === 'told')?.detail['person'];
  const found = () => room.ctx(async (ctx) => rightsChecks.find(({ id }) => id === 'rights.answers-told')?.evidence?.(ctx));
  const listed = async () =>
    (await act((ctx) => pageInReach(ctx, { cursor: null, isOpen: false, isUntold: true, limit: 50 }))).rows.map(({ id }) => id);

  it('that reached nobody is a finding after three days, until somebody told the person or they read it on the page (Art. 12(3), 12(4))', async () => {
    room.setTime('2027-01-13T09:00:00Z');
    const told = (id: RequestId, on: string) => act((ctx) => recordTold(ctx, id, 'answer', { on, how: 'by-letter' }));
    const open = await opened(await ada(false), { kind: 'rectification', text: 'One l.' });
    await expect(told(open, '2027-01-13')).rejects.toMatchObject({ extras: { because: 'not-answered-yet' } });
    const refused = await answered(await ada(false), 'person');
    const reader = await ada(false);
    const copy = await opened(reader);
    await act((ctx) => approve(ctx, copy));
    const onPage = await opened(await ada(false), { source: 'person' });
    const [sent, bounced, dropped] = [await answered(await ada()), await answered(await ada()), await answered(await ada())];
    for (const id of [refused, copy, sent]) await settled(id);
    const email = adapterOf('email');
    const { send } = email;
    Object.assign(email, { send: async () => ({ outcome: 'refused', because: 'address-refused', words: '550' }) });
    await settled(bounced).finally(() => Object.assign(email, { send }));
    expect(await Promise.all([refused, copy, sent, bounced, dropped].map(toldBy))).toEqual([
      ...['no-proved-address', 'no-proved-address', 'by-mail', 'not-sent address-refused', undefined],
    ]);
    expect((await listed()).toSorted(), 'what is on its way is not given up at once').toEqual([refused, copy, bounced].toSorted());
    expect(await found()).toEqual([]);

    room.setTime('2027-01-17T09:00:00Z');
    expect(await check('rights.answers-told')).toBe(4);
    expect((await found())?.toSorted()).toEqual([refused, copy, bounced, dropped].toSorted());
    expect((await listed()).toSorted()).toEqual([refused, copy, bounced, dropped].toSorted());
    expect(await Promise.all([refused, onPage].map(async (id) => (await seen(id)).isUntold))).toEqual([true, false]);
    await expect(told(refused, '2027-01-12')).rejects.toMatchObject({ code: 'invalid' }); // before the answer
    await told(refused, '2027-01-15');
    for (const id of [refused, sent]) await expect(told(id, '2027-01-16')).rejects.toMatchObject({ extras: { because: 'told-already' } });
    await told(dropped, '2027-01-17');
    await settled(dropped); // what was late finds that they know
    expect(await toldBy(dropped)).toBe('by-letter');
    await room.ctx((ctx) => courseStore.readByPerson(ctx, [reader]));
    expect(await toldBy(copy)).toBe('on-the-page');
    expect([await found(), await listed()]).toEqual([[bounced], [bounced]]);
  });

  it('about somebody who died is told to who asked for them', async () => {
    const heir = { onBehalf: 'heir', shown: 'Certificate of inheritance' } as const;
    const id = await opened(await ada(), heir);
    await act((ctx) => approve(ctx, id));
    await settled(id);
    expect(await toldBy(id)).toBe('nobody-to-write-to');
    expect(await listed()).toContain(id);
    await act((ctx) => recordTold(ctx, id, 'answer', { on: '2027-01-17', how: 'in-person' }));
    expect(await listed()).not.toContain(id);
  });
});
