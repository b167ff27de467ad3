// After an older backup was restored: who is alive in it although they were erased since.

import { lookup } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { act, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { erasedSince } from './erased.ts';
import { everyWorkspaceKey, subjectsMarked } from './store.ts';

/** Subjects with a key whose mark was put on the list since then, by workspace; nobody once all of them were erased again. */
export async function returnedSubjects(tools: Tools, since: Date): Promise<{ workspace: WorkspaceId; subjects: SubjectId[] }[]> {
  const marks = Map.groupBy(erasedSince(tools, since), (each) => each.workspace);
  const known = await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey);
  const found = [];
  for (const { workspace_id: workspace } of known) {
    const mine = marks.get(workspace)?.map((each) => each.mark) ?? [];
    if (mine.length === 0) continue;
    const rows = await act(tools, { workspace, actor: { kind: 'system', id: 'restore' } }, (ctx) => subjectsMarked(ctx, mine));
    if (rows.length > 0) found.push({ workspace, subjects: rows.map((row) => row.subject) });
  }
  return found;
}
