// The only SQL for the limits of campaigns and for what they were before.
import { statement } from '#kit/db';
import type { Id, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { Limits } from './rules.ts';

const columns = `quiet_from AS "quietFrom", quiet_until AS "quietUntil", sundays, time_zone AS "timeZone", most, days`;
export const readRow = statement<Limits>('campaigns.limits', `SELECT ${columns} FROM campaign_limits WHERE workspace_id = $1`);
export const lock = statement('campaigns.lockLimits', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 41))');
export const putRow = statement(
  'campaigns.putLimits',
  `INSERT INTO campaign_limits (workspace_id, quiet_from, quiet_until, sundays, time_zone, most, days, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (workspace_id) DO UPDATE SET quiet_from = $2, quiet_until = $3, sundays = $4, time_zone = $5, most = $6, days = $7, changed_at = $8`,
);
export const addChange = statement(
  'campaigns.addLimitChange',
  `INSERT INTO campaign_limit_changes (workspace_id, quiet_from, quiet_until, sundays, time_zone, most, days, at, id, changed_by, less, reason)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
export type ChangeRow = Limits & {
  readonly id: Id<'clc'>;
  readonly at: Date;
  readonly by: StaffId | null;
  readonly less: boolean;
  readonly reason: Sealed | null;
};
export const changes = statement<ChangeRow>(
  'campaigns.limitChanges',
  `SELECT id, at, changed_by AS by, less, reason, ${columns} FROM campaign_limit_changes WHERE workspace_id = $1 ORDER BY at DESC, id DESC LIMIT 20`,
);
export const countChangesBy = statement<{ count: number }>(
  'campaigns.countLimitChanges',
  'SELECT count(*) FROM campaign_limit_changes WHERE workspace_id = $1 AND changed_by = ANY($2::text[])',
);
export const unnameChanges = statement(
  'campaigns.unnameLimitChanges',
  'UPDATE campaign_limit_changes SET changed_by = NULL WHERE workspace_id = $1 AND changed_by = ANY($2::text[])',
);
