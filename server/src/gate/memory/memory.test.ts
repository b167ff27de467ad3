// Memory must say what the binding decision says, whatever happened before; must hear of it without events too; and must hold its tongue when it cannot know.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { record, type State } from '#consent';
import { shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId, type WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { arrive, merge, unmerge } from '#people';
import { changePurpose, listPurposes } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { addVendor, changeVendor, listVendors } from '#vendors';
import { decide, foresee, warm } from '../gate.ts';
import { copyFacts, factsOf, lift, restrict } from '../kept.ts';
import type { Question } from '../types.ts';
import { look } from './keeper.ts';

let room: TestRoom;
let hour = 0;
const pass = () => {
  hour += 1;
  room.setTime(new Date(Date.UTC(2026, 10, 24, 9) + hour * 3_600_000));
};
const place = () => ({ tools: room.tools, workspace: room.workspace });
const purposes = ['marketing', 'analytics', 'service-conversation', 'satisfaction-survey', 'rights-fulfilment', 'no-such-purpose'];

beforeAll(async () => {
  room = await openRoom('gate');
  for (const code of ['marketing', 'satisfaction-survey', 'analytics'] as const) await take({ what: 'switches', code }, [], []);
  await warm(place());
});
afterAll(async () => room.stop());

const anyPerson = fc.nat(2);
const anyPurpose = fc.constantFrom('marketing', 'analytics', 'service-conversation', 'satisfaction-survey');
const anyChannel = fc.constantFrom('email' as const, 'web-chat' as const);
const anyStep = fc.oneof(
  fc.record({
    what: fc.constant('says' as const),
    person: anyPerson,
    purpose: anyPurpose,
    channel: anyChannel,
    state: fc.constantFrom<State>('given', 'refused', 'withdrawn', 'expired', 'requested'),
  }),
  fc.record({
    what: fc.constant('stands' as const),
    person: anyPerson,
    kind: fc.constantFrom('restricted' as const, 'objected' as const, 'held' as const),
    purpose: fc.option(anyPurpose, { nil: undefined }),
    hours: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  }),
  fc.record({ what: fc.constant('lifts' as const), person: anyPerson }),
  fc.record({ what: fc.constant('merges' as const), person: anyPerson, other: anyPerson }),
  fc.record({ what: fc.constant('parts' as const), nth: fc.nat(3) }),
  fc.record({ what: fc.constant('erased' as const), person: anyPerson }),
  fc.record({ what: fc.constant('switches' as const), code: fc.constantFrom('marketing', 'satisfaction-survey', 'analytics') }),
  fc.record({ what: fc.constant('means' as const), code: fc.constantFrom('marketing', 'analytics') }),
  fc.record({ what: fc.constant('agrees' as const), region: fc.constantFrom('DE', 'US', 'IN') }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

/** Does one thing; what the house refuses (merging a person with themselves, a yes to what is off) changes nothing. */
async function take(step: Step, people: readonly PersonId[], merges: Id<'mrg'>[]): Promise<void> {
  const who = (at: number) => people[at] as PersonId;
  const doing = async (ctx: Ctx): Promise<unknown> => {
    if (step.what === 'says') {
      const { purpose, channel, state } = step;
      return record(ctx, {
        person: who(step.person),
        purpose,
        channel,
        state,
        method: 'import',
        by: 'import',
        evidence: 'a list',
        language: 'en',
      });
    }
    if (step.what === 'stands') {
      const until = step.hours && { until: new Date(ctx.now.getTime() + step.hours * 3_600_000) };
      return restrict(ctx, who(step.person), { kind: step.kind, ground: 'accuracy-contested', purpose: step.purpose, ...until });
    }
    if (step.what === 'lifts') for (const { id } of (await factsOf(ctx, who(step.person))).slice(0, 1)) await lift(ctx, id);
    if (step.what === 'merges') merges.push(await merge(ctx, who(step.person), who(step.other), 'agent-decision'));
    if (step.what === 'parts' && merges[step.nth]) await unmerge(ctx, merges[step.nth] as Id<'mrg'>);
    if (step.what === 'erased') await shred(ctx, [who(step.person)]);
    if (step.what === 'switches' || step.what === 'means') {
      const purpose = (await listPurposes(ctx)).find(({ code }) => code === step.code);
      if (!purpose) return;
      const { texts } = purpose;
      const words = { ...texts, en: { ...texts.en, description: `${texts.en.description} ${hour}` } };
      const reason = 'because of the test';
      await changePurpose(
        ctx,
        purpose.id,
        step.what === 'means' ? { texts: words, meaningChanged: true, reason } : { active: !purpose.active, reason },
      );
    }
    if (step.what === 'agrees') {
      const parts = { name: 'Relay', service: 'mail', region: step.region, agreement: null, transfer: null };
      const known = (await listVendors(ctx)).find(({ code }) => code === 'smtp-relay');
      const agreement = { reference: 'A-1', signedOn: '2026-01-01', expiresOn: null };
      if (known) await changeVendor(ctx, known.id as Id<'vnd'>, { region: step.region, agreement });
      else await addVendor(ctx, { ...parts, code: 'smtp-relay', role: 'processor' });
    }
    return undefined;
  };
  pass();
  await room.ctx(doing).catch(() => undefined);
}

/** Every question there is about somebody. */
function* questionsAbout(person: PersonId, at: Date): Generator<Question & { person: PersonId }> {
  for (const purpose of purposes)
    for (const channel of ['email', 'web-chat', undefined] as const) {
      const about = { person, purpose, channel };
      yield { ...about, act: 'reveal', fields: ['people.name'] };
      for (const recipient of [undefined, 'smtp-relay', 'nobody-known']) {
        yield { ...about, act: 'hand-over', recipient };
        for (const answering of [undefined, new Date(at.getTime() - 5_400_000)]) yield { ...about, act: 'send', recipient, answering };
      }
    }
}

async function differences(people: readonly PersonId[]): Promise<string[]> {
  return room.ctx(async (ctx) => {
    const found: string[] = [];
    for (const person of people)
      for (const question of questionsAbout(person, ctx.now)) {
        const { allowed, because, article } = await decide(ctx, question);
        const seen = foresee(ctx, question);
        if (seen?.allowed !== allowed || seen.because !== because || seen.article !== article)
          found.push(`${JSON.stringify(question)}: ${because} in the database, ${seen?.because} in memory`);
      }
    return found;
  });
}

const newPeople = async () => {
  const made: PersonId[] = [];
  for (const name of ['ada', 'boris', 'carol'])
    made.push((await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}-${hour}@example.com` }))).person);
  return made;
};

describe('what is foreseen from memory', () => {
  it('is what the binding decision says, after anything that can happen', async () => {
    let allowed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: 14 }), async (steps) => {
        const people = await newPeople();
        const merges: Id<'mrg'>[] = [];
        for (const step of steps) await take(step, people, merges);
        await look(place());
        expect(await differences(people)).toEqual([]);
        for (const person of people)
          allowed += Number(
            foresee({ ...place(), now: new Date() }, { act: 'send', person, purpose: 'marketing', channel: 'email' })?.allowed,
          );
      }),
      { numRuns: 15, examples: [[[{ what: 'says', person: 0, purpose: 'marketing', channel: 'email', state: 'given' }]]] },
    );
    expect(allowed).toBeGreaterThan(0); // or the sameness would say nothing
  }, 120_000);

  it('follows a withdrawal by its event, and by the ledger when the event is lost', async () => {
    const [ada, boris] = (await newPeople()) as [PersonId, PersonId];
    const say = (person: PersonId, state: State) =>
      take({ what: 'says', person: 0, purpose: 'service-conversation', channel: 'email', state }, [person], []);
    const stopped = (person: PersonId) =>
      foresee({ ...place(), now: new Date() }, { act: 'send', person, purpose: 'service-conversation', channel: 'email' })?.because;
    await look(place());
    expect(stopped(ada)).toBe('contract');
    await say(ada, 'withdrawn');
    await vi.waitFor(() => expect(stopped(ada)).toBe('channel-stopped'));
    const bus = live.of(place());
    const publish = vi.spyOn(bus, 'publish').mockImplementation(() => undefined);
    await say(boris, 'withdrawn');
    publish.mockRestore();
    expect(stopped(boris)).toBe('contract');
    await look(place());
    expect(stopped(boris)).toBe('channel-stopped');
  });

  it('leaves with an erased person at once, also when nobody told it', async () => {
    const [ada, boris] = (await newPeople()) as [PersonId, PersonId];
    const seen = (person: PersonId) =>
      foresee({ ...place(), now: new Date() }, { act: 'reveal', person, purpose: 'service-conversation' })?.because;
    await look(place());
    expect([seen(ada), seen(boris)]).toEqual(['contract', 'contract']);
    await room.ctx((ctx) => shred(ctx, [ada]));
    expect(seen(ada)).toBe('erased');
    const publish = vi.spyOn(live.of(place()), 'publish').mockImplementation(() => undefined);
    await room.ctx((ctx) => shred(ctx, [boris]));
    publish.mockRestore();
    await look(place());
    expect(seen(boris)).toBe('erased');
  });

  it('keeps what a parted person inherits', async () => {
    const [ada, boris] = (await newPeople()) as [PersonId, PersonId];
    const joined = await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
    await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'accuracy-contested' }));
    await room.ctx((ctx) => unmerge(ctx, joined));
    await room.ctx((ctx) => copyFacts(ctx, { into: ada, from: boris }));
    await look(place());
    expect(await differences([ada, boris])).toEqual([]);
  });

  it('is nothing for somebody unknown, in a company that is not loaded, or when it was not held against the ledger', async () => {
    const [ada] = (await newPeople()) as [PersonId];
    await look(place());
    const ask = (workspace: WorkspaceId, person: PersonId) =>
      foresee({ tools: room.tools, workspace, now: new Date() }, { act: 'reveal', person, purpose: 'service-conversation' });
    expect(ask(room.workspace, ada)?.allowed).toBe(true);
    expect(ask(room.workspace, 'per_00000000000000000000000000' as PersonId)).toBeUndefined();
    expect(ask('wsp_00000000000000000000000000' as WorkspaceId, ada)).toBeUndefined();
    const later = performance.now() + 5001;
    const watch = vi.spyOn(performance, 'now').mockReturnValue(later);
    expect(ask(room.workspace, ada)).toBeUndefined();
    watch.mockRestore();
  });
});

describe('an emergency for one person', () => {
  it('is not judged by memory for somebody else, with whom that person may be merged', () => {
    const [ada, boris] = [newId('per'), newId('per')] as [PersonId, PersonId];
    const carried = { permissions: ['people.read'], purposes: ['service-conversation'], inboxes: [], teams: null };
    const ask = (people?: PersonId[]) => {
      const reach = { grants: [{ ...carried, ...(people && { people }) }] };
      const actor = { kind: 'staff', id: newId('stf'), reach } as const;
      return foresee(
        { ...place(), now: new Date(), actor },
        { act: 'reveal', person: boris, purpose: 'service-conversation', spot: { inbox: newId('inb') } },
      );
    };
    expect(ask([ada])).toBeUndefined();
    expect(ask()).toMatchObject({ allowed: false, because: 'purpose-not-of-role' });
  });
});
