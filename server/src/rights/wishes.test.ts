// Requests of Articles 16, 18 and 21: what holds at once in the gate, and what ends with the answer.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record, statesOf } from '#consent';
import { decide, factsOf, restrict } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { addIdentity, arrive, findIdentity, group, identitiesOf, prove } from '#people';
import { changePurpose, listPurposes } from '#purposes';
import { openCarriers } from '#test/carrier';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { fulfil, mustFind, refuse } from './answers.ts';
import { rightsChecks } from './checks.ts';
import { disown, disownByLink, isContested } from './disown.ts';
import { erase } from './erase.ts';
import { decideLift, liftTold } from './lifting.ts';
import { noticesOf, recordNotice } from './notices/notices.ts';
import { noticeStore } from './notices/store.ts';
import { requestProofs } from './proofs-store.ts';
import { approve, open } from './requests.ts';
import { authenticatePerson, openSession } from './sessions.ts';
import { settle } from './settle.ts';
import { type RequestId, type RequestRow, store } from './store.ts';
import { readRequest, viewRequests } from './view.ts';
import { myPurposes, type Wish } from './wishes.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
  for (const code of ['satisfaction-survey', 'marketing', 'analytics'])
    await room.ctx(async (ctx) => {
      const purpose = (await listPurposes(ctx)).find((each) => each.code === code);
      if (purpose) await changePurpose(ctx, purpose.id, { active: true, reason: 'Needed for the test.' });
    });
});
afterAll(() => room.stop());

const carol = { actor: staffWhoMayAll(`stf_${'carol'.padEnd(26, '0')}` as StaffId), purpose: 'rights-fulfilment' };
const self = (person: PersonId) => ({ actor: { kind: 'person' as const, id: person }, purpose: 'rights-fulfilment' });
const work = () => ({ workspace: room.workspace, tools: room.tools, attempt: 1 });
let clock = Date.parse('2026-11-24T09:00:00Z');
const later = () => {
  clock += 60_000;
  room.setTime(new Date(clock));
};

async function ada(language?: string) {
  const { person, identity } = await room.ctx((ctx) =>
    arrive(ctx, { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language }),
  );
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  return { person, identity };
}
const ask = (person: PersonId, wish: Wish, source: 'person' | 'staff' = 'person', clientKey?: string): Promise<RequestRow> =>
  room.ctx((ctx) => open(ctx, { person, source, clientKey, ...wish }), source === 'person' ? self(person) : carol);
const maySend = (person: PersonId, purpose: string, channel: 'email' | 'web-chat' = 'email') =>
  room.ctx((ctx) => decide(ctx, { act: 'send', person, purpose, channel }));
const agree = (person: PersonId, purpose: string) =>
  room.ctx((ctx) =>
    record(ctx, { person, purpose, channel: 'email', state: 'given', method: 'import', by: 'import', evidence: 'the form' }),
  );
const stepsOf = async (id: RequestRow['id']) => (await room.ctx((ctx) => store.steps(ctx, [id]))).map((step) => step.step);
const check = (id: string) => room.ctx(async (ctx) => rightsChecks.find((each) => each.id === id)?.run(ctx));

