// The pool as a tool: only edges (routes, jobs, listeners, authenticators) reach for it to open a transaction.
import type pg from 'pg';
import type { Actor, Ctx } from './ctx.ts';
import { type Db, transaction } from './db.ts';
import type { WorkspaceId } from './ids.ts';
import { type Tools, tool } from './tool.ts';

export const pool = tool<pg.Pool>('kit.pool');
/** Two connections for what must take effect at once: no long work of others holds them, and what was prepared on them stays so, which is half the time of an act that is seldom done. */
export const urgentPool = tool<pg.Pool>('kit.urgent-pool');
export const urgentConnections = 2;
/** For what is counted by itself while the caller holds a connection already: single statements alone, so that neither the long work of others nor a full pool keeps anybody waiting. */
export const triesPool = tool<pg.Pool>('kit.tries-pool');
export const triesConnections = 2;
export const clock = tool<() => Date>('kit.clock');

/** Opens a transaction in a workspace, over a connection `from` one of the pools and as `transaction` says `how`, and runs `work` with a fresh ctx; the commit is durable when this resolves. */
export async function act<T>(
  tools: Tools,
  who: { workspace: WorkspaceId; actor: Actor; purpose?: string | undefined },
  work: (ctx: Ctx) => Promise<T>,
  from = pool,
  how: { onlyByKeys?: boolean } = {},
): Promise<T> {
  const inOne = (db: Db) =>
    work({ workspace: who.workspace, actor: who.actor, purpose: who.purpose, now: clock.of({ tools })(), db, tools });
  return transaction(from.of({ tools }), who.workspace, inOne, how);
}
