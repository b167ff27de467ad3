// What must be forgotten again after an older backup was restored: a list beside the keys, outside the database. It holds keyed hashes (the same marks as the
// tombstones), never an id. A line stands there before the shred commits (`?`) and one that confirms it afterwards; one that did not commit is taken back (`-`). What
// a crash left unconfirmed is looked up against the tombstones, and until then erases nobody: the commit may have failed, and with it the approval.
import { appendFileSync, readFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { everyWorkspaceKey, tombstonesOf } from './store.ts';

/** `isSure`: the shred was committed; otherwise nobody knows. */
export type Erased = { readonly at: Date; readonly workspace: WorkspaceId; readonly mark: Buffer; readonly isSure: boolean };
type Marked = Pick<Erased, 'at' | 'workspace' | 'mark'>;
const fileOf = (tools: Tools): string => path.join(config.of({ tools }).keys, 'erased.log');
const line = ({ at, workspace, mark }: Marked, sign = ''): string => `${sign}${at.toISOString()} ${workspace} ${mark.toString('hex')}\n`;

/** Adds marks, durably, and once it is known what became of this transaction says that too. One append per call, so that several nodes may share the file. */
export async function rememberErased(ctx: Ctx, marks: readonly Buffer[]): Promise<void> {
  if (marks.length === 0) return;
  const file = fileOf(ctx.tools);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const about = marks.map((mark) => ({ at: ctx.now, workspace: ctx.workspace, mark }));
  ctx.db.afterCommit(() => add(ctx.tools, about));
  ctx.db.afterRollback(() => add(ctx.tools, about, '- '));
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.write(about.map((each) => line(each, '? ')).join(''));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Confirms what a crash left open, where a tombstone says that it was committed; the rest stays open, and erases nobody. Safe on several nodes at once. */
export async function confirmErased(tools: Tools): Promise<void> {
  const open = Map.groupBy(
    erasedSince(tools, new Date(0)).filter((each) => !each.isSure),
    (each) => each.workspace,
  );
  if (open.size === 0) return;
  for (const { workspace_id: workspace } of await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey)) {
    const mine = open.get(workspace);
    if (!mine) continue;
    const marks = mine.map((each) => each.mark);
    const dead = await act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, (ctx) => tombstonesOf(ctx, marks));
    const found = new Set(dead.map(({ mark }) => mark.toString('hex')));
    add(
      tools,
      mine.filter((each) => found.has(each.mark.toString('hex'))),
    );
  }
}

/** Everybody on the list since an instant, oldest first; a last line that a crash cut off was never acknowledged and is passed over. */
export function erasedSince(tools: Tools, since: Date): Erased[] {
  let text = '';
  try {
    text = readFileSync(fileOf(tools), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const known = new Map<string, Marked & { sure: number; open: number }>();
  for (const found of text.matchAll(/^([?-] )?(\S+Z) (wsp_[0-9a-z]+) ([0-9a-f]{32})$/gm)) {
    const [, sign, at = '', workspace = '', mark = ''] = found;
    const parts = { at: new Date(at), workspace: workspace as WorkspaceId, mark: Buffer.from(mark, 'hex'), sure: 0, open: 0 };
    const one = known.get(`${workspace} ${mark}`) ?? parts;
    if (sign === '? ') one.open += 1;
    else if (sign === '- ') one.open -= 1;
    else one.sure += 1;
    known.set(`${workspace} ${mark}`, { ...one, at: new Date(Math.max(one.at.getTime(), parts.at.getTime())) });
  }
  return [...known.values()]
    .filter(({ at, sure, open }) => at >= since && (sure > 0 || open > 0))
    .map(({ at, workspace, mark, sure }) => ({ at, workspace, mark, isSure: sure > 0 }));
}

/** What cannot be written now stays open, and is looked up later. */
function add(tools: Tools, about: readonly Marked[], sign?: string): void {
  try {
    if (about.length > 0) appendFileSync(fileOf(tools), about.map((each) => line(each, sign)).join(''), { mode: 0o600, flush: true });
  } catch (error) {
    log.of({ tools })('warn', 'keys.erased-not-noted', { error: errorCode(error) });
  }
}
