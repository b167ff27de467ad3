// Carries out announcements: claims due rows by a lease, runs their listeners, deletes what is done, backs off what failed. At least once; in order per key.
import type { Ctx } from '#kit/ctx';
import { lookup, statement } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { type Code, errorCode, log } from '#kit/log';
import { inLine, type Listener, listeners } from '#kit/outbox';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { inWaves } from './waves.ts';

type Row = { id: string; topic: string; listener: string; payload: Record<string, string | number>; attempts: number; isBack: boolean };
const leaseSeconds = 20; // after a kill others wait that long before they take the work up
const beatMs = 5_000; // how often whoever is at work renews it
const mostAttempts = 12;
const mostToTell = 24; // attempts after which it is dead, whoever could not be told
const withheldSeconds = 60;
const leavingSeconds = 600;

const claim = statement<Row>(
  'worker.claim',
  `WITH due AS (
     SELECT o.id FROM outbox o
     WHERE o.workspace_id = $1 AND NOT o.dead AND o.available_at <= $2
       AND (o.ordering_key IS NULL OR NOT EXISTS (
         SELECT 1 FROM outbox e WHERE e.workspace_id = $1 AND e.listener = o.listener AND e.ordering_key = o.ordering_key AND e.id < o.id AND NOT e.dead))
     ORDER BY o.id LIMIT $3 FOR UPDATE SKIP LOCKED)
   UPDATE outbox SET available_at = $4, attempts = outbox.attempts + 1 FROM due
   WHERE outbox.workspace_id = $1 AND outbox.id = due.id
   RETURNING outbox.id, outbox.topic, outbox.listener, outbox.payload, outbox.attempts, coalesce(outbox.last_error = '${inLine}', false) AS "isBack"`,
);
const keep = statement(
  'worker.keep',
  'UPDATE outbox SET available_at = $3 WHERE workspace_id = $1 AND id = $2 AND attempts = $4 AND NOT dead',
);
const done = statement('worker.done', 'DELETE FROM outbox WHERE workspace_id = $1 AND id = $2');
const later = statement(
  'worker.later',
  'UPDATE outbox SET available_at = $3, last_error = $4, dead = $5, attempts = attempts - $6 WHERE workspace_id = $1 AND id = $2',
);
const lockHere = statement<{ mine: boolean }>('worker.lock', 'SELECT pg_try_advisory_xact_lock(hashtext($1), hashtext($2)) AS mine');

/** Runs everything due in one workspace until nothing is left, also what comes meanwhile. `woken` settles when something did; without it that is seen when something else has ended. */
export async function drain(
  tools: Tools,
  workspace: WorkspaceId,
  isStopped: () => boolean,
  woken: () => Promise<void> = () => new Promise(() => {}),
): Promise<void> {
  const take = (most: number) => {
    const now = clock.of({ tools })();
    return system(tools, workspace, (ctx) => ctx.db.all(claim, [workspace, now, most, after(now, leaseSeconds)]));
  };
  await inWaves<Row>({ take, work: (row) => carryOut(tools, workspace, row), isStopped, woken });
}

/** Runs `work` when no other node is at the same thing. */
export async function alone(tools: Tools, name: string, work: () => Promise<void> | undefined): Promise<void> {
  await lookup(pool.of({ tools }), `clock:${name}`, async (db) => {
    if ((await db.one(lockHere, [name, ''])).mine) await work();
  });
}
alone.within = async (ctx: Ctx, name: string): Promise<boolean> => (await ctx.db.one(lockHere, [name, ctx.workspace])).mine;

async function carryOut(tools: Tools, workspace: WorkspaceId, row: Row): Promise<void> {
  const listener = listeners
    .of({ tools })
    .get(row.topic)
    ?.find((each) => each.name === row.listener);
  const beat = setInterval(() => void renew(tools, workspace, row), beatMs);
  try {
    if (!listener) throw Object.assign(new Error('no such listener'), { code: 'no-listener' });
    await listener.handle({ workspace, tools, attempt: row.attempts, isBack: row.isBack }, row.payload);
    await system(tools, workspace, (ctx) => ctx.db.run(done, [workspace, row.id]));
  } catch (error) {
    clearInterval(beat);
    await putOff(tools, workspace, row, listener, error);
  } finally {
    clearInterval(beat);
  }
}

/** Work that takes long stays ours; when this fails the database is away, and so is the work. */
async function renew(tools: Tools, workspace: WorkspaceId, row: Row): Promise<void> {
  const until = after(clock.of({ tools })(), leaseSeconds);
  await system(tools, workspace, (ctx) => ctx.db.run(keep, [workspace, row.id, until, row.attempts])).catch(() => undefined);
}

async function putOff(tools: Tools, workspace: WorkspaceId, row: Row, listener: Listener | undefined, error: unknown): Promise<void> {
  const wish = error as { code?: string; afterSeconds?: number; isInLine?: boolean };
  const isWithheld = wish.code === 'key-withheld' || wish.code === 'keys-away'; // until the company's own root key is given back, or the key database answers: nothing dies meanwhile
  const isLeaving = wish.code === 'PL409'; // until its end is called off, or everything is deleted
  const isWished = isWithheld || isLeaving || (wish.code === 'retry-later' && wish.afterSeconds !== undefined);
  const isDead = !isWished && row.attempts >= mostAttempts && (await isTold(tools, workspace, row, listener));
  const wished = isWithheld ? withheldSeconds : isLeaving ? leavingSeconds : (wish.afterSeconds ?? 1);
  const seconds = isWished ? wished : Math.min(3600, 2 ** Math.min(row.attempts, 12));
  const code = wish.isInLine ? inLine : errorCode(error);
  if (!isWished)
    log.of({ tools })(isDead ? 'error' : 'warn', 'listener.failed', {
      listener: row.listener as Code,
      workspace,
      attempt: row.attempts,
      error: code,
      constraint: (error as { constraint?: Code }).constraint,
      dead: isDead,
    });
  await system(tools, workspace, (ctx) => ctx.db.run(later, [workspace, row.id, after(ctx.now, seconds), code, isDead, isWished ? 1 : 0]));
}

/** Whether whoever waits for it knows that it is given up. */
async function isTold(tools: Tools, workspace: WorkspaceId, row: Row, listener: Listener | undefined): Promise<boolean> {
  try {
    await listener?.died?.({ workspace, tools, attempt: row.attempts }, row.payload);
    return true;
  } catch (error) {
    log.of({ tools })('error', 'listener.not-told', { listener: row.listener as Code, workspace, error: errorCode(error) });
    return row.attempts >= mostToTell;
  }
}

function system<T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'worker' } }, work);
}

const after = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000);
