// A number of a household: staff took apart who were one by it. From then on it says of nobody who writes, asks or reads there (Art. 5(1)(f), 12(6)).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountOfNumber } from '#channels';
import { record, stateOf } from '#consent';
import { factsOf } from '#gate';
import { withCtx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { addIdentity, arrive, findIdentity, isOneOfSeveral, merge, mergesOf, ownersOf, prove, rootOf, unmerge } from '#people';
import { changePurpose, purposeByCode } from '#purposes';
import { eventually } from '#test/house';
import { type Bench, openSmsHouse, phone, settings } from '#test/sms-house';
import { choose } from '../choose.ts';
import { askForCode } from '../entry.ts';
import { open } from '../requests.ts';

let bench: Bench;
let [ada, boris]: PersonId[] = [];
const number = phone(151);
beforeAll(async () => {
  bench = await openSmsHouse(() => new Date());
  const { house, carol } = bench;
  const { inbox } = await carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings } });
  await carol.call('connectChannel', { params: { inbox: inbox.id } });
  await bench.agreeWith('twilio');
  await bench.write(number, 'The lamp of Ada flickers');
  ada = (await bench.latest()).person.id as PersonId;
  // Boris proved the same number elsewhere, which joined them, and staff saw that they are two
  boris = await house.act(async (ctx) => {
    const met = await arrive(ctx, { kind: 'email', value: 'boris@example.com' });
    await addIdentity(ctx, met.person, { kind: 'phone', value: number, proof: 'code' });
    const [joined] = await mergesOf(ctx, met.person);
    await unmerge(ctx, joined!.id);
    return met.person;
  });
});
afterAll(() => bench.stop());

const act = <T>(work: Parameters<typeof bench.house.act<T>>[0]) => bench.house.act(work);
/** How the answer reached whoever asked, and whether it stands among those that reached nobody. */
const told = (request: string) =>
  eventually('told', async () => {
    const row = await bench.carol.call('readRequest', { params: { request } });
    const step = row.steps.find(({ name }) => name === 'told');
    return step && [step.detail, row.isUntold];
  });
const writes = async (text: string) => {
  await bench.write(number, text);
  return bench.latest();
};

it('an address that two own leads to neither, and a proof of it joins nobody', async () => {
  expect(await act((ctx) => findIdentity(ctx, 'phone', number))).toBeUndefined();
  const rows = await act((ctx) => ownersOf(ctx, 'phone', number));
  expect(new Set(rows.map(({ person }) => person))).toEqual(new Set([ada, boris]));
  for (const { id, person } of rows) expect(await act((ctx) => prove(ctx, id, 'code'))).toEqual({ person, joined: false });
  expect(await act((ctx) => rootOf(ctx, boris!))).toBe(boris);
});

it('who asks by phone or at the counter is taken for neither, and nothing is done for them before somebody says who they are', async () => {
  const body = {
    address: { phone: number },
    kind: 'erasure',
    reached: { by: 'phone', on: new Date().toISOString().slice(0, 10) },
  } as const;
  const { id, person } = await bench.carol.call('openRequest', { body });
  expect([ada, boris]).not.toContain(person?.id);
  const approve = bench.carol.call('approveRequest', { params: { request: id } });
  await expect(approve).rejects.toMatchObject({ status: 409, problem: { because: 'held-address' } });
  // named, one of them would be joined with whoever asks by one press, and what was asked done to them
  expect(await bench.carol.call('lookUpAsker', { params: { request: id } })).toEqual({ held: 'shared', person: null });
});

it('a number that two have in two ways, by text and by WhatsApp, leads to neither as well', async () => {
  const other = phone(152);
  await bench.write(other, 'By text');
  const byText = (await bench.latest()).person.id;
  const byAccount = await act((ctx) => arrive(ctx, { kind: 'account', value: accountOfNumber(other) }));
  const { id, person } = await bench.carol.call('openRequest', { body: { address: { phone: other }, kind: 'access' } });
  expect([byText, byAccount.person]).not.toContain(person?.id);
  expect(await bench.carol.call('lookUpAsker', { params: { request: id } })).toEqual({ held: 'shared', person: null });
});

