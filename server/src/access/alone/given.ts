// Which gifts of roles are told of: those to oneself that show customers, and those that make somebody an officer who judges such gifts.
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { carriedIn, powerOf } from '../grants/reach.ts';
import { type GrantRow, grantRows, roleRows } from '../grants/store.ts';
import type { Power } from '../permissions.ts';
import { noteAlone } from './acts.ts';
import { isJudge, judging, showsMore } from './gain.ts';

type Entry = Id<'led'>;
type Meant = { readonly group: string; readonly role: string };

/** A grant was made, or lasts longer from now on, until `row.until`. */
export async function noteGiven(ctx: Ctx, row: GrantRow, kind: 'grant' | 'longer', entry: Entry): Promise<void> {
  const given = { ...carriedIn(row), until: row.until };
  const makesJudge = given.permissions.includes(judging);
  const about = { entry, grant: row.id, role: row.role_id };
  if (isToSelf(ctx, row)) {
    const others = (await grantRows(ctx.db, ctx.workspace, [row.staff_id], ctx.now)).filter((each) => each.id !== row.id);
    if (showsMore(others, given) || (makesJudge && !isJudge(others))) await noteAlone(ctx, { staff: row.staff_id, kind, ...about });
  } else if (makesJudge) await noteOfficer(ctx, { ...about, whom: row.staff_id });
}

/** A role is another one from now on; `grants` are all that held before, `before` and `after` what it could and can do. */
export async function noteRole(
  ctx: Ctx,
  { grants, role, before, after, entry }: { grants: readonly GrantRow[]; role: string; before: Power; after: Power; entry: Entry },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') return;
  const own = grants.filter((row) => row.staff_id === actor.id);
  const others = own.filter((row) => row.role_id !== role);
  const mine = own.filter((row) => row.role_id === role);
  if (mine.some((row) => showsMore(others, { ...carriedIn(row), ...after, until: row.until })))
    await noteAlone(ctx, { staff: actor.id, kind: 'role', entry, role });
  else if (after.permissions.includes(judging) && !before.permissions.includes(judging) && grants.some((row) => row.role_id === role))
    await noteOfficer(ctx, { entry, role });
}

/** What groups mean is another thing from now on: somebody in one of them may become an officer. */
export async function noteOfficers(ctx: Ctx, groups: readonly Meant[], before: readonly Meant[], entry: Entry): Promise<void> {
  const isNew = (each: Meant) => !before.some(({ group, role }) => group === each.group && role === each.role);
  const added = new Set(groups.filter(isNew).map(({ role }) => role));
  if (added.size === 0) return;
  for (const row of await roleRows(ctx.db, ctx.workspace))
    if (added.has(row.id) && powerOf(row).permissions.includes(judging)) await noteOfficer(ctx, { entry, role: row.id });
}

/** One administrator alone names whoever judges them; an officer who hands the role on is none. */
async function noteOfficer(ctx: Ctx, about: { entry: Entry; role: string; grant?: Id<'grt'>; whom?: StaffId }): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' || isJudge(await grantRows(ctx.db, ctx.workspace, [actor.id], ctx.now))) return;
  await noteAlone(ctx, { staff: actor.id, kind: 'officer', ...about });
}

/** Also by what they said a group means, when the group gives it. */
const isToSelf = ({ actor }: Ctx, row: GrantRow): boolean =>
  actor.id === row.staff_id || (actor.kind === 'system' && row.is_mapped_by_self);
