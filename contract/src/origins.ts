// From where data comes that is not from the person (Art. 14): one list of words for purposes, notices, the access copy and the clock.
import Type from 'typebox';
import { day, endpoints, id, instant, maybe, one, paged, said, text } from './shapes.ts';

/** `company`: the team noted it itself. `provider`: the profile at the service by which they write. `handover`: they had it brought along (Art. 20). `representative`: whoever asked for their rights in their name. The others name their source with each purpose. */
export const origins = ['company', 'provider', 'handover', 'representative', 'import', 'other-person', 'other-source'] as const;
/** Those that only the company can name: a list from another system, somebody else, another company or a register. */
export const namedOrigins = ['import', 'other-person', 'other-source'] as const;
export type Origin = (typeof origins)[number];
export type NamedOrigin = (typeof namedOrigins)[number];

/** Channels whose service hands over a name with what somebody writes: that of their profile there. */
export const profileChannels = ['whatsapp', 'telegram', 'viber', 'line'] as const;

const origin = one(origins, 'From where it comes, when it is not from the person');
const namedOrigin = one(namedOrigins, 'A list from another system, somebody else, another company or a register');
const sourceName = Type.Optional(Type.String({ maxLength: 200, description: 'The source as the notice names it' }));
/** What a notice says of one source of a purpose; what is missing keeps the notice from being published. */
export const purposeSource = Type.Object({
  origin: namedOrigin,
  names: Type.Object({ en: sourceName, de: sourceName, fr: sourceName, es: sourceName }, { additionalProperties: false }),
  categories: Type.Array(Type.String({ maxLength: 60 }), {
    maxItems: 30,
    uniqueItems: true,
    description: 'What comes from there, terms of the Data Privacy Vocabulary among those of the purpose (Art. 14(1)(d))',
  }),
  isPublic: maybe(Type.Boolean({ description: 'Whether everybody has access to it (Art. 14(2)(f)); null while nobody said' })),
});

const ofOthers = namedOrigins.filter((origin) => origin !== 'import');
type Source = { readonly origin: NamedOrigin; readonly categories: readonly string[] };
/**
 * Whether data of people who are known comes from another source than before, or more of it from one: also a second of the same kind; a clearer name is none. A list that was taken over brings people of
 * its own, with what they were told there, and says nothing of others. Shared by server and console.
 */
export function comesFromMore(before: readonly Source[], after: readonly Source[]): boolean {
  const said = new Set(partsOf(before));
  return partsOf(after).some((part) => !said.has(part));
}
const partsOf = (sources: readonly Source[]): string[] =>
  ofOthers.flatMap((kind) =>
    sources
      .filter(({ origin }) => origin === kind)
      .flatMap(({ categories }, at) => [`${kind} ${at}`, ...categories.map((each) => `${kind} ${each}`)]),
  );

/** Part of a notice. */
export const noticeSection = Type.Object({
  heading: Type.String(),
  article: Type.String(),
  body: Type.String(),
  also: Type.Optional(Type.Array(Type.String(), { description: 'Where it keeps Art. 14 as well, such as 14(1)(a)' })),
  tells: Type.Optional(Type.Array(Type.String(), { description: 'Sources that it names, as purpose/origin' })),
});

export const exceptionGrounds = ['has-it', 'effort', 'law', 'secrecy'] as const;
export const staffWays = ['letter', 'email', 'phone', 'in-person'] as const;
const tellingWays = ['message', 'chat', 'choice', ...staffWays] as const;
export type ExceptionGround = (typeof exceptionGrounds)[number];
export type TellingWay = (typeof tellingWays)[number];
const person = id('per', 'Person');
const personOrigin = Type.Object({
  person,
  name: maybe(Type.String({ description: 'Their name, for whoever may see it' })),
  purpose: Type.String({ description: 'Code of the purpose' }),
  origin,
  obtainedOn: day,
  dueOn: day,
  clock: one(['month', 'communication', 'disclosure'], 'What set the day: Art. 14(3)(a), (b) or (c)'),
  daysLeft: Type.Integer({ description: 'Until they have to be told; negative when it is late, 0 once it is settled' }),
  state: one(['open', 'told', 'excepted'], 'Whether they were told, or need not be (Art. 14(5))'),
  told: maybe(Type.Object({ at: instant, by: one(tellingWays, 'How they were told'), notice: id('ntc', 'Notice') })),
  exception: maybe(one(exceptionGrounds, 'Art. 14(5)(a) to (d)')),
  isNamed: Type.Boolean({ description: 'Whether the notice in force names this source for this purpose' }),
});

export const originsEndpoints = endpoints({
  listOrigins: {
    summary: 'Whose data came from elsewhere and who has yet to be told (Art. 14(3)), the soonest first',
    query: Type.Object({ ...paged, person: Type.Optional(person) }),
    answer: Type.Object({ items: Type.Array(personOrigin), next: maybe(Type.String()) }),
  },
  recordOrigin: {
    summary: 'Say that data of a person came from somebody else, and when; from then on they have to be told within a month',
    params: Type.Object({ person }),
    body: Type.Object({
      purpose: text(60, 'Code of the purpose'),
      origin: namedOrigin,
      said: said(200, 'From whom or where, such as a business card; sealed under the person'),
      obtainedOn: day,
    }),
    answer: personOrigin,
    status: 201,
  },
  settleOrigin: {
    summary: 'Say that a person was told from where their data came, or why they need not be (Art. 14(5))',
    params: Type.Object({ person }),
    body: Type.Union([
      Type.Object({
        purpose: text(60, 'Code of the purpose'),
        origin,
        outcome: one(['told'], 'They were told'),
        by: one(staffWays, 'How'),
      }),
      Type.Object({
        purpose: text(60, 'Code of the purpose'),
        origin,
        outcome: one(['excepted'], 'They need not be told'),
        ground: one(exceptionGrounds, 'Art. 14(5)(a) to (d)'),
        reason: said(500, 'Why; sealed under the person'),
      }),
    ]),
    answer: personOrigin,
  },
});
