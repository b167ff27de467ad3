// A colleague doubts that it is them who asks (Art. 12(6)): they may know what whoever decides does not see, such as that the mailbox is read by somebody else. Until that was looked at nothing is carried out,
// also where a code proved the address: it proves who reads there.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group, groups } from '#people';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { type Doubt, doubtIn } from './rules.ts';
import { courseStore, type DoubtRow } from './store.ts';

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
  return (await courseStore.doubts(ctx, await group(ctx, person))).length > 0;
}

/** Gives nothing out to whoever entered as this person while that is in doubt; they reach a human. Problem `conflict`. */
export async function refuseDoubtful(ctx: Ctx, person: PersonId): Promise<void> {
  if (await isDoubted(ctx, person)) throw new Problem('conflict', { because: 'doubted', article: '12(6)' });
}

/** For each open request of these the others by which it is in doubt who asks as its person. */
export async function doubtsBeside(ctx: Ctx, rows: readonly RequestRow[]): Promise<Map<RequestId, DoubtRow[]>> {
  const open = rows.filter((row): row is RequestRow & { person_id: PersonId } => row.state === 'received' && row.person_id !== null);
  const theirs = await groups(
    ctx,
    open.map((row) => row.person_id),
  );
  if (theirs.size === 0) return new Map();
  const doubts = await courseStore.doubts(ctx, [...new Set([...theirs.values()].flat())]);
  const beside = (row: (typeof open)[number]) =>
    doubts.filter(({ id, person_id: person }) => id !== row.id && theirs.get(row.person_id)?.includes(person));
  return new Map(open.map((row) => [row.id, beside(row)]));
}
