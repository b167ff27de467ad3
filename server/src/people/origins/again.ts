// What counted as told and was not: it is open again, with the day it had. Telling somebody twice is the safer side.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { append } from '#ledger';
import { type OriginRow, originStore } from './store.ts';

/** A message that left at that moment did not arrive: what these people, who are one, were told with it. */
export async function messageToldNothing(ctx: Ctx, members: readonly PersonId[], at: Date): Promise<void> {
  await open(ctx, await originStore.untellMessage(ctx, members, at));
}

/** Who was taken for one since an instant: nobody knows which of them saw a notice meanwhile. What a colleague gave a reason for stays. */
export async function tellApart(ctx: Ctx, people: readonly PersonId[], since: Date): Promise<void> {
  await open(ctx, await originStore.untellSince(ctx, people, since));
}

async function open(ctx: Ctx, rows: readonly Pick<OriginRow, 'person' | 'purpose' | 'origin'>[]): Promise<void> {
  for (const { person, purpose, origin } of rows) {
    await append(ctx, { kind: 'origin.open-again', subject: person, facts: { purpose, origin } });
    tellPages(ctx, { topic: 'person.changed', ids: { person } });
  }
}
