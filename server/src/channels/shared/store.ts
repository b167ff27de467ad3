// The only SQL for what emulators hold on all nodes.
import type { Body } from '@parley/contract';
import { statement } from '#kit/db';
import type { Id } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type Behaviour = Body<'changeSandbox'>;
export type DeskRow = { sitting: Id<'sbx'>; behaviour: Behaviour | null; told: number };
export type ItemRow = { id: Id<'sbx'>; revision: number };

/** The desk $2, laid out where there is none, and held until the transaction ends: nodes take turns at it. */
export const holdDesk = statement<DeskRow>(
  'channels.holdSandboxDesk',
  `INSERT INTO sandbox_desks (workspace_id, shelf, sitting, is_own) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, shelf) DO UPDATE SET is_own = EXCLUDED.is_own RETURNING sitting, behaviour, told`,
);
export const tellDesk = statement(
  'channels.tellSandboxDesk',
  'UPDATE sandbox_desks SET behaviour = $3, told = told + 1 WHERE workspace_id = $1 AND shelf = $2',
);
export const itemsOn = statement<ItemRow>(
  'channels.sandboxItemsOn',
  'SELECT id, revision FROM sandbox_items WHERE workspace_id = $1 AND shelf = $2 ORDER BY at, id',
);
export const sealedOf = statement<{ id: Id<'sbx'>; sealed: Sealed }>(
  'channels.sandboxItems',
  'SELECT id, sealed FROM sandbox_items WHERE workspace_id = $1 AND id = ANY($2::text[]) ORDER BY at, id',
);
export const putItem = statement<ItemRow>(
  'channels.putSandboxItem',
  `INSERT INTO sandbox_items (workspace_id, id, shelf, at, is_played, sealed) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (workspace_id, id) DO UPDATE SET sealed = EXCLUDED.sealed, revision = sandbox_items.revision + 1 RETURNING id, revision`,
);
export const dropItems = statement(
  'channels.dropSandboxItems',
  'DELETE FROM sandbox_items WHERE workspace_id = $1 AND id = ANY($2::text[])',
);
export const dropOld = statement('channels.dropOldSandboxItems', 'DELETE FROM sandbox_items WHERE workspace_id = $1 AND at < $2');
/** Desks first, as whoever holds one takes them. Captured mail is forgotten by address. */
export const forgetDesks = statement(
  'channels.forgetSandboxDesks',
  "DELETE FROM sandbox_desks WHERE workspace_id = $1 AND shelf <> 'captured'",
);
export const forgetItems = statement(
  'channels.forgetSandboxItems',
  "DELETE FROM sandbox_items WHERE workspace_id = $1 AND shelf <> 'captured'",
);
/** What is there because the sandbox of the company is on. */
export const forgetPlayedDesks = statement(
  'channels.forgetPlayedDesks',
  'DELETE FROM sandbox_desks WHERE workspace_id = $1 AND NOT is_own',
);
export const forgetPlayedItems = statement('channels.forgetPlayedItems', 'DELETE FROM sandbox_items WHERE workspace_id = $1 AND is_played');
