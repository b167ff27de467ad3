// Lists beside the keys, outside the database, of what must hold again after an older backup was restored: a line of JSON each, durable before the commit that says the same. A line names the
// transaction that wrote it; one that does not commit takes its lines back. After a crash between the two they stay, since the commit may have been the last that was done.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { errorCode, log } from '#kit/log';
import type { Tools } from '#kit/tool';

type Attempted = { readonly attempt?: string; readonly undone?: string };

export const outside = (tools: Tools, name: string): string => path.join(config.of({ tools }).keys, name);

/** Adds lines, durably, that are taken back should this transaction not commit. */
export async function noteUntilUndone(ctx: Ctx, file: string, lines: readonly object[]): Promise<void> {
  const attempt = randomUUID();
  ctx.db.afterRollback(() => noteLater(ctx.tools, file, { undone: attempt }));
  await note(
    file,
    lines.map((line) => ({ ...line, attempt })),
  );
}

/** Adds lines, durably, whatever becomes of the transaction. */
export async function note(file: string, lines: readonly object[]): Promise<void> {
  if (lines.length === 0) return;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const text = `\n${lines.map((line) => `${JSON.stringify(line)}\n`).join('')}`; // after a line that a crash cut off it begins anew
  await appendFile(file, text, { mode: 0o600, flush: true });
}

/** The same where nobody waits for it; what cannot be written is said in the log. */
export function noteLater(tools: Tools, file: string, line: object): void {
  void note(file, [line]).catch((error: unknown) => log.of({ tools })('warn', 'keys.not-noted', { error: errorCode(error) }));
}

/** Every line of these files that nobody took back, in order; nothing of a file that is not there. */
export function linesIn<T extends object>(files: readonly string[]): (Partial<T> & Attempted)[] {
  const lines = files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap(readLine<Partial<T> & Attempted>),
  );
  const undone = new Set(lines.flatMap((line) => line.undone ?? []));
  return lines.filter(({ attempt }) => attempt === undefined || !undone.has(attempt));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return '';
  }
}

function readLine<T>(line: string): T[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as T];
  } catch {
    return []; // a last line that a crash cut off was never acknowledged
  }
}
