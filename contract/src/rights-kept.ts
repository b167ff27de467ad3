// What stays of a person who is erased, item by item (Art. 17(3)): chosen with ground, reason and day before the approval; read by few; erased by itself.
import Type from 'typebox';
import { channelKind, day, endpoints, id, instant, language, maybe, nothing, one, said } from './shapes.ts';

const aRequest = { request: id('req', 'Request') };
const aKept = Type.Object({ ...aRequest, kept: id('kpt', 'What is kept back') });
const scope = one(
  ['conversation', 'message', 'attachment', 'category'],
  'What is kept back: a whole conversation, one message with its files, one file, or a declared category',
);
export const keepGrounds = ['expression', 'legal-obligation', 'public-health', 'archiving', 'legal-claims'] as const;
const ground = one(keepGrounds, 'Art. 17(3)(a) to (e): the list is closed');
const until = Type.String({ format: 'date', description: 'The last day; afterwards it is erased by itself unless it was renewed' });
/** What stays, as a certificate counts it; unreadableAt, deletedAt, probedAt and unrecoverableBy of that certificate speak of all else. */
export const certified = Type.Object({
  scope,
  category: maybe(Type.String({ description: 'Name of the category, where one as a whole is kept' })),
  ground,
  article: Type.String(),
  until: day,
  isHeld: Type.Boolean({ description: 'A legal hold stands over it: it stays until the hold is lifted' }),
  items: Type.Integer(),
  records: Type.Integer(),
  files: Type.Integer(),
});
const kept = Type.Object({
  id: id('kpt', 'What is kept back'),
  scope,
  item: maybe(Type.String({ description: 'Id, or name of the category; once the person is erased, of a category only' })),
  ground,
  article: Type.String(),
  until: day,
  state: one(['planned', 'kept', 'erased'], 'Chosen; sealed apart; gone'),
  isHeld: Type.Boolean({ description: 'A legal hold stands over it: it stays until the hold is lifted, whatever its day' }),
  records: Type.Integer(),
  files: Type.Integer(),
});

export const keptEndpoints = endpoints({
  listKeepable: {
    summary: 'What could be kept back from an erasure: conversations and categories with counts, no content',
    params: Type.Object(aRequest),
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      conversations: Type.Array(
        Type.Object({
          id: id('cnv', 'Conversation'),
          channel: channelKind,
          lastMessageAt: instant,
          messages: Type.Integer(),
          files: Type.Integer(),
        }),
        { maxItems: 200 },
      ),
      categories: Type.Array(Type.Object({ code: Type.String(), title: Type.String(), count: Type.Integer() })),
    }),
  },
  listKept: {
    summary: 'What is kept back from an erasure, or was, without its content',
    params: Type.Object(aRequest),
    answer: Type.Object({ items: Type.Array(kept, { maxItems: 200 }) }),
  },
  keepBack: {
    summary: 'Keep one item back from an erasure that is not approved yet, on a ground of Art. 17(3); all else is erased',
    params: Type.Object(aRequest),
    body: Type.Object({
      scope,
      item: Type.String({ minLength: 1, maxLength: 60, description: 'Id of the conversation, message or file, or name of the category' }),
      ground,
      reason: said(1000, 'Why, for whoever looks again; sealed'),
      until,
    }),
    answer: kept,
    status: 201,
  },
  dropKept: { summary: 'Do not keep it back after all, before the approval', params: aKept, answer: nothing, status: 204 },
  openKept: {
    summary: 'Read what was kept back, with the reason; recorded in the ledger',
    params: aKept,
    answer: Type.Object({
      reason: Type.String(),
      parts: Type.Array(
        Type.Object({
          id: id('kpp', 'Part'),
          holding: Type.String(),
          at: maybe(instant),
          fields: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
          isFile: Type.Boolean(),
        }),
      ),
    }),
  },
  readKeptFile: {
    summary: 'One file of what was kept back; recorded in the ledger',
    params: Type.Object({ ...aRequest, kept: id('kpt', 'What is kept back'), part: id('kpp', 'Part') }),
    binary: true,
    answer: Type.Unknown(),
  },
  renewKept: {
    summary: 'The ground goes on: keep it until a later day, with the reason of today',
    params: aKept,
    body: Type.Object({ reason: said(1000, 'Why it is still needed; sealed'), until }),
    answer: kept,
  },
  liftKeptHold: {
    summary: 'Lift the legal hold that stood over it: from now on its day counts',
    params: aKept,
    answer: kept,
  },
  releaseKept: {
    summary: 'The ground has ended: erase it now, for good; not while a legal hold stands over it',
    params: aKept,
    answer: kept,
  },
});
