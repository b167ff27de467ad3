// What was decided about an asking lasts as long as the message that asks, also where the record that says so goes before it: a request that goes as proof, or a later message whose decision stood for this one too.
import { type Asking, askingsOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, MessageId } from '#kit/ids';
import { group } from '#people';
import { type RequestId, store } from '../store.ts';
import { isAnswered, isAnswering, standsFor, undecided } from './rules.ts';
import { hintStore } from './store.ts';

/** Before these requests go: whatever they answered is written down as answered, once in each conversation and for each right. */
export async function keepAnswered(ctx: Ctx, requests: readonly string[]): Promise<void> {
  for (const id of requests) {
    const row = await store.seen(ctx, id as RequestId);
    if (!row?.person_id || !row.closed_at || !isAnswering(row.kind)) continue;
    const people = await group(ctx, row.person_id);
    const decided = await hintStore.ofPeople(ctx, people);
    for (const own of byConversation(await askingsOf(ctx, people, row.closed_at)).values())
      for (const { asked, latest } of undecided(own, decided, [])) {
        const { message, person, at, editedAt } = latest;
        if (isAnswered(asked, latest, [row]))
          await hintStore.decide(ctx, { message, asked, person, outcome: 'answered', request: null, until: at, editedAt });
      }
  }
}

/** Takes away what was decided at messages that go; what it stood for in messages that stay, it says of the newest of them from now on. */
export async function letHintsGo(ctx: Ctx, messages: readonly MessageId[]): Promise<number> {
  const going = new Set(messages);
  for (const decision of await hintStore.decidedOn(ctx, messages)) {
    const asking = await askingsOf(ctx, await group(ctx, decision.person), decision.until);
    for (const own of byConversation(asking).values()) {
      const heir = own.find((each) => !going.has(each.message) && each.asked.includes(decision.asked) && standsFor(decision, each, own));
      if (heir) await hintStore.pass(ctx, decision, heir);
    }
  }
  return hintStore.letGo(ctx, messages);
}

const byConversation = (asking: readonly Asking[]): Map<ConversationId, Asking[]> =>
  Map.groupBy(asking, ({ conversation }) => conversation);
