// The answer leaves before the commit is on disk.
import { bend } from './bend.ts';

bend(
  '/kit/db.ts',
  "await client.query('COMMIT');",
  "await client.query('SET LOCAL synchronous_commit = off').then(() => client.query('COMMIT'));",
);
