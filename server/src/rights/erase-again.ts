// Erasing again, after an older backup was restored, whoever had been erased since it was made. They were told the first time; recipients are asked about anew (record 083).

import { workspaceIds } from '#access';
import { giveUpMissing, isKeyWithheld, returnedSubjects, shred, shutOut, unlessClosed } from '#keys';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import { isId, type SubjectId, type WorkspaceId } from '#kit/ids';
import { announce } from '#kit/outbox';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { group } from '#people';
import { erasureApproved } from './announcements.ts';
import { erase } from './erase.ts';
import { type KeptAgain, keepAgain, setKeptDays } from './keeping/again.ts';
import { open } from './requests.ts';
import { type RequestId, type RequestRow, store } from './store.ts';

/**
 * Erases everybody on the list of erasures since then who is alive in this database, with certificates of their own; safe to repeat. Gives how many keys were
 * shredded, what was kept back again or is lost (Art. 17(3)), who stayed because nobody knows whether their erasure was approved: an officer asks for it, or does not; who stays with an open request
 * because something that must be kept back of them is there and cannot be; and whose erasure is approved and waits, since their company withholds its root key: it goes on by itself once that is back.
 */
export async function eraseReturned(
  tools: Tools,
  since: Date,
  onErased: (count: number) => void,
): Promise<{
  erased: number;
  unsure: readonly SubjectId[];
  stopped: readonly SubjectId[];
  waiting: readonly SubjectId[];
  kept: KeptAgain;
}> {
  let count = 0;
  let [again, lost] = [0, 0];
  const [stopped, waiting]: [SubjectId[], SubjectId[]] = [[], []];
  for (const { workspace, subjects } of await returnedSubjects(tools, since)) {
    let isAway = false;
    for (const subject of subjects) {
      if (isAway && (await erasuresWaiting(tools, workspace, [subject])).length > 0) {
        waiting.push(subject); // with another of their group
        continue;
      }
      if (isId('per', subject)) {
        const kept = await eraseAgain(tools, workspace, subject);
        if (kept === 'stopped') {
          stopped.push(subject);
          continue;
        }
        again += kept.again;
        lost += kept.lost;
        if (kept.isWaiting) {
          isAway = true;
          waiting.push(subject);
          continue;
        }
      } else await asRestore(tools, workspace, (ctx) => takeAwayAgain(ctx, subject));
      count += 1;
      onErased(count);
    }
  }
  const left = await returnedSubjects(tools, since);
  const isLeft = left.some(({ subjects }) => subjects.some((subject) => !stopped.includes(subject) && !waiting.includes(subject)));
  if (isLeft) throw new Error('somebody who was erased is still in the restored database');
  for (const workspace of await workspaceIds(tools)) await unlessClosed(() => asRestore(tools, workspace, setKeptDays));
  return { erased: count, unsure: left.flatMap(({ unsure }) => unsure), stopped, waiting, kept: { again, lost } };
}

/**
 * Error, in words for an operator, when somebody stands in this database with a key although they were erased: it was put back from before, by whatever tool. Before any door opens. Whose erasure stands
 * open among the requests does not count: an officer decides there. Where it is approved and waits for a key, they are shut out until it is carried out.
 */
export async function refuseReturned(tools: Tools): Promise<void> {
  let count = 0;
  for (const { workspace, subjects } of await returnedSubjects(tools, new Date(0)))
    for (const subject of subjects) {
      const asked = await openErasure(tools, workspace, subject);
      if (!asked) count += 1;
      else if (isApproved(asked)) shutOut(tools, workspace, [subject]);
    }
  if (count > 0)
    throw new Error(
      `${count} people or members of staff who were erased stand in this database again: it was put back from an earlier state. No door opens until they are erased again: stop every Parley, then parley keys erase-returned`,
    );
}

/** Of these subjects those whose erasure is approved and waits for a key: what they left opens nowhere meanwhile, and goes by itself once it is back. */
export async function erasuresWaiting(tools: Tools, workspace: WorkspaceId, subjects: readonly SubjectId[]): Promise<readonly SubjectId[]> {
  const found: SubjectId[] = [];
  for (const subject of subjects) if (isApproved(await openErasure(tools, workspace, subject))) found.push(subject);
  return found;
}

const isApproved = (request: RequestRow | undefined): boolean => ['approved', 'in-progress'].includes(request?.state ?? '');

/** It stands under the first of whoever is one with them. */
async function openErasure(tools: Tools, workspace: WorkspaceId, subject: SubjectId): Promise<RequestRow | undefined> {
  if (!isId('per', subject)) return undefined;
  return asRestore(tools, workspace, async (ctx) => store.openLike(ctx, [subject, ...(await group(ctx, subject))], 'erasure', null, null));
}

/** A member of staff with their rows and ways in, as when they went; of a case or an item that was kept back the key is all there is. */
async function takeAwayAgain(ctx: Ctx, subject: SubjectId): Promise<void> {
  await shred(ctx, [subject]);
  if (isId('stf', subject))
    await holdings
      .of(ctx)
      .find(({ table }) => table === 'staff')
      ?.erase?.(ctx, [subject]);
}

type Erased = KeptAgain & { readonly isWaiting: boolean };

async function eraseAgain(tools: Tools, workspace: WorkspaceId, person: SubjectId & `per_${string}`): Promise<Erased | 'stopped'> {
  const asking = (ctx: Ctx) => open(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined });
  const choosing = asRestore(tools, workspace, async (ctx) => {
    const people = await group(ctx, person);
    if (people.length === 0) return undefined; // went with another of their group
    const row = await asking(ctx);
    await giveUpMissing(ctx, people); // a main database that was put back alone names keys that left the key database with the first erasure
    const kept = await keepAgain(ctx, row, people);
    if (row.state === 'received') {
      await store.setState(ctx, row.id, 'approved', undefined);
      await store.step(ctx, row.id, 'approved', { because: 'restored-backup' });
    }
    await announce(ctx, erasureApproved, { request: row.id }); // whatever ends this run: from here on the erasure goes on by itself
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
  if (!asked) return { again: 0, lost: 0, isWaiting: false };
  const isWaiting = await erase({ tools, workspace, attempt: 1 }, asked.request).then(
    () => false,
    (error: unknown) => {
      if ((error as { code?: string }).code === 'retry-later') return false; // their keys are destroyed; what lies elsewhere still is taken back by the running Parley
      if (!isKeyWithheld(error)) throw error; // without the company's root key no case file can be sealed: the approval stands, as it does in a house that runs
      return true;
    },
  );
  return { ...asked.kept, isWaiting };
}

function asRestore<T>(tools: Tools, workspace: WorkspaceId, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'restore' }, purpose: 'rights-fulfilment' }, work);
}
