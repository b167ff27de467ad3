import Type from 'typebox';
import { longestChoice, mostChoices } from './choices.ts';
import { messageChanges } from './message-changes.ts';
import { channelKind, endpoints, id, instant, maybe, nothing, one, paged, place, text } from './shapes.ts';

export const attachment = Type.Object({
  id: id('att', 'Attachment'),
  name: Type.String(),
  type: Type.String(),
  size: Type.Integer({ description: 'Bytes' }),
});
export const inbox = Type.Object({ id: id('inb', 'Inbox'), name: Type.String(), channel: channelKind });
export const status = one(['open', 'snoozed', 'closed'], 'Status of a conversation');
export const delivery = one(['received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'refused'], 'Delivery state');
/** Kinds of secrets that were masked before a message was stored. */
const maskedKinds = Type.Array(one(['card', 'password', 'key', 'code'], 'What was masked'), { maxItems: 4 });
const choice = Type.String({
  ...{ minLength: 1, maxLength: longestChoice, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$' },
  description: 'Title, on one line; said as it stands when it is tapped',
});
const choicesOffered = Type.Array(choice, {
  ...{ maxItems: mostChoices, uniqueItems: true },
  description: 'Choices to tap; where the channel has no buttons, or fewer, they stand below the text as a numbered list',
});
const choicesShown = Type.Array(Type.String(), { description: 'Choices that were offered with it' });
const author = Type.Object({ kind: one(['person', 'staff', 'system'], 'Who wrote'), id: Type.String(), name: Type.String() });
export const message = Type.Object({
  id: id('msg', 'Message'),
  sequence: Type.Integer({ description: 'Place within the conversation, from 1, without gaps' }),
  kind: one(['message', 'note'], 'A note is never shown to the person'),
  direction: one(['in', 'out'], 'From or to the person'),
  author,
  purpose: Type.String(),
  text: Type.String(),
  hasHtml: Type.Boolean(),
  attachments: Type.Array(attachment),
  choices: choicesShown,
  delivery,
  masked: maskedKinds,
  changes: messageChanges,
  deliveryBecause: maybe(Type.String({ description: 'Code of the reason why it was not delivered, or not yet' })),
  deliveryWords: maybe(Type.String({ description: 'Why it was not delivered, in the words of an agent' })),
  undelivered: maybe(
    Type.Object(
      { again: Type.Boolean({ description: 'Whether the same words may be tried again' }) },
      { description: 'Set while it did not arrive and nobody has settled it' },
    ),
  ),
  at: instant,
});
export const conversation = Type.Object({
  id: id('cnv', 'Conversation'),
  inbox,
  person: Type.Object({ id: id('per', 'Person'), name: Type.String() }),
  subject: maybe(Type.String()),
  status,
  class: one(['ordinary', 'special'], 'Special: somebody told of Art. 9 or 10 in it'),
  guarded: maybe(
    Type.Object(
      { ask: Type.Array(Type.String(), { maxItems: 5 }) },
      { description: 'Set where your role does not open its words; `ask` names who may' },
    ),
  ),
  assignee: maybe(Type.Object({ id: id('stf', 'Member of staff'), name: Type.String() })),
  team: maybe(Type.Object({ id: id('tem', 'Team'), name: Type.String() })),
  excerpt: Type.String({ description: 'Beginning of the last message' }),
  excerptOf: one(['in', 'out', 'note', 'unsent'], 'Whose words the excerpt is: of the person, an answer, a note; or taken back'),
  lastSequence: Type.Integer(),
  unread: Type.Integer({ description: 'Messages of the person that no member of staff has seen' }),
  undelivered: Type.Integer({ description: 'Messages that did not arrive and that nobody has settled' }),
  lastMessageAt: instant,
  createdAt: instant,
  store: maybe(id('sto', 'Store in which it began')),
});
const aMessage = Type.Object({ message: id('msg', 'Message') });
const aConversation = Type.Object({ conversation: id('cnv', 'Conversation') });
const files = Type.Optional(Type.Array(id('att', 'Attachment uploaded before'), { maxItems: 10 }));

export const conversationsEndpoints = endpoints({
  listInboxes: { summary: 'The inboxes', answer: Type.Object({ items: Type.Array(inbox) }) },
  listConversations: {
    summary: 'Conversations by view, latest first',
    query: Type.Object({
      view: Type.Optional(
        one(
          ['mine', 'teams', 'unassigned', 'open', 'undelivered', 'all', 'closed'],
          'View; `teams`: what is open and with a team of yours; `undelivered`: where a message did not arrive',
        ),
      ),
      inbox: Type.Optional(id('inb', 'Inbox')),
      team: Type.Optional(id('tem', 'Team')),
      store: Type.Optional(id('sto', 'Store in which they began')),
      ...paged,
      limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, default: 50, description: '0 asks for the counts alone' })),
    }),
    answer: Type.Object({
      items: Type.Array(conversation),
      next: maybe(Type.String()),
      counts: Type.Record(Type.String(), Type.Integer(), { description: 'By view; `teams` only for whoever is in a team' }),
    }),
  },
  readConversation: { summary: 'One conversation', params: aConversation, answer: conversation },
  startConversation: {
    summary: 'Write to a person first, for a purpose, through an inbox; the gate decides',
    body: Type.Object({
      person: id('per', 'Person'),
      inbox: id('inb', 'Inbox'),
      purpose: text(60, 'Purpose code'),
      subject: Type.Optional(text(200, 'Subject')),
      text: text(20_000, 'Text'),
    }),
    answer: Type.Object({ conversation, message }),
    status: 201,
    idempotent: true,
  },
  changeConversation: {
    summary:
      'Assign to a colleague or a team that serves its inbox, or change the status; whoever hands it on may see it no more afterwards',
    params: aConversation,
    body: Type.Object({
      assignee: Type.Optional(maybe(id('stf', 'Member of staff'))),
      team: Type.Optional(maybe(id('tem', 'Team'))),
      status: Type.Optional(status),
    }),
    answer: conversation,
  },
  markRead: {
    summary: 'Mark as seen up to a message',
    params: aConversation,
    body: Type.Object({ sequence: place(0) }),
    answer: nothing,
    status: 204,
  },
  listMessages: {
    summary: 'Messages in order (recorded in the ledger as a reveal); `before` goes back in time',
    params: aConversation,
    query: Type.Object({
      before: Type.Optional(place(1)),
      after: Type.Optional(place(0)),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    answer: Type.Object({ items: Type.Array(message), earlier: Type.Boolean() }),
  },
  addMessage: {
    summary: 'Reply for a purpose, or leave a note; the gate decides on a reply',
    params: aConversation,
    body: Type.Object({
      kind: one(['message', 'note'], 'Kind'),
      text: text(20_000, 'Text'),
      purpose: Type.Optional(text(60, 'Purpose code; service-conversation when left out')),
      attachments: files,
      choices: Type.Optional(choicesOffered),
    }),
    answer: message,
    status: 201,
    idempotent: true,
  },
  settleMessage: {
    summary: 'Say that a message that did not arrive is seen to: it leaves the list of those',
    params: aMessage,
    answer: message,
  },
  tryMessageAgain: {
    summary: 'Write what did not arrive once more, as a new message; the gate decides, and the one before is settled',
    params: aMessage,
    answer: message,
    status: 201,
    idempotent: true,
  },
  lowerClass: {
    summary: 'Lower a raised class, with a reason (recorded in the ledger)',
    params: aConversation,
    body: Type.Object({ reason: one(['not-about-a-person', 'not-special', 'removed'], 'Why it need not be guarded') }),
    answer: nothing,
    status: 204,
  },
  lookThrough: {
    summary: 'What would be masked in these words before they are stored and sent; keeps nothing',
    body: Type.Object({ text: text(20_000, 'Text') }),
    answer: Type.Object({ text: Type.String({ description: 'As it would be stored and sent' }), masked: maskedKinds }),
  },
  readPresence: {
    summary: 'Who else has this conversation open, and who is writing, the person included',
    params: aConversation,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          staff: Type.Object({ id: id('stf', 'Member of staff'), name: Type.String(), photo: maybe(Type.String()) }),
          state: one(['viewing', 'writing'], 'What they do'),
        }),
      ),
      personWriting: Type.Boolean(),
    }),
  },
  tellPresence: {
    summary: 'I have this conversation open, or am writing, or left it; holds for 45 seconds (writing: 6)',
    params: aConversation,
    body: Type.Object({ state: one(['viewing', 'writing', 'gone'], 'What I do') }),
    answer: nothing,
    status: 204,
  },
  askConsent: {
    summary: 'Ask the person for a consent in this conversation: a message with a link where yes and no weigh the same',
    params: aConversation,
    body: Type.Object({ purpose: text(60, 'Purpose code'), channel: channelKind }),
    answer: message,
    status: 201,
    idempotent: true,
  },
  uploadAttachment: {
    summary: 'Upload a file to send with the next message; raw bytes, Content-Type and X-File-Name (percent-encoded) headers',
    params: aConversation,
    upload: true,
    answer: attachment,
    status: 201,
  },
  readAttachment: {
    summary: 'Download an attachment',
    params: Type.Object({ attachment: id('att', 'Attachment') }),
    binary: true,
    answer: Type.Unknown(),
  },
  readMessageHtml: {
    summary: 'The sanitised HTML of a message as a page of its own, to be framed without scripts',
    params: aMessage,
    query: Type.Object({ images: Type.Optional(Type.Boolean()) }),
    binary: true,
    answer: Type.Unknown(),
  },
  events: { summary: 'Server-Sent Events: what changed, as ids', stream: true, answer: Type.Unknown() },
});

export const visitMessage = Type.Object({
  id: id('msg', 'Message'),
  sequence: Type.Integer(),
  from: one(['me', 'company', 'system'], 'Who wrote'),
  author: Type.String({ description: 'Name of the agent, or empty' }),
  photo: maybe(Type.String({ description: 'Path of the agent’s photo' })),
  text: Type.String(),
  attachments: Type.Array(attachment),
  choices: choicesShown,
  masked: maskedKinds,
  clientId: maybe(Type.String()),
  at: instant,
});
