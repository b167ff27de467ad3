// The only SQL for channel accounts, deliveries and ids at providers.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { ConversationId, Id, InboxId, MessageId, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { ChannelKind, Settings } from './adapter.ts';
import type { Stand } from './breaker.ts';

export type AccountRow = {
  inbox: InboxId;
  adapter: ChannelKind;
  settings: Settings;
  secrets: Sealed | null;
  entrances: string[];
  healthOk: boolean | null;
  healthWords: string | null;
  /** Whether the sandbox of the company is on. */
  isPlayed: boolean;
} & Stand;
export type DeliveryRow = {
  message: MessageId;
  conversation: ConversationId;
  person: PersonId;
  identity: Id<'idn'> | null;
  attempts: number;
  startedAt: Date | null;
  endedAt: Date | null;
  outcome: string | null;
};
export type ExternalRow = {
  conversation: ConversationId;
  message: MessageId;
  person: PersonId;
  identity: Id<'idn'>;
  hash: string;
  externalId: Sealed;
  isPlayed: boolean;
};

const accountColumns = `inbox_id AS inbox, adapter, settings, secrets, entrances, health_ok AS "healthOk", health_words AS "healthWords",
  coalesce(cardinality(failed), 0) AS failed, rests_until AS "restsUntil",
  coalesce((SELECT s.is_on FROM sandbox_switches s WHERE s.workspace_id = $1 ORDER BY s.number DESC LIMIT 1), false) AS "isPlayed"`;
