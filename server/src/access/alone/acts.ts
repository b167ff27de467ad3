// What somebody does alone that shows them customers or lets them act as somebody else (Art. 32(1)(b), 32(4)). A company may need it at once, so it is not forbidden: the privacy officers hear of
// it by mail, and it stays a finding until somebody else has judged it, also when it was taken back after ten minutes.
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { carriedIn } from '../grants/reach.ts';
import { everyGrantRow, type GrantRow, grantRows, holders } from '../grants/store.ts';
import { staffNames } from '../names.ts';
import { rolesWith } from '../permissions.ts';
import { isOwnGift, judgesByIt, judging, showsMore } from './gain.ts';
import * as store from './store.ts';

export type ActAlone = {
  readonly id: Id<'aln'>;
  readonly kind: store.ActKind;
  readonly staff: { readonly id: StaffId; readonly name: string };
  readonly whom: { readonly id: StaffId; readonly name: string } | null;
  readonly role: string | null;
  /** Null for a default role, which pages name in their own language. */
  readonly roleName: string | null;
  readonly entry: Id<'led'>;
  readonly doneAt: Date;
  readonly verdict: store.Verdict | null;
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
};
type NewAct = {
  readonly staff: StaffId;
  readonly kind: store.ActKind;
  readonly entry: Id<'led'>;
  readonly grant?: Id<'grt'>;
  readonly role?: string;
  readonly whom?: StaffId;
};

/** Somebody did one alone: each privacy officer hears of it at once; `officer` is empty where there is none beside those it is about. */
export const doneAlone = announcement<{ entry: Id<'led'>; officer: string; what: store.ActKind }>('access.done-alone');
export const keptDays = 1095;
const listedDays = 366;
const dayMs = 86_400_000;

/** Writes it down and tells of it, in the transaction that does it; `entry` is what the ledger says of it. */
export async function noteAlone(ctx: Ctx, { staff, kind, entry, grant, role, whom }: NewAct): Promise<void> {
  const row = { id: newId('aln'), staff_id: staff, kind, grant_id: grant ?? null, role_id: role ?? null, whom: whom ?? null };
  await store.add(ctx.db, ctx.workspace, { ...row, entry_id: entry, done_at: ctx.now });
  const judges = await holders(ctx.db, ctx.workspace, rolesWith(judging), judging, ctx.now);
  const held = Map.groupBy(await grantRows(ctx.db, ctx.workspace, judges, ctx.now), (each) => each.staff_id);
  const officers = judges.filter(
    (each) => each !== staff && each !== whom && !judgesByIt(held.get(each) ?? [], { ...row, done_at: ctx.now }),
  );
  for (const officer of officers.length > 0 ? officers : ['']) await announce(ctx, doneAlone, { entry, officer, what: kind });
}

/** Those of the last year, and all that wait for a verdict: these first. */
export async function listAlone(ctx: Ctx): Promise<ActAlone[]> {
  const rows = await store.newest(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - listedDays * dayMs));
  const names = await staffNames(ctx, [...new Set(rows.flatMap(peopleOf))]);
  const named = (id: StaffId) => ({ id, name: names.get(id) ?? '' });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    staff: named(row.staff_id),
    whom: row.whom && named(row.whom),
    role: row.role_id,
    roleName: row.role_name,
    entry: row.entry_id,
    doneAt: row.done_at,
    verdict: row.verdict,
    judgedBy: row.judged_by && (names.get(row.judged_by) ?? ''),
    judgedAt: row.judged_at,
  }));
}

/** Says whether it was justified. Problem `not-found`, `needs-second-person` for whoever did it, whom it was done with and who judges by it alone, `conflict` when somebody has judged. */
export async function judgeAlone(ctx: Ctx, judge: StaffId, id: string, verdict: store.Verdict): Promise<void> {
  const row = await store.held(ctx.db, ctx.workspace, id);
  if (!row) throw new Problem('not-found');
  const own = await grantRows(ctx.db, ctx.workspace, [judge], ctx.now);
  // whom: made an officer by it, or of an account that somebody else could open
  if (row.staff_id === judge || row.whom === judge || judgesByIt(own, row))
    throw new Problem('needs-second-person', { because: 'own-act' });
  if (row.verdict) throw new Problem('conflict', { detail: 'Somebody has judged this already.' });
  await store.judge(ctx.db, ctx.workspace, row.id, verdict, judge, ctx.now);
  await append(ctx, { kind: 'staff.act-judged', subject: row.staff_id, facts: { act: row.id, verdict } });
}

/**
 * Ids of what is open about rights to look at customers that somebody gave themselves: acts that nobody else has judged, and grants that hold though they were found not to be
 * justified, or were never written down.
 */
export async function openGifts(ctx: Ctx): Promise<string[]> {
  const acts = (await store.toLookAt(ctx.db, ctx.workspace)).filter((act) => act.role_id !== null);
  const waiting = acts.filter((act) => act.verdict === null && act.kind !== 'officer');
  const rows = await everyGrantRow(ctx.db, ctx.workspace, ctx.now);
  const of = Map.groupBy(rows, (row) => row.staff_id);
  const standing = rows.filter((row) => {
    const about = acts.filter((act) => act.grant_id === row.id || (act.kind === 'role' && isAbout(act, row)));
    if (about.some((act) => act.verdict === 'not-justified')) return true;
    const beside = (of.get(row.staff_id) ?? []).filter((each) => each.id !== row.id);
    return about.length === 0 && isOwnGift(row) && showsMore(beside, { ...carriedIn(row), until: row.until });
  });
  return [...waiting, ...standing].map(({ id }) => id);
}

/** Ids of members of staff who were shown a link into the account of a colleague, of which nobody else has said whether it was justified. */
export async function shownLinks(ctx: Ctx): Promise<string[]> {
  return (await store.toLookAt(ctx.db, ctx.workspace)).filter((act) => act.kind === 'link').map((act) => act.staff_id);
}

/** Ids of acts by which somebody verified their own repair of a severe finding, of which nobody else has said whether it was justified. */
export async function ownRepairs(ctx: Ctx): Promise<string[]> {
  return (await store.toLookAt(ctx.db, ctx.workspace)).filter((act) => act.kind === 'repair').map((act) => act.id);
}

/** Those that were judged are evidence for three years (the limitation period of most claims); those without a verdict stay until they have one. */
export async function sweepAlone(ctx: Ctx): Promise<void> {
  await store.sweepOld(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - keptDays * dayMs));
}

const peopleOf = (row: store.ActRow): StaffId[] => [row.staff_id, row.whom, row.judged_by].filter((each) => each !== null);

/** A role that somebody changed last is what they were judged for; one that somebody else changed since is not. */
const isAbout = (act: store.ActRow, row: GrantRow): boolean =>
  act.staff_id === row.staff_id && act.role_id === row.role_id && row.role_changed_by === row.staff_id;
