// The course of a request between its receipt and its answer: hints in what people write, more time, days that do not count, and the answer (Art. 12(3) to 12(6)).
import Type from 'typebox';
import { askedRights } from './asked.ts';
import { endpoints, id, instant, maybe, nothing, one, text } from './shapes.ts';
import { request, requestKind } from './visit.ts';

const aRequest = Type.Object({ request: id('req', 'Request') });
const asked = one(askedRights, 'The right that somebody seems to ask for');

export const courseEndpoints = endpoints({
  listHints: {
    summary: 'Messages of a conversation in which somebody seems to ask for a right, as far as nobody has decided about it',
    params: Type.Object({ conversation: id('cnv', 'Conversation') }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          message: id('msg', 'Message'),
          asked,
          kind: maybe(requestKind),
          person: id('per', 'Person'),
          at: instant,
        }),
        { maxItems: 8 },
      ),
    }),
  },
  dismissHint: {
    summary: 'Say that a message asks for no right; recorded',
    params: Type.Object({ message: id('msg', 'Message'), asked }),
    answer: nothing,
  },
  extendRequest: {
    summary: 'Take two further months, with the reason; within the first, and the person is told (Art. 12(3))',
    params: aRequest,
    body: Type.Object({
      ground: one(['complexity', 'number'], 'Why more time is necessary: how complex it is, or how many requests there are'),
      reason: text(1000, 'Reason, in words for the person'),
    }),
    answer: request,
  },
  pauseRequest: {
    summary: 'Ask the person back; days do not count until the answer is in (Art. 12(6), recital 63). Once for each ground',
    params: aRequest,
    body: Type.Object({
      ground: one(['identity', 'clarification'], 'Reasonable doubt who asks, or what is asked'),
      question: text(1000, 'What the person is asked, in words for them'),
    }),
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
      reason: text(1000, 'Reason'),
    }),
    answer: request,
  },
  resumeRequest: { summary: 'The answer of the person is in: days count again', params: aRequest, answer: request },
});
