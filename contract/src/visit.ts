import Type from 'typebox';
import { doubtGrounds } from './asked.ts';
import { attachment, visitMessage } from './conversations.ts';
import { requestKind } from './request-kind.ts';
import { heard } from './rights-notices.ts';
import { email, endpoints, id, instant, language, maybe, nothing, one, place, text } from './shapes.ts';

const key = Type.Object({ key: text(80, 'Public key of the widget') });

export const visitEndpoints = endpoints({
  readWidget: {
    summary: 'What the widget shows before anything is kept: company, short notice, colours; fetched when the visitor opens it',
    params: key,
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      company: Type.String(),
      language,
      accent: Type.String(),
      logo: maybe(Type.String({ description: 'Path of the logo' })),
      greeting: Type.String(),
      side: one(['right', 'left'], 'Corner of the page where the button stands'),
      theme: one(['auto', 'light', 'dark'], 'Light, dark, or as the device says'),
      notice: Type.Object({
        id: id('ntc', 'Notice'),
        version: Type.Integer(),
        hash: Type.String(),
        short: Type.String(),
        url: Type.String(),
      }),
    }),
  },
  startVisit: {
    summary: 'Begin a chat: makes the visitor known by a random token',
    params: key,
    body: Type.Object({
      language,
      noticeId: id('ntc', 'Notice that was shown'),
      noticeHash: Type.String({ maxLength: 64 }),
      identity: Type.Optional(
        text(2000, 'Signed identity of a logged-in visitor: base64url(JSON {account, name?, email?, exp}).base64url(HMAC-SHA256)'),
      ),
    }),
    answer: Type.Object({ token: Type.String(), visitor: id('per', 'Person') }),
    status: 201,
  },
  readVisit: {
    summary: 'Whether this visit still stands, and what is known',
    answer: Type.Object({
      lastSequence: Type.Integer(),
      email: maybe(Type.String()),
      emailProved: Type.Boolean(),
      agent: maybe(Type.Object({ name: Type.String(), photo: maybe(Type.String()) }, { description: 'Who looks after the conversation' })),
    }),
  },
  listVisitMessages: {
    summary: 'Messages after a sequence number, in order',
    query: Type.Object({
      after: Type.Optional(place(0)),
      choices: Type.Optional(one(['shown'], 'Whoever asks shows choices to tap; else they stand below the text as a numbered list')),
    }),
    answer: Type.Object({
      items: Type.Array(visitMessage),
      lastSequence: Type.Integer(),
      thread: maybe(Type.String({ description: 'Which conversation this is; another one than before: forget what was shown' })),
    }),
  },
  addVisitMessage: {
    summary: 'Write; the same clientId twice makes one message',
    body: Type.Object({
      clientId: Type.String({ pattern: '^[0-9a-zA-Z-]{8,64}$' }),
      text: text(20_000, 'Text', 0),
      attachments: Type.Optional(Type.Array(id('att', 'Attachment'), { maxItems: 10 })),
    }),
    answer: visitMessage,
    status: 201,
  },
  uploadVisitAttachment: {
    summary: 'Upload a file; raw bytes, Content-Type and X-File-Name (percent-encoded) headers',
    upload: true,
    answer: attachment,
    status: 201,
  },
  readVisitAttachment: {
    summary: 'Download an attachment',
    params: Type.Object({ attachment: id('att', 'Attachment') }),
    binary: true,
    answer: Type.Unknown(),
  },
  giveEmail: {
    summary: 'Give an address for answers; a code is sent to prove it',
    body: Type.Object({ email }),
    answer: nothing,
    status: 202,
  },
  proveEmail: {
    summary: 'Prove the address with the code',
    body: Type.Object({ code: text(12, 'Code') }),
    answer: Type.Object({ proved: Type.Boolean() }),
  },
  privacyLink: {
    summary: 'A signed link to the privacy page for this visitor; it opens once, within ten minutes',
    answer: Type.Object({ url: Type.String() }),
  },
  tellTyping: { summary: 'The visitor is writing; holds for six seconds', answer: nothing, status: 204 },
  visitEvents: {
    summary: 'Server-Sent Events: `sequence`, a new last sequence number; `typing`, an agent is writing (holds for six seconds)',
    stream: true,
    answer: Type.Unknown(),
  },
});

