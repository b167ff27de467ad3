// Hints: a message in which somebody seems to ask for a right is put before whoever answers it (Art. 12(2)). Nothing happens by a hint; a person decides, and that is recorded.
import type { AskedRight } from '@parley/contract';
import { type Asking, askingIn, heardAsking } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import type { RequestKind } from '../rules.ts';
import { type RequestRow, store } from '../store.ts';
import { type Undecided, undecided } from './rules.ts';
import { hintStore } from './store.ts';

/** The request that answers a right; null where nothing is decided by a machine, so that there is nothing to review (Art. 22). */
export const requestFor: Readonly<Record<AskedRight, RequestKind | null>> = {
  access: 'access',
  portability: 'portability',
  erasure: 'erasure',
  rectification: 'rectification',
  restriction: 'restriction',
  objection: 'objection',
  withdrawal: 'objection', // to a purpose that rests on consent it takes the consent back (Art. 7(3))
  'human-review': 'human-review',
};
export type Hint = {
  readonly message: MessageId;
  readonly latest: MessageId;
  readonly conversation: ConversationId;
  readonly asked: AskedRight;
  readonly kind: RequestKind | null;
  readonly person: PersonId;
  readonly at: string;
};

/** What nobody has decided yet, one for each right, by the oldest message. */
export async function hintsIn(ctx: Ctx, conversation: ConversationId): Promise<Hint[]> {
  const asking = await askingIn(ctx, conversation);
  return asking.length === 0 ? [] : (await openAskings(ctx, asking)).map(hintOf);
}

/** The open ones among askings of one conversation. */
export async function openAskings(ctx: Ctx, asking: readonly Asking[]): Promise<Undecided[]> {
  const people = await group(ctx, (asking[0] as Asking).person);
  const [decided, requests] = await Promise.all([hintStore.ofPeople(ctx, people), store.ofPeople(ctx, people)]);
  return undecided(asking, decided, requests);
}

export const hintOf = ({ asked, oldest, latest }: Undecided): Hint => ({
  ...{ message: oldest.message, latest: latest.message, conversation: oldest.conversation, person: oldest.person },
  ...{ asked, kind: requestFor[asked], at: oldest.at.toISOString() },
});

/** Says that a message asks for no such right, or was answered in words; this stands for all before that asked the same. What was opened stays opened. Problem `not-found` where nothing was heard. */
export async function dismiss(
  ctx: Ctx,
  message: MessageId,
  asked: AskedRight,
  outcome: 'dismissed' | 'answered' = 'dismissed',
): Promise<void> {
  const asking = await heardAsking(ctx, message);
  if (!asking.asked.includes(asked)) throw new Problem('not-found');
  const isNew = await hintStore.decide(ctx, { message, asked, person: asking.person, outcome, request: null, ...written(asking) });
  if (isNew)
    await append(ctx, {
      kind: outcome === 'answered' ? 'request.hint-answered' : 'request.hint-dismissed',
      subject: asking.person,
      facts: { message, asked },
    });
  tellPages(ctx, { topic: 'request.changed', ids: {} });
}

/** Remembers that a request was opened for what a message asks: for `right` alone where it is told which. */
export async function recordOpened(
  ctx: Ctx,
  asking: Asking,
  request: Pick<RequestRow, 'id' | 'kind'>,
  right: AskedRight | undefined,
): Promise<void> {
  const { message, person } = asking;
  for (const each of asking.asked)
    if (requestFor[each] === request.kind && (right === undefined || right === each))
      await hintStore.decide(ctx, { message, asked: each, person, outcome: 'opened', request: request.id, ...written(asking) });
}

const written = ({ at, editedAt }: Asking) => ({ until: at, editedAt });
