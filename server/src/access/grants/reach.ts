// How far somebody's hands reach (Art. 32(4)): what their grants carry, told by the door, or looked up where no door stood between.
import type { Carried, Ctx, Spot } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { carriedInEmergency } from '../emergency/carried.ts';
import { defaultRoles, type Power } from '../permissions.ts';
import { type Area, areasIn, carriesPurpose, grantsBehind, peopleReached } from './rules.ts';
import * as store from './store.ts';

/** What a role may do; one that this version does not know may nothing. */
export function powerOf(row: { id: string; permissions: readonly string[] | null; purposes: readonly string[] | null }): Power {
  if (row.permissions === null) return (defaultRoles as Readonly<Record<string, Power>>)[row.id] ?? nothing;
  return { permissions: row.permissions as Power['permissions'], purposes: row.purposes };
}

/** What a member of staff carries now, by their grants and in an emergency. */
export async function carriedBy(ctx: Ctx, staff: StaffId): Promise<Carried[]> {
  const grants = (await store.grantRows(ctx.db, ctx.workspace, [staff], ctx.now)).map(carriedIn);
  return [...grants, ...(await carriedInEmergency(ctx, staff)).map(({ carried }) => carried)];
}

/** What one row gives. */
export const carriedIn = (row: store.GrantRow): Carried => ({
  ...powerOf({ id: row.role_id, permissions: row.role_permissions, purposes: row.role_purposes }),
  inboxes: row.inboxes,
  teams: row.teams,
  role: row.role_id,
  grant: row.id,
  usedOn: row.used_on,
});

/** When the first of these ends. */
export function firstEnd(rows: readonly Pick<store.GrantRow, 'until'>[]): Date | undefined {
  return rows.flatMap((row) => row.until ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** The grants under which this ctx acts; undefined for a person and the system, whom other rules bound. */
export async function reachOf(ctx: Ctx): Promise<readonly Carried[] | undefined> {
  if (ctx.actor.kind !== 'staff') return undefined;
  return reachKnown(ctx.actor) ?? (await carriedBy(ctx, ctx.actor.id));
}

/** Everything that whoever acts carries, also what this act does not rest on; undefined for a person and the system. */
export async function everythingCarried(ctx: Ctx): Promise<readonly Carried[] | undefined> {
  if (ctx.actor.kind !== 'staff') return undefined;
  return ctx.actor.reach?.grants ?? carriedBy(ctx, ctx.actor.id);
}

/** As `reachOf`, from what the door said; undefined also for staff of whom no door said anything. */
export function reachKnown(actor: Ctx['actor']): readonly Carried[] | undefined {
  if (actor.kind !== 'staff' || !actor.reach) return undefined;
  const { grants, permission } = actor.reach;
  return permission === undefined ? grants : grants.filter((grant) => grant.permissions.includes(permission));
}

/**
 * Says of the grants on which a look at somebody rests that they were used today; once a day each. Only where it is sure on which: a list of
 * what lies in several inboxes says nothing of grants that count in one each, reading what it leads to does. `reach` as `reachOf` gave it.
 */
export function noteUse(
  ctx: Ctx,
  reach: readonly Carried[],
  { purpose, spot, people }: { purpose: string; spot: Spot | undefined; people: readonly PersonId[] },
): void {
  const today = ctx.now.toISOString().slice(0, 10);
  const used = grantsBehind(reach, purpose, spot, people).filter((each) => each.usedOn !== today);
  if (used.length > 0)
    store.markUsed(
      ctx.db,
      ctx.workspace,
      used.flatMap((each) => each.grant ?? []),
      today,
    );
}

/** Whether whoever acts does so for a purpose that a role of theirs carries, at a spot when one is named. */
export async function mayActFor(ctx: Ctx, purpose: string, spot?: Spot): Promise<boolean> {
  const reach = await reachOf(ctx);
  return reach === undefined || carriesPurpose(reach, purpose, spot);
}

/** Those whom whoever acts reaches by an emergency, wherever they wrote, for the purpose of this ctx. */
export async function peopleInEmergency(ctx: Ctx): Promise<readonly PersonId[]> {
  return peopleReached((await reachOf(ctx)) ?? [], ctx.purpose);
}

/** What whoever acts reaches for the purpose of this ctx; null for everything. */
export async function areasInReach(ctx: Ctx): Promise<readonly Area[] | null> {
  const reach = await reachOf(ctx);
  return reach === undefined ? null : areasIn(reach, ctx.purpose);
}

const nothing: Power = { permissions: [], purposes: [] };
