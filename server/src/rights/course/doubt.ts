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

/** Whether it is in doubt who asks by this request, by what was said of it or of another of the same person, whether or not they were asked since. */
export async function isInDoubt(ctx: Ctx, row: RequestRow): Promise<boolean> {
  if (((await doubtOf(ctx, row.id))?.state ?? 'settled') !== 'settled') return true;
  return ((await doubtsBeside(ctx, [row])).get(row.id) ?? []).length > 0;
}

/** Problem `conflict` while somebody doubts who asks, and nobody asked them or said that it is them; also by another request of the same person. */
export async function refuseDoubted(ctx: Ctx, row: RequestRow): Promise<void> {
  const isOpen = (await doubtOf(ctx, row.id))?.state === 'open';
  if (!isOpen && ((await doubtsBeside(ctx, [row])).get(row.id) ?? []).length === 0) return;
  throw new Problem('conflict', {
    ...{ because: 'doubted', article: '12(6)' },
    detail: 'A colleague doubts that it is them. Ask the person, or say why there is no doubt.',
  });
}

/** Whether it is in doubt that whoever enters as this person is them: by a request that waits, was refused or was taken back, until somebody settles it. What is asked for so waits for a person. */
export async function isDoubted(ctx: Ctx, person: PersonId): Promise<boolean> {
  return (await standOf(ctx, person)) !== 'clear';
}

/** The same for what is on its way: `open` while somebody has to look, `ended` once a request was refused or taken back in doubt. */
export async function standOf(ctx: Ctx, person: PersonId): Promise<'clear' | 'open' | 'ended'> {
  const doubts = await courseStore.doubts(ctx, await group(ctx, person));
  if (doubts.length === 0) return 'clear';
  return doubts.some(({ closed_at: closed }) => closed !== null) ? 'ended' : 'open';
}

/** Gives nothing out to whoever entered as this person while that is in doubt; they reach a human. Problem `conflict`. */
export async function refuseDoubtful(ctx: Ctx, person: PersonId): Promise<void> {
  if (await isDoubted(ctx, person)) throw new Problem('conflict', { because: 'doubted', article: '12(6)' });
}

/** For each of these requests the others by which it is in doubt who asks as its person, as far as they hold it. */
export async function doubtsBeside(ctx: Ctx, rows: readonly RequestRow[]): Promise<Map<RequestId, DoubtRow[]>> {
  const held = rows.filter(isHeldByOthers);
  const theirs = await groups(
    ctx,
    held.map((row) => row.person_id),
  );
  if (theirs.size === 0) return new Map();
  const doubts = await courseStore.doubts(ctx, [...new Set([...theirs.values()].flat())]);
  const beside = (row: (typeof held)[number]) =>
    doubts.filter(({ id, person_id: person }) => id !== row.id && theirs.get(row.person_id)?.includes(person));
  return new Map(held.map((row) => [row.id, beside(row)]));
}

/** Also what staff noted, which may have come from the same mailbox. Not what somebody else asks, nor what gives nothing out: an objection, and that an address is not theirs, by which it is taken away. */
const isHeldByOthers = (row: RequestRow): row is RequestRow & { readonly person_id: PersonId } =>
  row.person_id !== null &&
  row.on_behalf === null &&
  row.state === 'received' &&
  row.source !== 'retention' &&
  row.kind !== 'objection' &&
  row.identity_id === null;
