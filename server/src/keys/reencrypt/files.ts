// Sealed files: the bytes under one reference are replaced by the same under the new key. Never while a backup copies files: it has the keys of its snapshot, and
// would take a file that these do not open.
import type { Ctx } from '#kit/ctx';
import type { SubjectId } from '#kit/ids';
import { versionOf } from '#kit/seal';
import { storage } from '#kit/storage';
import { resealed } from '../sealing.ts';
import { holdFreeKeys, isLive } from '../subjects.ts';
import type { SealedFiles } from './declared.ts';
import { countMore, filesOf, holdsFiles, type Run, type Versions } from './store.ts';
import { asKeys, type Course, inTurn, type Outcome } from './turn.ts';

/** Seals the files of these subjects anew; an outcome when that cannot be done now. */
export async function sealFilesAnew(
  course: Course,
  run: Run,
  declared: readonly SealedFiles[],
  subjects: readonly SubjectId[],
): Promise<Outcome | undefined> {
  for (const source of declared)
    for (const { owner, file } of await asKeys(course, (ctx) => filesOf(ctx, source, subjects, null)))
      for (;;) {
        const done = await inTurn(course, run, (ctx) => sealFile(ctx, source, owner, file));
        if (done === undefined) return 'moved';
        if (done === 'sealed') course.onStep('file');
        if (done !== 'waits') break;
        if (!(await course.pause())) return 'waits';
      }
  return undefined;
}

/** The key first, then the row, so that neither an erasure nor a sweep takes the file away while it is written. */
async function sealFile(ctx: Ctx, source: SealedFiles, owner: SubjectId, file: string): Promise<'sealed' | 'nothing' | 'waits'> {
  if (!(await holdsFiles(ctx))) return 'waits';
  const key = (await holdFreeKeys(ctx, [owner])).get(owner);
  if (key === undefined) return (await isLive(ctx, owner)) ? 'waits' : 'nothing';
  const [row] = await filesOf(ctx, source, [owner], file);
  if (row === undefined || (await versionIn(ctx, source, row)) === key.version) return 'nothing';
  const files = storage.of(ctx);
  const place = { subject: owner, table: source.table, row: row.named, column: source.column };
  await files.replace(ctx.workspace, file, resealed(ctx, key, { place, sealed: await files.get(ctx.workspace, file) }));
  await countMore(ctx, 0, 1);
  return 'sealed';
}

/** Whether a file of these is still under a key before. Error that names a file which is not there while its row stands. */
export async function areFilesBefore(ctx: Ctx, declared: readonly SealedFiles[], versions: Versions): Promise<boolean> {
  if (versions.size === 0) return false;
  for (const source of declared)
    for (const row of await filesOf(ctx, source, [...versions.keys()], null)) {
      const version = await versionIn(ctx, source, row).catch(async (error: unknown) => {
        const [still] = await filesOf(ctx, source, [row.owner], row.file); // whoever removes it at this moment ends first
        if (still) throw error;
      });
      if (version !== undefined && version !== versions.get(row.owner)) return true;
    }
  return false;
}

/** The storage may be away, or hold an older state than the database: its key must stay until the file is back, or until its row is gone. */
async function versionIn(ctx: Ctx, { table, column }: SealedFiles, { named, file }: { named: string; file: string }): Promise<number> {
  const head = await storage
    .of(ctx)
    .head(ctx.workspace, file)
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw Object.assign(new Error(`${table}.${column} of ${named} cannot be sealed anew: its file is not in the storage`), {
        code: 'FILE_MISSING',
      });
    });
  return versionOf(head);
}
