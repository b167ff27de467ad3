// Who has to hear of what was done for a request: recipients of the data (Art. 19), and who decides about it together with the company (Art. 26).
import Type from 'typebox';
import { requestKind } from './request-kind.ts';
import { day, endpoints, id, instant, maybe, one, paged, said, text } from './shapes.ts';

const aRequest = { request: id('req', 'Request') };
const duty = one(
  ['18', '19', '26'],
  'Article: to hear that a restriction of which it was told ended; of the correction, erasure or restriction; or, as a joint controller, of the request itself',
);
export const noticeStates = ['open', 'told', 'acknowledged', 'impossible', 'disproportionate'] as const;
const state = one(noticeStates, 'Open until told; or nobody could be told, on one of the two grounds of Art. 19');
export const noticeWays = ['email', 'letter', 'portal', 'interface'] as const;
const way = one(noticeWays, 'How they were told');

/** As the person reads it, and whoever looks at a certificate. */
export const heard = Type.Object({
  name: Type.String({ description: 'Name of the recipient, as the register has it; its code where it has none' }),
  duty,
  state,
  on: maybe(Type.String({ format: 'date', description: 'When they answered, else when they were told' })),
});
const notice = Type.Object({
  recipient: Type.String({ description: 'Code of the register' }),
  name: heard.properties.name,
  duty,
  basis: one(
    ['received', 'carries', 'joint'],
    'It received messages; it carries a channel of theirs and may keep some; it decides with us',
  ),
  since: instant,
  state,
  toldOn: maybe(day),
  by: maybe(way),
  acknowledgedOn: maybe(day),
  words: maybe(Type.String({ description: 'The reference of the answer, or why nobody could be told' })),
  dueOn: day,
  isLate: Type.Boolean({ description: 'Open past `dueOn`, fourteen days after the act' }),
});
const due = Type.Object({
  request: aRequest.request,
  kind: requestKind,
  person: maybe(
    Type.Object({ id: id('per', 'Person'), name: Type.String() }, { description: 'Whose request it is; null once they are erased' }),
  ),
  ...{ recipient: notice.properties.recipient, name: heard.properties.name, duty, basis: notice.properties.basis, dueOn: day },
  daysLeft: Type.Integer({ description: 'Until they should have heard; negative when it is late' }),
});

export const recipientNoticesEndpoints = endpoints({
  listDueNotices: {
    summary:
      'Recipients that have yet to hear of a correction, an erasure or a restriction, and joint controllers of a request, the soonest due first (Art. 19, 26)',
    query: Type.Object(paged),
    answer: Type.Object({ items: Type.Array(due), next: maybe(Type.String()) }),
  },
  listRecipientNotices: {
    summary: 'Who has to hear of what was done for a request, and whether they did',
    params: Type.Object(aRequest),
    answer: Type.Object({ items: Type.Array(notice) }),
  },
  recordRecipientNotice: {
    summary: 'Say that a recipient was told, that it answered, or why nobody could tell it (Art. 19)',
    params: Type.Object({ ...aRequest, recipient: Type.String({ pattern: '^[a-z0-9-]{2,60}$', description: 'Code of the recipient' }) }),
    body: Type.Union([
      Type.Object({ duty, outcome: one(['told'], 'It was told'), on: day, by: way }),
      Type.Object({
        duty,
        outcome: one(['acknowledged'], 'It answered'),
        on: day,
        reference: Type.Optional(text(80, 'Their reference, such as the number of a case; nothing personal')),
      }),
      Type.Object({
        duty,
        outcome: one(['impossible', 'disproportionate'], 'It proves impossible, or takes disproportionate effort'),
        reason: said(500, 'Why, in words of the company; nothing personal'),
      }),
    ]),
    answer: notice,
  },
});
