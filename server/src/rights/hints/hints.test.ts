// Hints in a house with a real database: the oldest asking counts, a decision stands for all before it, and what nobody looks at is found.
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addInbox, receive } from '#conversations';
import type { Actor, Ctx } from '#kit/ctx';
import type { InboxId, MessageId, PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { answerLetter } from '../answer-words.ts';
import { rightsChecks } from '../checks.ts';
import { packageFor } from '../handover/handover.ts';
import { rightsHoldings } from '../holdings.ts';
import { requestProofs } from '../proofs-store.ts';
import { approve, type Opening, open } from '../requests.ts';
import { askingsEverywhere, remindOfAskings, sendAskings } from './everywhere.ts';
import { dismiss, hintsIn } from './hints.ts';

let room: TestRoom;
let inbox: InboxId;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const act = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const ada = async (): Promise<PersonId> =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language: 'en' })))
    .person;
const write = (person: PersonId, text: string) =>
  room.ctx((ctx) => receive(ctx, { inbox, person, text, continues: true, clientKey: randomUUID() }));
const opened = (person: PersonId, more: Partial<Opening> = {}) =>
  act((ctx) => open(ctx, { person, kind: 'access', source: 'staff', clientKey: undefined, ...more }));
const erase = 'Please delete all my data from your systems.';

it('Art. 12(3): who has to ask twice loses no day', async () => {
  room.setTime('2026-11-02T09:00:00Z');
  const person = await ada();
  const { conversation, message } = await write(person, erase);
  room.setTime('2026-11-24T09:00:00Z');
  const { message: latest } = await write(person, erase);
  const [hint] = await act((ctx) => hintsIn(ctx, conversation));
  expect(hint).toMatchObject({ message, latest, asked: 'erasure' });
  expect(await opened(person, { kind: 'erasure', message: hint?.message })).toMatchObject({ due_on: '2026-12-02', message_id: message });
  expect(await act((ctx) => hintsIn(ctx, conversation))).toEqual([]);
});

it('what was put aside or answered does not come back by an older message', async () => {
  const person = await ada();
  const { conversation } = await write(person, erase);
  const { message } = await write(person, erase);
  await act((ctx) => dismiss(ctx, message, 'erasure'));
  await act((ctx) => dismiss(ctx, message, 'erasure')); // once more is the same
  expect(await act((ctx) => hintsIn(ctx, conversation))).toEqual([]);
  const kinds = await room.ctx(async (ctx) => (await list(ctx, { subject: person, limit: 50 })).items.map((each) => each.kind));
  expect(kinds.filter((kind) => kind === 'request.hint-dismissed')).toHaveLength(1);
  const copy = 'Please send me a copy of all my data.';
  const { message: first } = await write(person, copy);
  await write(person, copy);
  const { id } = await opened(person, { message: first });
  await act((ctx) => approve(ctx, id));
  expect(await act((ctx) => hintsIn(ctx, conversation))).toEqual([]);
});

it('Art. 22: a right that is answered in words is not said to be none', async () => {
  const person = await ada();
  const { conversation, message } = await write(person, 'I want a person to look at your automated decision about me.');
  expect(await act((ctx) => hintsIn(ctx, conversation))).toMatchObject([{ asked: 'human-review' }]);
  await act((ctx) => dismiss(ctx, message, 'human-review', 'answered'));
  expect(await act((ctx) => hintsIn(ctx, conversation))).toEqual([]);
  const kinds = await room.ctx(async (ctx) => (await list(ctx, { subject: person, limit: 50 })).items.map((each) => each.kind));
  expect(kinds).toContain('request.hint-answered');
  expect(kinds).not.toContain('request.hint-dismissed');
});

