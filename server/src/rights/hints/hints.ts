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
import { hintStore } from './store.ts';

/** The request that answers a right; null where nothing is decided by a machine, so that there is nothing to review (Art. 22). */
export const requestFor: Readonly<Record<AskedRight, RequestKind | null>> = {
  access: 'access',
  portability: 'access', // the copy is made in a form that machines read (Art. 20(1))
  erasure: 'erasure',
  rectification: 'rectification',
  restriction: 'restriction',
  objection: 'objection',
  withdrawal: 'objection', // to a purpose that rests on consent it takes the consent back (Art. 7(3))
  'human-review': null,
};
type Hint = { message: MessageId; asked: AskedRight; kind: RequestKind | null; person: PersonId; at: string };

/** What nobody has decided yet, one for each right, by the latest message; none for what is asked in an open request already. */
export async function hintsIn(ctx: Ctx, conversation: ConversationId): Promise<Hint[]> {
  const asking = await askingIn(ctx, conversation);
  const [first] = asking;
  if (!first) return [];
  const [decided, requests] = await Promise.all([
    hintStore.ofMessages(
      ctx,
      asking.map(({ message }) => message),
    ),
    store.ofPeople(ctx, await group(ctx, first.person)),
  ]);
  const done = new Set(decided.map(({ message, asked }) => `${message} ${asked}`));
  const open = new Set(requests.filter((each) => each.closed_at === null).map((each) => each.kind));
  const hints = new Map<AskedRight, Hint>();
  for (const { message, person, asked: rights, at } of asking)
    for (const asked of rights) {
      const kind = requestFor[asked];
      if (hints.has(asked) || done.has(`${message} ${asked}`) || (kind && open.has(kind))) continue;
      hints.set(asked, { message, asked, kind, person, at: at.toISOString() });
    }
  return [...hints.values()];
}

/** Says that a message asks for no such right. Problem `not-found` where nothing was heard. */
export async function dismiss(ctx: Ctx, message: MessageId, asked: AskedRight): Promise<void> {
  const asking = await heardAsking(ctx, message);
  if (!asking.asked.includes(asked)) throw new Problem('not-found');
  await hintStore.decide(ctx, { message, asked, person: asking.person, outcome: 'dismissed', request: null });
  await append(ctx, { kind: 'request.hint-dismissed', subject: asking.person, facts: { message, asked } });
  tellPages(ctx, { topic: 'request.changed', ids: {} });
}

/** Remembers that a request was opened for what a message asks. */
export async function recordOpened(ctx: Ctx, { message, person, asked }: Asking, request: Pick<RequestRow, 'id' | 'kind'>): Promise<void> {
  for (const right of asked)
    if (requestFor[right] === request.kind)
      await hintStore.decide(ctx, { message, asked: right, person, outcome: 'opened', request: request.id });
}
