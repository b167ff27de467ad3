import Type from 'typebox';
import { startEvents } from './period.ts';
import { channelKind, day, endpoints, id, instant, language, maybe, one, text } from './shapes.ts';

const count = (what: string) => Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: what });
const code = (what: string) => Type.String({ maxLength: 60, description: what });
const within = Type.Integer({ minimum: 1, maximum: 366, default: 30, description: 'Days from today' });
const because = one(['held', 'restricted', 'request'], 'What holds it back: a legal hold, a restriction (Art. 18), an open request');
const ground = one(['legal-claims', 'legal-obligation'], 'Art. 17(3)(e) or (b)');

const hold = Type.Object({
  id: id('hld', 'Hold'),
  person: id('per', 'Person'),
  conversation: maybe(id('cnv', 'Conversation; null for a whole person')),
  ground,
  reason: Type.String({ maxLength: 500, description: 'Why' }),
  reviewOn: day,
  isDue: Type.Boolean({ description: 'Whether it is time to look again' }),
  setBy: Type.String({ maxLength: 40, description: 'Id of the member of staff' }),
  setAt: instant,
  liftedAt: maybe(instant),
});

const planned = (of: string) =>
  Type.Object({
    of: code(of),
    weeks: Type.Array(Type.Object({ from: day, records: count('Records'), people: count('People whose they are') }), { maxItems: 60 }),
    held: Type.Array(Type.Object({ because, records: count('Records'), people: count('People') }), { maxItems: 3 }),
  });

export const retentionEndpoints = endpoints({
  planRetention: {
    summary: 'What will be deleted by itself within the next days, by purpose and week, and what is held back and why',
    query: Type.Object({ days: Type.Optional(within) }),
    answer: Type.Object({
      days: Type.Integer({ minimum: 1, maximum: 366 }),
      today: day,
      isCut: Type.Boolean({ description: 'There is more than could be counted: of each kind only the first 20,000' }),
      purposes: Type.Array(
        Type.Object({
          purpose: code('Code of the purpose'),
          period: Type.String({ maxLength: 8, description: 'ISO 8601' }),
          starts: one(startEvents, 'What it is counted from'),
          active: Type.Boolean(),
          serves: count('Conversations that serve it now'),
          weeks: Type.Array(
            Type.Object({
              from: day,
              conversations: count('Conversations that go as a whole'),
              messages: count('Messages, also of conversations that go on'),
              people: count('People whose conversations they are'),
            }),
            { maxItems: 60 },
          ),
          held: Type.Array(Type.Object({ because, conversations: count('Conversations'), people: count('People') }), { maxItems: 3 }),
        }),
        { maxItems: 200 },
      ),
      proofs: Type.Array(
        planned('The table: closed requests, words about consent, lifted restrictions and holds, by the names of the data map'),
        { maxItems: 40, description: 'Proof of what is over, which goes by its own period while its person stays' },
      ),
      others: Type.Array(planned('`people`, who go with all that is left of them, or `person_field_values`, what is noted in own fields'), {
        maxItems: 2,
        description: 'What else goes by its own time; what the person takes back the consent for goes within the hour',
      }),
      sweep: maybe(
        Type.Object({
          stage: one(['conversations', 'proofs', 'people', 'done'], 'Where the sweep is'),
          beganAt: instant,
          endedAt: maybe(instant),
          notBefore: maybe(day),
          conversations: count('Conversations deleted'),
          messages: count('Messages deleted'),
          files: count('Files deleted'),
          people: count('People let go'),
          held: count('Conversations held back'),
          proofs: count('Records deleted that proved what is over'),
        }),
      ),
    }),
  },
  listGoing: {
    summary: 'The conversations in which something goes for a purpose within the next days, first things first; at most 200',
    query: Type.Object({ purpose: Type.String({ maxLength: 60, pattern: '^[a-z0-9-]+$' }), days: Type.Optional(within) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          conversation: id('cnv', 'Conversation'),
          channel: channelKind,
          goesOn: day,
          messages: count('Messages that go then'),
          isWhole: Type.Boolean({ description: 'Whether the conversation goes with them; otherwise it goes on with its other messages' }),
          because: maybe(because),
        }),
        { maxItems: 200 },
      ),
      more: Type.Boolean(),
    }),
  },
  readFigures: {
    summary: 'What is left of conversations that went: counts by month, purpose and channel; null where fewer than five would be counted',
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
          purpose: code('Code of the purpose'),
          channel: code('Kind of channel'),
          conversations: maybe(count('Conversations')),
          messages: maybe(count('Messages')),
        }),
        { maxItems: 600 },
      ),
    }),
  },
  listHolds: {
    summary: 'Legal holds (Art. 17(3)) with their reasons, those to be looked at first; at most 200',
    query: Type.Object({ state: Type.Optional(one(['standing', 'lifted'], 'State')) }),
    answer: Type.Object({ items: Type.Array(hold, { maxItems: 200 }) }),
  },
  listKeptFields: {
    summary:
      'What is noted about a person in fields of the company, should be gone by now, and is kept by a hold or a restriction (Art. 17(3), 18(2)); never what it says',
    params: Type.Object({ person: id('per', 'Person') }),
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          field: id('fld', 'Field'),
          name: maybe(Type.String({ maxLength: 60, description: 'Null where it tells of what the role does not open (Art. 9)' })),
          over: one(
            ['time', 'stopped', 'purpose-off', 'no-longer-wanted'],
            'Why nobody reads it: its time is over, its field was stopped, its purpose is switched off, or the person wants no more of it',
          ),
          since: maybe(instant),
        }),
        { maxItems: 400 },
      ),
      keptBy: Type.Array(
        Type.Object({
          because: one(['held', 'restricted'], 'A legal hold or a restriction'),
          ground: code('Code of its ground'),
          until: maybe(
            Type.String({
              format: 'date',
              description: 'When somebody looks at the hold again, or the restriction ends; null until it is lifted',
            }),
          ),
        }),
        { maxItems: 200 },
      ),
    }),
  },
  placeHold: {
    summary:
      'Keep a person’s data, or one conversation, although its time is over; asks for a reason and a day to look again, within a year',
    body: Type.Object({
      person: Type.Optional(id('per', 'Person')),
      conversation: Type.Optional(id('cnv', 'Conversation')),
      ground,
      reason: text(500, 'Why'),
      reviewOn: day,
    }),
    answer: hold,
    status: 201,
  },
  reviewHold: {
    summary: 'Look at a hold again: it is still needed, until another day',
    params: Type.Object({ hold: id('hld', 'Hold') }),
    body: Type.Object({ reason: text(500, 'Why still'), reviewOn: day }),
    answer: hold,
  },
  liftHold: {
    summary: 'Lift a hold: what has run out goes with the next sweep',
    params: Type.Object({ hold: id('hld', 'Hold') }),
    answer: hold,
  },
  setContractEnd: {
    summary: 'Say on which day a person’s contract ended, for purposes that are counted from it; null while it runs',
    params: Type.Object({ person: id('per', 'Person') }),
    body: Type.Object({ endedOn: maybe(day) }),
    answer: Type.Object({}),
  },
});
