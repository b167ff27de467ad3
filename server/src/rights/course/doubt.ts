// A colleague doubts that it is them who asks (Art. 12(6)): they may know what whoever decides does not see, such as that the mailbox is read by somebody else. Until that was looked at nothing is carried out,
// also where a code proved the address: it proves who reads there.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group } from '#people';
import { type RequestId, store } from '../store.ts';
import { type Doubt, doubtIn } from './rules.ts';
import { courseStore } from './store.ts';

/** Where the doubt about a request stands; undefined where nobody had one. */
export const doubtOf = async (ctx: Ctx, id: RequestId): Promise<Doubt | undefined> => doubtIn(await store.steps(ctx, [id]));

/** Problem `conflict` while somebody doubts who asks, and nobody asked them or said that it is them. */
export async function refuseDoubted(ctx: Ctx, id: RequestId): Promise<void> {
  if ((await doubtOf(ctx, id))?.state !== 'open') return;
  throw new Problem('conflict', {
    ...{ because: 'doubted', article: '12(6)' },
    detail: 'A colleague doubts that it is them. Ask the person, or say why there is no doubt.',
  });
}

/** Whether it is in doubt that whoever enters as this person is them: by a request that waits, was refused or was taken back, until somebody settles it. What is asked for so waits for a person. */
export async function isDoubted(ctx: Ctx, person: PersonId): Promise<boolean> {
  return courseStore.isDoubtful(ctx, await group(ctx, person));
}

/** Gives nothing out to whoever entered as this person while that is in doubt; they reach a human. Problem `conflict`. */
export async function refuseDoubtful(ctx: Ctx, person: PersonId): Promise<void> {
  if (await isDoubted(ctx, person)) throw new Problem('conflict', { because: 'doubted', article: '12(6)' });
}
