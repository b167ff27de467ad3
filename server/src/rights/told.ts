// Telling a person about their rights by mail: to an address they proved, in their language, without a word of what they asked, which stands on the privacy page alone.
import { sendNotice } from '#channels';
import { permit } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import type { Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { identitiesOf, readIdentity } from '#people';
import { store } from './store.ts';

export type Run = <T>(step: (ctx: Ctx) => Promise<T>) => Promise<T>;
type Letter = { readonly language: string; readonly subject: string; readonly text: string };

/** Runs the steps of a piece of work, each in a transaction of its own, in the name of the house. */
export const stepsOf =
  (work: Work, id: string): Run =>
  (step) =>
    act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id }, purpose: 'rights-fulfilment' }, step);

/** Sends the letter to `to`, or says that there is no proved address; gives how it went as a code. `id` makes a repeat the same mail. */
export async function tell(work: Work, id: string, to: string | undefined, letter: Letter): Promise<string> {
  if (to === undefined) return 'no-proved-address';
  const { sent, because } = await sendNotice(work, { id, to, purpose: 'rights-fulfilment', ...letter });
  return sent ? 'by-mail' : `not-sent ${because ?? ''}`;
}

/** An address the person proved, never one that they say is not theirs (`except`); but who said so of the very address they read has no other (`speaker`). */
export async function provedAddress(
  ctx: Ctx,
  person: PersonId,
  { speaker, except }: { speaker?: Id<'idn'> | null; except?: Id<'idn'> | null } = {},
): Promise<string | undefined> {
  for (const identity of await identitiesOf(ctx, person)) {
    const isTheirs = speaker ? identity.id === speaker : identity.id !== except && !(await store.isOpenWith(ctx, identity.id));
    if (identity.kind !== 'email' || identity.provedAt === null || !isTheirs) continue;
    const question = { act: 'send', person, purpose: 'rights-fulfilment', channel: 'email', fields: ['identities.value'] } as const;
    const answer = await permit(ctx, question);
    return answer.allowed ? readIdentity(ctx, answer.permit, identity) : undefined;
  }
  return undefined;
}
