// Whoever asks by phone, by letter or at the counter, with no conversation: under which address they stand here, that nothing is held of them, and the copy in their hand (Art. 12(2), 15).
import Type from 'typebox';
import { email, endpoints, id, maybe, one, said, text } from './shapes.ts';
import { request } from './visit.ts';

const name = text(160, 'What they call themselves');
const closed = { additionalProperties: false } as const;
export const asker = Type.Union(
  [
    Type.Object({ email, name: Type.Optional(name) }, closed),
    Type.Object(
      { phone: text(40, 'Phone number; without its country it is one of the country of the company'), name: Type.Optional(name) },
      closed,
    ),
    Type.Object({ name }, closed),
  ],
  {
    description:
      'Of whoever asks, where no person is named. It proves nothing: who is known by it is asked for, as far as one’s roles reach; anybody else stands there with a claim that opens nothing. Looking is recorded and limited',
  },
);
const aRequest = Type.Object({ request: id('req', 'Request') });

export const askerEndpoints = endpoints({
  lookUpAsker: {
    summary: 'What is held of whoever asked, besides the request: looks their addresses up among everybody’s; recorded and limited',
    params: aRequest,
    answer: Type.Object({
      held: one(
        ['nothing', 'address', 'shared', 'more', 'no-address'],
        'Nothing; an address that stands with somebody else; one that several people own, of whom none is named; more than the request under their own; or they gave no address to look for',
      ),
      person: maybe(
        Type.Object({ id: id('per', 'Person'), name: Type.String() }, { description: 'With whom the address stands, to join by hand' }),
      ),
    }),
  },
  answerNothingHeld: {
    summary:
      'Answer that nothing is held of whoever asked (Art. 15(1)); refused while anything is. They are told, and the letter can be read',
    params: aRequest,
    answer: request,
  },
  readAnswerLetter: {
    summary: 'The answer to a closed request as a letter, for whoever is told on paper or by phone; recorded as a reveal',
    params: aRequest,
    answer: Type.Object({ language: Type.String(), subject: Type.String(), text: Type.String() }),
  },
  askHandOut: {
    summary:
      'Say that a copy, or data to take along, is to be given to somebody on paper or a stick, how they showed who they are, and why so (Art. 12(1), 15(3), 20(1)); once two hold the right, another one approves. Approvals of before are taken back',
    params: aRequest,
    body: Type.Object({
      by: one(['counter', 'letter', 'other'], 'By which way it reaches them'),
      shown: said(500, 'How they showed who they are, described; never a copy'),
      reason: said(500, 'Why it is handed out so; kept'),
    }),
    answer: request,
  },
  readArchiveFor: {
    summary:
      'The copy, or the data to take along, to hand out as `askHandOut` says: answers the request, is recorded and stands in "who looked". Again within a day, should the first have been lost on the way',
    params: aRequest,
    binary: true,
    answer: Type.Unknown(),
  },
});
