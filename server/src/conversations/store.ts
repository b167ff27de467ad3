// The only SQL for inboxes, conversations, messages and attachments. The row of a conversation is the lock under which its next sequence number is taken.
import { statement } from '#kit/db';
import type { AttachmentId, ConversationId, InboxId, MessageId, PersonId, StaffId, TeamId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { inAreas } from './areas-store.ts';
import type { ChangedRow, ChannelKind, Class, Counts, DeliveryState, Inbox, Status } from './types.ts';

export type ConversationRow = {
  id: ConversationId;
  inbox: InboxId;
  inboxName: string;
  channel: ChannelKind;
  person: PersonId;
  subject: Sealed | null;
  status: Status;
  class: Class;
  assignee: StaffId | null;
  team: TeamId | null;
  lastSequence: number;
  lastMessage: MessageId | null;
  lastMessageAt: Date;
  unread: number;
  createdAt: Date;
  /** In which it began, where it was one. */
  store: string | null;
};
export type MessageRow = ChangedRow & {
  id: MessageId;
  conversation: ConversationId;
  person: PersonId;
  sequence: number;
  kind: 'message' | 'note';
  direction: 'in' | 'out';
  authorKind: 'person' | 'staff' | 'system';
  author: string;
  purpose: string;
  body: Sealed;
  hasHtml: boolean;
  choices: Sealed | null;
  clientKey: string | null;
  delivery: DeliveryState;
  because: string | null;
  words: string | null;
  /** Since when nobody has to look after it, should it not arrive. */
  settledAt: Date | null;
  found: Counts | null;
  at: Date;
};
export type AttachmentRow = {
  id: AttachmentId;
  person: PersonId;
  message: MessageId | null;
  uploadedBy: string;
  file: string;
  name: Sealed;
  type: string;
  size: number;
};

const inboxColumns = 'id, name, channel, recipient';
export const insertInbox = statement(
  'conversations.insertInbox',
  'INSERT INTO inboxes (workspace_id, id, name, channel, recipient, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
);
export const updateInbox = statement(
  'conversations.updateInbox',
  'UPDATE inboxes SET name = $3, recipient = $4 WHERE workspace_id = $1 AND id = $2',
);
export const inboxById = statement<Inbox>(
  'conversations.inboxById',
  `SELECT ${inboxColumns} FROM inboxes WHERE workspace_id = $1 AND id = $2`,
);
export const allInboxes = statement<Inbox>(
  'conversations.allInboxes',
  `SELECT ${inboxColumns} FROM inboxes WHERE workspace_id = $1 ORDER BY id`,
);

/** Held to the end of the transaction: deliveries of one key wait for each other. */
export const lockName = statement('conversations.lockName', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 7))');

export const conversationColumns = `c.id, c.inbox_id AS inbox, i.name AS "inboxName", i.channel, c.person_id AS person, c.subject, c.status, c.class, c.assignee_id AS assignee, c.team_id AS team, c.last_sequence AS "lastSequence",
  c.last_message_id AS "lastMessage", c.last_message_at AS "lastMessageAt", c.unread, c.created_at AS "createdAt", c.store_id AS store`;
export const fromConversations =
  'FROM conversations c JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id WHERE c.workspace_id = $1';
