// Who holds which role, where and until when. Each change is an entry in the ledger and counts at once, on every node and on pages that are open.
import type { Ctx } from '#kit/ctx';
import { type Id, type InboxId, isId, newId, type StaffId, type TeamId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { noteGiven } from '../alone/given.ts';
import { tellNodes } from '../desk/told.ts';
import { staffRows } from '../store.ts';
import { carriedIn, powerOf } from './reach.ts';
import { type Lasting, mayGive } from './rules.ts';
import { giving } from './steps.ts';
import * as store from './store.ts';

export type Grant = {
  readonly id: Id<'grt'>;
  readonly staff: StaffId;
  readonly role: string;
  /** Null for a default role, which pages name in their own language. */
  readonly roleName: string | null;
  readonly inboxes: readonly InboxId[] | null;
  /** Null: also for conversations of no team. */
  readonly teams: readonly TeamId[] | null;
  readonly until: Date | null;
  readonly grantedAt: Date;
  readonly grantedBy: string;
  readonly source: string;
};
/** `inboxes` left out or null: all; `teams`: whether or not with a team; `source` says what made it, a colleague unless told. */
export type NewGrant = {
  readonly staff: StaffId;
  readonly role: string;
  readonly inboxes?: readonly string[] | null | undefined;
  readonly teams?: readonly string[] | null | undefined;
  readonly until?: Date | null | undefined;
  readonly source?: string;
  /** Needed of a colleague; what made it otherwise had its own. */
  readonly reason?: string | undefined;
};
const administrator = 'administrator';
/** Inboxes times teams, over all grants of a colleague: each is a part of a condition that every list asks. */
const mostAreas = 1000;
const areasOf = ({ inboxes, teams }: { inboxes: readonly unknown[] | null; teams: readonly unknown[] | null }): number =>
  (inboxes?.length ?? 1) * (teams?.length ?? 1);

/** The grants of a member of staff that hold now, oldest first. */
export async function grantsOf(ctx: Ctx, staff: StaffId): Promise<Grant[]> {
  return (await store.grantRows(ctx.db, ctx.workspace, [staff], ctx.now)).map(view);
}

/** As `grantsOf`, for several. */
export async function grantsOfAll(ctx: Ctx, staff: readonly StaffId[]): Promise<Map<StaffId, Grant[]>> {
  return Map.groupBy((await store.grantRows(ctx.db, ctx.workspace, staff, ctx.now)).map(view), (each) => each.staff);
}

/** Every grant of the company that holds now, oldest first. */
export async function everyGrant(ctx: Ctx): Promise<Grant[]> {
  return (await store.everyGrantRow(ctx.db, ctx.workspace, ctx.now)).map(view);
}

/** Gives a role. Problem `not-found` for a colleague or role nobody knows, `not-permitted` (`wider-than-own`), `invalid` without a reason (`reason-needed`), for an end that is over, or more than 1000 pairs of inbox and team over all that they hold. */
export async function grant(ctx: Ctx, wanted: NewGrant): Promise<Grant> {
  const inboxes = named(wanted.inboxes, 'inb', 'body/inboxes', 'must name inboxes');
  const teams = named(wanted.teams, 'tem', 'body/teams', 'must name teams');
  const role = await store.holdRole(ctx.db, ctx.workspace, wanted.role);
  const [member] = await staffRows(ctx.db, ctx.workspace, [wanted.staff]);
  if (!role || !member || member.left_at) throw new Problem('not-found');
  refusePast(ctx, wanted.until);
  const standing = await store.grantRows(ctx.db, ctx.workspace, [wanted.staff], ctx.now);
  if ([...standing, { inboxes, teams }].reduce((sum, each) => sum + areasOf(each), 0) > mostAreas)
    throw new Problem('invalid', {
      fields: [
        { path: 'body/teams', message: `and inboxes are, with what they hold already, more than ${mostAreas} parts: give all of one kind` },
      ],
    });
  await refuseWider(ctx, { ...powerOf(role), inboxes, teams, until: wanted.until ?? null });
  const row = {
    id: newId('grt'),
    staff_id: wanted.staff,
    role_id: role.id,
    inboxes,
    teams,
    until: wanted.until ?? null,
    granted_by: ctx.actor.id,
    source: wanted.source ?? 'colleague',
    granted_at: ctx.now,
  };
  const give = () => store.addGrant(ctx.db, ctx.workspace, row);
  if (row.source === 'colleague') await giving(ctx, row, null, wanted.reason, give);
  else await give();
  const made = (await store.grantRow(ctx.db, ctx.workspace, row.id)) as store.GrantRow;
  const entry = await append(ctx, {
    kind: 'staff.granted',
    subject: wanted.staff,
    facts: {
      grant: row.id,
      role: role.id,
      inboxes: inboxes?.join(',') ?? 'all',
      teams: teams?.join(',') ?? 'all',
      until: row.until?.toISOString() ?? null,
      ...toSelf(ctx, made),
    },
  });
  await noteGiven(ctx, made, 'grant', entry);
  await changed(ctx, [wanted.staff]);
  return view(made);
}

/** Gives a grant an end, another one, or none. Problem `not-found`, `invalid` (for a later one without a reason: `reason-needed`), `conflict` (`last-administrator`), `not-permitted` for what one could not give, `leaving` for a later end while the company waits for its own. */
export async function endGrant(ctx: Ctx, id: string, until: Date | null, reason?: string): Promise<Grant> {
  const row = await held(ctx, id);
  refusePast(ctx, until);
  const isLonger = row.until !== null && (until === null || until > row.until);
  if (isLonger && (await store.isLeaving(ctx.db, ctx.workspace))) throw new Problem('leaving');
  // what is to last longer is no reason why it may
  if (isLonger) await refuseWider(ctx, { ...carriedIn(row), until }, row.id);
  else if (row.staff_id !== ctx.actor.id) await refuseOthers(ctx, row);
  if (until !== null) await refuseLast(ctx, row);
  const setEnd = () => store.setEnd(ctx.db, ctx.workspace, row.id, until);
  if (isLonger) await giving(ctx, { ...row, until }, row, reason, setEnd);
  else await setEnd();
  const facts = { grant: row.id, role: row.role_id, until: until?.toISOString() ?? null, ...(isLonger && toSelf(ctx, row)) };
  const entry = await append(ctx, { kind: 'staff.grant-ends', subject: row.staff_id, facts });
  if (isLonger) await noteGiven(ctx, { ...row, until }, 'longer', entry);
  await changed(ctx, [row.staff_id]);
  return view({ ...row, until });
}

/** Takes a role away, at once: one's own, or what one could give. Problem `not-found`, `conflict` (`last-administrator`), `not-permitted` (`wider-than-own`). */
export async function revoke(ctx: Ctx, id: string): Promise<void> {
  const row = await held(ctx, id);
  if (row.staff_id !== ctx.actor.id) await refuseOthers(ctx, row);
  await refuseLast(ctx, row);
  await store.dropGrant(ctx.db, ctx.workspace, row.id);
  await append(ctx, { kind: 'staff.grant-revoked', subject: row.staff_id, facts: { grant: row.id, role: row.role_id } });
  await changed(ctx, [row.staff_id]);
}

/** Whether the company would be without an administrator who has joined, and for good, if these left. */
export async function wouldLeaveNoAdministrator(ctx: Ctx, staff: readonly StaffId[]): Promise<boolean> {
  await store.holdRole(ctx.db, ctx.workspace, administrator); // two who leave at the same moment are looked at one after the other
  const holders = await store.lastingHolders(ctx.db, ctx.workspace, administrator);
  return holders.length > 0 && holders.every((each) => staff.includes(each.staff_id));
}

/** Whether somebody is an administrator now. */
export async function isAdministrator(ctx: Ctx, staff: StaffId): Promise<boolean> {
  return (await store.grantRows(ctx.db, ctx.workspace, [staff], ctx.now)).some((row) => row.role_id === administrator);
}

/** Problem `not-permitted` unless whoever acts holds all of this for as long, or is an administrator, by another grant than `apart`. The system gives what its own rules say. */
export async function refuseWider(ctx: Ctx, given: Lasting, apart?: string): Promise<void> {
  if (ctx.actor.kind === 'system') return;
  if (ctx.actor.kind !== 'staff') throw new Problem('not-permitted');
  const rows = (await store.grantRows(ctx.db, ctx.workspace, [ctx.actor.id], ctx.now)).filter((row) => row.id !== apart);
  const own = rows.map((row) => ({ ...carriedIn(row), until: row.until, isAdministrator: row.role_id === administrator }));
  if (!mayGive(own, given)) throw new Problem('not-permitted', { because: 'wider-than-own' });
}

/** Problem `not-permitted` unless whoever acts is an administrator: for what could bring anybody in as anybody. The system acts by its own rules. */
export async function refuseUnlessAdministrator(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'system') return;
  if (ctx.actor.kind !== 'staff' || !(await isAdministrator(ctx, ctx.actor.id)))
    throw new Problem('not-permitted', { because: 'wider-than-own' });
}

