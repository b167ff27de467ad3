// What tiles and bundles are read from.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Leaf, Payload } from '../leaf.ts';

export type BundleRow = Leaf & { readonly salt: Buffer | null; readonly payload: Payload | null };

const bundle = statement<BundleRow>(
  'ledger.bundle',
  `SELECT e.id, e.at, e.kind, e.commitment, p.salt, p.payload FROM ledger_leaves l
   JOIN ledger_entries e ON e.workspace_id = l.workspace_id AND e.id = l.entry_id
   LEFT JOIN ledger_payloads p ON p.workspace_id = l.workspace_id AND p.entry_id = l.entry_id
   WHERE l.workspace_id = $1 AND l.position >= $2 AND l.position < $3 ORDER BY l.position`,
);

/** Entries with what is left of their payloads, from a position on. */
export const readBundle = (ctx: Ctx, from: number, count: number) => ctx.db.all(bundle, [ctx.workspace, from, from + count]);

const ofEntry = statement<BundleRow>(
  'ledger.opened-entry',
  `SELECT e.id, e.at, e.kind, e.commitment, p.salt, p.payload FROM ledger_entries e
   LEFT JOIN ledger_payloads p ON p.workspace_id = e.workspace_id AND p.entry_id = e.id WHERE e.workspace_id = $1 AND e.id = $2`,
);

/** One entry with what is left of its payload. */
export const readOpened = (ctx: Ctx, entry: string) => ctx.db.maybe(ofEntry, [ctx.workspace, entry]);
