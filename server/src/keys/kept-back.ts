// What must be kept back again when an older backup brings an erased person back (Art. 17(3)): a list beside the list of the erased, outside the database. A line names the person by the same
// keyed mark and the item by its id, with ground and last day; never a word. Later lines about an item count: one that ends it, or names another day.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { SubjectId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import type { Tools } from '#kit/tool';
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
/** `attempt` names the transaction that wrote a note; `undone` takes its notes back. */
type Line = {
  readonly workspace: string;
  readonly kept?: string;
  readonly attempt?: string;
  readonly undone?: string;
  readonly mark?: string;
  readonly note?: Omit<KeptNote, 'kept'>;
  readonly until?: string;
  readonly ended?: true;
};
const fileOf = (tools: Tools): string => path.join(config.of({ tools }).keys, 'kept-back.log');

/** Writes down what is kept back of these people, durably, before the commit that shreds their keys. One that does not commit takes its lines back; after a crash between the two they stay, since the commit may have been the last that was done. */
export async function noteKept(ctx: Ctx, people: readonly SubjectId[], notes: readonly KeptNote[]): Promise<void> {
  const marks = await marksOf(ctx, people);
  const attempt = randomUUID();
  ctx.db.afterRollback(() => void write(ctx.tools, [{ workspace: ctx.workspace, undone: attempt }]).catch(notNoted(ctx.tools)));
  const lines = marks.flatMap((mark) =>
    notes.map(({ kept, ...note }) => ({ workspace: ctx.workspace, kept, attempt, mark: mark.toString('hex'), note })),
  );
  await write(ctx.tools, lines);
}

/** An item lasts until another day: written before the commit that says so, so that nothing goes too early. */
export async function noteKeptDay(ctx: Ctx, kept: string, until: string): Promise<void> {
  await write(ctx.tools, [{ workspace: ctx.workspace, kept, until }]);
}

/** An item ended: written once that is committed. What a crash keeps from being written would come back for no longer than its last day. */
export function noteKeptEnd(ctx: Ctx, kept: string): void {
  ctx.db.afterCommit(() => void write(ctx.tools, [{ workspace: ctx.workspace, kept, ended: true }]).catch(notNoted(ctx.tools)));
}

/** What was kept back of this person and lasts still. */
export async function keptBackOf(ctx: Ctx, people: readonly SubjectId[]): Promise<KeptNote[]> {
  const marks = new Set((await marksOf(ctx, people)).map((mark) => mark.toString('hex')));
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

function linesOf(tools: Tools): Line[] {
  let text = '';
  try {
    text = readFileSync(fileOf(tools), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const lines = text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Line];
    } catch {
      return []; // a last line that a crash cut off was never acknowledged
    }
  });
  const undone = new Set(lines.flatMap((line) => line.undone ?? []));
  return lines.filter(({ attempt }) => attempt === undefined || !undone.has(attempt));
}

async function write(tools: Tools, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return;
  mkdirSync(path.dirname(fileOf(tools)), { recursive: true, mode: 0o700 });
  const text = `\n${lines.map((line) => `${JSON.stringify(line)}\n`).join('')}`; // after a line that a crash cut off it begins anew
  await appendFile(fileOf(tools), text, { mode: 0o600, flush: true });
}

const notNoted =
  (tools: Tools) =>
  (error: unknown): void =>
    log.of({ tools })('warn', 'keys.kept-not-noted', { error: errorCode(error) });
