// What the company has that lets somebody in or gives them a role without being anybody's own: tokens for provisioning, and what groups at a provider mean.
import { createHash } from 'node:crypto';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { powerOf } from '../grants/reach.ts';
import { roleRows } from '../grants/store.ts';
import { tokenRows } from '../scim/store.ts';
import { revokeScimToken } from '../scim/tokens.ts';
import { dropGroup } from '../single-sign-on/providers.ts';
import { type GroupRow, groupRows } from '../single-sign-on/store.ts';
import type { LineKind } from './store.ts';
import type { Shown, Thing } from './things.ts';

type HouseThing = Thing & {
  /** Who made it or said it, by id: they answer for it while they work here. */
  readonly by: string;
};
export const isOfHouse = (kind: LineKind): boolean => kind === 'token' || kind === 'group';

/** All of them, tokens first. */
export async function houseThings(ctx: Ctx): Promise<HouseThing[]> {
  const tokens = (await tokenRows(ctx.db, ctx.workspace)).filter((row) => row.expires_at === null || row.expires_at > ctx.now);
  return [
    ...tokens.map((row) => ({
      ...{ kind: 'token' as const, target: row.id, detail: row.prefix, by: row.made_by },
      usedAt: row.used_on ? new Date(row.used_on) : null,
    })),
    ...(await groupRows(ctx.db, ctx.workspace)).map((row) => ({
      ...{ kind: 'group' as const, target: targetOf(row), detail: row.role_id, by: row.set_by, usedAt: null },
    })),
  ];
}

/** How they read now, by target: a token by how it begins, a group with the role it gives. */
export async function showHouse(ctx: Ctx): Promise<Map<string, Shown>> {
  const roles = new Map((await roleRows(ctx.db, ctx.workspace)).map((row) => [row.id, row]));
  const nowhere = { inboxes: null, teams: null, source: null };
  return new Map<string, Shown>([
    ...(await tokenRows(ctx.db, ctx.workspace)).map(
      (row) => [row.id, { ...nowhere, name: `${row.prefix}…`, permissions: [], until: row.expires_at }] as const,
    ),
    ...(await groupRows(ctx.db, ctx.workspace)).map((row) => {
      const role = roles.get(row.role_id);
      const name = `${row.group_name} → ${role?.name ?? row.role_id}`;
      return [targetOf(row), { ...nowhere, name, permissions: role ? powerOf(role).permissions : [], until: null }] as const;
    }),
  ]);
}

/** Takes one away, at once. Problem `not-found`. */
export async function takeFromHouse(ctx: Ctx, kind: LineKind, target: string): Promise<void> {
  if (kind === 'token') {
    const row = (await tokenRows(ctx.db, ctx.workspace)).find(({ id }) => id === target);
    await revokeScimToken(ctx, row?.provider_id ?? '', target);
  } else {
    const row = (await groupRows(ctx.db, ctx.workspace)).find((each) => targetOf(each) === target);
    await dropGroup(ctx, row?.provider_id ?? '', { group: row?.group_name ?? '', role: row?.role_id ?? '' });
  }
}

/** To whom these fall: whoever made them, else the first of those who answer for everything. */
export const caretakerOf = (thing: HouseThing, atWork: readonly StaffId[], administrators: readonly StaffId[]): StaffId | undefined =>
  atWork.find((each) => each === thing.by) ?? administrators[0] ?? atWork[0];

/** A group has no id of its own, and its name is no matter for the ledger. */
const targetOf = (row: Pick<GroupRow, 'provider_id' | 'role_id' | 'group_name'>): string =>
  createHash('sha256')
    .update(JSON.stringify([row.provider_id, row.role_id, row.group_name]))
    .digest('hex')
    .slice(0, 32);