/** What these may do is another thing from now on: what nodes remember of them is forgotten, and open streams begin anew. */
export async function changed(ctx: Ctx, staff: readonly StaffId[]): Promise<void> {
  const ways = await store.waysIn(ctx.db, ctx.workspace, staff);
  tellNodes(
    ctx,
    ways.map(({ id }) => ({ session: id, isOver: false, isCut: true })),
  );
  for (const each of staff) tellPages(ctx, { topic: 'staff.changed', ids: { staff: each } });
}

/** To take away, to shorten or to invite anew needs no more than to give it for a moment. Problem `not-permitted`. */
export const refuseOthers = (ctx: Ctx, row: store.GrantRow): Promise<void> => refuseWider(ctx, { ...carriedIn(row), until: ctx.now });

/** Each once; null for all of them. */
function named<P extends 'inb' | 'tem'>(ids: NewGrant['teams'], prefix: P, path: string, message: string): Id<P>[] | null {
  if (!ids) return null;
  const once = [...new Set(ids)];
  const found = once.filter((each): each is Id<P> => isId(prefix, each));
  if (found.length === 0 || found.length < once.length) throw new Problem('invalid', { fields: [{ path, message }] });
  return found;
}

async function held(ctx: Ctx, id: string): Promise<store.GrantRow> {
  await store.holdRole(ctx.db, ctx.workspace, administrator);
  const row = await store.grantRow(ctx.db, ctx.workspace, id);
  if (!row || (row.until && row.until <= ctx.now)) throw new Problem('not-found');
  return row;
}

async function refuseLast(ctx: Ctx, row: store.GrantRow): Promise<void> {
  if (row.role_id !== administrator || row.until !== null) return;
  const others = (await store.lastingHolders(ctx.db, ctx.workspace, administrator)).filter((each) => each.id !== row.id);
  if (others.length === 0)
    throw new Problem('conflict', {
      because: 'last-administrator',
      detail: 'Nobody would be left who can run Parley: make somebody else an administrator first.',
    });
}

function refusePast(ctx: Ctx, until: Date | null | undefined): void {
  if (until && !(until > ctx.now)) throw new Problem('invalid', { fields: [{ path: 'body/until', message: 'must lie ahead' }] });
}

/** Whoever gives themselves something does so in plain sight, also by what they said a group means. */
const toSelf = (ctx: Ctx, row: store.GrantRow) => (ctx.actor.id === row.staff_id || row.is_mapped_by_self ? { toSelf: 1 } : {});

const view = (row: store.GrantRow): Grant => ({
  id: row.id,
  staff: row.staff_id,
  role: row.role_id,
  roleName: row.role_name,
  inboxes: row.inboxes,
  teams: row.teams,
  until: row.until,
  grantedAt: row.granted_at,
  grantedBy: row.granted_by,
  source: row.source,
});
