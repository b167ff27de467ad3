// Reading in an emergency ("break-glass", Art. 32(1)(b)): whoever lacks the right takes it for one person or one inbox, for a reason, for a while, in plain sight.
// It ends by itself, every look under it is marked in the ledger, and somebody else says afterwards whether it was justified.
import { isLive, mintPermit, openMany, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, type InboxId, newId, type PersonId, type StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { changed } from '../grants/grants.ts';
import { staffNames } from '../names.ts';
import { staffPurpose } from '../purpose.ts';
import { holdersOf } from '../staff.ts';
import * as store from './store.ts';

export type Scope = { readonly person: PersonId } | { readonly inbox: InboxId };
export type Emergency = {
  readonly id: Id<'brk'>;
  readonly staff: { readonly id: StaffId; readonly name: string };
  readonly person: PersonId | null;
  readonly inbox: InboxId | null;
  readonly reason: store.Reason;
  /** Empty once its author was erased. */
  readonly note: string;
  readonly openedAt: Date;
  readonly endsAt: Date;
  readonly closedAt: Date | null;
  readonly review: { readonly verdict: store.Verdict; readonly note: string; readonly by: string; readonly at: Date } | null;
};

/** An access was opened: each privacy officer hears of it at once; `officer` is empty where there is none beside whoever opened it. */
export const emergencyOpened = announcement<{ emergency: Id<'brk'>; entry: Id<'led'>; officer: string }>('access.emergency-opened');
export const minutes = { standard: 60, least: 5, most: 240 } as const;
/** Days until a missing verdict is a finding. */
export const reviewWithinDays = 7;
const listedDays = 366;
const fewestWords = 3;

/** Opens it for whoever acts. Problem `invalid` for a note of less than three words. */
export async function openEmergency(
  ctx: Ctx,
  staff: StaffId,
  parts: { scope: Scope; reason: store.Reason; note: string; minutes?: number | undefined },
): Promise<Emergency> {
  if (parts.note.trim().split(/\s+/).length < fewestWords)
    throw new Problem('invalid', { fields: [{ path: 'body/note', message: 'Say in a few words why it cannot wait.' }] });
  const own = { id: newId('brk'), staff_id: staff };
  const row = {
    ...own,
    inbox_id: 'inbox' in parts.scope ? parts.scope.inbox : null,
    reason: parts.reason,
    note: await seal(ctx, placeOf(own, 'note'), parts.note.trim()),
    opened_at: ctx.now,
    ends_at: new Date(ctx.now.getTime() + (parts.minutes ?? minutes.standard) * 60_000),
  };
  await store.add(ctx.db, ctx.workspace, row);
  const person = 'person' in parts.scope ? parts.scope.person : null;
  if (person) await store.addPerson(ctx.db, ctx.workspace, own.id, person);
  const entry = await append(ctx, {
    kind: 'emergency.opened',
    ...(person && { subject: person }),
    facts: { emergency: own.id, reason: parts.reason, until: row.ends_at.toISOString(), ...(row.inbox_id && { inbox: row.inbox_id }) },
  });
  await changed(ctx, [staff]);
  const officers = (await holdersOf(ctx, 'emergency.review')).filter((officer) => officer !== staff);
  for (const officer of officers.length > 0 ? officers : ['']) await announce(ctx, emergencyOpened, { emergency: own.id, entry, officer });
  const [view] = await views(ctx, [{ ...row, ...unjudged, person_id: person }]);
  return view as Emergency;
}

/** What somebody has open now, soonest opened first. */
export async function openEmergencies(ctx: Ctx, staff: StaffId): Promise<Emergency[]> {
  return views(ctx, await store.openOf(ctx.db, ctx.workspace, staff, ctx.now));
}

/** Ends one of one's own before its time. Problem `not-found`. */
export async function closeEmergency(ctx: Ctx, staff: StaffId, id: string): Promise<void> {
  if ((await endThem(ctx, staff, id)) === 0) throw new Problem('not-found');
}

/** Ends all that somebody has open, such as when they leave. */
export async function endEmergencies(ctx: Ctx, staff: StaffId): Promise<void> {
  await endThem(ctx, staff, null);
}

/** The accesses of the last year: those that wait for a verdict first. */
export async function listEmergencies(ctx: Ctx): Promise<Emergency[]> {
  return views(ctx, await store.newest(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - listedDays * 86_400_000)));
}

