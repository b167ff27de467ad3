// Files that no row names: a process that was killed between a file and the commit of its row left it, and no period, copy or probe would ever come to it (Art. 5(1)(e)).
// What a newer main database names over the same files is as unnamed in an older one that was put back; so what is found is marked, the days count from then, and whoever names it takes the mark away.
import { lookup } from '#kit/db';
import { holdings } from '#kit/holding';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import { storage } from '#kit/storage';
import type { Tools } from '#kit/tool';
import { restsAfterAdoption } from './key-store/turn-store.ts';
import { hasTurn } from './key-store/turns.ts';
import { declaredSeals } from './reencrypt/declared.ts';
import { everyWorkspaceKey } from './store.ts';
import { namedFiles } from './stray-store.ts';

const dayMs = 24 * 3_600_000; // no transaction takes as long
const wayBackDays = 8; // longer than the way back of an adoption, and than nothing goes by time after a restore

/**
 * Marks files of every company that are a day old and named by no row, removes those that no row has named for eight days since, and what writes that broke off left; gives how many went. Rests for seven
 * days after an adoption, and where another main database has the turn.
 */
export async function sweepStrayFiles(tools: Tools): Promise<number> {
  if (!(await hasTurn(tools)) || (await lookup(pool.of({ tools }), 'key-turn', restsAfterAdoption))) return 0;
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
  const now = clock.of({ tools })().getTime();
  let removed = 0;
  for await (const { references, marked, broken } of files.lyingSince(workspace, new Date(now - dayMs))) {
    const known = await act(tools, { workspace, actor: { kind: 'system', id: 'keys.stray-files' } }, async (ctx) => {
      const rows = await Promise.all(declared.map(({ table, reference }) => namedFiles(ctx, table, reference, references)));
      return new Set(rows.flat().map(({ file }) => file));
    });
    for (const reference of references)
      if (known.has(reference)) {
        if (marked.has(reference)) await files.unmark(workspace, reference);
      } else if (now - (await files.mark(workspace, reference)).getTime() > wayBackDays * dayMs) {
        await files.remove(workspace, reference);
        removed += 1;
      }
    for (const reference of broken) await files.dropBroken(workspace, reference);
    removed += broken.length;
  }
  return removed;
}