describe('a correction', () => {
  it('says what is wrong in words only the person and whoever reads it singly see', async () => {
    const { person } = await ada();
    await expect(ask(person, { kind: 'rectification' })).rejects.toMatchObject({ code: 'invalid' });
    const text = 'My surname is spelled with two l.';
    const row = await ask(person, { kind: 'rectification', text });
    expect(row).toMatchObject({ state: 'received', approvals_needed: 0, due_on: '2026-12-24' });
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: true });
    const rows = await room.ctx((ctx) => store.ofPeople(ctx, [person]));
    expect((await room.ctx((ctx) => viewRequests(ctx, rows), self(person)))[0]?.text).toBe(text);
    expect((await room.ctx((ctx) => viewRequests(ctx, rows), carol))[0]?.text).toBeNull();
    expect((await room.ctx((ctx) => readRequest(ctx, row), carol)).text).toBe(text);
    const reveals = await room.ctx((ctx) => list(ctx, { subject: person, limit: 50 }));
    expect(reveals.items.filter((entry) => entry.actor === carol.actor.id).map((entry) => entry.facts?.['fields'])).toContain(
      'requests.text,requests.reason,requests.extension,requests.question,requests.shown,requests.fee,request_words.words',
    );
  });

  it('is carried out with a note the person reads, and cannot be answered twice', async () => {
    const { person } = await ada();
    const { id } = await ask(person, { kind: 'rectification', text: 'Two l, please.' });
    await expect(room.ctx((ctx) => approve(ctx, id), carol)).rejects.toMatchObject({ code: 'conflict' });
    const done = await room.ctx((ctx) => fulfil(ctx, id, 'It is spelled with two l now.'), carol);
    expect(done).toMatchObject({ state: 'fulfilled', outcome: 'corrected' });
    await settle(work(), id);
    expect(await stepsOf(id)).toEqual(expect.arrayContaining(['carried-out', 'told']));
    expect((await room.ctx((ctx) => viewRequests(ctx, [done]), self(person)))[0]?.reason).toBe('It is spelled with two l now.');
    await expect(room.ctx((ctx) => fulfil(ctx, id, undefined), carol)).rejects.toMatchObject({ code: 'conflict' });
    await expect(room.ctx((ctx) => refuse(ctx, id, 'data-accurate', 'It was right.'), carol)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a restriction', () => {
  it('stops the next message at once, and a refusal frees it only after the person was told', async () => {
    const { person } = await ada();
    const { id } = await ask(person, { kind: 'restriction' });
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: false, because: 'restricted', article: '18(2)' });
    const wrong = room.ctx((ctx) => refuse(ctx, id, 'legal-claims', 'A case is open.'), carol);
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' });
    await room.ctx((ctx) => refuse(ctx, id, 'data-accurate', 'We compared it with the contract.'), carol);
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: false, because: 'restricted' });
    later();
    await settle(work(), id);
    await settle(work(), id); // once more changes nothing
    const steps = await room.ctx((ctx) => store.steps(ctx, [id]));
    const at = (name: string) => steps.find((step) => step.step === name)?.at.getTime() ?? Number.NaN;
    expect(at('told')).toBeLessThanOrEqual(at('lifted'));
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: true });
  });

  it('goes on once confirmed, until it is lifted, which the person hears first', async () => {
    const { person } = await ada('de');
    const { id, fact_id: fact } = await ask(person, { kind: 'restriction', text: 'Until the court has decided.' });
    if (!fact) throw new Error('no fact');
    await expect(room.ctx((ctx) => decideLift(ctx, person, fact), carol)).rejects.toMatchObject({
      code: 'conflict',
      extras: { because: 'request-open' },
    });
    await room.ctx((ctx) => fulfil(ctx, id, undefined), carol);
    await settle(work(), id);
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: false, because: 'restricted' });
    await room.ctx((ctx) => decideLift(ctx, person, fact), carol);
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: false });
    await liftTold(work(), person, fact);
    await liftTold(work(), person, fact);
    expect(await stepsOf(id)).toEqual(expect.arrayContaining(['lift-announced', 'told-of-lift', 'lifted']));
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: true });
    await expect(room.ctx((ctx) => decideLift(ctx, person, fact), carol)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('asked twice without new words is one request; another person’s is not there', async () => {
    const [{ person }, boris] = [await ada(), await ada()];
    const first = await ask(person, { kind: 'restriction' });
    expect((await ask(person, { kind: 'restriction' })).id).toBe(first.id);
    expect((await ask(person, { kind: 'restriction', text: 'Because it is wrong.' })).id).not.toBe(first.id);
    await expect(room.ctx((ctx) => decideLift(ctx, boris.person, first.fact_id as never), carol)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('a hold on deletion ends at once', async () => {
    const { person } = await ada();
    const fact = await room.ctx((ctx) => restrict(ctx, person, { kind: 'held', ground: 'legal-claims' }));
    await room.ctx((ctx) => decideLift(ctx, person, fact), carol);
    expect(await room.ctx((ctx) => factsOf(ctx, person))).toEqual([]);
  });
});

describe('an objection', () => {
  it('to our own interest stops that use at once, and compelling grounds free it', async () => {
    const { person } = await ada();
    expect(await maySend(person, 'satisfaction-survey')).toMatchObject({ allowed: true });
    const { id } = await ask(person, { kind: 'objection', purpose: 'satisfaction-survey', text: 'I have had enough of surveys.' });
    expect(await maySend(person, 'satisfaction-survey')).toMatchObject({ allowed: false, because: 'objected', article: '21(1)' });
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: true });
    expect((await room.ctx((ctx) => myPurposes(ctx, person, 'en'))).items).toMatchObject([
      { code: 'satisfaction-survey', objected: true, isMarketing: false },
      { code: 'marketing', objected: false, isMarketing: true },
    ]);
    await room.ctx((ctx) => refuse(ctx, id, 'compelling-grounds', 'The product may hurt people.'), carol);
    await settle(work(), id);
    expect(await maySend(person, 'satisfaction-survey')).toMatchObject({ allowed: true });
  });

  it('that is upheld stays', async () => {
    const { person } = await ada();
    const { id } = await ask(person, { kind: 'objection', purpose: 'satisfaction-survey' }, 'staff');
    await room.ctx((ctx) => fulfil(ctx, id, undefined), carol);
    await settle(work(), id);
    expect(await maySend(person, 'satisfaction-survey')).toMatchObject({ allowed: false, because: 'objected' });
  });

  it('to direct marketing is final at once, and only a newer yes of the person overrides it', async () => {
    const { person } = await ada();
    await agree(person, 'marketing');
    expect(await maySend(person, 'marketing')).toMatchObject({ allowed: true });
    later();
    const row = await ask(person, { kind: 'objection', purpose: 'marketing' });
    expect(row).toMatchObject({ state: 'fulfilled', outcome: 'objection-final' });
    expect(await maySend(person, 'marketing')).toMatchObject({ allowed: false, article: '21(3)' });
    const states = await room.ctx((ctx) => statesOf(ctx, person, 'en'));
    expect(states.filter((each) => each.purpose === 'marketing').map((each) => each.state)).toEqual(['withdrawn', 'withdrawn']);
    await expect(room.ctx((ctx) => refuse(ctx, row.id, 'compelling-grounds', 'We want to.'), carol)).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(room.ctx((ctx) => decideLift(ctx, person, row.fact_id as never), carol)).rejects.toMatchObject({
      code: 'conflict',
      extras: { because: 'objection-final' },
    });
    later();
    await agree(person, 'marketing');
    expect(await maySend(person, 'marketing')).toMatchObject({ allowed: true });
    expect((await room.ctx((ctx) => myPurposes(ctx, person, 'de'))).items.find((each) => each.isMarketing)?.objected).toBe(false);
  });

  it('to what rests on consent takes the consent back', async () => {
    const { person } = await ada();
    const row = await ask(person, { kind: 'objection', purpose: 'analytics' });
    expect(row).toMatchObject({ state: 'fulfilled', outcome: 'consent-withdrawn', fact_id: null });
    expect((await room.ctx((ctx) => statesOf(ctx, person, 'en'))).find((each) => each.purpose === 'analytics')?.state).toBe('withdrawn');
  });

  it.each([
    [{ kind: 'objection', purpose: 'service-conversation' }],
    [{ kind: 'objection', purpose: 'staff-administration' }],
    [{ kind: 'objection', purpose: 'nothing-known' }],
    [{ kind: 'objection' }],
    [{ kind: 'restriction', purpose: 'marketing' }],
  ] as const)('%o cannot be asked', async (wish) => {
    const { person } = await ada();
    await expect(ask(person, wish)).rejects.toMatchObject({ code: 'invalid' });
    expect(await room.ctx((ctx) => factsOf(ctx, person))).toEqual([]);
  });
});

