// The only SQL for campaigns: drafts, their course, and the list.
import { statement } from '#kit/db';
import type { Campaign } from './types.ts';

const columns = `c.id, c.name, c.purpose, c.inbox_id AS inbox, i.channel, i.recipient, c.texts, c.audience, c.state, c.planned_at AS "plannedAt", c.begun_at AS "begunAt",
  c.ended_at AS "endedAt", c.created_at AS "createdAt", c.queued, c.asked_by AS "askedBy"`;
const select = `SELECT ${columns} FROM campaigns c JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id WHERE c.workspace_id = $1`;
export const all = statement<Campaign>('campaigns.all', `${select} ORDER BY c.created_at DESC, c.id DESC LIMIT 200`);
export const one = statement<Campaign>('campaigns.one', `${select} AND c.id = $2`);
export const locked = statement<Campaign>('campaigns.locked', `${select} AND c.id = $2 FOR UPDATE OF c`);
export const due = statement<Pick<Campaign, 'id' | 'state'>>(
  'campaigns.due',
  `SELECT id, state FROM campaigns WHERE workspace_id = $1 AND (state = 'sending' OR (state = 'planned' AND planned_at <= $2)) ORDER BY planned_at, id LIMIT 50`,
);
export const insert = statement(
  'campaigns.insert',
  `INSERT INTO campaigns (workspace_id, id, name, purpose, inbox_id, texts, audience, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', $8)`,
);
export const change = statement(
  'campaigns.change',
  'UPDATE campaigns SET name = $3, purpose = $4, inbox_id = $5, texts = $6, audience = $7 WHERE workspace_id = $1 AND id = $2',
);
export const remove = statement('campaigns.remove', 'DELETE FROM campaigns WHERE workspace_id = $1 AND id = $2');
export const ask = statement(
  'campaigns.ask',
  'UPDATE campaigns SET state = $3, planned_at = $4, asked_by = $5 WHERE workspace_id = $1 AND id = $2',
);
export const approve = statement(
  'campaigns.approve',
  `UPDATE campaigns SET state = 'planned', approved_by = $3 WHERE workspace_id = $1 AND id = $2`,
);
export const move = statement(
  'campaigns.move',
  `UPDATE campaigns SET state = $3, begun_at = CASE WHEN $3 = 'sending' THEN coalesce(begun_at, $4::timestamptz) ELSE begun_at END,
     ended_at = CASE WHEN $3 IN ('done', 'stopped') THEN $4::timestamptz END WHERE workspace_id = $1 AND id = $2`,
);
export const pauseUnderWay = statement(
  'campaigns.pauseUnderWay',
  `UPDATE campaigns SET state = 'paused' WHERE workspace_id = $1 AND state IN ('planned', 'sending')`,
);
const named = (column: string) => `${column} = ANY($2::text[])`;
export const countNaming = statement<{ count: number }>(
  'campaigns.countNaming',
  `SELECT count(*) FROM campaigns WHERE workspace_id = $1 AND (${named('asked_by')} OR ${named('approved_by')})`,
);
export const unname = statement(
  'campaigns.unname',
  `UPDATE campaigns SET asked_by = CASE WHEN ${named('asked_by')} THEN NULL ELSE asked_by END, approved_by = CASE WHEN ${named('approved_by')} THEN NULL ELSE approved_by END
   WHERE workspace_id = $1 AND (${named('asked_by')} OR ${named('approved_by')})`,
);
