// The course of a request between its receipt and its answer: hints in what people write, more time, days that do not count, and the answer (Art. 12(3) to 12(6)).
import Type from 'typebox';
import { askedRights, doubtGrounds } from './asked.ts';
import { requestKind } from './request-kind.ts';
import { day, endpoints, id, instant, maybe, nothing, one, paged, said, text } from './shapes.ts';
import { request } from './visit.ts';

const aRequest = Type.Object({ request: id('req', 'Request') });
const asked = one(askedRights, 'The right that somebody seems to ask for');

const hint = {
  message: id('msg', 'The message from which the month counts: the oldest that nobody has decided about'),
  latest: id('msg', 'The latest that asks the same; a decision about it stands for all before'),
  conversation: id('cnv', 'Conversation'),
  asked,
  kind: maybe(requestKind),
  person: id('per', 'Person'),
  at: instant,
};
const how = one(['in-the-thread', 'by-phone', 'by-letter', 'in-person'], 'How the person was told by somebody');

export const courseEndpoints = endpoints({
  listHints: {
    summary: 'Messages of a conversation in which somebody seems to ask for a right, as far as nobody has decided about it',
    params: Type.Object({ conversation: id('cnv', 'Conversation') }),
    answer: Type.Object({ items: Type.Array(Type.Object(hint), { maxItems: 8 }) }),
  },
  listAskings: {
    summary: 'The same for every inbox within reach, what waits longest on top',
    query: Type.Object({ cursor: paged.cursor }),
    answer: Type.Object({
      items: Type.Array(Type.Object({ ...hint, name: Type.String({ description: 'Name of the person, where it may be shown' }) })),
      next: maybe(Type.String()),
    }),
  },
  dismissHint: {
    summary: 'Say what came of a message that seemed to ask for a right and opens no request; recorded',
    params: Type.Object({ message: id('msg', 'Message'), asked }),
    body: Type.Object({
      outcome: Type.Optional(one(['dismissed', 'answered'], 'It asks for no right; or it did, and was answered in the conversation')),
    }),
    answer: nothing,
  },
  extendRequest: {
    summary: 'Take two further months, with the reason; within the first, and the person is told (Art. 12(3))',
    params: aRequest,
    body: Type.Object({
      ground: one(['complexity', 'number'], 'Why more time is necessary: how complex it is, or how many requests there are'),
      reason: said(1000, 'Reason, in words for the person'),
    }),
    answer: request,
  },
  pauseRequest: {
    summary:
      'Ask the person back; days do not count from the moment the question reached them until the answer (Art. 12(6), recital 63). Once for each ground',
    params: aRequest,
    body: Type.Object({
      ground: one(['identity', 'clarification'], 'Reasonable doubt who asks; or, for a copy of large quantities, what is asked'),
      proof: Type.Optional(
        Type.Array(one(['another-address', 'call-back', 'detail'], 'A way to show who they are, which the house words for them'), {
          minItems: 1,
          maxItems: 3,
          uniqueItems: true,
          description: 'For a doubt who asks: ways in proportion, of which one is enough, in the language of the person',
        }),
      ),
      question: Type.Optional(said(1000, 'What the person is asked, in words for them; besides `proof`, or else')),
      why: said(500, 'Why identity is in doubt, or why so much is held that it has to be asked; kept'),
      whyLate: Type.Optional(said(500, 'Why it is asked only now; necessary from the second week on')),
      asked: Type.Optional(Type.Object({ on: day, how }, { description: 'Somebody asked the person already' })),
    }),
    answer: request,
  },
  doubtRequest: {
    summary: 'Say that it is in doubt who asks; nothing is carried out before the person was asked, or somebody settled it (Art. 12(6))',
    params: aRequest,
    body: Type.Object({
      ground: one(doubtGrounds, 'What gives rise to it'),
      reason: said(500, 'Why; the person reads it in the copy of their data'),
    }),
    answer: request,
  },
  settleDoubt: {
    summary: 'Say that it is them after all, and by what that is known',
    params: aRequest,
    body: Type.Object({ reason: said(500, 'By what it is known; the person reads it in the copy of their data') }),
    answer: request,
  },
  chargeFee: {
    summary:
      'Ask for a reasonable fee for what is manifestly unfounded or excessive; the person is told and may take the request back (Art. 12(5)(a))',
    params: aRequest,
    body: Type.Object({
      ground: one(['manifestly-unfounded', 'manifestly-excessive'], 'Why, which the company has to be able to show'),
      amount: Type.Integer({ minimum: 1, maximum: 9_999_999, description: 'In the smallest unit of the currency' }),
      currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
      calculation: said(1000, 'How the administrative costs add up to it, in words for the person'),
    }),
    answer: request,
  },
  settleFee: {
    summary: 'Say that the person accepts the fee, or give it up',
    params: aRequest,
    body: Type.Object({ outcome: one(['accepted', 'waived'], 'What became of it') }),
    answer: request,
  },
  recordTold: {
    summary: 'Say that somebody told the person of the question, of the longer period, or of the answer, where no mail reached them',
    params: aRequest,
    body: Type.Object({ about: one(['question', 'extension', 'answer'], 'What they were told'), on: day, how }),
    answer: request,
  },
  fulfilRequest: {
    summary: 'Say that a correction, restriction or objection was carried out; the person is told',
    params: aRequest,
    body: Type.Object({ note: Type.Optional(text(1000, 'What was done, in words for the person')) }),
    answer: request,
  },
  refuseRequest: {
    summary: 'Refuse with ground and reason; the person is told, with the right to complain (Art. 12(4))',
    params: aRequest,
    body: Type.Object({
      ground: one(
        [
          'manifestly-unfounded',
          'manifestly-excessive',
          'legal-obligation',
          'legal-claims',
          'expression',
          'public-health',
          'archiving',
          'data-accurate',
          'compelling-grounds',
          'not-identified',
        ],
        'Ground, Art. 12(2), 12(5), 16, 17(3), 18 or 21(1)',
      ),
      reason: said(1000, 'Reason'),
    }),
    answer: request,
  },
  resumeRequest: {
    summary:
      'The answer of the person is in: days count again from the day it came, by default that of the first message since the question',
    params: aRequest,
    body: Type.Object({
      message: Type.Optional(id('msg', 'The message that answers')),
      answeredOn: Type.Optional(day),
    }),
    answer: request,
  },
});
