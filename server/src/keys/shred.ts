// Shredding (Art. 17): the wrapped key's row goes (and after the commit the wrap itself, where keys lie in a database of their own), every node forgets the opened key, and a tombstone keeps the id from ever getting a key again. Old logs and
// backups still hold the wrapped row: it opens until its epoch key is destroyed, and the certificate carries both times.

import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { SubjectId } from '#kit/ids';
import { live } from '#kit/live';
import { append } from '#ledger';
import { lastBackupEnds } from './backups.ts';
import { rememberErased } from './erased.ts';
import { isKeyWithheld } from './key-store/away.ts';
import { removeAfterCommit } from './key-store/removal.ts';
import { keyring, shreddedTopic } from './keyring.ts';
import { deleteSubjectKeys, insertTombstones, marksBeside, reserveSubjects, shredRow } from './store.ts';
import { letGo, marksOf } from './subjects.ts';

const hour = 3_600_000;
const perEvent = 100; // ids in one event: a notification holds 8,000 bytes

/** Destroys the keys of these subjects for good and clears every node's cache after the commit; gives how many keys there were. Waits for seals under way. Also while the company withholds its root key: nothing is opened here. */
export async function shred(ctx: Ctx, subjects: readonly SubjectId[]): Promise<{ shredded: number }> {
  const ids = [...new Set(subjects)].sort();
  if (ids.length === 0) return { shredded: 0 };
  const newest = keyring.of(ctx).epochs.newest().number;
  const marks = await marksStanding(ctx, ids);
  const [gone] = await Promise.all([takeKeys(ctx, ids, marks), rememberErased(ctx, marks)]); // both before the commit
  await insertTombstones(
    ctx,
    gone.map((row) => ({ mark: row.mark, epoch: row.version === 0 ? newest : row.epoch })),
  );
  letGo(ctx, ids);
  const shredded = gone.filter((row) => row.version > 0).length;
  if (shredded > 0) await append(ctx, { kind: 'keys.shredded', facts: { keys: shredded, epoch: newest } });
  tellNodes(ctx, ids);
  removeAfterCommit(ctx);
  return { shredded };
}

async function takeKeys(ctx: Ctx, ids: readonly SubjectId[], marks: readonly Buffer[]) {
  await reserveSubjects(ctx, ids, marks);
  return deleteSubjectKeys(ctx, ids);
}

/** The latest moment at which a key shredded now is in no log and no backup that opens any more: end of its epoch and of every backup made in it. Holds as long as the clocks of this house run. */
export function unrecoverableBy(ctx: Ctx): Date {
  const due = dueAt(keyring.of(ctx).epochs.newest().createdAt, config.of(ctx).epochHours);
  return new Date(Math.max(due, ctx.now.getTime(), lastBackupEnds(ctx.tools)?.getTime() ?? 0) + hour);
}

/** When an epoch that began then is to end, once something was shredded in it: an hour early, so that the promise of `epochHours` holds. */
export function dueAt(began: Date, epochHours: number): number {
  return began.getTime() + (epochHours - 1) * hour;
}

/** When a subject was shredded, and when its last epoch key was destroyed (null while that is still to come); undefined for one that was not shredded. */
export async function shredTimes(ctx: Ctx, subject: SubjectId): Promise<{ shreddedAt: Date; unrecoverableAt: Date | null } | undefined> {
  const [mark] = await marksOf(ctx, [subject]);
  const row = mark && (await shredRow(ctx, mark));
  return row && { shreddedAt: row.shredded_at, unrecoverableAt: row.destroyed_at };
}

/** As `marksOf` of different subjects, also while the company withholds its root key: then as they lie beside the keys. Problem `key-withheld` when one of these has no key either. */
export function marksStanding(ctx: Ctx, subjects: readonly SubjectId[]): Promise<Buffer[]> {
  return marksOf(ctx, subjects).catch(async (error: unknown) => {
    const beside = isKeyWithheld(error) ? await marksBeside(ctx, subjects) : undefined;
    if (beside?.length !== subjects.length) throw error;
    return beside.map(({ mark }) => mark);
  });
}

function tellNodes(ctx: Ctx, ids: readonly SubjectId[]): void {
  const [bus, ring] = [live.of(ctx), keyring.of(ctx)];
  ctx.db.afterCommit(() => {
    ring.subjects.drop(ids.map((subject) => `${ctx.workspace}/${subject}`));
    for (let from = 0; from < ids.length; from += perEvent)
      bus.publish(ctx.workspace, { topic: shreddedTopic, ids: { subjects: ids.slice(from, from + perEvent).join(',') } });
  });
}