it('what is written from it is of somebody new, who goes on, and is done for nobody until staff say which of them it is', async () => {
  const first = await writes('Please send me all you hold about me');
  const writer = first.person.id as PersonId;
  expect([ada, boris]).not.toContain(writer);
  expect((await writes('Are you there?')).person.id).toBe(writer);
  expect(await act((ctx) => isOneOfSeveral(ctx, writer))).toBe(true);
  expect(await act((ctx) => isOneOfSeveral(ctx, ada!)), 'of her it was said').toBe(false);

  const { id } = await bench.carol.call('openRequest', { body: { person: writer, kind: 'access' } });
  const approve = () => bench.carol.call('approveRequest', { params: { request: id } });
  await expect(approve()).rejects.toMatchObject({ status: 409, problem: { because: 'shared-address', article: '12(6)' } });
  const guess = await act((ctx) => merge(ctx, boris!, writer, 'agent-decision', 'sounds like him'));
  await act((ctx) => unmerge(ctx, guess));
  await expect(approve(), 'that it is not Boris does not say who it is').rejects.toMatchObject({ problem: { because: 'shared-address' } });
  await act((ctx) => merge(ctx, ada!, writer, 'agent-decision', 'told the day of her order'));
  const texts = bench.sentTo(number).length;
  expect((await approve()).state).toBe('fulfilled');
  // a text to the number would lead to a page that opens by no code to it, and count as an answer
  expect(await told(id)).toEqual(['person: no-proved-address', true]);
  expect(bench.sentTo(number)).toHaveLength(texts);
  expect((await writes('Thank you')).person.id, 'and again nobody knows').not.toBe(ada);
});

it('a copy that somebody asks for by a proof of that number alone waits for a person too', async () => {
  const visitor = await act(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'visitor', value: 'visitor-at-a-kiosk', proof: 'device' });
    return (await addIdentity(ctx, person, { kind: 'phone', value: number, proof: 'code' })).person;
  });
  expect([ada, boris]).not.toContain(visitor);
  const row = await act((ctx) =>
    open(withCtx(ctx, { actor: { kind: 'person', id: visitor } }), {
      person: visitor,
      kind: 'access',
      source: 'person',
      clientKey: undefined,
    }),
  );
  expect(row).toMatchObject({ state: 'received', approvals_needed: 1 });
});

it('nor does it open a copy that staff noted for whoever proved it, when they ask on their page', async () => {
  const visitor = await act(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'visitor', value: 'visitor-noted-by-staff', proof: 'device' });
    return (await addIdentity(ctx, person, { kind: 'phone', value: number, proof: 'code' })).person;
  });
  const { id } = await bench.carol.call('openRequest', { body: { person: visitor, kind: 'access' } });
  const again = await act((ctx) =>
    open(withCtx(ctx, { actor: { kind: 'person', id: visitor } }), {
      ...{ person: visitor, kind: 'access', source: 'person', clientKey: undefined },
    }),
  );
  expect(again).toMatchObject({ id, state: 'received', approvals_needed: 1, closed_at: null });
});

it('no code goes to it, which would open a privacy page of one to the other', async () => {
  const before = bench.sentTo(number).length;
  await askForCode(bench.house.tools, bench.house.workspace, { phone: number }, '2001:db8::1');
  await bench.write(phone(153), 'hello');
  await askForCode(bench.house.tools, bench.house.workspace, { phone: phone(153) }, '2001:db8:2::1');
  await eventually('a code to a number of one', async () => bench.sentTo(phone(153))[0]);
  expect(bench.sentTo(number)).toHaveLength(before);
});

const agreed = [
  ['ada', 'sms'],
  ['boris', 'sms'],
  ['boris', 'email'],
] as const;
/** Both said yes to advertising, Boris by mail as well. */
const agreeAgain = () =>
  act(async (ctx) => {
    const purpose = (await purposeByCode(ctx, 'marketing'))!;
    if (!purpose.active) await changePurpose(ctx, purpose.id, { active: true, channels: ['email', 'sms'], reason: 'Needed for the test.' });
    const yes = { purpose: 'marketing', state: 'given', method: 'import', by: 'import', evidence: 'the form' } as const;
    for (const [who, channel] of agreed) await record(ctx, { ...yes, channel, person: who === 'ada' ? ada! : boris! });
  });
const stands = () =>
  act((ctx) => Promise.all(agreed.map(([who, channel]) => stateOf(ctx, [who === 'ada' ? ada! : boris!], 'marketing', channel))));

