// Files that no row names: a process that was killed between a file and the commit of its row left it, and no period, copy or probe would ever come to it (Art. 5(1)(e)).
import { lookup } from '#kit/db';
import { holdings } from '#kit/holding';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import { storage } from '#kit/storage';
import type { Tools } from '#kit/tool';
import { declaredSeals } from './reencrypt/declared.ts';
import { everyWorkspaceKey } from './store.ts';
import { namedFiles } from './stray-store.ts';

const dayMs = 24 * 3_600_000; // no transaction takes as long

/** Removes files of every company that are a day old and named by no row, and what writes that broke off left; gives how many went. */
export async function sweepStrayFiles(tools: Tools): Promise<number> {
  let removed = 0;
  for (const { workspace_id: workspace } of await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey)) {
    try {
      removed += await sweepIn(tools, workspace);
    } catch (error) {
      log.of({ tools })('error', 'keys.stray-files', { workspace, error: errorCode(error) });
    }
  }
  if (removed > 0) log.of({ tools })('info', 'keys.stray-files-removed', { removed });
  return removed;
}

async function sweepIn(tools: Tools, workspace: WorkspaceId): Promise<number> {
  const files = storage.of({ tools });
  const { files: declared } = declaredSeals(holdings.of({ tools }));
  let removed = 0;
  for await (const { references, broken } of files.lyingSince(workspace, new Date(clock.of({ tools })().getTime() - dayMs))) {
    const known = await act(tools, { workspace, actor: { kind: 'system', id: 'keys.stray-files' } }, async (ctx) => {
      const rows = await Promise.all(declared.map(({ table, reference }) => namedFiles(ctx, table, reference, references)));
      return new Set(rows.flat().map(({ file }) => file));
    });
    for (const reference of references.filter((each) => !known.has(each))) {
      await files.remove(workspace, reference);
      removed += 1;
    }
    for (const reference of broken) await files.dropBroken(workspace, reference);
    removed += broken.length;
  }
  return removed;
}
