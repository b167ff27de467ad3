// What must be kept back again when an older backup brings an erased person back (Art. 17(3)): a list beside the list of the erased, outside the database. A line names the person by the same
// keyed mark and the item by its id, with ground and last day; never a word. Later lines about an item count: one that ends it, or names another day.
import type { Ctx } from '#kit/ctx';
import type { SubjectId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import { linesIn, note, noteLater, noteUntilUndone, outside } from './outside.ts';
import { marksStanding } from './shred.ts';
import { marksOf } from './subjects.ts';

/** `kept` is the id of the kept item, by which later lines speak of it. */
type KeptNote = {
  readonly kept: string;
  readonly scope: string;
  readonly item: string;
  readonly ground: string;
  readonly until: string;
  readonly request: string;
};
type Line = {
  readonly workspace: string;
  readonly kept?: string;
  readonly mark?: string;
  readonly note?: Omit<KeptNote, 'kept'>;
  readonly until?: string;
  readonly ended?: true;
};
const fileOf = (tools: Tools): string => outside(tools, 'kept-back.log');

/** Writes down what is kept back of these people, durably, before the commit that shreds their keys. */
export async function noteKept(ctx: Ctx, people: readonly SubjectId[], notes: readonly KeptNote[]): Promise<void> {
  const marks = await marksOf(ctx, people);
  const lines = marks.flatMap((mark) =>
    notes.map(({ kept, ...note }): Line => ({ workspace: ctx.workspace, kept, mark: mark.toString('hex'), note })),
  );
  await noteUntilUndone(ctx, fileOf(ctx.tools), lines);
}

/** An item lasts until another day: written before the commit that says so, so that nothing goes too early. */
export const noteKeptDay = (ctx: Ctx, kept: string, until: string): Promise<void> =>
  note(fileOf(ctx.tools), [{ workspace: ctx.workspace, kept, until } satisfies Line]);

/** An item ended: written once that is committed. What a crash keeps from being written would come back for no longer than its last day. */
export const noteKeptEnd = (ctx: Ctx, kept: string): void =>
  ctx.db.afterCommit(() => noteLater(ctx.tools, fileOf(ctx.tools), { workspace: ctx.workspace, kept, ended: true } satisfies Line));

/** What was kept back of this person and lasts still. */
export async function keptBackOf(ctx: Ctx, people: readonly SubjectId[]): Promise<KeptNote[]> {
  const marks = new Set((await marksStanding(ctx, people)).map((mark) => mark.toString('hex')));
  const found = new Map<string, KeptNote>();
  for (const { workspace, kept, mark, note, until, ended } of linesOf(ctx.tools)) {
    if (workspace !== ctx.workspace || kept === undefined) continue;
    if (mark !== undefined && note && marks.has(mark)) found.set(kept, { kept, ...note });
    const known = found.get(kept);
    if (ended) found.delete(kept);
    else if (until && known) found.set(kept, { ...known, until });
  }
  return [...found.values()];
}

/** The last day of items by the newest line about each; undefined for those that ended. */
export function keptBackDays(tools: Tools): Map<string, string | undefined> {
  const days = new Map<string, string | undefined>();
  for (const { kept, note, until, ended } of linesOf(tools)) if (kept) days.set(kept, ended ? undefined : (until ?? note?.until));
  return days;
}

const linesOf = (tools: Tools) => linesIn<Line>([fileOf(tools)]);
