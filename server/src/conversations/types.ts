// The words of this room that its door shares with later rooms.
import type { SecretKind } from '@parley/contract';
import type { Counts } from '#detection';
import type { AttachmentId, ConversationId, InboxId, MessageId, PersonId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type ChannelKind = 'web-chat' | 'email' | 'sms' | 'whatsapp' | 'messenger' | 'instagram' | 'telegram' | 'viber' | 'line' | 'custom';
export type DeliveryState = 'received' | 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'refused';
export type Class = 'ordinary' | 'special';
export type { Counts };
export type Status = 'open' | 'snoozed' | 'closed';
/** `recipient` is the vendor code of whoever carries what is sent from it. */
export type Inbox = { readonly id: InboxId; readonly name: string; readonly channel: ChannelKind; readonly recipient: string | null };
export type File = { readonly name: string; readonly type: string; readonly bytes: Buffer };
/** A file as it may be kept (`safeFile`); `cameWith` is how many bytes it had before, `found` what was found in its words. */
export type SafeFile = File & { readonly cameWith: number; readonly found?: Counts };
export type AttachmentFacts = { readonly id: AttachmentId; readonly name: string; readonly type: string; readonly size: number };

/** A message of a person that comes in. `person` is the root after merges; `conversation` continues that one (its person must be in the same group). */
export type Incoming = {
  readonly inbox: InboxId;
  readonly person: PersonId;
  readonly text: string;
  readonly html?: string | undefined;
  readonly subject?: string | undefined;
  readonly attachments?: readonly SafeFile[];
  /** Files uploaded before by the same person. */
  readonly uploaded?: readonly AttachmentId[];
  readonly conversation?: ConversationId | undefined;
  /** Whether to go on in the person's latest conversation of this inbox when `conversation` is not given (web chat: one thread per visitor). */
  readonly continues?: boolean;
  /** Unique in the workspace: the same key twice makes one message. */
  readonly clientKey?: string | undefined;
  /** Written by a machine: does not reopen a closed conversation. */
  readonly automatic?: boolean;
};
/** A message that goes on in a thread its writer is known to be in, without files. `people` is the writer with everyone merged into them, root first. */
export type Continued = {
  readonly conversation: ConversationId;
  readonly people: readonly PersonId[];
  readonly heard: Heard;
  readonly clientKey: string;
};
/** The words as they may rest, and what was found in them. */
export type Heard = { readonly text: string; readonly found: Counts };
export type Taken = {
  readonly conversation: ConversationId;
  readonly message: MessageId;
  readonly sequence: number;
  readonly repeated: boolean;
  /** The words as they rest, and what was found in them; left out where it was written before. */
  readonly rested?: Heard;
};

/** What became of a message later: changed or taken back by its sender, and how the person reacted to it. */
export type ChangedRow = { readonly editedAt: Date | null; readonly unsentAt: Date | null; readonly reaction: Sealed | null };

/** A message as a later room needs it to deliver: ids and codes, nothing opened. */
export type MessageFacts = {
  readonly id: MessageId;
  readonly conversation: ConversationId;
  readonly inbox: InboxId;
  readonly channel: ChannelKind;
  /** The person the conversation was opened with: seals are under this id, also after merges. */
  readonly person: PersonId;
  readonly kind: 'message' | 'note';
  readonly direction: 'in' | 'out';
  readonly sequence: number;
  readonly purpose: string;
  readonly delivery: DeliveryState;
  readonly at: Date;
  readonly author: { readonly kind: 'person' | 'staff' | 'system'; readonly id: string };
  /** When the person last wrote before it in this conversation; undefined when they did not: then it is no reply. */
  readonly answering: Date | undefined;
};
/** The content of a message, opened under a send permit. */
export type Content = {
  readonly subject: string | undefined;
  readonly text: string;
  readonly html: string | undefined;
  readonly choices: readonly string[];
  readonly attachments: readonly (File & { id: AttachmentId })[];
};
/** Permit fields that `readForDelivery` opens. */
export const deliveryFields = [
  'messages.body',
  'messages.html',
  'messages.choices',
  'conversations.subject',
  'attachments.name',
  'attachments.content',
] as const;
/** A message as the person it is with may see it. */
export type ShownMessage = {
  readonly id: MessageId;
  readonly sequence: number;
  readonly direction: 'in' | 'out';
  /** Name of the member of staff, or empty. */
  readonly author: string;
  /** Path of their photo. */
  readonly photo: string | null;
  readonly text: string;
  readonly attachments: readonly AttachmentFacts[];
  readonly choices: readonly string[];
  readonly clientKey: string | null;
  /** Kinds that were masked in it. */
  readonly masked: readonly SecretKind[];
  readonly at: Date;
};
