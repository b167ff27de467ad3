// What must hold at the gate whatever the facts are, and how fast it answers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, type Facts, judge, type PersonFacts, type PurposeFacts } from './rules.ts';

const [monday, tuesday, wednesday] = ['2026-11-16', '2026-11-17', '2026-11-18'].map((day) => new Date(day)) as [Date, Date, Date];
const service: PurposeFacts = {
  ...{ about: 'person', lawfulBasis: 'contract', advertising: false, acts: ['reveal', 'send'], categories: ['Name', 'Communication'] },
  ...{ channels: ['web-chat', 'email'], recipients: ['smtp-relay'], active: true, special: [] },
};
const marketing: PurposeFacts = { ...service, lawfulBasis: 'consent', advertising: true };
const survey: PurposeFacts = { ...service, lawfulBasis: 'legitimate-interests' };
const rights: PurposeFacts = {
  ...service,
  lawfulBasis: 'legal-obligation',
  acts: ['reveal', 'send', 'export', 'hand-over'],
  categories: ['all'],
};
const analytics: PurposeFacts = { ...marketing, advertising: false, acts: ['reveal'] };
const publicTask: PurposeFacts = { ...service, lawfulBasis: 'public-task' };
const relay = { ok: true, isOurselves: false, onlyWithConsent: false } as const;

const someDate = fc.constantFrom(monday, tuesday, wednesday);
const someAct = fc.constantFrom('reveal' as const, 'send' as const, 'export' as const, 'hand-over' as const);
const someAsked: fc.Arbitrary<Asked> = fc.record({
  act: someAct,
  purpose: fc.constantFrom('marketing', 'service-conversation'),
  about: fc.constant('person' as const),
  channel: fc.constantFrom('email' as const, 'web-chat' as const, null),
  recipient: fc.constantFrom('smtp-relay', 'local-capture', null),
  answering: fc.option(someDate),
  isOfRole: fc.constant(true),
});
const somePerson = (state: fc.Arbitrary<PersonFacts['consent']['state']>): fc.Arbitrary<PersonFacts> =>
  fc.record({
    isErased: fc.boolean(),
    restrictedSince: fc.option(someDate),
    objections: fc.array(fc.record({ purpose: fc.constantFrom('marketing', null), since: someDate }), { maxLength: 2 }),
    consent: fc.record({ state, at: fc.option(someDate) }),
  });
const anyState = fc.constantFrom(
  'none' as const,
  'requested' as const,
  'given' as const,
  'refused' as const,
  'withdrawn' as const,
  'expired' as const,
  'invalidated' as const,
);
const somePurpose = fc.constantFrom(service, marketing, survey, rights, analytics, publicTask);
const someRecipient: fc.Arbitrary<Facts['recipient']> = fc.constantFrom(null, relay, { ...relay, isOurselves: true }, {
  ok: false,
  because: 'no-agreement',
  article: '28(3)',
} as const);
const someFacts = (purpose: fc.Arbitrary<PurposeFacts | undefined>, state: typeof anyState): fc.Arbitrary<Facts> =>
  fc.record({
    purpose,
    categories: fc.array(fc.constantFrom('Name', 'Health', undefined), { maxLength: 2 }),
    recipient: someRecipient,
    person: somePerson(state),
  });
const neverAllowed = (facts: fc.Arbitrary<Facts>) =>
  fc.assert(
    fc.property(someAsked, facts, (asked, given) => !judge(asked, given).allowed),
    { numRuns: 3000 },
  );

describe('whatever the facts are', () => {
  it('nothing is allowed for an unknown purpose', () => neverAllowed(someFacts(fc.constant(undefined), anyState)));

  it('nothing is allowed for a purpose that is off', () =>
    neverAllowed(
      someFacts(
        somePurpose.map((purpose) => ({ ...purpose, active: false })),
        anyState,
      ),
    ));

  it('a withdrawn consent never allows what rests on consent', () => {
    const ended = fc.constantFrom(
      'none' as const,
      'requested' as const,
      'refused' as const,
      'withdrawn' as const,
      'expired' as const,
      'invalidated' as const,
    ) as typeof anyState;
    neverAllowed(someFacts(fc.constantFrom(marketing, analytics), ended));
  });

  it('nothing is done with an erased person', () =>
    neverAllowed(someFacts(somePurpose, anyState).map((facts) => ({ ...facts, person: { ...facts.person!, isErased: true } }))));

  it('a recipient without agreement never receives anything', () => {
    const facts = someFacts(somePurpose, anyState).map((given) => ({
      ...given,
      recipient: { ok: false, because: 'agreement-expired', article: '28(3)' } as const,
    }));
    fc.assert(
      fc.property(someAsked, facts, (asked, given) => !judge({ ...asked, recipient: 'smtp-relay' }, given).allowed),
      { numRuns: 3000 },
    );
  });

  it('one more obstacle never turns a no into a yes', () => {
    fc.assert(
      fc.property(someAsked, someFacts(somePurpose, anyState), someDate, (asked, given, since) => {
        const person = given.person!;
        const worse = {
          ...given,
          person: {
            ...person,
            restrictedSince: person.restrictedSince ?? since,
            objections: [...person.objections, { purpose: null, since }],
          },
        };
        return judge(asked, given).allowed || !judge(asked, worse).allowed;
      }),
      { numRuns: 3000 },
    );
  });

  it('nothing makes up for a role that does not carry the purpose', () => {
    fc.assert(
      fc.property(someAsked, someFacts(somePurpose, anyState), (asked, given) => !judge({ ...asked, isOfRole: false }, given).allowed),
    );
  });

  it('some of those facts are allowed, so the properties above say something', () => {
    const seen = fc
      .sample(fc.tuple(someAsked, someFacts(somePurpose, anyState)), 3000)
      .filter(([asked, given]) => judge(asked, given).allowed);
    expect(seen.length).toBeGreaterThan(30);
  });
});
