// Second stage: every value under a key before is sealed anew, batch by batch: whoever writes meanwhile holds their row, and it comes later. The stage ends with a
// whole pass that left nothing.
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { SubjectId } from '#kit/ids';
import { resealed } from '../sealing.ts';
import { resealSecret } from '../secrets.ts';
import { livingSubjects } from '../store.ts';
import { holdFreeKeys } from '../subjects.ts';
import { type Declared, declaredSeals, type SealedColumn } from './declared.ts';
import { sealFilesAnew } from './files.ts';
import {
  areValuesBefore,
  countMore,
  howManyToRenew,
  putResealed,
  type Run,
  runOf,
  subjectsWithTwo,
  toStage,
  type Versions,
  valuesBefore,
} from './store.ts';
import { asKeys, type Course, inTurn, isFenced, type Outcome } from './turn.ts';

const groupOf = 50;

/** Seals everything anew that has a key before, and goes on to the next stage. */
export async function sealAnew(course: Course, run: Run): Promise<Outcome> {
  if (!(await isFenced(course))) return 'waits'; // whoever knew only the key before has ended
  course.onStep('fenced');
  const late = run.everyone && (await asKeys(course, (ctx) => howManyToRenew(ctx, run.began_at))) > 0; // made by who had not ended when the keys were counted
  if (late) {
    await inTurn(course, run, (ctx) => toStage(ctx, 'making'));
    return 'moved';
  }
  const declared = declaredSeals(holdings.of(course));
  for (let after = ''; ; ) {
    const group = await asKeys(course, (ctx) => subjectsWithTwo(ctx, after, groupOf));
    const last = group.at(-1);
    if (last === undefined) break;
    const subjects = group.map((row) => row.subject);
    const outcome = (await sealValues(course, run, declared, subjects)) ?? (await sealFilesAnew(course, run, declared.files, subjects));
    if (outcome) return outcome;
    after = last.subject;
  }
  const outcome = await sealSecrets(course, run, declared);
  if (outcome) return outcome;
  const done = await inTurn(course, run, (ctx) => toStage(ctx, 'letting-go'));
  if (done !== undefined) course.onStep('sealed');
  return 'moved';
}

/** Until nothing of these subjects is left; an outcome when that cannot be reached now. */
async function sealValues(course: Course, run: Run, { values }: Declared, subjects: readonly SubjectId[]): Promise<Outcome | undefined> {
  for (;;) {
    const done = await inTurn(course, run, async (ctx) => {
      const keys = await holdFreeKeys(ctx, subjects); // keys first, then rows: the order in which an erasure locks
      const versions = new Map([...keys].map(([subject, key]) => [subject as string, key.version]));
      const count = await sealBatch(ctx, values, versions, course.batch, async (row, column) => {
        const key = keys.get(row.owner);
        if (key === undefined) throw new Error('no key');
        const place = { subject: row.owner, table: column.table, row: row.named, column: column.column };
        return resealed(ctx, key, { place, sealed: row.sealed });
      });
      if (count > 0) return { count, waits: false };
      const others = subjects.filter((subject) => !keys.has(subject));
      const isLeft = (await areSomeBefore(ctx, values, versions)) || (others.length > 0 && (await livingSubjects(ctx, others)).length > 0);
      return { count, waits: isLeft };
    });
    if (done === undefined) return 'moved';
    if (done.waits && !(await course.pause())) return 'waits';
    if (done.count > 0) course.onStep('value');
    else if (!done.waits) return undefined;
  }
}

/** Secrets of the company, under the key that this run made. */
async function sealSecrets(course: Course, run: Run, { secrets }: Declared): Promise<Outcome | undefined> {
  const version = (await asKeys(course, runOf))?.secrets;
  if (version === undefined || version === null) return undefined;
  const versions = new Map([[course.workspace as string, version]]);
  for (;;) {
    const done = await inTurn(course, run, async (ctx) => {
      const count = await sealBatch(ctx, secrets, versions, course.batch, (row, column) =>
        resealSecret(ctx, version, { table: column.table, row: row.named, column: column.column }, row.sealed),
      );
      return { count, waits: count === 0 && (await areSomeBefore(ctx, secrets, versions)) };
    });
    if (done === undefined) return 'moved';
    if (done.waits && !(await course.pause())) return 'waits';
    if (done.count > 0) course.onStep('secret');
    else if (!done.waits) return undefined;
  }
}

type Value = Awaited<ReturnType<typeof valuesBefore>>[number];

/** Seals up to so many values anew and counts them; a row that changed since it was read keeps what it has and comes again. */
async function sealBatch(
  ctx: Ctx,
  columns: readonly SealedColumn[],
  versions: Versions,
  most: number,
  seal: (row: Value, column: SealedColumn) => Promise<Buffer>,
): Promise<number> {
  let count = 0;
  for (const column of columns) {
    if (versions.size === 0 || count >= most) break;
    const rows = [];
    for (const row of await valuesBefore(ctx, column, versions, most - count)) {
      const after = await seal(row, column).catch((error: Error) => {
        throw new Error(`${column.table}.${column.column} of ${row.named} cannot be sealed anew: ${error.message}`);
      });
      rows.push({ at: row.at, before: row.sealed, after });
    }
    if (rows.length > 0) count += await putResealed(ctx, column, rows);
  }
  if (count > 0) await countMore(ctx, 0, count);
  return count;
}

/** Whether anything is still under a key before. */
export async function areSomeBefore(ctx: Ctx, columns: readonly SealedColumn[], versions: Versions): Promise<boolean> {
  for (const column of columns) if (versions.size > 0 && (await areValuesBefore(ctx, column, versions))) return true;
  return false;
}