export const insertConversation = statement(
  'conversations.insertConversation',
  `INSERT INTO conversations (workspace_id, id, inbox_id, person_id, subject, status, last_message_at, created_at, team_id) VALUES ($1, $2, $3, $4, $5, 'open', $6, $6, $7)`,
);
export const conversationById = statement<ConversationRow>(
  'conversations.conversationById',
  `SELECT ${conversationColumns} ${fromConversations} AND c.id = $2`,
);
export const latestIn = statement<ConversationRow>(
  'conversations.latestIn',
  `SELECT ${conversationColumns} ${fromConversations} AND c.person_id = ANY($2::text[]) AND c.inbox_id = $3 AND ${inAreas('c', '$4')}
   ORDER BY c.last_message_at DESC, c.id DESC LIMIT 1`,
);
export const changeConversation = statement(
  'conversations.change',
  `UPDATE conversations SET status = $3, assignee_id = $4, team_id = $6, closed_at = CASE WHEN $3 = 'closed' AND status <> 'closed' THEN $5::timestamptz ELSE closed_at END
   WHERE workspace_id = $1 AND id = $2`,
);
/** Takes the next sequence number under the row lock; $5 is 1 for what staff has not seen, $6 whether to open it again. */
export const takeSequence = statement<{ sequence: number; status: Status }>(
  'conversations.takeSequence',
  `UPDATE conversations SET last_sequence = last_sequence + 1, last_message_id = $3, last_message_at = greatest(last_message_at, $4), unread = unread + $5,
          status = CASE WHEN $6 THEN 'open' ELSE status END
   WHERE workspace_id = $1 AND id = $2 RETURNING last_sequence AS sequence, status`,
);
/** Only where something was seen by it that was not seen before: no row otherwise. */
export const markSeen = statement(
  'conversations.markSeen',
  `UPDATE conversations c SET unread = n.unread
   FROM (SELECT count(*) AS unread FROM messages m WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.sequence > $3 AND m.direction = 'in') n
   WHERE c.workspace_id = $1 AND c.id = $2 AND c.unread > n.unread`,
);
/** What the person wrote and staff has seen, newest first: all but those that are unread at this moment. */
export const seenIncoming = statement<{ id: MessageId }>(
  'conversations.seenIncoming',
  `SELECT id FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' ORDER BY sequence DESC
   LIMIT 20 OFFSET (SELECT unread FROM conversations WHERE workspace_id = $1 AND id = $2)`,
);

const messageColumns = `m.id, m.conversation_id AS conversation, m.person_id AS person, m.sequence, m.kind, m.direction, m.author_kind AS "authorKind", m.author_id AS author, m.purpose, m.body,
  m.html IS NOT NULL AS "hasHtml", m.choices, m.client_key AS "clientKey", m.delivery, m.delivery_because AS because, m.delivery_words AS words, m.settled_at AS "settledAt", m.found, m.edited_at AS "editedAt", m.unsent_at AS "unsentAt", m.reaction, m.at`;
export const messages = (name: string, where: string) =>
  statement<MessageRow>(`conversations.${name}`, `SELECT ${messageColumns} FROM messages m WHERE m.workspace_id = $1 AND ${where}`);
