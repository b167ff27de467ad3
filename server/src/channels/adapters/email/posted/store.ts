// The only SQL for tokens by which mail was posted.
import { statement } from '#kit/db';

export const claimToken = statement<{ digest: string }>(
  'channels.claimPostedToken',
  `INSERT INTO posted_tokens (workspace_id, inbox_id, hash, digest, at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, inbox_id, hash) DO UPDATE SET at = posted_tokens.at RETURNING digest`,
);
export const dropTokens = statement('channels.dropPostedTokens', 'DELETE FROM posted_tokens WHERE workspace_id = $1 AND at < $2');
