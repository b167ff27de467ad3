// What somebody has that a review looks at, when it was last used as far as the ledger knows, and how each is taken away.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { listKeys, revokeKey } from '../api-keys/keys.ts';
import { revoke } from '../grants/grants.ts';
import { carriedIn } from '../grants/reach.ts';
import { grantRows } from '../grants/store.ts';
import { suspend, takeAway } from '../leaving/leaving.ts';
import { passkeyRows } from '../passkeys/store.ts';
import { secondFactor } from '../second-factor/second-factor.ts';
import { staffRows } from '../store.ts';
import { reviewedElsewhere } from './elsewhere.ts';
import { isOfHouse, takeFromHouse } from './of-house.ts';
import type { LineKind } from './store.ts';
import { lastDone, usesOf } from './uses.ts';

export type Thing = { readonly kind: LineKind; readonly target: string; readonly detail: string; readonly usedAt: Date | null };
/** How one thing reads: the name of a key, or of a role (its code for a default role, which pages name in their own language), and where a role counts (null: everywhere). */
export type Shown = {
  readonly name: string;
  readonly permissions: readonly string[];
  readonly inboxes: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly until: Date | null;
  /** What made a grant or a membership; null for what has no such thing. */
  readonly source: string | null;
};

/** Everything somebody has, the account first. */
export async function thingsOf(ctx: Ctx, staff: StaffId): Promise<Thing[]> {
  const [row] = await staffRows(ctx.db, ctx.workspace, [staff]);
  if (!row || row.left_at) return [];
  const account = { target: staff, detail: '', usedAt: await lastDone(ctx, staff, 'staff.signed-in') };
  if (!row.joined_at) return [{ kind: 'invitation', ...account }]; // with it goes all they would have
  const things: Thing[] = [{ kind: row.suspended_at ? 'suspended' : 'account', ...account }];
  const grants = await grantRows(ctx.db, ctx.workspace, [staff], ctx.now);
  const lastUse = usesOf(ctx, staff, grants);
  for (const grant of grants) {
    const usedAt = await lastUse(carriedIn(grant).permissions, grant.used_on);
    things.push({ kind: 'grant', target: grant.id, detail: grant.role_id, usedAt });
  }
  for (const key of await listKeys(ctx, staff))
    things.push({ kind: 'key', target: key.id, detail: '', usedAt: key.usedOn ? new Date(key.usedOn) : null });
  return [...things, ...(await reviewedElsewhere.of(ctx).things(ctx, staff))];
}

/** How these things read now, by target; what is gone is left out. */
export async function show(ctx: Ctx, staff: StaffId): Promise<Map<string, Shown>> {
  const rows = await grantRows(ctx.db, ctx.workspace, [staff], ctx.now);
  return new Map<string, Shown>([
    ...rows.map(
      (row) => [row.id, { name: row.role_name ?? row.role_id, ...carriedAt(row), until: row.until, source: row.source }] as const,
    ),
    ...(await listKeys(ctx, staff)).map(
      (key) => [key.id, { ...nowhere, name: key.name, permissions: key.scopes, until: key.expiresAt }] as const,
    ),
    ...(await reviewedElsewhere.of(ctx).shown(ctx, staff)),
  ]);
}

/** What has no place of its own: a key reaches as far as its maker. */
export const nowhere = { inboxes: null, teams: null, source: null } as const;
const carriedAt = (row: Parameters<typeof carriedIn>[0]): Pick<Shown, 'permissions' | 'inboxes' | 'teams'> => {
  const { permissions, inboxes, teams } = carriedIn(row);
  return { permissions, inboxes, teams };
};

/** How many passkeys somebody has, and whether a code is asked for beside the password. */
export async function waysOf(ctx: Ctx, staff: StaffId): Promise<{ passkeys: number; secondFactor: boolean }> {
  return {
    passkeys: (await passkeyRows(ctx.db, ctx.workspace, [staff])).length,
    secondFactor: (await secondFactor(ctx, staff)).since !== null,
  };
}

/** Takes one thing away; an account is suspended, so that a mistake can be undone, and one that is suspended goes for good. Throws the Problems of each. */
export async function take(ctx: Ctx, staff: StaffId, kind: LineKind, target: string): Promise<void> {
  if (isOfHouse(kind)) await takeFromHouse(ctx, kind, target);
  else if (kind === 'account') await suspend(ctx, staff);
  else if (kind === 'suspended' || kind === 'invitation') await takeAway(ctx, staff);
  else if (kind === 'grant') await revoke(ctx, target);
  else if (kind === 'membership') await reviewedElsewhere.of(ctx).take(ctx, staff, target);
  else await revokeKey(ctx, staff, target);
}