export const insertAccount = statement(
  'channels.insertAccount',
  'INSERT INTO channel_accounts (workspace_id, inbox_id, adapter, settings, secrets, entrances, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);
export const updateAccount = statement(
  'channels.updateAccount',
  'UPDATE channel_accounts SET settings = $3, secrets = $4, entrances = $5 WHERE workspace_id = $1 AND inbox_id = $2',
);
export const updateHealth = statement(
  'channels.updateHealth',
  'UPDATE channel_accounts SET health_ok = $3, health_words = $4, health_at = $5 WHERE workspace_id = $1 AND inbox_id = $2',
);
export const accountByInbox = statement<AccountRow>(
  'channels.accountByInbox',
  `SELECT ${accountColumns} FROM channel_accounts LEFT JOIN account_turns USING (workspace_id, inbox_id) WHERE workspace_id = $1 AND inbox_id = $2`,
);
export const allAccounts = statement<AccountRow>(
  'channels.allAccounts',
  `SELECT ${accountColumns} FROM channel_accounts LEFT JOIN account_turns USING (workspace_id, inbox_id) WHERE workspace_id = $1 ORDER BY inbox_id`,
);

export const deliveryOf = statement<DeliveryRow>(
  'channels.deliveryOf',
  `SELECT message_id AS message, conversation_id AS conversation, person_id AS person, identity_id AS identity, attempts, started_at AS "startedAt", ended_at AS "endedAt", outcome
   FROM deliveries WHERE workspace_id = $1 AND message_id = $2`,
);
const begin = statement(
  'channels.beginAttempt',
  `INSERT INTO deliveries (workspace_id, message_id, conversation_id, person_id, inbox_id, identity_id, recipient, attempts, started_at, led_to_choices)
   VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)
   ON CONFLICT (workspace_id, message_id) DO UPDATE SET attempts = deliveries.attempts + 1, started_at = $8, ended_at = NULL, identity_id = $6, recipient = $7, led_to_choices = $9`,
);
type Attempt = {
  readonly conversation: ConversationId;
  readonly person: PersonId;
  readonly inbox: InboxId;
  readonly identity: Id<'idn'> | null;
  readonly recipient: string | null;
  /** Whether it leads to the person's choices. */
  readonly leads: boolean;
};
/** An attempt begins: committed before anything leaves, so that a crash midway is known afterwards. */
export const beginAttempt = (ctx: Ctx, message: MessageId, { conversation, person, inbox, identity, recipient, leads }: Attempt) =>
  ctx.db.run(begin, [ctx.workspace, message, conversation, person, inbox, identity, recipient, ctx.now, leads]);
/** Whether another message than $5 led these people to their choices on a channel since $4, and did not fail. */
export const ledLately = statement<{ message: MessageId }>(
  'channels.ledLately',
  `SELECT d.message_id AS message FROM deliveries d JOIN channel_accounts a ON a.workspace_id = d.workspace_id AND a.inbox_id = d.inbox_id
   WHERE d.workspace_id = $1 AND d.person_id = ANY($2::text[]) AND a.adapter = $3 AND d.led_to_choices AND d.started_at > $4 AND d.message_id <> $5
     AND coalesce(d.outcome, '') NOT IN ('failed', 'refused') LIMIT 1`,
);
const isNo = `because IN ('opted-out', 'opted-out-of-advertising')`;
/** How it ended. What the provider told meanwhile of the person's no stays. */
export const endAttempt = statement(
  'channels.endAttempt',
  `UPDATE deliveries SET ended_at = $3, outcome = $4, because = CASE WHEN ${isNo} THEN because ELSE $5 END WHERE workspace_id = $1 AND message_id = $2`,
);
/** That the provider told a no of this message; touches no row where it, or a wider one, was told before. */
export const noteNo = statement(
  'channels.noteNo',
  `UPDATE deliveries SET because = $3 WHERE workspace_id = $1 AND message_id = $2 AND because IS DISTINCT FROM $3 AND because IS DISTINCT FROM 'opted-out'`,
);
/** That this message was unwanted; touches no row where that was told before, in either way. */
export const noteUnwanted = statement(
  'channels.noteUnwanted',
  `UPDATE deliveries SET because = $3 WHERE workspace_id = $1 AND message_id = $2 AND coalesce(because, '') NOT IN ('complained', 'unsubscribed', 'opted-out')`,
);
/** Takes an answer to be mailed as well, once. */
export const takeForMail = statement<{ message: MessageId }>(
  'channels.takeForMail',
  'UPDATE deliveries SET also_mailed_at = $3 WHERE workspace_id = $1 AND message_id = $2 AND also_mailed_at IS NULL RETURNING message_id AS message',
);
export const recipientsOfPeople = statement<{ recipient: string; adapter: ChannelKind | null; messages: number; lastAt: Date }>(
  'channels.recipientsOfPeople',
  `SELECT d.recipient, a.adapter, count(*) AS messages, max(d.started_at) AS "lastAt" FROM deliveries d
   LEFT JOIN channel_accounts a ON a.workspace_id = d.workspace_id AND a.inbox_id = d.inbox_id
   WHERE d.workspace_id = $1 AND d.person_id = ANY($2::text[]) AND d.recipient IS NOT NULL AND d.started_at IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
);
/** Who handed in what these people wrote, or keeps it. */
export const handedInOfPeople = statement<{ recipient: string; messages: number; lastAt: Date }>(
  'channels.handedInOfPeople',
  `SELECT handed_by AS recipient, count(DISTINCT message_id) AS messages, max(at) AS "lastAt" FROM external_ids
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND handed_by IS NOT NULL GROUP BY handed_by ORDER BY handed_by`,
);

export const externalColumns =
  'conversation_id AS conversation, message_id AS message, person_id AS person, identity_id AS identity, hash, external_id AS "externalId", is_played AS "isPlayed"';
export const insertExternal = statement(
  'channels.insertExternal',
  `INSERT INTO external_ids (workspace_id, inbox_id, hash, person_id, conversation_id, message_id, identity_id, direction, external_id, at, said_at, handed_by, lies_in, is_played, is_read_token)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING`,
);
/** Read tokens of a conversation ($3) up to a moment ($4): a newer one says more. */
export const forgetOlderTokens = statement(
  'channels.forgetOlderTokens',
  'DELETE FROM external_ids WHERE workspace_id = $1 AND inbox_id = $2 AND conversation_id = $3 AND is_read_token AND coalesce(said_at, at) <= $4',
);
export const newerToken = statement<unknown>(
  'channels.newerToken',
  'SELECT FROM external_ids WHERE workspace_id = $1 AND inbox_id = $2 AND conversation_id = $3 AND is_read_token AND coalesce(said_at, at) > $4 LIMIT 1',
);
/** No row where people are not told that their words were read; otherwise nobody changes that before this transaction ends. */
export const holdTelling = statement<unknown>(
  'channels.holdTelling',
  `SELECT FROM channel_accounts WHERE workspace_id = $1 AND inbox_id = $2 AND settings ->> 'tellsRead' = 'true' FOR SHARE`,
);
/** All of an inbox: nobody is told any more. */
export const forgetReadTokens = statement(
  'channels.forgetReadTokens',
  'DELETE FROM external_ids WHERE workspace_id = $1 AND inbox_id = $2 AND is_read_token',
);
export const externalsByHash = statement<ExternalRow>(
  'channels.externalsByHash',
  `SELECT ${externalColumns} FROM external_ids WHERE workspace_id = $1 AND inbox_id = $2 AND hash = ANY($3::text[])`,
);
export const threadOf = statement<ExternalRow>(
  'channels.threadOf',
  `SELECT ${externalColumns} FROM external_ids WHERE workspace_id = $1 AND conversation_id = $2 ORDER BY at DESC, message_id DESC LIMIT 30`,
);
/** Messages that went to an address after $4 and were on their way by $5, newest first. */
export const sentUntil = statement<{ message: MessageId }>(
  'channels.sentUntil',
  `SELECT e.message_id AS message FROM external_ids e JOIN deliveries d ON d.workspace_id = e.workspace_id AND d.message_id = e.message_id
   WHERE e.workspace_id = $1 AND e.inbox_id = $2 AND e.identity_id = $3 AND e.direction = 'out' AND e.at >= $4 AND d.started_at <= $5
   GROUP BY e.message_id ORDER BY max(e.at) DESC LIMIT 200`,
);
/** Addresses by which something came into an inbox: for accounts it is the only proof that they are of this channel. */
export const metIn = statement<{ identity: Id<'idn'>; inbox: InboxId }>(
  'channels.metIn',
  `SELECT DISTINCT identity_id AS identity, inbox_id AS inbox FROM external_ids WHERE workspace_id = $1 AND identity_id = ANY($2::text[]) AND direction = 'in'`,
);
export const lastSenderOf = statement<{ identity: Id<'idn'> }>(
  'channels.lastSenderOf',
  `SELECT identity_id AS identity FROM external_ids WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' ORDER BY at DESC, message_id DESC LIMIT 1`,
);

/** The ids of the newest of these messages ($4) that came in, from a provider or from an emulator ($3): of the message, and of its files. */
export const lastIncomingOf = statement<ExternalRow>(
  'channels.lastIncomingOf',
  `SELECT ${externalColumns} FROM external_ids WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' AND is_played = $3 AND message_id = (
     SELECT message_id FROM external_ids WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in' AND is_played = $3 AND message_id = ANY($4::text[])
     ORDER BY at DESC, message_id DESC LIMIT 1)
   ORDER BY hash LIMIT 50`,
);
/** When somebody last wrote in a conversation, as the provider says. */
export const lastSaidIn = statement<{ at: Date | null }>(
  'channels.lastSaidIn',
  `SELECT max(coalesce(said_at, at)) AS at FROM external_ids WHERE workspace_id = $1 AND conversation_id = $2 AND direction = 'in'`,
);

const counted = (table: string) =>
  statement<{ count: number }>(
    `channels.count-${table}`,
    `SELECT count(*) AS count FROM ${table} WHERE workspace_id = $1 AND person_id = ANY($2::text[])`,
  );
const erased = (table: string) =>
  statement(`channels.erase-${table}`, `DELETE FROM ${table} WHERE workspace_id = $1 AND person_id = ANY($2::text[])`);
export const letGoOf = {
  deliveries: statement('channels.letGoDeliveries', 'DELETE FROM deliveries WHERE workspace_id = $1 AND message_id = ANY($2::text[])'),
  externalIds: statement(
    'channels.letGoExternals',
    'DELETE FROM external_ids WHERE workspace_id = $1 AND conversation_id = ANY($2::text[]) AND message_id = ANY($3::text[]) AND let_go_at IS NULL',
  ),
} as const;
export const countOf = { deliveries: counted('deliveries'), externalIds: counted('external_ids') } as const;
export const eraseOf = { deliveries: erased('deliveries'), externalIds: erased('external_ids') } as const;
export const deliveriesOfPeople = statement<{
  message: MessageId;
  recipient: string | null;
  attempts: number;
  outcome: string | null;
  because: string | null;
  endedAt: Date | null;
}>(
  'channels.deliveriesOfPeople',
  `SELECT message_id AS message, recipient, attempts, outcome, because, ended_at AS "endedAt" FROM deliveries WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY message_id`,
);
/** What a provider may know; ids of emulators are left out. */
export const externalsIn = statement<ExternalRow & { liesIn: string | null }>(
  'channels.externalsIn',
  `SELECT ${externalColumns}, lies_in AS "liesIn" FROM external_ids
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND inbox_id = $3 AND NOT is_played ORDER BY at, hash`,
);
export const externalsOfPeople = statement<ExternalRow & { at: Date }>(
  'channels.externalsOfPeople',
  `SELECT ${externalColumns}, at FROM external_ids WHERE workspace_id = $1 AND person_id = ANY($2::text[]) ORDER BY at, hash LIMIT $3`,
);
/** Whether any message left for these people since an instant. */
export const sentSince = statement<{ message: string }>(
  'channels.sentSince',
  'SELECT message_id AS message FROM deliveries WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND started_at >= $3 LIMIT 1',
);

/** Whether anything that was not played came from this identity, or went to it; what passes an account that is a sandbox by itself is played all the same. */
export const isMetOutside = statement<{ is: boolean }>(
  'channels.isMetOutside',
  `SELECT EXISTS (SELECT 1 FROM external_ids e WHERE workspace_id = $1 AND identity_id = $2 AND NOT is_played AND NOT EXISTS (
     SELECT 1 FROM channel_accounts a WHERE a.workspace_id = e.workspace_id AND a.inbox_id = e.inbox_id AND a.settings ->> 'provider' = 'sandbox')) AS is`,
);
