// A key that the key database lost, and that no backup brings back: whoever answers for it says so, and what it held is given up, so that the company's epochs, departure and backups go on.
import type { Ctx } from '#kit/ctx';
import type { SubjectId } from '#kit/ids';
import { shred } from '../shred.ts';
import { subjectKeyRows } from '../store.ts';
import { hasRef, inFull } from './key-store.ts';

/** Destroys what is left of the key of a subject whose wrap is missing in the key database; the ledger tells of it as of a shred. Error when the wrap is there, or the subject has no key. */
export async function giveUpKey(ctx: Ctx, subject: SubjectId): Promise<void> {
  const [row] = await subjectKeyRows(ctx, [subject], true);
  if (row === undefined) throw new Error('this subject has no key here');
  const [full] = await inFull(ctx, [row], () => subject);
  if (full === undefined || !hasRef(full)) throw new Error('the key of this subject is not missing: nothing is given up');
  await shred(ctx, [subject]);
}

/** Of subjects who were erased before and must go again: destroys what is left of the keys whose wrap has left the key database; gives whose. The others' keys are as they were. */
export async function giveUpMissing(ctx: Ctx, subjects: readonly SubjectId[]): Promise<readonly SubjectId[]> {
  const rows = await subjectKeyRows(ctx, subjects, true);
  const full = await inFull(ctx, rows, (row) => row.subject);
  const missing = full.filter(hasRef).map((row) => row.subject);
  if (missing.length > 0) await shred(ctx, missing);
  return missing;
}