describe('“this is not me”', () => {
  it('lets the data rest, ends the session that this very address opened, and opens no other', async () => {
    const { person, identity } = await ada();
    const { token } = await room.ctx((ctx) => openSession(ctx, person, identity));
    const other = await room.ctx((ctx) => openSession(ctx, person));
    const row = await room.ctx((ctx) => disown(ctx, person, identity), self(person));
    expect((await room.ctx((ctx) => disown(ctx, person, identity), self(person))).id).toBe(row.id);
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: false, because: 'restricted' });
    expect(await authenticatePerson(room.tools, token)).toBeDefined(); // long enough to read the answer
    room.setTime(new Date(clock + 6 * 60_000));
    expect(await authenticatePerson(room.tools, token)).toBeUndefined();
    expect(await authenticatePerson(room.tools, other.token)).toBeDefined();
    room.setTime(new Date(clock));
    expect(await room.ctx((ctx) => isContested(ctx, identity))).toBe(true);

    await room.ctx((ctx) => fulfil(ctx, row.id, undefined), carol);
    await settle(work(), row.id);
    expect(await room.ctx((ctx) => identitiesOf(ctx, person))).toEqual([]);
    expect(await stepsOf(row.id)).toEqual(expect.arrayContaining(['sessions-cut', 'told', 'lifted', 'identity-removed']));
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: true });
  });

  it('refused leaves the address where it is, and it opens the page again', async () => {
    const { person, identity } = await ada();
    const { id } = await room.ctx((ctx) => disown(ctx, person, identity), self(person));
    await room.ctx((ctx) => refuse(ctx, id, 'data-accurate', 'You wrote to us from it.'), carol);
    await settle(work(), id);
    expect(await room.ctx((ctx) => identitiesOf(ctx, person))).toHaveLength(1);
    expect(await room.ctx((ctx) => isContested(ctx, identity))).toBe(false);
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: true });
  });

  it('is said by the link of a message too, without entering, of every address to which it can have gone', async () => {
    const { person, identity } = await ada();
    const link = { workspace: room.workspace, person, purpose: 'service-conversation', channel: 'email' } as const;
    const [added, phone] = await room.ctx(async (ctx) => [
      (await addIdentity(ctx, person, { kind: 'email', value: `boris+${randomUUID()}@example.com`, proof: 'code' })).identity,
      (await addIdentity(ctx, person, { kind: 'phone', value: '+1 555 0162', proof: 'code' })).identity,
    ]);
    const claimed = (await room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value: `carol+${randomUUID()}@example.com` })))
      .identity;
    const { token } = await room.ctx((ctx) => openSession(ctx, person, identity));
    const door = { actor: { kind: 'system' as const, id: 'privacy-centre' }, purpose: 'rights-fulfilment' };
    const press = () => room.ctx((ctx) => disownByLink(ctx, link), door);
    const said = await press();
    expect(Object.keys(said)).toEqual(['dueOn']);
    expect(await press()).toEqual(said);
    const contests = (await room.ctx((ctx) => store.ofPeople(ctx, [person]))).map(({ identity_id }) => identity_id);
    expect(contests.toSorted()).toEqual([identity, added].toSorted());
    expect(await Promise.all([identity, added, phone, claimed].map((id) => room.ctx((ctx) => isContested(ctx, id))))).toEqual([
      ...[true, true, false, false],
    ]);
    expect(await maySend(person, 'service-conversation')).toMatchObject({ allowed: false, because: 'restricted' });
    room.setTime(new Date(clock + 6 * 60_000));
    expect(await authenticatePerson(room.tools, token)).toBeUndefined();
    room.setTime(new Date(clock));
    const [row] = (await room.ctx((ctx) => store.ofPeople(ctx, [person]))).filter(({ identity_id }) => identity_id === added);
    expect(await stepsOf(row?.id as RequestId)).toContain('contested-by-link');
    await room.ctx((ctx) => fulfil(ctx, row?.id as RequestId, undefined), carol);
    await settle(work(), row?.id as RequestId);
    const told = (await room.ctx((ctx) => store.steps(ctx, [row?.id as RequestId]))).find(({ step }) => step === 'told');
    expect(told?.detail['person'], 'whoever reads that address said it, and hears of it there').toBe('by-mail');
    expect((await room.ctx((ctx) => identitiesOf(ctx, person))).map(({ id }) => id)).not.toContain(added);
    expect(await maySend(person, 'service-conversation'), 'the other is not settled').toMatchObject({ allowed: false });
    await expect(room.ctx((ctx) => disownByLink(ctx, { ...link, channel: 'web-chat' }))).rejects.toMatchObject({ code: 'expired' });
  });

  it('is answered at an address of mail that only wrote to us, whose reader said it', async () => {
    const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `wrote+${randomUUID()}@example.com` }));
    const link = { workspace: room.workspace, person, purpose: 'service-conversation', channel: 'email' } as const;
    await room.ctx((ctx) => disownByLink(ctx, link), { actor: { kind: 'system', id: 'privacy-centre' }, purpose: 'rights-fulfilment' });
    const [{ id }] = (await room.ctx((ctx) => store.ofPeople(ctx, [person]))) as [RequestRow];
    await room.ctx((ctx) => fulfil(ctx, id, undefined), carol);
    await settle(work(), id);
    const told = (await room.ctx((ctx) => store.steps(ctx, [id]))).find(({ step }) => step === 'told');
    expect(told?.detail['person']).toBe('by-mail');
  });

  it('is heard only about an identity of one’s own', async () => {
    const [{ person }, boris] = [await ada(), await ada()];
    await expect(room.ctx((ctx) => disown(ctx, person, boris.identity), self(person))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('erasure', () => {
  it('takes the words, the contested identity and the fact along', async () => {
    const { person, identity } = await ada();
    await room.ctx((ctx) => disown(ctx, person, identity), self(person));
    const wish = await ask(person, { kind: 'rectification', text: 'My violet surname is spelled otherwise.' });
    const { id } = await ask(person, { kind: 'erasure' });
    await room.ctx((ctx) => approve(ctx, id), carol);
    await erase(work(), id);
    expect(await room.ctx((ctx) => group(ctx, person))).toEqual([]);
    expect(await room.ctx((ctx) => mustFind(ctx, wish.id))).toMatchObject({
      person_id: null,
      identity_id: null,
      fact_id: null,
      outcome: 'erased',
    });
    expect(await room.ctx((ctx) => store.words(ctx, [wish.id]))).toEqual([]);
    await settle(work(), wish.id); // what still waited finds nobody
    expect(await room.ctx((ctx) => findIdentity(ctx, 'email', 'ada@example.com'))).toBeUndefined();
  });
});

describe('the check', () => {
  it('rights.effects-are-settled finds what holds and nobody looked at', async () => {
    expect((await check('rights.effects-are-settled')) ?? 0).toBe(0);
    room.setTime('2026-12-20T09:00:00Z');
    const { person } = await ada();
    const { id } = await ask(person, { kind: 'restriction' });
    const known = (await check('rights.effects-are-settled')) ?? 0;
    room.setTime('2027-01-10T09:00:00Z');
    expect(((await check('rights.effects-are-settled')) ?? 0) - known).toBe(1);
    await room.ctx((ctx) => fulfil(ctx, id, undefined), carol);
    expect(((await check('rights.effects-are-settled')) ?? 0) - known).toBe(0);
  });

  it('rights.refused-is-lifted finds a refusal that nobody was told of', async () => {
    const { person } = await ada();
    const { id } = await ask(person, { kind: 'restriction' });
    await room.ctx((ctx) => refuse(ctx, id, 'manifestly-unfounded', 'It was said in jest.'), carol);
    expect(await check('rights.refused-is-lifted')).toBe(0);
    room.setTime('2027-01-12T09:00:00Z');
    expect(await check('rights.refused-is-lifted')).toBe(1);
    await settle(work(), id);
    expect(await check('rights.refused-is-lifted')).toBe(0);
  });
});

it('a restriction is told of to recipients from the moment it holds, and its end to whoever was told (Art. 18(3), 19)', async () => {
  const mail = await openCarriers(room, carol.actor);
  const { person } = await ada();
  await mail.carried(person, 'smtp-relay').finally(mail.restore);
  const act = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
  const told = (id: RequestId) => act((ctx) => noticesOf(ctx, id)).then((all) => all.map(({ duty, state }) => `${duty} ${state}`));
  const tell = (id: RequestId, duty: '18' | '19') =>
    act((ctx) => recordNotice(ctx, id, 'smtp-relay', { duty, outcome: 'told', on: ctx.now.toISOString().slice(0, 10), by: 'email' }));
  const { id } = await ask(person, { kind: 'restriction', text: 'It is before the court.' });
  expect(await told(id), 'not only with the answer, a month later').toEqual(['19 open']);
  await tell(id, '19');
  await act((ctx) => fulfil(ctx, id, undefined));
  const [standing] = await room.ctx((ctx) => factsOf(ctx, person));
  for (let twice = 0; twice < 2; twice += 1) await liftTold(work(), person, standing?.id as Id<'fct'>);
  expect(await told(id)).toEqual(['18 open', '19 told']);
  await tell(id, '18');
  const refused = async (isTold: boolean) => {
    const row = await ask(person, { kind: 'restriction', text: `Once more, ${isTold}.` });
    if (isTold) await tell(row.id, '19');
    await act((ctx) => refuse(ctx, row.id, 'data-accurate', 'What is noted is right.'));
    await settle(work(), row.id);
    return row.id;
  };
  const owed = await refused(true);
  expect(await told(owed)).toEqual(['18 open', '19 told']);
  const late = await ask(person, { kind: 'restriction', text: 'Until it is settled.' });
  await act((ctx) => fulfil(ctx, late.id, undefined));
  await liftTold(work(), person, late.fact_id as Id<'fct'>);
  expect(await told(late.id), 'nothing to undo yet').toEqual(['19 open']);
  const lateRow = await act((ctx) => mustFind(ctx, late.id));
  expect((await room.ctx((ctx) => viewRequests(ctx, [lateRow]), self(person)))[0]?.recipients).toEqual([]);
  const untold = await refused(false);
  const row = await act((ctx) => mustFind(ctx, untold));
  expect((await room.ctx((ctx) => viewRequests(ctx, [row]), self(person)))[0]?.recipients, 'nothing is left to tell').toEqual([]);
  const goesOn = await ask(person, { kind: 'restriction', text: 'It goes on.' });
  clock = Date.parse('2027-02-10T09:00:00Z');
  later();
  const past = (ctx: Ctx) => requestProofs.past(ctx, '2040-01-01', { at: null, id: null }, 1000);
  const over = (await room.ctx(past)).rows.map((each) => each.id);
  expect(over, 'of which nobody has to hear any more').toContain(untold);
  expect(over, 'whose end somebody has yet to hear of').not.toContain(owed);
  const lates = await room.ctx((ctx) => noticeStore.lateRequests(ctx));
  expect(lates).toContain(goesOn.id);
  for (const ended of [untold, late.id]) {
    expect(lates).not.toContain(ended);
    await tell(ended, '19');
    expect(await told(ended), 'told only after the end, so of the end as well').toEqual(['18 open', '19 told']);
  }
});