it('Art. 20: who wants to take their data along is heard, asked for and answered as that, apart from a copy, with what they wrote', async () => {
  const person = await ada();
  const { conversation, message } = await write(person, 'Please transfer my data to another provider. I want a copy of my data too.');
  const hints = await act((ctx) => hintsIn(ctx, conversation));
  expect(hints.map(({ asked, kind }) => `${asked} ${kind}`).toSorted()).toEqual(['access access', 'portability portability']);
  const { id } = await opened(person, { kind: 'portability', message, asked: 'portability' });
  expect((await opened(person, { kind: 'portability' })).id, 'asked twice is one request').toBe(id);
  expect((await act((ctx) => hintsIn(ctx, conversation))).map(({ asked }) => asked)).toEqual(['access']);
  const row = await act((ctx) => approve(ctx, id));
  expect(row).toMatchObject({ kind: 'portability', state: 'fulfilled', outcome: 'package-ready' });
  const letter = await act((ctx) => answerLetter(ctx, { ...row, language: 'de' }, false));
  expect(letter.text).toContain('die Daten, die Sie bereitgestellt haben, zum Mitnehmen beantragt. Das ist geschehen.');
  const self = { actor: { kind: 'person', id: person } as Actor, purpose: 'rights-fulfilment' };
  const files = unzipped(await buffer(await room.ctx((ctx) => packageFor(ctx, row), self)));
  expect(JSON.parse(files.get('data.json') ?? '{}')).toMatchObject({ format: 'parley-portability@1', messages: [{ message }] });
  const kinds = await room.ctx(async (ctx) => (await list(ctx, { subject: person, limit: 50 })).items.map((each) => each.kind));
  expect(kinds).toEqual(
    expect.arrayContaining(['request.portability-received', 'request.portability-answered', 'request.portable-fetched']),
  );
  expect(kinds).not.toContain('request.access-received');
  await act((ctx) => dismiss(ctx, message, 'access'));
});

it('what was answered does not come back once the request goes as proof, nor once the message that was decided about goes', async () => {
  room.setTime('2026-12-01T09:00:00Z');
  const person = await ada();
  const copy = 'Please send me a copy of all my data.';
  const { conversation } = await write(person, copy);
  const { message: last } = await write(person, copy);
  const left = async () => (await act((ctx) => hintsIn(ctx, conversation))).map(({ asked }) => asked);
  room.setTime('2026-12-02T09:00:00Z');
  const { id } = await opened(person);
  expect(await left(), 'a request by another way, which still has to move its clock back').toEqual(['access']);
  await act((ctx) => approve(ctx, id));
  expect(await left()).toEqual([]);
  const { message: erased } = await write(person, erase);
  await write(person, erase);
  const { message: decided } = await write(person, erase);
  await act((ctx) => dismiss(ctx, decided, 'erasure'));
  room.setTime('2030-01-15T09:00:00Z');
  await act((ctx) => requestProofs.drop(ctx, [{ id, person, endsOn: '2029-12-02' }]));
  expect(await left()).toEqual([]);
  const holding = rightsHoldings.find(({ table }) => table === 'request_hints');
  const leave = (...messages: MessageId[]) => room.ctx(async (ctx) => holding?.letGo?.(ctx, { messages, conversations: [], finished: [] }));
  await leave(decided, last);
  expect(await left(), 'what was decided at a later message stands for those before it').toEqual([]);
  await act((ctx) => dismiss(ctx, erased, 'erasure'));
  const { message } = await write(person, erase);
  expect(await left(), 'and for none after').toEqual(['erasure']);
  await act((ctx) => dismiss(ctx, message, 'erasure'));
});

it('what nobody looks at stands on top of the work list, is remembered, and is found after a week', async () => {
  room.setTime('2027-03-01T09:00:00Z');
  const person = await ada();
  const { message } = await write(person, erase);
  const waits = () => room.ctx((ctx) => rightsChecks.find(({ id }) => id === 'rights.askings-decided')?.run(ctx) ?? Promise.reject());
  const reminded = () =>
    room.ctx((ctx) =>
      ctx.db.all<{ staff: string; waiting: number; since: string }>(
        {
          name: 'test.askings',
          text: `SELECT payload ->> 'staff' AS staff, (payload ->> 'waiting')::int AS waiting, payload ->> 'since' AS since FROM outbox WHERE listener = 'rights.send-askings'`,
        },
        [],
      ),
    );
  expect((await act((ctx) => askingsEverywhere(ctx, undefined))).items).toMatchObject([{ message, name: 'Ada Example', asked: 'erasure' }]);
  room.setTime('2027-03-07T09:00:00Z');
  for (const _ of [1, 2]) await room.ctx(remindOfAskings, { purpose: 'rights-fulfilment' });
  const [mail, ...more] = await reminded();
  if (mail) await sendAskings({ workspace: room.workspace, tools: room.tools, attempt: 1 }, mail);
  expect(more.filter(({ staff }) => staff === mail?.staff)).toEqual([]);
  expect(await waits()).toBe(0);
  room.setTime('2027-03-09T09:00:00Z');
  expect(await waits()).toBe(1);
  await act((ctx) => dismiss(ctx, message, 'erasure'));
  expect(await waits()).toBe(0);
  await expect(act((ctx) => askingsEverywhere(ctx, 'nowhere'))).rejects.toMatchObject({ code: 'invalid' });
});
