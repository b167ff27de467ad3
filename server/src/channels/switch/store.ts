// The only SQL for the switch of the sandbox. The newest row says how it stands; ids grow with the time at which they were made, whatever clock a test has set.
import { statement } from '#kit/db';

export type Stand = { isOn: boolean; since: Date | null };
export const standNow = statement<Stand>(
  'channels.sandboxStand',
  `SELECT coalesce(s.is_on, false) AS "isOn", s.switched_at AS since FROM (SELECT 1) one
   LEFT JOIN LATERAL (SELECT is_on, switched_at FROM sandbox_switches WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1) s ON true`,
);
/** How it stood when something with the id $2 was made, beside how it stands now. */
export const standThen = statement<{ isOn: boolean; wasOn: boolean }>(
  'channels.sandboxStandThen',
  `SELECT coalesce((SELECT is_on FROM sandbox_switches WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1), false) AS "isOn",
     coalesce((SELECT is_on FROM sandbox_switches WHERE workspace_id = $1 AND substr(id, 5) < substr($2::text, 5) ORDER BY id DESC LIMIT 1), false) AS "wasOn"`,
);
/** One at a time: whoever switches sees what the one before did. */
export const takeTurn = statement('channels.sandboxTurn', `SELECT pg_advisory_xact_lock(hashtextextended('sandbox/' || $1::text, 0))`);
export const addSwitch = statement(
  'channels.addSandboxSwitch',
  'INSERT INTO sandbox_switches (workspace_id, id, is_on, switched_at, switched_by) VALUES ($1, $2, $3, $4, $5)',
);
