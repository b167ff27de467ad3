// A code that somebody read at an address of theirs answers the question who they are: from that moment no day is lost to it (Art. 12(6)).
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { group } from '#people';
import { store } from '../store.ts';
import { resume } from './course.ts';
import { isInDoubt } from './doubt.ts';

/** Ends the pauses for a doubt about this person's identity; not where a colleague knows something against whoever reads there, which a person looks at. */
export async function endDoubt(ctx: Ctx, person: PersonId): Promise<void> {
  for (const row of await store.ofPeople(ctx, await group(ctx, person)))
    if (row.pause_ground === 'identity' && !(await isInDoubt(ctx, row))) await resume(ctx, row.id, ctx.now);
}
