// After an older backup was restored: who is alive in it although they were erased since.

import { lookup } from '#kit/db';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import { act, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { type Erased, erasedSince } from './erased.ts';
import { everyWorkspaceKey, subjectsMarked } from './store.ts';

type Returned = { readonly workspace: WorkspaceId; readonly subjects: SubjectId[]; readonly unsure: SubjectId[] };

/**
 * Subjects with a key whose mark was put on the list since then, by workspace; nobody once all of them were erased again. `unsure` are those of whom nobody knows
 * whether their shred was committed before everything was lost: an officer decides, by a request. `listed` is another list than that of this house.
 */
export async function returnedSubjects(
  tools: Tools,
  since: Date,
  listed: readonly Erased[] = erasedSince(tools, since),
): Promise<Returned[]> {
  const marks = Map.groupBy(listed, (each) => each.workspace);
  const known = await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey);
  const found: Returned[] = [];
  for (const { workspace_id: workspace } of known) {
    const mine = marks.get(workspace) ?? [];
    const alive = (isSure: boolean) => {
      const wanted = mine.filter((each) => each.isSure === isSure).map((each) => each.mark);
      return wanted.length === 0
        ? []
        : act(tools, { workspace, actor: { kind: 'system', id: 'restore' } }, (ctx) => subjectsMarked(ctx, wanted));
    };
    const [sure, unsure] = [await alive(true), await alive(false)];
    if (sure.length + unsure.length > 0)
      found.push({ workspace, subjects: sure.map((row) => row.subject), unsure: unsure.map((row) => row.subject) });
  }
  return found;
}
