// The gate against a real database: the facts reach the rules, a yes opens exactly what it names, a no stays recorded.
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { record, withdraw } from '#consent';
import { open, shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, identitiesOf, merge, readIdentity, unmerge } from '#people';
import { changePurpose, type Notice, publishNotices, purposeByCode } from '#purposes';
import { heldOpen, inOrder, oneWaits } from '#test/held-open';
import { openRoom, type TestRoom } from '#test/room';
import { addVendor } from '#vendors';
import { gateChecks } from './checks.ts';
import { allowances, decide, factsOf, lift, permit, permitOrThrow, type Question, restrict } from './gate.ts';
import { gateHoldings } from './holdings.ts';
import { copyFacts } from './kept.ts';
import { unfinished } from './refused.ts';

const company = {
  name: 'Lantern & Loom',
  address: '1 Quay Street, 12345 Hafen',
  contactEmail: 'hello@example.com',
  dpoContact: '',
  authority: 'Authority of Hafen',
  country: 'DE',
};
let room: TestRoom;
let notice: Notice;
let ada: PersonId;
let boris: PersonId;
let minute = 0;

beforeAll(async () => {
  room = await openRoom('gate');
  await room.ctx(async (ctx) => {
    await changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))!.id, { active: true, reason: 'a spring letter' });
    notice = (await publishNotices(ctx, company, [])).published[0]!;
  });
});
afterAll(() => room.stop());
beforeEach(async () => {
  minute += 5;
  at(0);
  const arriving = (name: string) => room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}${minute}@example.com`, name }));
  [ada, boris] = [(await arriving('ada')).person, (await arriving('boris')).person];
});

const at = (second: number) => room.setTime(new Date(Date.UTC(2026, 10, 24, 9, minute, second)));
const mailing = (person: PersonId): Question => ({
  act: 'send',
  person,
  purpose: 'marketing',
  channel: 'email',
  fields: ['identities.value'],
});
const reply = (person: PersonId, more: Partial<Question> = {}): Question => ({
  act: 'send',
  person,
  purpose: 'service-conversation',
  channel: 'email',
  ...more,
});
const ask = (question: Question) => room.ctx((ctx) => decide(ctx, question));
const says = (person: PersonId, state: 'given' | 'refused') =>
  room.ctx((ctx) =>
    record(ctx, {
      person,
      purpose: 'marketing',
      channel: 'email',
      state,
      method: 'privacy-page',
      by: 'self',
      notice,
      language: 'en',
      wording: 'Yes.',
    }),
  );
const refusals = async () => (await room.ctx((ctx) => list(ctx, { kind: 'gate.refused', limit: 50 }))).items;

describe('one person through the gate', () => {
  it('gets no advertising, agrees, gets it, withdraws, gets none', async () => {
    expect(await ask(mailing(ada))).toEqual({
      allowed: false,
      because: 'consent-missing',
      article: '6(1)(a)',
      words: 'This person has not agreed to “News and offers” by email. They can do so on their privacy page.',
    });
    at(1);
    await says(ada, 'given');
    expect(await ask(mailing(ada))).toMatchObject({ allowed: true, because: 'consent-given' });
    expect(await ask({ ...mailing(ada), channel: 'web-chat' })).toMatchObject({ because: 'consent-missing' });
    at(2);
    await room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'email', 'one-click'));
    expect(await ask({ ...mailing(ada), language: 'de' })).toMatchObject({
      because: 'consent-withdrawn',
      article: '7(3)',
      words: 'Diese Person hat ihr Ja zu „Neuigkeiten und Angebote“ per E-Mail zurückgenommen.',
    });
  });

  it('is asked with the newest word of everyone merged into them', async () => {
    await says(ada, 'given');
    at(1);
    await says(boris, 'refused');
    expect((await ask(mailing(ada))).allowed).toBe(true);
    await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
    for (const one of [ada, boris]) expect(await ask(mailing(one))).toMatchObject({ because: 'consent-refused' });
  });

  it('meets an inactive purpose and an unknown one', async () => {
    expect(await ask({ ...mailing(ada), purpose: 'analytics', act: 'reveal', channel: 'web-chat' })).toMatchObject({
      because: 'purpose-off',
      article: '25(2)',
    });
    expect(await ask({ ...mailing(ada), purpose: 'curiosity; DROP TABLE' })).toMatchObject({
      because: 'unknown-purpose',
      article: '5(1)(b)',
    });
  });

  it('is kept from fields that the purpose does not need or nobody declared', async () => {
    expect(await ask(reply(ada, { fields: ['identities.value', 'people.name'] }))).toMatchObject({ allowed: true });
    expect(await ask(reply(ada, { fields: ['consent_events.session'] }))).toMatchObject({
      because: 'category-not-of-purpose',
      article: '5(1)(c)',
    });
    expect(await ask(reply(ada, { fields: ['people.shoe_size'] }))).toMatchObject({ because: 'field-not-declared' });
  });

  it('is handed to a relay only under an agreement that holds today', async () => {
    const viaRelay = reply(ada, { recipient: 'smtp-relay' });
    expect(await ask(viaRelay)).toMatchObject({ because: 'unknown-recipient', article: '28(3)' });
    expect(await ask(reply(ada, { recipient: 'local-capture' }))).toMatchObject({ allowed: true });
    await room.ctx((ctx) =>
      addVendor(ctx, {
        code: 'smtp-relay',
        role: 'processor',
        name: 'Example Mail',
        service: 'carries emails',
        region: 'DE',
        agreement: { reference: 'DPA 7', signedOn: '2026-01-01', expiresOn: '2026-11-30' },
        transfer: null,
      }),
    );
    expect(await ask(viaRelay)).toMatchObject({ allowed: true });
    room.setTime('2026-12-01T00:00:00Z');
    expect(await ask(viaRelay)).toMatchObject({ because: 'agreement-expired', words: expect.stringContaining('smtp-relay has run out') });
  });

  it('is gone for the gate once erased', async () => {
    await says(ada, 'given');
    await room.ctx((ctx) => shred(ctx, [ada]));
    expect(await ask(mailing(ada))).toMatchObject({ because: 'erased', article: '17(1)' });
    await expect(room.ctx((ctx) => permitOrThrow(ctx, reply(ada)))).rejects.toMatchObject({ code: 'erased' });
    expect(await ask(reply(newId('per')))).toMatchObject({ because: 'erased' });
  });

  it('of another company does not exist', async () => {
    const other = await room.anotherWorkspace();
    expect(await room.ctx((ctx) => decide(ctx, reply(ada)), { workspace: other })).toMatchObject({ because: 'erased' });
  });
});

describe('facts that stand', () => {
  it('stop at once, let a newer question be answered, and end when lifted', async () => {
    at(1);
    const fact = await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'accuracy-contested' }));
    expect(await ask(reply(ada))).toMatchObject({ because: 'restricted', article: '18(2)' });
    expect(await ask(reply(ada, { answering: new Date(Date.UTC(2026, 10, 24, 9, minute, 2)) }))).toMatchObject({ allowed: true });
    expect(await ask({ act: 'export', person: ada, purpose: 'rights-fulfilment' })).toMatchObject({ allowed: true });
    expect(await room.ctx((ctx) => factsOf(ctx, ada))).toMatchObject([{ id: fact, kind: 'restricted', ground: 'accuracy-contested' }]);
    await room.ctx((ctx) => lift(ctx, fact));
    expect(await ask(reply(ada))).toMatchObject({ allowed: true });
    await expect(room.ctx((ctx) => lift(ctx, fact))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('end by themselves', async () => {
    await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'claims', until: new Date(ctx.now.getTime() + 60_000) }));
    expect(await ask(reply(ada))).toMatchObject({ because: 'restricted' });
    at(61);
    expect(await ask(reply(ada))).toMatchObject({ allowed: true });
    await expect(room.ctx((ctx) => restrict(ctx, ada, { kind: 'held', ground: 'claims', until: ctx.now }))).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('cover everyone who is this person, and each of them after the merge is taken apart', async () => {
    await says(boris, 'given');
    const id = await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
    at(1);
    await room.ctx((ctx) => restrict(ctx, ada, { kind: 'objected', ground: 'marketing', purpose: 'marketing' }));
    expect(await ask(mailing(boris))).toMatchObject({ because: 'objected-to-advertising', article: '21(3)' });
    await room.ctx((ctx) => unmerge(ctx, id));
    for (let twice = 0; twice < 2; twice += 1) await room.ctx((ctx) => copyFacts(ctx, { into: ada, from: boris }));
    expect(await ask(mailing(boris))).toMatchObject({ because: 'objected-to-advertising' });
    expect(await room.ctx((ctx) => factsOf(ctx, boris))).toHaveLength(1);
  });

  it('hold data without stopping its use', async () => {
    await room.ctx((ctx) => restrict(ctx, ada, { kind: 'held', ground: 'legal-claims' }));
    expect(await ask(reply(ada))).toMatchObject({ allowed: true });
  });

  it('may end but not change, and leave with their person', async () => {
    const fact = await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'claims' }));
    const bend = { name: 'test.bend', text: `UPDATE gate_facts SET kind = 'held' WHERE id = '${fact}'` };
    await expect(room.ctx((ctx) => ctx.db.run(bend, []))).rejects.toMatchObject({ code: '42501' });
    const [holding] = gateHoldings;
    expect((await room.ctx((ctx) => holding!.export!(ctx, undefined, [ada])))[0]?.fields).toMatchObject({
      kind: 'restricted',
      ground: 'claims',
    });
    expect(await room.ctx((ctx) => holding!.count!(ctx, [ada]))).toBe(1);
    expect(await room.ctx((ctx) => holding!.erase!(ctx, [ada]))).toBe(1);
    expect(await room.ctx((ctx) => factsOf(ctx, ada))).toEqual([]);
  });
});

describe('a permit', () => {
  it('opens what it names, of everyone who is this person, and nothing else', async () => {
    await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
    await room.ctx(async (ctx) => {
      const right = await permitOrThrow(ctx, reply(ada, { act: 'reveal', fields: ['identities.value'] }));
      const identities = await identitiesOf(ctx, ada);
      const values = await Promise.all(identities.map((each) => readIdentity(ctx, right, each)));
      expect(values.sort()).toEqual([`ada${minute}@example.com`, `boris${minute}@example.com`]);
      await expect(open(ctx, right, { subject: ada, table: 'people', row: ada, column: 'name' }, identities[0]!.value)).rejects.toThrow(
        'does not name people.name',
      );
      expect(right).toMatchObject({ act: 'reveal', purpose: 'service-conversation', channel: 'email' });
    });
  });

  it('for a list leaves out whom it must not show', async () => {
    await room.ctx((ctx) => shred(ctx, [boris]));
    const answer = await room.ctx((ctx) =>
      permit(ctx, { act: 'reveal', people: [boris, ada], purpose: 'service-conversation', fields: ['people.name'] }),
    );
    expect(answer).toMatchObject({ allowed: true, permit: { subjects: [ada] } });
    const sending = await room.ctx((ctx) =>
      permit(ctx, { act: 'send', people: [ada, boris], purpose: 'service-conversation', channel: 'email' }),
    );
    expect(sending).toMatchObject({ allowed: false, because: 'erased' });
    expect(await room.ctx((ctx) => permit(ctx, { act: 'reveal', people: [], purpose: 'service-conversation' }))).toMatchObject({
      allowed: false,
      because: 'person-needed',
    });
  });

  it('for the file of a case names the case alone, and only for the law', async () => {
    const request = newId('req') as Id<'req'>;
    const question: Question = { act: 'reveal', case: request, purpose: 'rights-fulfilment' };
    expect(await room.ctx((ctx) => permit(ctx, question))).toMatchObject({ allowed: true, permit: { subjects: [request] } });
    expect(await ask({ ...question, purpose: 'service-conversation' })).toMatchObject({ because: 'purpose-not-for-this' });
  });
});

describe('a refusal', () => {
  it('is in the ledger with codes alone, and only when something was to be done', async () => {
    const before = (await refusals()).length;
    await ask(mailing(ada));
    expect(await refusals()).toHaveLength(before);
    await room.ctx((ctx) => permit(ctx, mailing(ada)));
    const after = await refusals();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toMatchObject({
      subject: ada,
      facts: { act: 'send', purpose: 'marketing', channel: 'email', recipient: null, because: 'consent-missing', article: '6(1)(a)' },
    });
  });

  it('stays recorded, once, when the caller rolls back', async () => {
    const before = (await refusals()).length;
    await expect(room.ctx((ctx) => permitOrThrow(ctx, mailing(ada)))).rejects.toMatchObject({
      code: 'gate-refused',
      extras: { because: 'consent-missing', article: '6(1)(a)', detail: expect.stringContaining('has not agreed') },
    });
    await Promise.all(unfinished.of({ tools: room.tools }));
    expect(await refusals()).toHaveLength(before + 1);
    expect(unfinished.of({ tools: room.tools }).size).toBe(0);
  });

  it('does not name an erased person again, nor repeat what somebody made up', async () => {
    await room.ctx((ctx) => shred(ctx, [ada]));
    await room.ctx((ctx) => permit(ctx, mailing(ada)));
    expect((await refusals())[0]).toMatchObject({ subject: null, facts: { because: 'erased' } });
    await room.ctx((ctx) => permit(ctx, { ...mailing(boris), purpose: 'ada@example.com', recipient: 'To: ada' }));
    expect((await refusals())[0]?.facts).toMatchObject({ purpose: 'unknown', recipient: null });
  });
});

describe('a no and what is sent at the same moment', () => {
  const noes: readonly (readonly [string, (ctx: Ctx) => Promise<unknown>])[] = [
    ['consent.withdrawn', (ctx: Ctx) => withdraw(ctx, boris, 'marketing', 'email', 'one-click')],
    ['person.objected', (ctx: Ctx) => restrict(ctx, boris, { kind: 'objected', ground: 'direct-marketing' })],
    ['person.restricted', (ctx: Ctx) => restrict(ctx, boris, { kind: 'restricted', ground: 'requested' })],
  ];
  beforeEach(async () => {
    await says(ada, 'given');
    await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision')); // whoever of them says it
    at(1);
  });

  it.each(noes)('%s that is being written is waited for, and stops it', async (kind, say) => {
    const commit = await heldOpen(room, say);
    const sending = room.ctx(send);
    await oneWaits(room);
    await commit();
    expect(await sending).toBe(false);
    expect(await entries()).toEqual([kind, ...(kind === 'consent.withdrawn' ? [kind] : []), 'gate.refused']);
  });

  it.each(noes)('%s waits for what was decided before it, and stands behind that in the ledger', async (kind, say) => {
    const commit = await heldOpen(room, send);
    const saying = room.ctx(say);
    await oneWaits(room);
    await commit();
    await saying;
    expect(await entries()).toEqual(['data.sent', kind, ...(kind === 'consent.withdrawn' ? [kind] : [])]);
    expect(await room.ctx(send)).toBe(false);
  });

  it('two messages wait for each other no more than a look does', async () => {
    const commit = await heldOpen(room, send);
    expect([await room.ctx(send), (await ask(mailing(boris))).allowed]).toEqual([true, true]);
    await commit();
  });

  async function send(ctx: Ctx): Promise<boolean> {
    const [answer, [identity]] = [await permit(ctx, mailing(ada)), await identitiesOf(ctx, ada)];
    if (answer.allowed && identity) await readIdentity(ctx, answer.permit, identity);
    return answer.allowed;
  }
  const entries = () => inOrder(room, [ada, boris], ({ kind }) => ['data.sent', 'gate.refused', ...noes.map(([no]) => no)].includes(kind));
});

describe('what the gate allows right now', () => {
  it('has a line per purpose and channel with reason and article', async () => {
    await says(ada, 'given');
    const lines = await room.ctx((ctx) => allowances(ctx, ada, 'de'));
    const line = (purpose: string, channel: string) => lines.find((each) => each.purpose === purpose && each.channel === channel)?.decision;
    expect(line('marketing', 'email')).toMatchObject({ allowed: true, because: 'consent-given' });
    expect(line('marketing', 'web-chat')).toMatchObject({
      allowed: false,
      because: 'consent-missing',
      words: expect.stringContaining('im Chat'),
    });
    expect(line('service-conversation', 'email')).toMatchObject({ allowed: true, article: '6(1)(b)' });
    expect(line('satisfaction-survey', 'email')).toMatchObject({ allowed: false, because: 'purpose-off' });
    expect(lines.some((each) => each.purpose === 'staff-administration')).toBe(false);
  });

  it('agrees with what the gate answers when asked', async () => {
    await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'claims' }));
    for (const { purpose, channel, decision } of await room.ctx((ctx) => allowances(ctx, ada, 'en')))
      expect({
        purpose,
        channel,
        decision: await ask({ act: purpose === 'analytics' ? 'reveal' : 'send', person: ada, purpose, channel }),
      }).toEqual({ purpose, channel, decision });
  });
});

describe('the checks', () => {
  it.each([
    ['gate.restriction-is-settled', 'restricted', 93],
    ['gate.hold-is-reviewed', 'held', 366],
  ] as const)('%s sees one that was forgotten', async (id, kind, days) => {
    const check = () => room.ctx((ctx) => gateChecks.find((each) => each.id === id)!.run(ctx));
    const client = new pg.Client({ connectionString: room.adminUrl });
    await client.connect();
    await client.query('DELETE FROM gate_facts');
    await client.end();
    await room.ctx((ctx) => restrict(ctx, ada, { kind, ground: 'claims' }));
    expect(await check()).toBe(0);
    room.setTime(new Date(Date.UTC(2026, 10, 24 + days, 10)));
    expect(await check()).toBe(1);
  });
});
