// Looks after ends whose day has come; each goes its own way, and one that is stuck holds up nobody else.
import { lookup } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { workspacesDue } from '../store.ts';
import { leave } from './leave.ts';

/** Begins and goes on with every departure that is due. */
export async function leaveWhenDue(tools: Tools): Promise<void> {
  for (const workspace of await lookup(pool.of({ tools }), 'every-workspace', (db) => workspacesDue(db, clock.of({ tools })())))
    await leave({ tools, workspace }).catch((error: unknown) =>
      log.of({ tools })('error', 'departure.failed', { workspace, error: errorCode(error) }),
    );
}
