// Looking over who may come in (Art. 32(1)(b)): too many who may do everything, accounts and keys that nobody uses, and administrators by a password alone.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { StaffId } from '#kit/ids';
import type { Check } from '#kit/room';
import { list } from '#ledger';
import { byPasswordAlone, countJoined, keysUnusedSince, withoutSession } from './store.ts';

const dayMs = 86_400_000;
const unusedDays = 90;
/** Administrators beyond these, and beyond a third of everybody, are more than work needs. */
const fewAdministrators = 3;
const administrators = statement<{ id: StaffId }>(
  'access.administrators',
  `SELECT id FROM staff WHERE workspace_id = $1 AND role = 'administrator' AND joined_at IS NOT NULL ORDER BY id`,
);

export const reviewChecks: readonly Check[] = [
  {
    id: 'access.administrators-are-few',
    article: '32(1)(b)',
    question: 'Are no more members of staff administrators than three, or a third of all?',
    severity: 'medium',
    run: async (ctx) => {
      const most = Math.max(fewAdministrators, Math.floor((await countJoined(ctx.db, ctx.workspace)) / 3));
      return Math.max(0, (await administratorIds(ctx)).length - most);
    },
    evidence: administratorIds,
  },
  by('access.administrators-have-a-second-factor', 'Does every administrator have a passkey or a second factor?', 'high', async (ctx) =>
    (await byPasswordAlone(ctx.db, ctx.workspace, await administratorIds(ctx))).map((row) => row.id),
  ),
  by('access.accounts-are-used', 'Did everybody who may come in do so within ninety days?', 'medium', unusedAccounts),
  by('access.keys-are-used', 'Was every key of a program used within ninety days?', 'medium', async (ctx) =>
    (await keysUnusedSince(ctx.db, ctx.workspace, ctx.now, before(ctx).toISOString().slice(0, 10))).map((row) => row.id),
  ),
];

function by(id: string, question: string, severity: Check['severity'], find: (ctx: Ctx) => Promise<readonly string[]>): Check {
  return { id, article: '32(1)(b)', question, severity, run: async (ctx) => (await find(ctx)).length, evidence: find };
}

const before = (ctx: Ctx): Date => new Date(ctx.now.getTime() - unusedDays * dayMs);

async function administratorIds(ctx: Ctx): Promise<StaffId[]> {
  return (await ctx.db.all(administrators, [ctx.workspace])).map((row) => row.id);
}

/** Sessions are swept once they are over: whoever has none that is fresh is looked for among the sign-ins of the ledger. */
async function unusedAccounts(ctx: Ctx): Promise<StaffId[]> {
  const since = before(ctx);
  const unused: StaffId[] = [];
  for (const { id } of await withoutSession(ctx.db, ctx.workspace, since)) {
    const { items } = await list(ctx, { kind: 'staff.signed-in', actor: id, from: since, limit: 1 });
    if (items.length === 0) unused.push(id);
  }
  return unused;
}
