// What the house decides by itself, and a person who looks again when somebody asks for one (Art. 13(2)(f), 15(1)(h), 22).
import Type from 'typebox';
import { endpoints, id, instant, language, maybe, one, said } from './shapes.ts';
import { request } from './visit.ts';

const inLanguage = Type.Object({ language: Type.Optional(language) });
const aRequest = Type.Object({ request: id('req', 'Request') });
const automation = {
  code: Type.String(),
  version: Type.Integer({ description: 'Version of the logic' }),
  title: Type.String(),
  logic: Type.String({ description: 'What is looked at, how it is decided, and what it means for the person' }),
  inputs: Type.Array(Type.String(), { description: 'Categories of data that go in, in words' }),
  isSignificant: Type.Boolean({ description: 'A legal effect, or one that affects the person as much (Art. 22(1))' }),
  ground: maybe(Type.String({ description: 'Art. 22(2), for a significant one' })),
  logged: one(
    ['entries', 'rows', 'sums', 'never'],
    'Where each single one stands: in the ledger; beside the data of the person; only in sums; nowhere',
  ),
  reviewedBy: Type.String({ description: 'Permission of whoever decides anew' }),
};
const decision = {
  id: id('dec', 'Decision'),
  code: Type.String(),
  title: Type.String(),
  logic: Type.String(),
  isSignificant: Type.Boolean(),
  outcome: Type.String(),
  at: instant,
  state: one(['stands', 'asked', 'upheld', 'changed'], 'As it was taken; a person was asked for; a person upheld or changed it'),
  changedTo: maybe(Type.String()),
};

export const reviewEndpoints = endpoints({
  listAutomations: {
    summary: 'What the house decides about people by itself, from what each part declares',
    query: inLanguage,
    answer: Type.Object({ items: Type.Array(Type.Object(automation)) }),
  },
  readReview: {
    summary: 'The decision that somebody wants a person to look at, with what went in (recorded in the ledger as a reveal)',
    params: aRequest,
    query: inLanguage,
    answer: Type.Object({
      decision: maybe(
        Type.Object({
          ...decision,
          version: Type.Integer(),
          inputs: Type.Array(Type.Object({ category: Type.String(), value: Type.String() })),
        }),
      ),
    }),
  },
  decideReview: {
    summary: 'Decide anew, as a person, with a reason that the person reads; they are told (Art. 22(3))',
    params: aRequest,
    body: Type.Object({
      outcome: one(['upheld', 'changed'], 'It stands, or another outcome takes its place'),
      // a code and no words: it stands unsealed, and in the ledger
      to: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'Code of the outcome that takes its place' })),
      reason: said(1000, 'Why, in words for the person'),
    }),
    answer: request,
  },
  listMyDecisions: {
    summary: 'What is decided about me by machine, by which logic, how often it showed, and each decision that was recorded',
    query: inLanguage,
    answer: Type.Object({
      automations: Type.Array(
        Type.Object({
          ...automation,
          times: maybe(Type.Integer({ description: 'How often, in the newest entries about me; null where it is not logged there' })),
        }),
      ),
      items: Type.Array(Type.Object({ ...decision, request: maybe(id('req', 'Request for a person')) })),
    }),
  },
});
