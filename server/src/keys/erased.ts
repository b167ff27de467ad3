// What must be forgotten again after an older backup was restored: a list beside the keys, outside the database, written before the shred commits. It holds
// keyed hashes (the same marks as the tombstones), never an id. A mark whose commit failed is of somebody whose erasure was approved and is tried again.
import { readFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';

export type Erased = { readonly at: Date; readonly workspace: WorkspaceId; readonly mark: Buffer };
const fileOf = (tools: Tools): string => path.join(config.of({ tools }).keys, 'erased.log');

/** Adds marks, durably. One append per call, so that several nodes may share the file. */
export async function rememberErased(ctx: Ctx, marks: readonly Buffer[]): Promise<void> {
  if (marks.length === 0) return;
  const file = fileOf(ctx.tools);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const lines = marks.map((mark) => `${ctx.now.toISOString()} ${ctx.workspace} ${mark.toString('hex')}\n`).join('');
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.write(lines);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Everything on the list since an instant, oldest first; a last line that a crash cut off was never acknowledged and is passed over. */
export function erasedSince(tools: Tools, since: Date): Erased[] {
  let text = '';
  try {
    text = readFileSync(fileOf(tools), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return text
    .split('\n')
    .map((line) => /^(\S+Z) (wsp_[0-9a-z]+) ([0-9a-f]{32})$/.exec(line))
    .flatMap((found) =>
      found ? [{ at: new Date(found[1] ?? ''), workspace: found[2] as WorkspaceId, mark: Buffer.from(found[3] ?? '', 'hex') }] : [],
    )
    .filter((each) => each.at >= since);
}
