// Where I am signed in, and ending it there.
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { tokenHash } from '../sessions.ts';
import { viewStaff } from '../staff.ts';
import { dropEntrance } from '../store.ts';
import * as store from './store.ts';
import { tellNodes } from './told.ts';

export type SessionView = {
  readonly id: Id<'ses'>;
  readonly device: string;
  readonly by: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly isCurrent: boolean;
};

/** My sessions that still count, lately used first; `token` is that of the one who asks. */
export async function listSessions(ctx: Ctx, staff: StaffId, token: string): Promise<SessionView[]> {
  const rows = await store.liveSessions(ctx.db, ctx.workspace, staff, ctx.now);
  const mine = tokenHash(ctx.tools, token);
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    by: row.proven_by,
    startedAt: row.started_at,
    seenAt: row.seen_at,
    isCurrent: row.token_hash === mine,
  }));
}

/** Ends one of my sessions, on every node. Problem `not-found`. */
export async function endSession(ctx: Ctx, staff: StaffId, session: string): Promise<void> {
  const gone = await store.dropSessionById(ctx.db, ctx.workspace, staff, session);
  if (gone.length === 0) throw new Problem('not-found');
  await afterEnd(ctx, staff, gone);
}

/** Ends all my sessions but this one, on every node; gives how many. */
export async function endOtherSessions(ctx: Ctx, staff: StaffId, token: string): Promise<number> {
  const gone = await store.dropOtherSessions(ctx.db, ctx.workspace, staff, tokenHash(ctx.tools, token));
  if (gone.length > 0) await afterEnd(ctx, staff, gone);
  return gone.length;
}

/** Something stronger than a password was set up: what came in by a password alone before, elsewhere, is over on every node. */
export async function endPasswordSessions(ctx: Ctx, staff: StaffId, token: string): Promise<void> {
  const gone = await store.dropPasswordSessions(ctx.db, ctx.workspace, staff, tokenHash(ctx.tools, token));
  if (gone.length > 0) await afterEnd(ctx, staff, gone);
}

/** Ends every session of a colleague, on every node; gives how many. Problem `not-found` for nobody of this company. */
export async function endAllSessions(ctx: Ctx, staff: StaffId): Promise<number> {
  const [colleague] = await viewStaff(ctx, [staff]);
  if (!colleague) throw new Problem('not-found');
  const gone = await store.dropOtherSessions(ctx.db, ctx.workspace, staff, '');
  if (gone.length > 0) await afterEnd(ctx, staff, gone);
  return gone.length;
}

async function afterEnd(ctx: Ctx, staff: StaffId, gone: Awaited<ReturnType<typeof store.dropSessionById>>): Promise<void> {
  for (const { token_hash } of gone) await dropEntrance(ctx.db, ctx.workspace, 'session', token_hash);
  tellNodes(
    ctx,
    gone.map(({ id }) => ({ session: id, isOver: true })),
  );
  await append(ctx, { kind: 'staff.sessions-ended', subject: staff, facts: { sessions: gone.length } });
}
