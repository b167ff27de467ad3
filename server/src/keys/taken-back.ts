// Which hand-overs were taken back or refused: a list beside the list of the erased, outside the database, so that an older backup lets none of them wait again (Art. 20(2), 7(3)). A line
// names company and hand-over by their ids and nothing else. A file for each month: what waited is over by itself after two, and its file goes.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import type { Tools } from '#kit/tool';

/** `withdrawn` by whoever sent it, `refused` here, `stopped` on its way from here. */
export type TakenBack = { readonly workspace: WorkspaceId; readonly handover: Id<'hov'>; readonly as: 'withdrawn' | 'refused' | 'stopped' };
/** `attempt` names the transaction that wrote a line; `undone` takes its lines back. */
type Line = Partial<TakenBack> & { readonly attempt?: string; readonly undone?: string };
const nameOf = (at: Date): string => `taken-back-${at.toISOString().slice(0, 7)}.log`;
const monthsKept = 2;

/** Writes it down, durably, before the commit that says so. One that does not commit takes its line back; after a crash between the two it stays, since whoever asked meant it. */
export async function noteTakenBack(ctx: Ctx, handover: Id<'hov'>, as: TakenBack['as']): Promise<void> {
  const attempt = randomUUID();
  ctx.db.afterRollback(() => void write(ctx, { undone: attempt }).catch(notNoted(ctx.tools)));
  await write(ctx, { workspace: ctx.workspace, handover, as, attempt });
}

/** Everything on the list, oldest first. */
export function takenBack(tools: Tools): TakenBack[] {
  const lines = filesIn(tools).flatMap((file) => linesOf(readFileSync(file, 'utf8')));
  const undone = new Set(lines.flatMap((line) => line.undone ?? []));
  return lines.flatMap(({ workspace, handover, as, attempt = '' }) =>
    workspace && handover && as && !undone.has(attempt) ? [{ workspace, handover, as }] : [],
  );
}

const linesOf = (text: string): Line[] =>
  text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Line];
    } catch {
      return []; // a last line that a crash cut off was never acknowledged
    }
  });

function filesIn(tools: Tools): string[] {
  const folder = config.of({ tools }).keys;
  const names = readdirSync(folder).filter((name) => /^taken-back-\d{4}-\d\d\.log$/.test(name));
  return names.sort().map((name) => path.join(folder, name));
}

async function write({ tools, now }: Ctx, line: Line): Promise<void> {
  const folder = config.of({ tools }).keys;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = `\n${JSON.stringify(line)}\n`; // after a line that a crash cut off it begins anew
  await appendFile(path.join(folder, nameOf(now)), text, { mode: 0o600, flush: true });
}

/** Deletes the files of months whose hand-overs are over by themselves. */
export function expireTakenBack(tools: Tools, now: Date): void {
  const oldest = nameOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsKept, 1)));
  for (const file of filesIn(tools)) if (path.basename(file) < oldest) rmSync(file, { force: true });
}

const notNoted =
  (tools: Tools) =>
  (error: unknown): void =>
    log.of({ tools })('warn', 'keys.taken-back-not-noted', { error: errorCode(error) });
