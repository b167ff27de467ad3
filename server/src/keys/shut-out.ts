// Whoever was erased and stands in a database that was put back from before, while their approved erasure waits for a key: until it is carried out they count as erased here, also in the moment in which
// the key is back and the erasure is not through yet (Art. 17). Each node asks at its start; whoever is erased then is erased.
import type { Ctx } from '#kit/ctx';
import type { SubjectId, WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';

const shut = new WeakMap<Tools, Map<WorkspaceId, Set<SubjectId>>>();
const carryOut: ReadonlySet<string> = new Set(['restore', 'erasure']);

/** From now on, on this node, these count as erased for everybody but the erasure itself. */
export function shutOut(tools: Tools, workspace: WorkspaceId, subjects: readonly SubjectId[]): void {
  const all = shut.get(tools) ?? new Map<WorkspaceId, Set<SubjectId>>();
  shut.set(tools, all.set(workspace, new Set([...(all.get(workspace) ?? []), ...subjects])));
}

/** Whether one of these waits so. */
export function isShutOut(
  { tools, workspace, actor }: Pick<Ctx, 'tools' | 'workspace' | 'actor'>,
  subjects: readonly SubjectId[],
): boolean {
  const waiting = shut.get(tools)?.get(workspace);
  if (!waiting || (actor.kind === 'system' && carryOut.has(actor.id))) return false;
  return subjects.some((subject) => waiting.has(subject));
}
