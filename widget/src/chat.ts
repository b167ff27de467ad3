// The chat, as the page that embeds it may steer it.
import type { Language } from './words.ts';

export type Chat = {
  open(): void;
  close(): void;
  isOpen(): boolean;
  /** Says who is logged in, with an identity signed by the site's server; nothing when nobody is. Used when a chat starts. */
  identify(signedIdentity?: string): void;
  /** Ends the chat and leaves nothing on this device, as when somebody logs out. */
  forget(): void;
  language: Language;
};
