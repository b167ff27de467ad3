// The only SQL for the limits of campaigns.
import { statement } from '#kit/db';
import type { Limits } from './rules.ts';

export const readRow = statement<Limits>(
  'campaigns.limits',
  `SELECT quiet_from AS "quietFrom", quiet_until AS "quietUntil", sundays, time_zone AS "timeZone", most, days FROM campaign_limits WHERE workspace_id = $1`,
);
export const lock = statement('campaigns.lockLimits', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 41))');
export const putRow = statement(
  'campaigns.putLimits',
  `INSERT INTO campaign_limits (workspace_id, quiet_from, quiet_until, sundays, time_zone, most, days, reason, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   ON CONFLICT (workspace_id) DO UPDATE SET quiet_from = $2, quiet_until = $3, sundays = $4, time_zone = $5, most = $6, days = $7, reason = coalesce($8, campaign_limits.reason), changed_at = $9`,
);
