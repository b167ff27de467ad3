// Every change of a finding goes the same way: row, ledger, open pages.
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import type { Sealed } from '#kit/seal';
import { append } from '#ledger';
import { dueOn, isClosed, type Severity, takesTwo } from '../rules.ts';
import { addRow, changeRow, type FindingRow } from './store.ts';

type Kind = 'finding.opened' | 'finding.changed' | 'finding.accepted' | 'finding.repaired' | 'finding.verified' | 'finding.reopened';
type Opening = Pick<FindingRow, 'source' | 'control' | 'audit' | 'item' | 'faults' | 'evidence'> & { readonly severity: Severity };

/** A free text may name somebody: it lies sealed under the key of the company, bound to its row. */
export const sealText = (ctx: Ctx, row: string, column: 'title' | 'note', text: string): Promise<Sealed> =>
  sealSecret(ctx, placeOf(row, column), text);
export const placeOf = (row: string, column: 'title' | 'note') => ({ table: 'findings', row, column });

/** Opens a finding that somebody or something came upon, due by its severity. */
export async function openRow(
  ctx: Ctx,
  opening: Opening,
  more: { title?: string; note?: string | undefined; owner?: FindingRow['owner']; dueOn?: string | undefined } = {},
): Promise<FindingRow> {
  const id = newId('fnd');
  const row: FindingRow = {
    id,
    ...opening,
    state: 'open',
    owner: more.owner ?? null,
    lastOwner: more.owner ?? null,
    dueOn: more.dueOn ?? dueOn(opening.severity, ctx.now),
    acceptedUntil: null,
    ...{ takesTwo: takesTwo(opening.severity), repairedBy: null, verifiedBy: null },
    title: more.title === undefined ? null : await sealText(ctx, id, 'title', more.title),
    note: more.note === undefined ? null : await sealText(ctx, id, 'note', more.note),
    openedAt: ctx.now,
    changedAt: ctx.now,
    closedAt: null,
  };
  await addRow(ctx, row);
  await recorded(ctx, 'finding.opened', row);
  return row;
}

/** Opens again what was closed or accepted: a new day to be repaired by. */
export async function reopenRow(ctx: Ctx, row: FindingRow, seen: Partial<Pick<FindingRow, 'faults' | 'evidence'>> = {}): Promise<void> {
  const due = dueOn(row.severity, ctx.now);
  await changeTo(ctx, 'finding.reopened', { ...row, ...seen, state: 'open', dueOn: due, acceptedUntil: null });
}

/** Writes the row as it shall be and records the act. */
export async function changeTo(ctx: Ctx, kind: Kind, row: FindingRow): Promise<FindingRow> {
  return (await changeAndTell(ctx, kind, row)).row;
}

/** The same, with the entry of the ledger that says so. */
export async function changeAndTell(ctx: Ctx, kind: Kind, row: FindingRow): Promise<{ row: FindingRow; entry: Id<'led'> }> {
  const actor = ctx.actor.kind === 'staff' ? ctx.actor.id : null;
  const isStanding = !isClosed(row.state);
  const changed: FindingRow = {
    ...row,
    takesTwo: row.takesTwo || takesTwo(row.severity),
    repairedBy: isStanding ? null : kind === 'finding.repaired' ? (actor ?? row.owner ?? row.lastOwner) : row.repairedBy,
    verifiedBy: kind === 'finding.verified' ? actor : row.verifiedBy,
    changedAt: ctx.now,
    closedAt: isStanding ? null : (row.closedAt ?? ctx.now),
  };
  await changeRow(ctx, changed);
  return { row: changed, entry: await recorded(ctx, kind, changed) };
}

/** Whether whoever verifies may be who repaired it: nobody else is known to. */
export const isOwn = ({ repairedBy }: FindingRow, verifiedBy: string): boolean => repairedBy === null || repairedBy === verifiedBy;

async function recorded(ctx: Ctx, kind: Kind, row: FindingRow): Promise<Id<'led'>> {
  const about = { control: row.control, audit: row.audit, item: row.item, owner: row.owner };
  const facts = { finding: row.id, ...about, severity: row.severity, state: row.state, dueOn: row.dueOn, acceptedUntil: row.acceptedUntil };
  const isAlone = kind === 'finding.verified' && row.takesTwo && row.verifiedBy !== null && isOwn(row, row.verifiedBy);
  const entry = await append(ctx, { kind, facts: { ...facts, ...(isAlone && { alone: 1 }) } });
  tellPages(ctx, { topic: 'finding.changed', ids: { finding: row.id } });
  return entry;
}