it('an objection to advertising in other words than STOP ends it there for all of them, and stays with whoever wrote', async () => {
  await agreeAgain();
  const { id, person } = await writes('Please do not send me advertising, I object to it.');
  const message = (await bench.messagesOf(id)).at(-1)!.id;
  const body = { person: person.id, message, kind: 'objection', purpose: 'marketing' } as const;
  const { steps } = await bench.carol.call('openRequest', { body });
  expect(steps.map(({ name }) => name)).toContain('took-effect');
  expect(await stands()).toEqual(['withdrawn', 'withdrawn', 'given']);
  const objected = (who: string) => act((ctx) => factsOf(ctx, who as PersonId));
  expect([await objected(ada!), await objected(boris!)]).toEqual([[], []]);
  expect(await objected(person.id)).toMatchObject([{ kind: 'objected', purpose: 'marketing' }]);
});

it('so does a no on the page of whoever proved it, without saying from where they said it', async () => {
  await agreeAgain();
  const visitor = await act(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'visitor', value: 'visitor-who-says-no', proof: 'device' });
    return (await addIdentity(ctx, person, { kind: 'phone', value: number, proof: 'code' })).person;
  });
  const session = { ip: '203.0.113.7', agent: 'a browser' };
  const no = (channel: 'sms' | 'email') =>
    act((ctx) => {
      const choice = { person: visitor, purpose: 'marketing', channel };
      const self = withCtx(ctx, { actor: { kind: 'person', id: visitor } });
      return choose(self, choice, { given: false, language: 'en' }, { method: 'privacy-page', session });
    });
  await no('email');
  expect(await stands(), 'they share no mailbox').toEqual(['given', 'given', 'given']);
  await no('sms');
  expect(await stands()).toEqual(['withdrawn', 'withdrawn', 'given']);
  const sessions = {
    name: 'test.sessions',
    text: `SELECT count(*)::int AS n FROM consent_events WHERE person_id = ANY($1) AND session IS NOT NULL`,
  };
  expect(await act((ctx) => ctx.db.one(sessions, [[ada, boris]]))).toEqual({ n: 0 });
  const saidBy = (person: PersonId) => {
    const text = `SELECT method, said_by FROM consent_events WHERE person_id = $1 AND purpose = 'marketing' AND channel = 'sms' ORDER BY at DESC, id DESC LIMIT 1`;
    return act((ctx) => ctx.db.one({ name: 'test.said-by', text }, [person]));
  };
  expect(await saidBy(boris!), 'and not as if they had said it themselves').toEqual({ method: 'agent', said_by: 'agent' });
  const traces = `SELECT (SELECT count(*) FROM consent_events WHERE person_id <> $1 AND actor LIKE '%' || $1 || '%')::int
    + (SELECT count(*) FROM ledger_payloads WHERE subject <> $1 AND (others::text LIKE '%' || $1 || '%' OR payload::text LIKE '%' || $1 || '%'))::int AS n`;
  expect(await act((ctx) => ctx.db.one({ name: 'test.traces', text: traces }, [visitor])), 'in nobody else’s record').toEqual({ n: 0 });
  expect(await saidBy(visitor)).toEqual({ method: 'privacy-page', said_by: 'self' });
});

it('STOP from it ends what goes there to all of them', async () => {
  await writes('STOP');
  for (const person of [ada!, boris!]) expect(await act((ctx) => stateOf(ctx, [person], 'service-conversation', 'sms'))).toBe('withdrawn');
});

it('once one of them is erased, no code to it opens the page of the other, and who phones is taken for somebody new', async () => {
  const erasure = await bench.carol.call('openRequest', { body: { person: ada!, kind: 'erasure' } });
  await bench.carol.call('approveRequest', { params: { request: erasure.id } });
  const owners = async () => new Set((await act((ctx) => ownersOf(ctx, 'phone', number))).map(({ person }) => person));
  await eventually('her identity is gone', async () => !(await owners()).has(ada!) || undefined);
  const before = bench.sentTo(number).length;
  expect((await told(erasure.id))[0], 'and Boris reads nothing of it').toBe('person: no-proved-address');
  await askForCode(bench.house.tools, bench.house.workspace, { phone: number }, '2001:db8:3::1');
  await bench.write(phone(154), 'hello');
  await askForCode(bench.house.tools, bench.house.workspace, { phone: phone(154) }, '2001:db8:4::1');
  await eventually('a code to a number of one', async () => bench.sentTo(phone(154))[0]);
  expect(bench.sentTo(number)).toHaveLength(before);
  const { id, person } = await bench.carol.call('openRequest', { body: { address: { phone: number }, kind: 'access' } });
  expect(person?.id).not.toBe(boris);
  expect(await bench.carol.call('lookUpAsker', { params: { request: id } })).toEqual({ held: 'shared', person: null });
});
