// The only SQL for sessions of the privacy centre and the links that open one.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, PersonId } from '#kit/ids';

const insertSession = statement(
  'rights.openSession',
  'INSERT INTO person_sessions (workspace_id, id, person_id, expires_at, identity_id) VALUES ($1, $2, $3, $4, $5)',
);
const session = statement<{ person_id: PersonId }>(
  'rights.session',
  'SELECT person_id FROM person_sessions WHERE workspace_id = $1 AND id = $2 AND expires_at > $3',
);
const shortenSessions = statement(
  'rights.shortenSessions',
  'UPDATE person_sessions SET expires_at = least(expires_at, $3) WHERE workspace_id = $1 AND identity_id = $2 AND expires_at > $4',
);
const endSessions = statement('rights.endSessions', 'DELETE FROM person_sessions WHERE workspace_id = $1 AND person_id = ANY($2)');
const sweepSessions = statement('rights.sweepSessions', 'DELETE FROM person_sessions WHERE workspace_id = $1 AND expires_at < $2');
const takeSession = statement<{ person_id: PersonId }>(
  'rights.takeSession',
  'DELETE FROM person_sessions WHERE workspace_id = $1 AND id = $2 AND expires_at > $3 RETURNING person_id',
);
const sessionsOf = statement<{ n: number }>(
  'rights.sessionCount',
  'SELECT count(*)::int AS n FROM person_sessions WHERE workspace_id = $1 AND person_id = ANY($2)',
);

const w = (ctx: Ctx) => ctx.workspace;
export const sessionStore = {
  open: (ctx: Ctx, id: Id<'ses'>, person: PersonId, expiresAt: Date, identity: Id<'idn'> | null) =>
    ctx.db.run(insertSession, [w(ctx), id, person, expiresAt, identity]),
  shorten: (ctx: Ctx, identity: Id<'idn'>, until: Date) => ctx.db.run(shortenSessions, [w(ctx), identity, until, ctx.now]),
  person: async (ctx: Ctx, id: string) => (await ctx.db.maybe(session, [w(ctx), id, ctx.now]))?.person_id,
  end: (ctx: Ctx, people: readonly string[]) => ctx.db.run(endSessions, [w(ctx), people]),
  sweep: (ctx: Ctx) => ctx.db.run(sweepSessions, [w(ctx), ctx.now]),
  take: async (ctx: Ctx, id: string) => (await ctx.db.maybe(takeSession, [w(ctx), id, ctx.now]))?.person_id,
  count: async (ctx: Ctx, people: readonly string[]) => (await ctx.db.one(sessionsOf, [w(ctx), people])).n,
};