export const insertMessage = statement(
  'conversations.insertMessage',
  `INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, html, client_key, delivery, at, found, choices, is_played, settled_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, CASE WHEN $7 = 'out' THEN parley_is_played() ELSE false END, $18)`,
);
export const messageById = messages('messageById', 'm.id = $2');
export const messagesById = messages('messagesById', 'm.id = ANY($2::text[])');
export const messageByKey = messages('messageByKey', 'm.client_key = $2');
export const messagesBefore = messages('messagesBefore', 'm.conversation_id = $2 AND m.sequence < $3 ORDER BY m.sequence DESC LIMIT $4');
export const messagesAfter = messages('messagesAfter', 'm.conversation_id = $2 AND m.sequence > $3 ORDER BY m.sequence LIMIT $4');
/** The newest of each person ($3, all when null), oldest first; a bounded look costs the same for somebody with very much. */
export const messagesOf = statement<MessageRow>(
  'conversations.messagesOf',
  `SELECT ${messageColumns} FROM unnest($2::text[]) AS who CROSS JOIN LATERAL (SELECT * FROM messages WHERE workspace_id = $1 AND person_id = who ORDER BY at DESC LIMIT $3) m ORDER BY m.at, m.id`,
);
export const htmlOf = statement<{ person: PersonId; conversation: ConversationId; html: Sealed | null; isUnsent: boolean }>(
  'conversations.htmlOf',
  'SELECT person_id AS person, conversation_id AS conversation, html, unsent_at IS NOT NULL AS "isUnsent" FROM messages WHERE workspace_id = $1 AND id = $2',
);
export const lastIncoming = statement<{ at: Date | null }>(
  'conversations.lastIncoming',
  `SELECT max(at) AS at FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' AND sequence < $3`,
);
export const moved = 'conversation_id AS conversation, id AS message, sequence, person_id AS person, delivery';
export type Moved = { conversation: ConversationId; message: MessageId; sequence: number; person: PersonId; delivery: DeliveryState };
export const advanceDelivery = statement<Moved>(
  'conversations.advanceDelivery',
  // what stayed in the sandbox goes on saying so, however far it got there
  `UPDATE messages SET delivery = $3,
     delivery_because = CASE WHEN $5::text IS NULL AND delivery_because = 'sandbox' THEN delivery_because ELSE $5 END,
     delivery_words = CASE WHEN $5::text IS NULL AND delivery_because = 'sandbox' THEN delivery_words ELSE $6 END
   WHERE workspace_id = $1 AND id = $2 AND direction = 'out'
   AND (delivery = ANY($4::text[]) OR (delivery = 'failed' AND delivery_because = 'unknown-fate' AND $3 IN ('sent', 'delivered', 'read')))
   RETURNING ${moved}`,
);
export const explainWaiting = statement<Moved>(
  'conversations.explainWaiting',
  `UPDATE messages SET delivery_because = $3, delivery_words = $4 WHERE workspace_id = $1 AND id = $2 AND delivery IN ('queued', 'sending') AND (delivery_because, delivery_words) IS DISTINCT FROM ($3, $4) RETURNING ${moved}`,
);
/** What the person may see: words of their own and what has left; never past one that still waits for the gate, or it would be missed when it comes; one that rests through quiet hours or a pause keeps no answer back, and is found when the page is opened again. */
const shown = `m.workspace_id = $1 AND m.conversation_id = $2 AND m.kind = 'message' AND m.delivery NOT IN ('queued', 'sending', 'failed', 'refused')
  AND m.sequence < (SELECT coalesce(min(w.sequence), 2147483647) FROM messages w WHERE w.workspace_id = $1 AND w.conversation_id = $2 AND w.direction = 'out' AND w.delivery IN ('queued', 'sending') AND coalesce(w.delivery_because, '') NOT IN ('quiet-hours', 'campaign-paused'))`;
export const shownAfter = statement<MessageRow>(
  'conversations.shownAfter',
  `SELECT ${messageColumns} FROM messages m WHERE ${shown} AND m.sequence > $3 ORDER BY m.sequence LIMIT $4`,
);
export const shownLast = statement<{ sequence: number | null }>(
  'conversations.shownLast',
  `SELECT max(m.sequence) AS sequence FROM messages m WHERE ${shown}`,
);
export const shownAuthor = statement<{ staff: StaffId }>(
  'conversations.shownAuthor',
  `SELECT m.author_id AS staff FROM messages m WHERE ${shown} AND m.author_kind = 'staff' ORDER BY m.sequence DESC LIMIT 1`,
);
export const shownUpTo = statement<Moved>(
  'conversations.shownUpTo',
  `UPDATE messages SET delivery = 'delivered' WHERE workspace_id = $1 AND conversation_id = $2 AND sequence > $3 AND sequence <= $4 AND direction = 'out' AND kind = 'message' AND delivery = 'sent' RETURNING ${moved}`,
);
export const recentOf = statement<MessageRow & { channel: ChannelKind; inbox: InboxId; team: TeamId | null; class: Class }>(
  'conversations.recentOf',
  `SELECT ${messageColumns}, i.channel, c.inbox_id AS inbox, c.team_id AS team, c.class FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id
   WHERE m.workspace_id = $1 AND m.person_id = ANY($2::text[]) AND ($4::timestamptz IS NULL OR m.at < $4) AND ${inAreas('c', '$5')}
   ORDER BY m.at DESC, m.id DESC LIMIT $3`,
);
export const unfetchedIn = statement<{ id: MessageId }>(
  'conversations.unfetchedIn',
  `SELECT m.id FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id
   WHERE m.workspace_id = $1 AND i.channel = $2 AND m.delivery = 'sent' AND m.at > $3 AND m.at <= $4 ORDER BY m.conversation_id, m.sequence LIMIT 200`,
);
export const conversationsOf = statement<ConversationRow & { isByHouse: boolean }>(
  'conversations.conversationsOf',
  `SELECT ${conversationColumns}, EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = c.workspace_id AND m.conversation_id = c.id AND m.sequence = 1 AND m.author_kind = 'system' AND m.direction = 'out') AS "isByHouse" ${fromConversations} AND c.person_id = ANY($2::text[]) ORDER BY c.id LIMIT $3`,
);

