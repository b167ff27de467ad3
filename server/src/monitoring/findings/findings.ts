// Findings for people: listed, opened by hand, given an owner and a day, accepted with a reason, repaired, verified.
import type { Answer, Body, Query } from '@parley/contract';
import { holdersOf, noteAlone, staffNames } from '#access';
import { openSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isId, type StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { checks } from '#kit/room';
import type { Sealed } from '#kit/seal';
import { itemById, wordsOf } from '../audits/checklists.ts';
import { dayAfter, type FindingState, isOverdue, mayBecome, mostDaysAccepted } from '../rules.ts';
import { changeAndTell, changeTo, isOwn, openRow, placeOf, sealText } from './record.ts';
import { type FindingRow, findingRow, findingRows } from './store.ts';

export type Finding = Answer<'changeFinding'>;
const standing: readonly FindingState[] = ['open', 'accepted'];
const past: readonly FindingState[] = ['repaired', 'verified'];

/** Newest first; `next` is the cursor to go on with. */
export async function listFindings(ctx: Ctx, query: Query<'listFindings'>): Promise<Answer<'listFindings'>> {
  const { limit = 50, cursor, severity, owner, state } = query;
  if (cursor !== undefined && !isId('fnd', cursor)) throw wrong('query/cursor', 'is not a cursor of this list');
  const states = state === 'closed' ? past : standing;
  const rows = await findingRows(ctx, {
    states,
    severity: severity ?? null,
    owner: owner ?? null,
    cursor: cursor ?? null,
    limit: limit + 1,
  });
  const items = await viewed(ctx, rows.slice(0, limit), query.language);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Takes down what a person came upon, such as an outside test. Problem `invalid` for an owner who is not here or a day that is over. */
export async function openFinding(ctx: Ctx, { title, note, severity, owner, dueOn }: Body<'openFinding'>): Promise<Finding> {
  if (dueOn !== undefined) refusePast(ctx, 'dueOn', dueOn);
  const about = { source: 'person', control: null, audit: null, item: null, faults: 0, evidence: [], severity } as const;
  return view(ctx, await openRow(ctx, about, { title, note, owner: await ownerOf(ctx, owner ?? null), dueOn }));
}

/** Changes a finding. Problem `not-found`; `conflict` for a step that cannot follow; `needs-second-person` for whoever verifies their own repair of a severe one while somebody else could; `invalid` for an acceptance without reason or day, or a repair without a note. */
export async function changeFinding(ctx: Ctx, id: string, change: Body<'changeFinding'>): Promise<Finding> {
  const row = await findingRow(ctx, id);
  if (!row) throw new Problem('not-found');
  const to = change.state ?? row.state;
  if (to !== row.state && !mayBecome(row.state, to))
    throw new Problem('conflict', { detail: `A finding that is ${row.state} cannot become ${to}.` });
  if (change.dueOn !== undefined) refusePast(ctx, 'dueOn', change.dueOn);
  if ((to === 'accepted' || to === 'repaired') && to !== row.state && !change.note)
    throw wrong('body/note', to === 'accepted' ? 'Say why this may stay as it is.' : 'Say what was done.');
  const isAlone = to === 'verified' && (await isOwnRepair(ctx, row));
  const next: FindingRow = {
    ...row,
    state: to,
    severity: change.severity ?? row.severity,
    dueOn: change.dueOn ?? row.dueOn,
    owner: change.owner === undefined ? row.owner : await ownerOf(ctx, change.owner),
    acceptedUntil: to === 'accepted' ? acceptance(ctx, change.acceptedUntil ?? row.acceptedUntil) : null,
    note: change.note === undefined ? row.note : await sealText(ctx, row.id, 'note', change.note),
  };
  if (to === row.state) return view(ctx, await changeTo(ctx, 'finding.changed', next));
  const kinds = {
    open: 'finding.reopened',
    accepted: 'finding.accepted',
    repaired: 'finding.repaired',
    verified: 'finding.verified',
  } as const;
  const { row: changed, entry } = await changeAndTell(ctx, kinds[to], next);
  if (isAlone && changed.verifiedBy) await noteAlone(ctx, { staff: changed.verifiedBy, kind: 'repair', entry });
  return view(ctx, changed);
}

/** Whether somebody looks at their own repair of what is severe because nobody else could, or at one of which nobody knows whose it was. Problem `needs-second-person` where somebody could. */
async function isOwnRepair(ctx: Ctx, row: FindingRow): Promise<boolean> {
  const { takesTwo, repairedBy } = row;
  if (!takesTwo || !isOwn(row, ctx.actor.id)) return false;
  if (repairedBy !== null && (await holdersOf(ctx, 'audits.change')).some((each) => each !== repairedBy))
    throw new Problem('needs-second-person', { because: 'own-repair', detail: 'Somebody else verifies what you repaired.' });
  return true;
}

const view = async (ctx: Ctx, row: FindingRow): Promise<Finding> => (await viewed(ctx, [row]))[0] as Finding;

async function viewed(ctx: Ctx, rows: readonly FindingRow[], language?: string): Promise<Finding[]> {
  const names = await staffNames(ctx, [
    ...new Set(rows.flatMap((row) => [row.owner, row.repairedBy, row.verifiedBy].filter((each) => each !== null))),
  ]);
  const questions = new Map(checks.of(ctx).map((check) => [check.id, check.question]));
  const colleague = (id: StaffId | null) => id && { id, name: names.get(id) ?? '' };
  const today = dayAfter(ctx.now, 0);
  const shown: Finding[] = [];
  for (const row of rows) {
    const { id, source, control, audit, item, severity, state, owner, dueOn, acceptedUntil, faults, evidence, takesTwo } = row;
    shown.push({
      ...{ id, source, control, audit, item, severity, state, dueOn, acceptedUntil, faults, evidence: [...evidence], takesTwo },
      question: (control ? questions.get(control) : asked(item, language)) ?? null,
      title: await opened(ctx, id, 'title', row.title),
      note: await opened(ctx, id, 'note', row.note),
      owner: colleague(owner),
      repairedBy: colleague(row.repairedBy),
      verifiedBy: colleague(row.verifiedBy),
      overdue: isOverdue(state, dueOn, today),
      openedAt: row.openedAt.toISOString(),
      changedAt: row.changedAt.toISOString(),
      closedAt: row.closedAt?.toISOString() ?? null,
    });
  }
  return shown;
}

function asked(id: string | null, language: string | undefined): string | undefined {
  const item = id === null ? undefined : itemById(id);
  return item && wordsOf(item, language).question;
}

async function opened(ctx: Ctx, row: string, column: 'title' | 'note', sealed: Sealed | null): Promise<string | null> {
  return sealed && openSecret(ctx, placeOf(row, column), sealed);
}

/** Whether somebody can come in and open the page on which findings stand. */
export const mayOwn = async (ctx: Ctx, staff: StaffId): Promise<boolean> => (await holdersOf(ctx, 'audits.read')).includes(staff);

/** Somebody who is here and may look at findings. */
export async function ownerOf(ctx: Ctx, owner: string | null, field = 'owner'): Promise<StaffId | null> {
  if (owner === null) return null;
  if (!(await mayOwn(ctx, owner as StaffId))) throw wrong(`body/${field}`, 'No colleague by this id may look at findings.');
  return owner as StaffId;
}

function acceptance(ctx: Ctx, until: string | null): string {
  if (until === null || until <= dayAfter(ctx.now, 0)) throw wrong('body/acceptedUntil', 'Say until which day, later than today.');
  if (until > dayAfter(ctx.now, mostDaysAccepted)) throw wrong('body/acceptedUntil', 'A year at most: then it is looked at again.');
  return until;
}

/** A day of which nobody could say it is to come. */
export function refusePast(ctx: Ctx, field: string, day: string): void {
  if (day < dayAfter(ctx.now, 0)) throw wrong(`body/${field}`, 'This day is over.');
}

export const wrong = (path: string, message: string): Problem => new Problem('invalid', { fields: [{ path, message }] });
