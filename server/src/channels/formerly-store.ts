// When somebody last wrote from an address, as far as it is still here.
import { statement } from '#kit/db';

export const lastHeard = statement<{ at: Date | null }>(
  'channels.lastHeard',
  `SELECT max(coalesce(said_at, at)) AS at FROM external_ids WHERE workspace_id = $1 AND identity_id = $2 AND direction = 'in'`,
);
