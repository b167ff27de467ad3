import { randomUUID } from 'node:crypto';
import { contract } from '@parley/contract';
import { Check } from 'typebox/value';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { company } from '#access';
import { decisionsOf, record } from '#decisions';
import { permit } from '#gate';
import type { Actor, Ctx } from '#kit/ctx';
import { type Decider, deciders, talks } from '#kit/decider';
import type { PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, prove } from '#people';
import { previewNotices } from '#purposes';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { answerLetter } from '../answer-words.ts';
import { refuse as refuseRequest } from '../answers.ts';
import { takeBackRequest } from '../fee/taking-back.ts';
import { type Opening, open } from '../requests.ts';
import { readRequest } from '../view.ts';
import { automations, automationsAbout } from './automations.ts';
import { decideReview, reviewed } from './review.ts';

const inFour = (text: string) => ({ en: text, de: text, fr: text, es: text });
const changes: string[] = [];
const credit: Decider = {
  code: 'instalments',
  version: 3,
  title: inFour('Whether you may pay in parts'),
  logic: inFour('Open bills are added up; above a limit the answer is no.'),
  inputs: ['AccountIdentifier', 'Communication'],
  significance: { is: 'similar', ground: '22(2)(a)' },
  reviewedBy: 'requests.approve',
  logged: 'rows',
  kinds: [],
  extent: 'yes or no',
  of: talks,
  changed: async (_ctx, { outcome }) => void changes.push(outcome),
};
let room: TestRoom;
let house: readonly Decider[];
beforeAll(async () => {
  room = await openRoom();
  house = deciders.of({ tools: room.tools });
  deciders.set(room.tools, [...house, credit]);
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const as = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const self = (person: PersonId) => ({ actor: { kind: 'person', id: person } as Actor, purpose: 'rights-fulfilment' });
async function ada(): Promise<PersonId> {
  const { person, identity } = await room.ctx((ctx) =>
    arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada', language: 'en' }),
  );
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  return person;
}
const refuse = (person: PersonId) =>
  room.ctx((ctx) => record(ctx, { person, code: 'instalments', inputs: { AccountIdentifier: 'three open bills' }, outcome: 'refused' }));
const asks = (person: PersonId, wish: Partial<Opening>) =>
  room.ctx((ctx) => open(ctx, { person, kind: 'human-review', source: 'person', clientKey: undefined, ...wish }), self(person));
const mine = (person: PersonId) => room.ctx((ctx) => automationsAbout(ctx, person, 'en'), self(person));

it('Article 22: a person sees what a machine decided and by which logic, asks for a person, and reads what they decided anew; the ledger has all three', async () => {
  const person = await ada();
  const decision = await refuse(person);
  expect((await mine(person)).items).toMatchObject([
    { id: decision, outcome: 'refused', state: 'stands', logic: credit.logic.en, isSignificant: true },
  ]);
  const { id } = await asks(person, { decision, text: 'Two of the bills are paid.' });
  expect((await mine(person)).items).toMatchObject([{ state: 'asked', request: id }]);
  await expect(asks(person, { decision })).rejects.toMatchObject({ code: 'conflict' });
  expect((await as((ctx) => reviewed(ctx, id, 'de')))?.inputs).toEqual([{ category: 'AccountIdentifier', value: 'three open bills' }]);
  await expect(as((ctx) => decideReview(ctx, id, { outcome: 'changed', reason: 'Paid.' }))).rejects.toMatchObject({ code: 'invalid' });
  const answered = await as((ctx) => decideReview(ctx, id, { outcome: 'changed', to: 'allowed', reason: 'Two are paid, as you say.' }));
  expect(answered).toMatchObject({ state: 'fulfilled', outcome: 'decision-changed' });
  expect(changes).toEqual(['allowed']);
  expect((await room.ctx((ctx) => readRequest(ctx, answered), self(person))).reason).toBe('Two are paid, as you say.');
  expect((await as((ctx) => answerLetter(ctx, answered, false))).text).toContain('a person to look at an automatic decision');
  expect((await mine(person)).items).toMatchObject([{ state: 'changed', changedTo: 'allowed' }]);
  const entries = (await room.ctx((ctx) => list(ctx, { subject: person, limit: 50 }))).items.filter(({ kind }) =>
    kind.startsWith('decision.'),
  );
  expect(entries.map(({ kind, facts }) => [kind, facts]).toReversed()).toEqual([
    ['decision.taken', { decision, code: 'instalments', version: 3, outcome: 'refused', significance: 'similar' }],
    ['decision.contested', { decision, request: id }],
    ['decision.reviewed', { decision, outcome: 'changed', to: 'allowed' }],
  ]);
});

it('the outcome that takes its place is a code: words would stand unsealed, and in the ledger', () => {
  const anew = (to: string) => Check(contract.decideReview.body, { outcome: 'changed', to, reason: 'Paid.' });
  expect([anew('allowed'), anew('Ada Muster has paid'), anew('')]).toEqual([true, false, false]);
});

it('a request for a person that is refused or taken back leaves the decision to be contested again; one that was decided is not', async () => {
  const person = await ada();
  const decision = await refuse(person);
  const wish = { decision, text: 'Two of the bills are paid.' };
  const first = await asks(person, wish);
  await as((ctx) => refuseRequest(ctx, first.id, 'manifestly-unfounded', 'Asked for the tenth time.'));
  expect((await mine(person)).items).toMatchObject([{ state: 'stands', request: null }]);
  const second = await asks(person, wish);
  await room.ctx((ctx) => takeBackRequest(ctx, second.id), self(person));
  expect((await mine(person)).items).toMatchObject([{ state: 'stands', request: null }]);
  const third = await asks(person, wish);
  await as((ctx) => decideReview(ctx, third.id, { outcome: 'upheld', reason: 'None is paid.' }));
  await expect(asks(person, wish)).rejects.toMatchObject({ code: 'conflict' });
  expect((await mine(person)).items).toMatchObject([{ state: 'upheld', request: third.id }]);
});

it('nobody contests the decision about another, names one in another wish, or asks without saying what', async () => {
  const [person, other] = [await ada(), await ada()];
  const decision = await refuse(other);
  await expect(asks(person, { decision })).rejects.toMatchObject({ code: 'not-found' });
  await expect(asks(other, { decision, kind: 'restriction' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(asks(person, {})).rejects.toMatchObject({ code: 'invalid' });
  const general = await asks(person, { text: 'Why do I get no advertising?' });
  const upheld = await as((ctx) => decideReview(ctx, general.id, { outcome: 'upheld', reason: 'You objected to it.' }));
  expect(upheld).toMatchObject({ state: 'fulfilled', outcome: 'decision-upheld' });
  await expect(as((ctx) => decideReview(ctx, general.id, { outcome: 'upheld', reason: 'Again.' }))).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('nothing is recorded by a decider that nobody declared, or out of data that it does not declare', async () => {
  const person = await ada();
  const taken = { person, code: 'instalments', inputs: {}, outcome: 'refused' };
  await expect(room.ctx((ctx) => record(ctx, { ...taken, code: 'guessing' }))).rejects.toThrow('nobody declared');
  await expect(room.ctx((ctx) => record(ctx, { ...taken, inputs: { Health: 'ill' } }))).rejects.toThrow('does not declare');
  expect(await room.ctx((ctx) => decisionsOf(ctx, person))).toEqual([]);
});

it('the notice says so as soon as a machine decides something that matters, and until then that none does', async () => {
  const said = () =>
    room.ctx(async (ctx) => {
      const { drafts } = await previewNotices(ctx, (await company(ctx)) as never, []);
      return drafts.find(({ language }) => language === 'en')?.sections.find(({ article }) => article === '13(2)(f)');
    });
  expect((await said())?.body).toContain('above a limit the answer is no');
  deciders.set(room.tools, house);
  expect((await said())?.heading).toBe('No decisions by machines');
  expect((await as((ctx) => automations(ctx, 'fr'))).map(({ isSignificant }) => isSignificant)).not.toContain(true);
  deciders.set(room.tools, [...house, credit]);
});

it('what a machine decided stands in the ledger with its logic and version, and what is not logged one by one says so', async () => {
  const person = await ada();
  await room.ctx((ctx) => permit(ctx, { act: 'send', person, purpose: 'no-such-purpose', channel: 'email' }));
  const { items } = await room.ctx((ctx) => list(ctx, { kind: 'gate.refused', subject: person, limit: 5 }));
  expect(items).toMatchObject([{ facts: { decider: 'refusals', version: 1 } }]);
  const about = new Map((await mine(person)).automations.map((each) => [each.code, each]));
  expect(about.get('refusals')).toMatchObject({ logged: 'entries', times: 1 });
  expect(about.get('deletion')).toMatchObject({ logged: 'sums', times: null });
});
