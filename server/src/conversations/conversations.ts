// The door of conversations: who talks with whom, in order, once, with a delivery state that only advances. Words are sealed under the person.
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { AttachmentId, ConversationId, InboxId, MessageId, PersonId } from '#kit/ids';
import type { AttachmentFacts, ChannelKind, Content, DeliveryState, File, Inbox, Incoming, MessageFacts, Taken } from './types.ts';

export { messageQueued, messageReceived } from './announcements.ts';
export {
  type AttachmentFacts,
  type ChannelKind,
  type Content,
  type DeliveryState,
  deliveryFields,
  type File,
  type Inbox,
  type Incoming,
  type MessageFacts,
  type Status,
  type Taken,
} from './types.ts';

/** Opens an inbox; `recipient` is the vendor code of whoever carries what is sent from it, null when it stays in the company. */
export async function addInbox(_ctx: Ctx, _parts: { name: string; channel: ChannelKind; recipient: string | null }): Promise<Inbox> {
  throw new Error('not built yet');
}
export async function changeInbox(
  _ctx: Ctx,
  _inbox: InboxId,
  _change: { name?: string | undefined; recipient?: string | null | undefined },
): Promise<Inbox> {
  throw new Error('not built yet');
}
/** An inbox by id; throws Problem `not-found`. */
export async function inboxOf(_ctx: Ctx, _inbox: InboxId): Promise<Inbox> {
  throw new Error('not built yet');
}
export async function listInboxes(_ctx: Ctx): Promise<Inbox[]> {
  throw new Error('not built yet');
}
/** Takes in what a person wrote: continues or opens the thread, one message per client key. Throws Problem `erased` when the person is gone: arrive as a new person and try again. */
export async function receive(_ctx: Ctx, _incoming: Incoming): Promise<Taken> {
  throw new Error('not built yet');
}
/** The latest conversation of a person (with everyone merged into them) in an inbox. */
export async function latestConversation(
  _ctx: Ctx,
  _person: PersonId,
  _inbox: InboxId,
): Promise<{ id: ConversationId; person: PersonId; lastSequence: number } | undefined> {
  throw new Error('not built yet');
}
/** Queues a reply that the gate allows now; throws Problem `gate-refused` otherwise. */
export async function reply(
  _ctx: Ctx,
  _parts: {
    conversation: ConversationId;
    text: string;
    purpose: string;
    attachments?: readonly AttachmentId[];
    clientKey?: string | undefined;
  },
): Promise<Taken> {
  throw new Error('not built yet');
}
export async function note(
  _ctx: Ctx,
  _parts: { conversation: ConversationId; text: string; attachments?: readonly AttachmentId[]; clientKey?: string | undefined },
): Promise<Taken> {
  throw new Error('not built yet');
}
/** Writes to a person first. In web chat it goes on in the visitor's thread. */
export async function start(
  _ctx: Ctx,
  _parts: { person: PersonId; inbox: InboxId; purpose: string; subject?: string | undefined; text: string; clientKey?: string | undefined },
): Promise<Taken> {
  throw new Error('not built yet');
}
/** Moves a delivery state forward; false when it already stood there or further. `words` are ours, never a provider's text. */
export async function setDelivery(
  _ctx: Ctx,
  _message: MessageId,
  _state: DeliveryState,
  _why?: { because: string; words: string },
): Promise<boolean> {
  throw new Error('not built yet');
}
/** Ids and codes of a message; undefined when it is gone. */
export async function messageFacts(_ctx: Ctx, _message: MessageId): Promise<MessageFacts | undefined> {
  throw new Error('not built yet');
}
/** Opens a message with its files; the permit names `deliveryFields`. */
export async function readForDelivery(_ctx: Ctx, _permit: Permit, _message: MessageId): Promise<Content> {
  throw new Error('not built yet');
}
/** Stores a file sealed under a person, to be named by their next message; swept after a day when it never is. */
export async function upload(_ctx: Ctx, _person: PersonId, _file: File): Promise<AttachmentFacts> {
  throw new Error('not built yet');
}
