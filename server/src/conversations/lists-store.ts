// The only SQL for lists of conversations: pages of a view, of all stores or of one, and how many each view holds.
import { statement } from '#kit/db';
import { inAreas } from './areas-store.ts';
import { type ConversationRow, conversationColumns, fromConversations } from './store.ts';
import { withUndelivered } from './undelivered-store.ts';

/** $2 viewer (used by `mine`), $3 areas or null, $4 and $5 where the last page ended or null, $6 how many; $7 the store in the pages of one. */
const page = (name: string, where: string) =>
  statement<ConversationRow>(
    `conversations.page-${name}`,
    `SELECT ${conversationColumns} ${fromConversations} AND ${where} AND $2::text IS DISTINCT FROM '' AND ${inAreas('c', '$3')} AND ($4::timestamptz IS NULL OR (c.last_message_at, c.id) < ($4, $5::text))
     ORDER BY c.last_message_at DESC, c.id DESC LIMIT $6`,
  );
const views = {
  mine: `c.assignee_id = $2 AND c.status <> 'closed'`,
  teams: `c.status = 'open'`, // in the areas of their teams alone
  unassigned: `c.assignee_id IS NULL AND c.status = 'open'`,
  open: `c.status = 'open'`,
  undelivered: withUndelivered('c'),
  closed: `c.status = 'closed'`,
  all: 'true',
} as const;
export type View = keyof typeof views;
const pagesOf = (suffix: string, more: string) =>
  Object.fromEntries(Object.entries(views).map(([name, where]) => [name, page(`${name}${suffix}`, `${where}${more}`)])) as Record<
    View,
    ReturnType<typeof page>
  >;
export const pages = pagesOf('', '');
export const pagesAtStore = pagesOf('-at-store', ' AND c.store_id = $7');
/** The member of staff with whose words it began. */
export const beganBy = statement<{ staff: string }>(
  'conversations.beganBy',
  `SELECT author_id AS staff FROM messages WHERE workspace_id = $1 AND conversation_id = $2 AND sequence = 1 AND author_kind = 'staff'`,
);
export const setStoreOf = statement('conversations.setStore', 'UPDATE conversations SET store_id = $3 WHERE workspace_id = $1 AND id = $2');
/** Whoever looked after it may not reach the other inbox: it waits there like any that came in. */
export const moveToInbox = statement(
  'conversations.moveToInbox',
  'UPDATE conversations SET inbox_id = $3, assignee_id = NULL, team_id = NULL WHERE workspace_id = $1 AND id = $2',
);
export const countViews = statement<Record<View, number>>(
  'conversations.countViews',
  `SELECT count(*) FILTER (WHERE assignee_id = $2 AND status <> 'closed') AS mine, count(*) FILTER (WHERE team_id = ANY($5::text[]) AND status = 'open') AS teams,
          count(*) FILTER (WHERE assignee_id IS NULL AND status = 'open') AS unassigned,
          count(*) FILTER (WHERE status = 'open') AS open, count(*) FILTER (WHERE ${withUndelivered('c')}) AS undelivered, count(*) FILTER (WHERE status = 'closed') AS closed, count(*) AS all
   FROM conversations c WHERE workspace_id = $1 AND ${inAreas('c', '$3')} AND ($4::text IS NULL OR store_id = $4)`,
);