const attachmentColumns = 'id, person_id AS person, message_id AS message, uploaded_by AS "uploadedBy", file, name, type, size';
const attachments = (name: string, where: string) =>
  statement<AttachmentRow>(`conversations.${name}`, `SELECT ${attachmentColumns} FROM attachments WHERE workspace_id = $1 AND ${where}`);
export const insertAttachment = statement(
  'conversations.insertAttachment',
  'INSERT INTO attachments (workspace_id, id, person_id, message_id, position, uploaded_by, file, name, type, size, created_at, found) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
);
export const attachmentById = attachments('attachmentById', 'id = $2');
export const attachmentsTo = attachments('attachmentsTo', 'message_id = ANY($2::text[]) ORDER BY message_id, position, id');
export const attachmentsOf = statement<AttachmentRow & { isToNote: boolean; at: Date }>(
  'conversations.attachmentsOf',
  `SELECT ${attachmentColumns}, greatest(created_at, (SELECT t.at FROM messages t WHERE t.workspace_id = $1 AND t.id = message_id)) AS at, EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = $1 AND m.id = message_id AND m.kind = 'note') OR (message_id IS NULL AND uploaded_by LIKE 'stf\\_%') AS "isToNote"
   FROM attachments WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY id LIMIT $3`,
);
export const looseBefore = attachments('looseBefore', 'message_id IS NULL AND created_at < $2 ORDER BY id LIMIT 500');
/** Claims an upload for a message; only the uploader, only once. */
export const claimAttachment = statement<{ found: Counts | null }>(
  'conversations.claimAttachment',
  'UPDATE attachments SET message_id = $3, position = $4 WHERE workspace_id = $1 AND id = $2 AND message_id IS NULL AND uploaded_by = ANY($5::text[]) AND person_id = ANY($6::text[]) RETURNING found',
);
export const lockAttachments = statement<unknown>(
  'conversations.lockAttachments',
  'SELECT FROM attachments WHERE workspace_id = $1 AND id = ANY ($2::text[]) ORDER BY id FOR UPDATE',
);
export const deleteAttachment = statement('conversations.deleteAttachment', 'DELETE FROM attachments WHERE workspace_id = $1 AND id = $2');

const counted = (table: string) =>
  statement<{ count: number }>(
    `conversations.count-${table}`,
    `SELECT count(*) AS count FROM ${table} WHERE workspace_id = $1 AND person_id = ANY($2::text[])`,
  );
export const countOf = {
  conversations: counted('conversations'),
  messages: counted('messages'),
  attachments: counted('attachments'),
} as const;
export const eraseMessages = statement(
  'conversations.eraseMessages',
  'DELETE FROM messages WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const eraseConversations = statement(
  'conversations.eraseConversations',
  'DELETE FROM conversations WHERE workspace_id = $1 AND person_id = ANY($2::text[])',
);
export const countStuck = statement<{ count: number }>(
  'conversations.countStuck',
  `SELECT count(*) AS count FROM messages WHERE workspace_id = $1 AND delivery IN ('queued', 'sending') AND at < $2`,
);
