// Erasing again, after an older backup was restored, whoever had been erased since it was made. They and the recipients were told the first time.

import { workspaceIds } from '#access';
import { giveUpMissing, returnedSubjects, shred, unlessClosed } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isId, type SubjectId, type WorkspaceId } from '#kit/ids';
import { announce } from '#kit/outbox';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { group } from '#people';
import { erasureApproved } from './announcements.ts';
import { erase } from './erase.ts';
import { endReplaced, type KeptAgain, keepAgain, setKeptDays } from './keeping/again.ts';
import { open } from './requests.ts';
import { type RequestId, store } from './store.ts';

/**
 * Erases everybody on the list of erasures since then who is alive in this database, with certificates of their own; safe to repeat. Gives how many keys were
 * shredded, what was kept back again or is lost (Art. 17(3)), who stayed because nobody knows whether their erasure was approved: an officer asks for it, or does not; and who stays with an open request
 * because something that must be kept back of them is there and cannot be.
 */
export async function eraseReturned(
  tools: Tools,
  since: Date,
  onErased: (count: number) => void,
): Promise<{ erased: number; unsure: readonly SubjectId[]; stopped: readonly SubjectId[]; kept: Omit<KeptAgain, 'replaced'> }> {
  let count = 0;
  let [again, lost] = [0, 0];
  const stopped: SubjectId[] = [];
  for (const { workspace, subjects } of await returnedSubjects(tools, since)) {
    for (const subject of subjects) {
      if (isId('per', subject)) {
        const kept = await eraseAgain(tools, workspace, subject);
        if (kept === 'stopped') {
          stopped.push(subject);
          continue;
        }
        again += kept.again;
        lost += kept.lost;
      } else await asRestore(tools, workspace, (ctx) => shred(ctx, [subject]));
      count += 1;
      onErased(count);
    }
  }
  const left = await returnedSubjects(tools, since);
  const isLeft = left.some(({ subjects }) => subjects.some((subject) => !stopped.includes(subject)));
  if (isLeft) throw new Error('somebody who was erased is still in the restored database');
  for (const workspace of await workspaceIds(tools)) await unlessClosed(() => asRestore(tools, workspace, setKeptDays));
  return { erased: count, unsure: left.flatMap(({ unsure }) => unsure), stopped, kept: { again, lost } };
}

/**
 * Error, in words for an operator, when somebody stands in this database with a key although they were erased: it was put back from before, by whatever tool. Before any door opens. Whose erasure stands
 * open among the requests does not count: an officer decides there.
 */
export async function refuseReturned(tools: Tools): Promise<void> {
  let count = 0;
  for (const { workspace, subjects } of await returnedSubjects(tools, new Date(0)))
    for (const subject of subjects) if (!(await isAsked(tools, workspace, subject))) count += 1;
  if (count > 0)
    throw new Error(
      `${count} people or members of staff who were erased stand in this database again: it was put back from an earlier state. No door opens until they are erased again: stop every Parley, then parley keys erase-returned`,
    );
}

const isAsked = (tools: Tools, workspace: WorkspaceId, subject: SubjectId): Promise<boolean> =>
  isId('per', subject)
    ? asRestore(tools, workspace, async (ctx) => (await store.openLike(ctx, [subject], 'erasure', null, null)) !== undefined)
    : Promise.resolve(false);

async function eraseAgain(tools: Tools, workspace: WorkspaceId, person: SubjectId & `per_${string}`): Promise<KeptAgain | 'stopped'> {
  const asking = (ctx: Ctx) => open(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined });
  const choosing = asRestore(tools, workspace, async (ctx) => {
    const people = await group(ctx, person);
    if (people.length === 0) return undefined; // went with another of their group
    const row = await asking(ctx);
    // a main database that was put back alone names keys that left the key database with the first erasure: nothing of theirs opens, and from here on the erasure goes on by itself
    if ((await giveUpMissing(ctx, people)).length > 0) await announce(ctx, erasureApproved, { request: row.id });
    const kept = await keepAgain(ctx, row, people);
    if (row.state === 'received') {
      await store.setState(ctx, row.id, 'approved', undefined);
      await store.step(ctx, row.id, 'approved', { because: 'restored-backup' });
    }
    await store.step(ctx, row.id, 'told', { person: 'told-before' });
    return { request: row.id as RequestId, kept };
  });
  const asked = await choosing.catch((error: unknown) => {
    if (error instanceof Problem) return 'stopped' as const;
    throw error;
  });
  if (asked === 'stopped') {
    await asRestore(tools, workspace, asking); // so that it stands where an officer decides
    return asked;
  }
  if (asked) {
    await erase({ tools, workspace, attempt: 1 }, asked.request);
    await asRestore(tools, workspace, async (ctx) => endReplaced(ctx, asked.kept.replaced));
  }
  return asked?.kept ?? { again: 0, lost: 0, replaced: [] };
}

function asRestore<T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'restore' }, purpose: 'rights-fulfilment' }, work);
}
