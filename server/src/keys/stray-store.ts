// SQL about files of the storage that rows name.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

const named = statement<{ file: string }>('keys.named-files', 'SELECT file FROM parley_named_files($1, $2, $3, $4)');

/** Those of these files that a table names in this column. */
export const namedFiles = (ctx: Ctx, table: string, reference: string, files: readonly string[]) =>
  ctx.db.all(named, [ctx.workspace, table, reference, files]);
