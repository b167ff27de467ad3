// Whose conversation it is, as this node saw it last: ids only, so that a reading may ask everything about a person together with the conversation itself. It is a guess and nothing rests on it:
// the row says who it is, and what was asked about somebody else is asked again. Nobody who is erased stays in it.
import { shreddedTopic } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, PersonId, WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { type Tools, tool } from '#kit/tool';

type Kept = { readonly workspace: WorkspaceId; readonly person: PersonId; readonly until: number };
export type Whose = Map<ConversationId, Kept>;
export const whose = tool<Whose>('conversations.whose');
export const mostKept = 10_000;
export const keptMs = 600_000;

/** Starts with nothing; gives what stops it. */
export function startWhose(tools: Tools): () => void {
  const kept: Whose = new Map();
  whose.set(tools, kept);
  const bus = live.of({ tools });
  const stops = [
    bus.subscribeAll((workspace, { topic, ids }) => {
      if (topic !== shreddedTopic) return;
      const gone = new Set(String(ids['subjects']).split(','));
      for (const [conversation, each] of kept) if (each.workspace === workspace && gone.has(each.person)) kept.delete(conversation);
    }),
    bus.whenMissed(() => kept.clear()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The person it was seen with in this company not long ago. */
export function foreseenPerson(ctx: Ctx, conversation: ConversationId): PersonId | undefined {
  const found = whose.of(ctx).get(conversation);
  return found && found.workspace === ctx.workspace && found.until > ctx.now.getTime() ? found.person : undefined;
}

/** What a row said; the longest unseen go first. */
export function noteWhose(ctx: Ctx, { id, person }: { readonly id: ConversationId; readonly person: PersonId }): void {
  const kept = whose.of(ctx);
  const now = ctx.now.getTime();
  kept.delete(id);
  kept.set(id, { workspace: ctx.workspace, person, until: now + keptMs });
  for (const [first, { until }] of kept) {
    if (until > now && kept.size <= mostKept) return;
    kept.delete(first);
  }
}
