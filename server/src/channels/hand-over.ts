// From a device of the company's to an account of one's own at a messenger: which accounts there are, the link that opens a chat with one, and who knows what a code in a message stands for.
import { listInboxes } from '#conversations';
import { decide } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, Id, InboxId, PersonId, WorkspaceId } from '#kit/ids';
import { type Tools, tool } from '#kit/tool';
import { accountOf, type Opened, openedIn } from './accounts.ts';
import type { ChannelKind } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { playsByItself } from './playing.ts';

export type Sent = { readonly inbox: InboxId; readonly text: string; readonly identity: Id<'idn'>; readonly person: PersonId };
/** Whoever they are from now on, and the conversation that goes on with this message, where one was begun. */
export type TakenUp = { readonly person: PersonId; readonly conversation: ConversationId | null };

/** What a message takes up that was begun elsewhere, by a code in it; joins the transaction that takes it in. A later room knows. */
export const takenUp = tool<(ctx: Ctx, sent: Sent) => Promise<TakenUp | undefined>>('channels.taken-up');

/** The messengers by which somebody may go on from an account of their own: of each channel the inbox that was opened first, of those from which an answer can leave. */
export async function messengers(ctx: Ctx, person: PersonId): Promise<{ inbox: InboxId; channel: ChannelKind }[]> {
  const found = new Map<ChannelKind, InboxId>();
  for (const { id, channel } of await listInboxes(ctx))
    if (adapterOf(channel).chatLink && !found.has(channel) && (await answers(ctx, person, await accountOf(ctx, id))))
      found.set(channel, id);
  return [...found].map(([channel, inbox]) => ({ inbox, channel }));
}

/** Not where only an emulator would hear it while all else is real, nor where the gate would refuse the answer: in the chat it could still have been given. */
async function answers(ctx: Ctx, person: PersonId, { adapter, account, stored, isPlayed }: Opened): Promise<boolean> {
  if (!isPlayed && playsByItself(adapter, stored.settings)) return false;
  const recipient = adapter.recipient(account.settings, ctx.tools);
  const question = { act: 'send', person, purpose: 'service-conversation', channel: adapter.name, answering: ctx.now } as const;
  return (await decide(ctx, { ...question, ...(recipient !== null && { recipient }) })).allowed;
}

/** An address that opens a chat with the account of an inbox, with these words ready to be sent; undefined where there is none. Asks the provider: while no transaction is open. */
export async function chatLinkTo(tools: Tools, workspace: WorkspaceId, inbox: InboxId, text: string): Promise<string | undefined> {
  const opened = await openedIn(tools, workspace, inbox);
  return opened?.adapter.chatLink?.(opened.account, tools, text);
}