/** Says whether it was justified. Problem `not-found`, `needs-second-person` for one's own, `conflict` while it is open or when somebody has judged. */
export async function reviewEmergency(
  ctx: Ctx,
  reviewer: StaffId,
  id: string,
  { verdict, note }: { verdict: store.Verdict; note: string },
): Promise<void> {
  const row = await store.held(ctx.db, ctx.workspace, id);
  if (!row) throw new Problem('not-found');
  if (row.staff_id === reviewer) throw new Problem('needs-second-person', { because: 'own-emergency' });
  if (row.verdict) throw new Problem('conflict', { detail: 'Somebody has reviewed this already.' });
  if (!row.closed_at && row.ends_at > ctx.now)
    throw new Problem('conflict', { because: 'still-open', detail: 'It is still open: review it when it has ended.' });
  const sealed = (await isLive(ctx, row.staff_id)) ? await seal(ctx, placeOf(row, 'verdict_note'), note.trim()) : null; // of somebody erased only the verdict is kept
  await store.review(ctx.db, ctx.workspace, id, verdict, sealed, reviewer, ctx.now);
  await append(ctx, { kind: 'emergency.reviewed', subject: row.staff_id, facts: { emergency: row.id, verdict } });
}

async function endThem(ctx: Ctx, staff: StaffId, id: string | null): Promise<number> {
  const ended = await store.close(ctx.db, ctx.workspace, staff, id, ctx.now);
  for (const each of ended) await append(ctx, { kind: 'emergency.closed', subject: staff, facts: { emergency: each.id } });
  if (ended.length > 0) await changed(ctx, [staff]);
  return ended.length;
}

async function views(ctx: Ctx, rows: readonly store.EmergencyRow[]): Promise<Emergency[]> {
  const sealed = rows.flatMap((row) =>
    (['note', 'verdict_note'] as const).flatMap((column) => {
      const found = row[column];
      return found ? [{ row, column, found }] : [];
    }),
  );
  const texts = new Map<string, string>();
  if (sealed.length > 0) {
    const subjects = [...new Set(rows.map((row) => row.staff_id))];
    const fields = ['emergency_accesses.note', 'emergency_accesses.verdict_note'];
    const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects, fields });
    const opened = await openMany(
      ctx,
      permit,
      sealed.map(({ row, column, found }) => ({ place: placeOf(row, column), sealed: found })),
    );
    for (const [at, { row, column }] of sealed.entries()) texts.set(`${row.id} ${column}`, opened[at] ?? '');
  }
  const names = await staffNames(ctx, [...new Set(rows.flatMap((row) => [row.staff_id, ...(row.reviewed_by ? [row.reviewed_by] : [])]))]);
  return rows.map((row) => ({
    id: row.id,
    staff: { id: row.staff_id, name: names.get(row.staff_id) ?? '' },
    person: row.person_id,
    inbox: row.inbox_id,
    reason: row.reason,
    note: texts.get(`${row.id} note`) ?? '',
    openedAt: row.opened_at,
    endsAt: row.ends_at,
    closedAt: row.closed_at,
    review:
      row.verdict && row.reviewed_by && row.reviewed_at
        ? {
            verdict: row.verdict,
            note: texts.get(`${row.id} verdict_note`) ?? '',
            by: names.get(row.reviewed_by) ?? '',
            at: row.reviewed_at,
          }
        : null,
  }));
}

const unjudged = { closed_at: null, verdict: null, verdict_note: null, reviewed_by: null, reviewed_at: null } as const;
const placeOf = (row: { id: string; staff_id: StaffId }, column: 'note' | 'verdict_note') => ({
  subject: row.staff_id,
  table: 'emergency_accesses',
  row: row.id,
  column,
});
