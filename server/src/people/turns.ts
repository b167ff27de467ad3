// A no of a person and what is sent to them take turns, so that the ledger has both in the order in which they counted (Art. 5(2), 7(3)): whoever sends is many at once, whoever says no is alone.
// Taken before any thread, message or key of theirs is locked, and after the locks of merges and of addresses (record 085).
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import * as store from './store.ts';

/** Waits for what is being sent to this person, or to anybody who is them; from then on nothing is decided for them until this transaction ends. Called before the no is written down and its entry is made. */
export async function holdForNo(ctx: Ctx, person: PersonId): Promise<void> {
  for (let held = new Set<PersonId>(); ; ) {
    const members = (await store.holdTurns(ctx.db, ctx.workspace, [person], 'alone')).map((row) => row.member);
    if (members.every((each) => held.has(each))) return;
    held = new Set(members); // and once more: somebody may have been merged with them while this waited
  }
}

/** Waits for every no of these people, or of anybody who is them, that is being written; none is written before this transaction ends. Gives whose noes: what is read by a later statement, and is about
 * nobody else, holds until then. */
export async function holdForSend(ctx: Ctx, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
  return new Set((await store.holdTurns(ctx.db, ctx.workspace, people, 'shared')).map((row) => row.member));
}
