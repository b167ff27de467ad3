// What this room tells later ones.
import type { ConversationId, MessageId } from '#kit/ids';
import { announcement } from '#kit/outbox';

/** A message waits to be sent; delivered in order per conversation. */
export const messageQueued = announcement<{ conversation: ConversationId; message: MessageId }>('conversations.messageQueued');
