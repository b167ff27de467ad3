// "I doubt that it is them" (Art. 12(6)): a colleague says so with a reason, nothing is carried out meanwhile, the person is asked in proportion, and who cannot show it reaches a human.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Actor, Ctx } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, prove } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { changeCompany } from '../../access/workspaces.ts';
import { answerLetter, paperLetter } from '../answer-words.ts';
import { answerNothing, fulfil, refuse } from '../answers.ts';
import { takeBackRequest } from '../fee/taking-back.ts';
import { personRoutes } from '../person-routes.ts';
import { approve, type Opening, open } from '../requests.ts';
import type { RequestId } from '../store.ts';
import { viewRequest, viewRequests } from '../view.ts';
import { answerQuestion, pause, resume } from './course.ts';
import { doubt, settleDoubt } from './doubting.ts';
import { endDoubt } from './proved.ts';
import { courseStore } from './store.ts';
import { courseLetter } from './words.ts';

let room: TestRoom;
let clock = Date.parse('2026-11-30T09:00:00Z');
beforeAll(async () => {
  room = await openRoom();
  await room.ctx((ctx) => changeCompany(ctx, { address: 'Lamp Street 1\n12345 Hafen', contactEmail: 'hello@example.com' }));
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const self = (person: PersonId) => ({ actor: { kind: 'person', id: person } as Actor, purpose: 'rights-fulfilment' });
const at = <T>(run: (ctx: Ctx) => Promise<T>, who: object = carol): Promise<T> => {
  clock += 60_000;
  room.setTime(new Date(clock));
  return room.ctx(run, who);
};
async function ada(language = 'en'): Promise<PersonId> {
  const address = { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language } as const;
  const { person, identity } = await at((ctx) => arrive(ctx, address));
  await at((ctx) => prove(ctx, identity, 'code'));
  return person;
}
const asks = (person: PersonId, more: Partial<Opening> = {}) =>
  at((ctx) => open(ctx, { person, kind: 'erasure', source: 'person', clientKey: undefined, ...more }), self(person));
const noted = (person: PersonId, kind: Opening['kind']) =>
  at((ctx) => open(ctx, { person, kind, text: 'It is Muster.', source: 'staff', clientKey: undefined }));
const presses = (person: PersonId, route: string, more: object = {}) =>
  at(async (ctx) => {
    const { handle } = personRoutes.find(({ name }) => name === route)!;
    const answer = (await handle!(ctx, { params: {}, body: {}, query: {}, ...more } as never)) as { bytes?: unknown };
    if (answer.bytes instanceof Readable) await buffer(answer.bytes);
    return 'given';
  }, self(person)).catch((error: { extras?: { because?: string } }) => error.extras?.because);
/** What they provided, by one press on their page. */
const takes = (person: PersonId) => presses(person, 'takeMyData');
const fetches = (person: PersonId, request: RequestId) => presses(person, 'readMyArchive', { params: { request } });
const reason = 'Somebody else answered at this address last week.';
const says = { ground: 'address-lost', reason } as const;
const asking = { why: reason, proof: ['another-address', 'detail'] } as const;

it('what a code opened is carried out by nobody once a colleague doubts who reads there, until the person was asked and a person judged the answer', async () => {
  const person = await ada('de');
  const { id } = await asks(person);
  await expect(at((ctx) => pause(ctx, id, 'identity', asking))).rejects.toMatchObject({ extras: { because: 'identity-is-proved' } });
  await expect(at((ctx) => doubt(ctx, id, { ground: 'other', reason: ' ' }))).rejects.toMatchObject({ code: 'invalid' });
  const row = await at((ctx) => doubt(ctx, id, says));
  await expect(at((ctx) => doubt(ctx, id, says))).rejects.toMatchObject({ extras: { because: 'doubted' } });
  await expect(at((ctx) => approve(ctx, id))).rejects.toMatchObject({ code: 'conflict', extras: { because: 'doubted', article: '12(6)' } });
  expect((await at((ctx) => viewRequest(ctx, row))).doubt).toMatchObject({ ground: 'address-lost', state: 'open' });
  const [theirs] = await at((ctx) => viewRequests(ctx, [row]), self(person));
  expect([theirs?.doubt, theirs?.added]).toEqual([undefined, []]);

  const paused = await at((ctx) => pause(ctx, id, 'identity', asking));
  const [shown] = await at((ctx) => viewRequests(ctx, [paused]), self(person));
  expect(shown?.question).toMatch(
    new RegExp(`von einer anderen Adresse.*${id}.*nur Sie und wir.*keine Kopie eines Ausweises.*Ein Mensch`, 's'),
  );
  expect(shown?.question).not.toContain('anrufen');
  const letter = await at((ctx) => courseLetter(ctx, paused, 'paused-identity'));
  expect(letter.text).toContain(
    'findet ein Mensch mit Ihnen einen anderen Weg, und Sie können jederzeit neu fragen: hello@example.com · Lamp Street 1, 12345 Hafen',
  );

  await at((ctx) => endDoubt(ctx, person)); // another code at the address that is in doubt
  await expect(at((ctx) => approve(ctx, id))).rejects.toMatchObject({ extras: { because: 'paused' } });
  await at((ctx) => answerQuestion(ctx, id, 'On 3 May I asked about a lamp.'), self(person));
  expect((await at((ctx) => approve(ctx, id))).approvals).toBe(1);
  const kinds = (await at((ctx) => list(ctx, { subject: person, limit: 50 }))).items.map(({ kind }) => kind);
  expect(kinds).toContain('request.doubted');
});

it('whoever decides may say by what it is known that it is them, which ends the question too', async () => {
  const person = await ada();
  const { id } = await asks(person);
  await expect(at((ctx) => settleDoubt(ctx, id, 'Called back.'))).rejects.toMatchObject({ extras: { because: 'not-doubted' } });
  await at((ctx) => doubt(ctx, id, says));
  await at((ctx) => pause(ctx, id, 'identity', asking));
  const settled = await at((ctx) => settleDoubt(ctx, id, 'Called back on the number of her contract.'));
  expect(settled.pause_ground).toBeNull();
  expect((await at((ctx) => viewRequest(ctx, settled))).doubt?.state).toBe('settled');
  const kinds = { name: 'test.kinds', text: 'SELECT kind FROM request_words WHERE request_id = $1 ORDER BY at, id' };
  const words = await at((ctx) => ctx.db.all<{ kind: string }>(kinds, [id]));
  expect(words.map(({ kind }) => kind).toSorted(), 'one reason to ask, two about the doubt').toEqual(['doubt', 'doubt', 'question', 'why']);
  expect((await at((ctx) => approve(ctx, id))).approvals).toBe(1);
});

it('who could not show it is refused with the way to a human, and what they ask for by the same code waits for one', async () => {
  const person = await ada();
  const { id } = await asks(person);
  const unknown = () => at((ctx) => refuse(ctx, id, 'not-identified', 'The answer fits nothing that we know.'));
  await at((ctx) => doubt(ctx, id, says));
  await expect(unknown()).rejects.toMatchObject({ extras: { because: 'never-asked' } });
  await at((ctx) => pause(ctx, id, 'identity', asking));
  await at((ctx) => courseStore.reached(ctx, id, ctx.now, 'by-mail'));
  await expect(unknown()).rejects.toMatchObject({ extras: { because: 'asked-just-now' } });
  expect(await asks(person, { kind: 'access' }), 'meanwhile no copy leaves by that code').toMatchObject({ state: 'received' });
  await at((ctx) => answerQuestion(ctx, id, 'I do not remember.'), self(person));
  const refused = await unknown();
  for (const letter of [await at((ctx) => answerLetter(ctx, refused, false)), await at((ctx) => paperLetter(ctx, refused, undefined))])
    expect(letter.text).toContain('a person finds another one with you, and you can ask again at any time: hello@example.com');
  expect(await takes(person), 'nor what is there to take along').toBe('doubted');
  const again = await asks(person, { kind: 'portability' });
  expect(again).toMatchObject({ state: 'received', approvals_needed: 1 });
  await at((ctx) => settleDoubt(ctx, id, 'She came to the counter.'));
  expect(await takes(person), 'and what lies there goes out again').toBe('given');
  expect(await asks(await ada(), { kind: 'access' }), 'of anybody else nothing waits').toMatchObject({ state: 'fulfilled' });
});

it('neither a correction is carried out nor what staff noted taken over by a code while it is in doubt who asks', async () => {
  const person = await ada();
  const correction = await noted(person, 'rectification');
  await at((ctx) => doubt(ctx, correction.id, { ground: 'unlike-before', reason }));
  await expect(at((ctx) => fulfil(ctx, correction.id, 'Done.'))).rejects.toMatchObject({ extras: { because: 'doubted' } });
  const copy = await noted(person, 'access');
  const joined = await asks(person, { kind: 'access' });
  expect(joined).toMatchObject({ id: copy.id, state: 'received', source: 'staff' });
  await at((ctx) => settleDoubt(ctx, correction.id, 'Called back.'));
  expect((await at((ctx) => fulfil(ctx, correction.id, 'Done.'))).state).toBe('fulfilled');
  expect(await asks(person, { kind: 'access' }), 'and then it is').toMatchObject({ id: copy.id, state: 'fulfilled' });
});

it('without a doubt a code read at the address answers the question, as before', async () => {
  const person = await ada();
  const { id } = await noted(person, 'erasure');
  await at((ctx) => pause(ctx, id, 'identity', { question: 'Which order?', why: 'The address is new.' }));
  await at((ctx) => endDoubt(ctx, person));
  await expect(at((ctx) => resume(ctx, id))).rejects.toMatchObject({ extras: { because: 'not-paused' } });
});

it('whoever is in doubt does not end the doubt by taking the request back, nor does another ground on which it is refused', async () => {
  const ends = [
    (id: RequestId, person: PersonId) => at((ctx) => takeBackRequest(ctx, id), self(person)),
    (id: RequestId) => at((ctx) => refuse(ctx, id, 'legal-claims', 'A dispute is open.')),
  ];
  for (const end of ends) {
    const person = await ada();
    const { id } = await asks(person);
    await at((ctx) => doubt(ctx, id, says));
    await end(id, person);
    expect(await takes(person)).toBe('doubted');
    expect(await asks(person, { kind: 'access' })).toMatchObject({ state: 'received', approvals_needed: 1 });
    await at((ctx) => settleDoubt(ctx, id, 'She came to the counter.'));
    expect(await takes(person)).toBe('given');
  }
});

it('what is asked for next names the request that ended in doubt, and once that is settled the copy is theirs', async () => {
  const person = await ada();
  const { id } = await asks(person);
  await at((ctx) => doubt(ctx, id, says));
  await at((ctx) => takeBackRequest(ctx, id), self(person));
  const copy = await asks(person, { kind: 'access' });
  const byWhat = async () => (await at((ctx) => viewRequest(ctx, copy))).doubtedBy?.map((each) => [each.id, each.kind]);
  expect(await byWhat()).toEqual([[id, 'erasure']]);
  expect((await at((ctx) => viewRequests(ctx, [copy]), self(person)))[0]?.doubtedBy, 'the person reads nothing of it').toBeUndefined();
  await at((ctx) => settleDoubt(ctx, id, 'She came to the counter with her contract.'));
  expect(await byWhat()).toEqual([]);
  expect((await at((ctx) => approve(ctx, copy.id))).state).toBe('fulfilled');
  expect(await fetches(person, copy.id)).toBe('given');
});

it('that somebody else may ask for her is in doubt says nothing against the person, and the question to them speaks of no page of hers', async () => {
  const person = await ada();
  const onBehalf = { source: 'staff', onBehalf: 'representative', shown: 'A letter that looks copied.' } as const;
  const { id } = await at((ctx) => open(ctx, { person, kind: 'portability', clientKey: undefined, ...onBehalf }));
  await at((ctx) => doubt(ctx, id, { ground: 'other', reason }));
  await expect(at((ctx) => approve(ctx, id))).rejects.toMatchObject({ extras: { because: 'doubted' } });
  expect(await takes(person)).toBe('given');
  const copy = await asks(person, { kind: 'access' });
  expect(copy).toMatchObject({ state: 'fulfilled' });
  expect(await fetches(person, copy.id)).toBe('given');
  await expect(at((ctx) => pause(ctx, id, 'identity', asking))).rejects.toMatchObject({ code: 'invalid' });
  const asked = await at((ctx) => pause(ctx, id, 'identity', { ...asking, question: 'Who signed the letter?' }));
  expect((await at((ctx) => viewRequests(ctx, [asked]), self(person)))[0]?.question).toBe('Who signed the letter?');
});

it('a doubt stays about whom it was said of when somebody else asks for the same and both are joined', async () => {
  const reader = await ada();
  const { id } = await noted(reader, 'access');
  await at((ctx) => doubt(ctx, id, says));
  const behalf = { source: 'staff', onBehalf: 'representative', shown: 'A power of attorney.', clientKey: undefined } as const;
  const joined = await at((ctx) => open(ctx, { person: reader, kind: 'access', ...behalf }));
  expect(joined).toMatchObject({ id, on_behalf: 'representative' });
  expect(await takes(reader)).toBe('doubted');

  const person = await ada();
  const forged = await at((ctx) => open(ctx, { person, kind: 'portability', ...behalf }));
  await at((ctx) => doubt(ctx, forged.id, { ground: 'other', reason }));
  expect((await asks(person, { kind: 'portability' })).id).toBe(forged.id);
  expect(await takes(person)).toBe('given');
});

it('a doubt holds what else the same reader asks for, beside it and after it, until it is settled', async () => {
  const person = await ada();
  const { id } = await asks(person, { kind: 'rectification', text: 'Write to boris@example.com.' });
  const begun = await asks(person);
  const wish = await noted(person, 'restriction');
  await at((ctx) => doubt(ctx, id, says));
  const doubted = { extras: { because: 'doubted', article: '12(6)' } };
  const ask = (row: RequestId) => at((ctx) => pause(ctx, row, 'identity', asking));
  await ask(id);
  await at((ctx) => courseStore.reached(ctx, id, ctx.now, 'by-mail'));
  await at((ctx) => answerQuestion(ctx, id, 'I do not remember.'), self(person));
  const holdsAll = async () => {
    await expect(at((ctx) => approve(ctx, begun.id))).rejects.toMatchObject(doubted);
    await expect(at((ctx) => fulfil(ctx, wish.id, 'Done.'))).rejects.toMatchObject(doubted);
    await expect(
      at((ctx) => answerNothing(ctx, begun.id, { isNothing: async () => undefined, words: () => 'Nothing.' })),
    ).rejects.toMatchObject(doubted);
    expect((await at((ctx) => viewRequest(ctx, begun))).doubtedBy).toMatchObject([{ id }]);
    expect(await presses(person, 'correctMe', { body: { name: 'Boris Example' } })).toBe('doubted');
  };
  await holdsAll();
  await at((ctx) => refuse(ctx, id, 'not-identified', 'The answer fits nothing that we know.'));
  await holdsAll();
  const objection = await asks(person, { kind: 'objection', purpose: 'analytics', text: 'I do not want it.' });
  if (objection.state === 'received') await at((ctx) => fulfil(ctx, objection.id, undefined));
  await ask(begun.id);
  await at((ctx) => endDoubt(ctx, person)); // a code there answers none of it
  await expect(at((ctx) => approve(ctx, begun.id))).rejects.toMatchObject({ extras: { because: 'paused' } });
  await at((ctx) => settleDoubt(ctx, id, 'She came to the counter with her contract.'));
  await at((ctx) => answerQuestion(ctx, begun.id, 'It was a lamp.'), self(person));
  expect((await at((ctx) => fulfil(ctx, wish.id, 'Done.'))).state).toBe('fulfilled');
  expect(await presses(person, 'correctMe', { body: { name: 'Ada Sample' } })).toBe('given');
  expect((await at((ctx) => approve(ctx, begun.id))).approvals).toBe(1);
});
