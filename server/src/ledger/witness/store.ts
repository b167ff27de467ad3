// What witnesses co-signed.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { CheckpointRow } from '../store.ts';
import type { Cosignature } from './cosignature.ts';

const add = statement<unknown>(
  'ledger.add-cosignatures',
  `INSERT INTO ledger_cosignatures (workspace_id, size, witness, line) SELECT $1, $2, n.witness, n.line FROM unnest($3::text[], $4::text[]) AS n (witness, line)
   ON CONFLICT DO NOTHING`,
);
const of = statement<{ line: string }>(
  'ledger.cosignatures',
  'SELECT line FROM ledger_cosignatures WHERE workspace_id = $1 AND size = $2 AND witness = ANY ($3::text[]) ORDER BY witness',
);
const newest = statement<CheckpointRow>(
  'ledger.newest-cosigned',
  `SELECT c.size, c.root, c.note FROM ledger_checkpoints c WHERE c.workspace_id = $1 AND c.size =
     (SELECT max(size) FROM ledger_cosignatures WHERE workspace_id = $1 AND witness = ANY ($2::text[]))`,
);
const at = statement<CheckpointRow>(
  'ledger.checkpoint-at',
  'SELECT size, root, note FROM ledger_checkpoints WHERE workspace_id = $1 AND size = $2',
);
const seen = statement<{ witness: string; size: number }>(
  'ledger.seen-by-witnesses',
  'SELECT witness, max(size) AS size FROM ledger_cosignatures WHERE workspace_id = $1 GROUP BY witness',
);

/** Keeps co-signatures of a checkpoint; one that is kept already stays as it is. */
export const addCosignatures = (ctx: Ctx, size: number, found: readonly Cosignature[]) =>
  ctx.db.run(add, [ctx.workspace, size, found.map((each) => each.witness), found.map((each) => each.line)]);
export const cosignaturesOf = async (ctx: Ctx, size: number, witnesses: readonly string[]) =>
  (await ctx.db.all(of, [ctx.workspace, size, witnesses])).map((row) => row.line);
/** The newest checkpoint that one of these witnesses co-signed. */
export const newestCosigned = (ctx: Ctx, witnesses: readonly string[]) => ctx.db.maybe(newest, [ctx.workspace, witnesses]);
export const checkpointAt = (ctx: Ctx, size: number) => ctx.db.maybe(at, [ctx.workspace, size]);
/** The size of the newest checkpoint that each witness co-signed. */
export const seenByWitnesses = async (ctx: Ctx) => new Map((await ctx.db.all(seen, [ctx.workspace])).map((row) => [row.witness, row.size]));
