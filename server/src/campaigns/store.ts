// The only SQL for campaigns: drafts, their course, and the list.
import { statement } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import type { Campaign } from './types.ts';

const columns = `c.id, c.name, c.purpose, c.inbox_id AS inbox, i.channel, i.recipient, c.texts, c.audience, c.state, c.planned_at AS "plannedAt", c.begun_at AS "begunAt",
  c.ended_at AS "endedAt", c.created_at AS "createdAt", c.queued, c.asked_by AS "askedBy", c.version,
  c.paused_because AS "pausedBecause"`;
const select = `SELECT ${columns} FROM campaigns c JOIN inboxes i ON i.workspace_id = c.workspace_id AND i.id = c.inbox_id WHERE c.workspace_id = $1`;
export const all = statement<Campaign>('campaigns.all', `${select} ORDER BY c.created_at DESC, c.id DESC LIMIT 200`);
export const one = statement<Campaign>('campaigns.one', `${select} AND c.id = $2`);
export const locked = statement<Campaign>('campaigns.locked', `${select} AND c.id = $2 FOR UPDATE OF c`);
/** What is under way in every company, in a `lookup` for `every-workspace`; one of each before the second of any, who has waited longest first. */
export const due = statement<{ workspace: WorkspaceId } & Pick<Campaign, 'id' | 'state'>>(
  'campaigns.due',
  `SELECT workspace, id, state FROM (
     SELECT workspace_id AS workspace, id, state, coalesce(moved_at, planned_at) AS since,
       row_number() OVER (PARTITION BY workspace_id ORDER BY coalesce(moved_at, planned_at), id) AS turn
     FROM campaigns WHERE state = 'sending' OR (state = 'planned' AND planned_at <= $1)) d
   ORDER BY turn, since, id LIMIT 500`,
);
export const naming = statement<{ count: number }>(
  'campaigns.naming',
  `SELECT count(*) FROM campaigns WHERE workspace_id = $1 AND state NOT IN ('draft', 'done', 'stopped')
     AND (audience->'any' ? $2::text OR audience->'all' ? $2::text OR audience->'none' ? $2::text)`,
);
export const insert = statement(
  'campaigns.insert',
  `INSERT INTO campaigns (workspace_id, id, name, purpose, inbox_id, texts, audience, state, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', $8)`,
);
export const change = statement(
  'campaigns.change',
  'UPDATE campaigns SET name = $3, purpose = $4, inbox_id = $5, texts = $6, audience = $7, version = version + 1 WHERE workspace_id = $1 AND id = $2',
);
/** In the order in which rows may go. */
export const removals = [
  ...['campaign_recipients', 'campaign_left_out', 'campaign_places'].map((table) =>
    statement(`campaigns.remove.${table}`, `DELETE FROM ${table} WHERE workspace_id = $1 AND campaign_id = ANY($2::text[])`),
  ),
  statement('campaigns.remove', 'DELETE FROM campaigns WHERE workspace_id = $1 AND id = ANY($2::text[])'),
];
export const longOver = statement<Pick<Campaign, 'id'>>(
  'campaigns.longOver',
  `SELECT id FROM campaigns WHERE workspace_id = $1 AND state IN ('done', 'stopped') AND ended_at < $2 ORDER BY ended_at LIMIT 50`,
);
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
     ended_at = CASE WHEN $3 IN ('done', 'stopped') THEN $4::timestamptz END, moved_at = $4::timestamptz, stumbles = 0, paused_because = $5
   WHERE workspace_id = $1 AND id = $2`,
);
/** A fault of ours; gives how many there were in a row. */
export const stumble = statement<{ stumbles: number }>(
  'campaigns.stumble',
  'UPDATE campaigns SET stumbles = stumbles + 1 WHERE workspace_id = $1 AND id = $2 RETURNING stumbles',
);
export const underWay = statement<Pick<Campaign, 'id'>>(
  'campaigns.underWay',
  `SELECT id FROM campaigns WHERE workspace_id = $1 AND state IN ('planned', 'sending') ORDER BY id FOR UPDATE`,
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
