// The one permit that asks no rule about the person: everything goes back to the company that answers for it (Art. 28(3)(g)). A restriction does not stand against
// it, since the company stores the same data elsewhere (Art. 18(2)); it travels with the record and is marked there.
import { mintPermit, type Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { SubjectId } from '#kit/ids';

/** Who may ask for it, and the purpose that the ledger names. */
export const returning = { actor: 'departure', purpose: 'return-of-data' } as const;

/** A permit to open these fields of these subjects for the return; Error for anybody but the house's own actor `departure`. */
export function permitReturn(ctx: Ctx, subjects: readonly SubjectId[], fields: readonly string[]): Permit {
  if (ctx.actor.kind !== 'system' || ctx.actor.id !== returning.actor)
    throw new Error('only the departure of a company returns everything');
  return mintPermit(ctx, { act: 'export', purpose: returning.purpose, subjects, fields });
}
