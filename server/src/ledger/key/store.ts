// Changes of the key that signs a ledger, and the locks around them.
import type { Ctx } from '#kit/ctx';
import { type Db, statement } from '#kit/db';
import type { Id } from '#kit/ids';

export type ChangeRow = {
  readonly size: number;
  readonly announcement: string;
  readonly note: string;
  readonly root: Buffer;
  readonly at: Date;
  /** Where the key before was gone: the notes by which each key had named the next. */
  readonly succession: string[] | null;
  /** A note by a later key: somebody else has the key before. */
  readonly compromised: string | null;
};

const hold = statement<unknown>('ledger.hold-key', 'SELECT pg_advisory_xact_lock_shared(727204, hashtext($1))');
const take = statement<unknown>('ledger.take-key', 'SELECT pg_advisory_xact_lock(727204, hashtext($1))');
const tryChange = statement<{ got: boolean }>('ledger.try-key-change', 'SELECT pg_try_advisory_xact_lock(727205, 1) AS got');
const holdBegun = statement<unknown>('ledger.hold-begun', 'SELECT pg_advisory_xact_lock_shared(727205, 2)');
const waitForBegun = statement<unknown>('ledger.wait-for-begun', 'SELECT pg_advisory_xact_lock(727205, 2)');
const add = statement<unknown>(
  'ledger.add-key-change',
  'INSERT INTO ledger_key_changes (workspace_id, size, key_id, announcement, at, succession) VALUES ($1, $2, $3, $4, $5, $6)',
);
const addCompromise = statement<unknown>(
  'ledger.add-key-compromise',
  'INSERT INTO ledger_key_compromises (workspace_id, size, note, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
);
const changes = statement<ChangeRow>(
  'ledger.key-changes',
  `SELECT k.size, k.announcement, k.at, k.succession, c.note, c.root, s.note AS compromised
   FROM ledger_key_changes k JOIN ledger_checkpoints c ON c.workspace_id = k.workspace_id AND c.size = k.size
   LEFT JOIN ledger_key_compromises s ON s.workspace_id = k.workspace_id AND s.size = k.size
   WHERE k.workspace_id = $1 ORDER BY k.size`,
);
const queued = statement<{ entry_id: Id<'led'>; leaf: Buffer; queued_at: number }>(
  'ledger.waiting-entry',
  `SELECT q.entry_id, q.queued_at, e.leaf FROM ledger_queue q JOIN ledger_entries e ON e.workspace_id = q.workspace_id AND e.id = q.entry_id
   WHERE q.workspace_id = $1 AND q.entry_id = $2`,
);

/** Until the commit the ledger's key stays the one it is. */
export const holdKey = (ctx: Ctx) => ctx.db.all(hold, [ctx.workspace]);
/** Waits for whoever signed by it to commit; whoever wants to sign waits for us. */
export const takeKey = (ctx: Ctx) => ctx.db.all(take, [ctx.workspace]);
/** One node at a time carries a change through all ledgers. */
export const takeChangeLock = async (db: Db) => (await db.one(tryChange, [])).got;
/** Whoever begins a ledger reads the newest key after this, and a change waits for their commit: so none begins unseen under the key before. */
export const holdBeginning = (ctx: Ctx) => ctx.db.all(holdBegun, []);
export const waitForBeginnings = (db: Db) => db.all(waitForBegun, []);
export const addKeyChange = (ctx: Ctx, size: number, keyId: Buffer, announcement: string, succession: readonly string[] | null) =>
  ctx.db.run(add, [ctx.workspace, size, keyId, announcement, ctx.now, succession]);
export const addKeyCompromise = (ctx: Ctx, size: number, note: string) => ctx.db.run(addCompromise, [ctx.workspace, size, note, ctx.now]);
/** With the checkpoint of the change, oldest first. */
export const keyChanges = (ctx: Ctx) => ctx.db.all(changes, [ctx.workspace]);
export const waitingEntry = (ctx: Ctx, entry: Id<'led'>) => ctx.db.one(queued, [ctx.workspace, entry]);
