// The answer leaves before the commit is on disk.
import { bend } from './bend.ts';

bend(
  '/kit/db.ts',
  "ending = client.query('COMMIT');",
  "client.query('SET LOCAL synchronous_commit = off').catch(() => undefined); ending = client.query('COMMIT');",
);