export const request = Type.Object({
  id: id('req', 'Request'),
  kind: requestKind,
  state: Type.Enum(['received', 'approved', 'in-progress', 'fulfilled', 'refused', 'withdrawn']),
  receivedAt: instant,
  dueOn: Type.String({ format: 'date', description: 'End of the period of Art. 12(3)' }),
  daysLeft: Type.Integer(),
  statutoryOn: Type.String({ format: 'date', description: 'End of the first month, also where an extension or a pause has moved `dueOn`' }),
  extendedFor: maybe(Type.Enum(['complexity', 'number'], { description: 'Why it takes up to three months (Art. 12(3))' })),
  paused: maybe(
    Type.Object(
      {
        ground: Type.Enum(['identity', 'clarification']),
        since: maybe(instant),
        wroteSince: maybe(instant),
      },
      {
        description:
          'A question waits for the person; the days do not count `since` it reached them (Art. 12(6)), null while it has not. `wroteSince`: their first message after it',
      },
    ),
  ),
  onBehalf: maybe(
    Type.Enum(['representative', 'parent', 'heir'], { description: 'Who asks for the person; null for the person themself' }),
  ),
  source: Type.Enum(['person', 'staff', 'retention']),
  person: maybe(Type.Object({ id: id('per', 'Person'), name: Type.String() })),
  closedAt: maybe(instant),
  doubt: Type.Optional(
    maybe(
      Type.Object(
        { ground: Type.Enum([...doubtGrounds]), at: instant, state: Type.Enum(['open', 'asked', 'settled']) },
        { description: 'A colleague doubts who asks; nothing is carried out while it is `open`. For staff' },
      ),
    ),
  ),
  doubtedBy: Type.Optional(
    Type.Array(Type.Object({ id: id('req', 'Request'), kind: requestKind, receivedAt: instant }), {
      description:
        'Other requests, also closed ones, by which it is in doubt who asks as this person until that is settled there. For staff',
    }),
  ),
  isUntold: Type.Optional(Type.Boolean({ description: 'The answer reached nobody yet (Art. 12(3), 12(4)); for staff' })),
  outcome: maybe(Type.String()),
  purpose: maybe(Type.String({ description: 'Code of the purpose an objection is against' })),
  purposeName: maybe(Type.String()),
  text: maybe(Type.String({ description: 'What the person asks in their own words; only when read singly or by the person themself' })),
  identity: Type.Optional(maybe(id('idn', 'Identity that the person says is not theirs'))),
  reason: maybe(
    Type.String({
      description:
        'The answer in words: why it was refused (Art. 12(4)), or what was done; only when read singly or by the person themself',
    }),
  ),
  extension: maybe(Type.String({ description: 'Why it takes longer, in words; read as `reason` is' })),
  question: maybe(Type.String({ description: 'What the person was asked back; read as `reason` is' })),
  fee: maybe(
    Type.Object(
      {
        state: Type.Enum(['asked', 'accepted', 'waived']),
        ground: Type.Enum(['manifestly-unfounded', 'manifestly-excessive']),
        amount: Type.Integer({ description: 'In the smallest unit of the currency' }),
        currency: Type.String({ description: 'ISO 4217' }),
        calculation: maybe(Type.String({ description: 'How it was worked out; read as `reason` is' })),
      },
      { description: 'A fee that was asked for (Art. 12(5)(a)); the days run on' },
    ),
  ),
  added: Type.Array(
    Type.Object({ kind: Type.Enum(['text', 'question', 'why', 'answer', 'shown', 'doubt']), at: instant, text: Type.String() }),
    {
      description:
        'What was said about it later: more words, each question with why it was asked, answers, why it was in doubt who asks; read as `reason` is',
    },
  ),
  representative: Type.Optional(
    maybe(
      Type.Object(
        { email: Type.String(), provedAt: maybe(instant) },
        {
          description: 'Where who asks for the person is answered, once a code proved it; for the person, and for staff who read it singly',
        },
      ),
    ),
  ),
  message: maybe(id('msg', 'The message by which it was asked')),
  shown: maybe(Type.String({ description: 'What was shown by whoever asks for the person, described; read as `reason` is' })),
  recipients: Type.Array(heard, { description: 'Who has to hear of it, and whether they did (Art. 19, 26)' }),
  steps: Type.Array(Type.Object({ name: Type.String(), at: maybe(instant), detail: Type.String() })),
  approvals: Type.Integer(),
  approvalsNeeded: Type.Integer(),
});
