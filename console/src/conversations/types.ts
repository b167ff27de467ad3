// Short names for what the contract says about conversations.
import type { Answer } from '@parley/contract';

export type Conversation = Answer<'readConversation'>;
export type ConversationPage = Answer<'listConversations'>;
export type Message = Answer<'addMessage'>;
export type Attachment = Answer<'uploadAttachment'>;
export type MessagePage = Answer<'listMessages'>;
