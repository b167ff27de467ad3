// What an app says and hears of a customer's chat.
import type { Answer, Body } from '@parley/contract';
import type { Engine } from '../events.ts';
import type { Message } from '../thread.ts';
import type { Storage, Waiting } from './box.ts';
import type { LineState } from './line.ts';

export type Language = Body<'startVisit'>['language'];
export type Welcome = Answer<'readWidget'>;
export type Device = Body<'registerDevice'>;
export type VisitorOptions = {
  /** Origin of Parley without a trailing slash. */
  readonly server: string;
  /** Public key of the web chat: `data-key` of its snippet. */
  readonly key: string;
  readonly language: Language;
  /** Holds the visitor's token: a keychain, or storage of the app's own. */
  readonly storage: Storage;
  /** The company's signature for who is logged in now, if somebody is: a chat that an account began is shown to nobody else. */
  readonly identity?: string;
  readonly onChange?: (state: VisitorState) => void;
  /** The chat is over: the person was erased, or the token is none of this server's. Nothing is left on the device then; `unsent` are the words that waited, to be written again. */
  readonly onOver?: (because: 'erased' | 'unknown', unsent: readonly string[]) => void;
  /** The engine's own unless given. `streams` false asks every few seconds instead of holding an event stream, for a fetch that gives no `body`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly streams?: boolean;
  /** Whether the app shows `choices` as something to tap, below the newest message; else they stand in its text as a numbered list. */
  readonly showsChoices?: boolean;
  readonly timers?: Pick<Engine, 'setTimeout' | 'clearTimeout'>;
  /** Eight to 64 letters, digits and hyphens that never come again on this device. */
  readonly newId?: () => string;
};
export type VisitorState = {
  /** A chat stands, and it may be shown to whoever is logged in now. */
  readonly begun: boolean;
  readonly messages: readonly Message[];
  /** Written here and not yet acknowledged, in order. */
  readonly waiting: readonly Waiting[];
  readonly line: LineState;
  readonly typing: boolean;
};
export type Visitor = {
  state(): VisitorState;
  /** Company, greeting and the privacy notice, which is to be shown before `begin`. */
  welcome(): Promise<Welcome>;
  /** Begins the chat under the notice that was shown, or takes up the one that stands; `identity` is the company's signature for a logged-in customer. Under another account than before, or
   * none, it begins anew: what was the other's leaves the device. */
  begin(notice: Pick<Welcome['notice'], 'id' | 'hash'>, identity?: string): Promise<void>;
  /** Resolves with the message's id when it is kept on the device; it is sent as soon as that is possible. Rejects when the chat was opened anew elsewhere, or signed out. */
  write(text: string): Promise<string>;
  /** Takes back what was refused or not sent yet. */
  discard(clientId: string): Promise<void>;
  writing(): Promise<void>;
  /** The app is looked at, or the network is back. */
  wake(): void;
  /** The app is put away: pushes come instead. */
  sleep(): void;
  /** By what the company wakes devices, and which of this chat are registered. */
  push(): Promise<Answer<'readPush'>>;
  /** After a press of the person's, each time the app starts, and when the token changes. Gives the device's id. */
  register(device: Device): Promise<string>;
  /** No device of this chat is woken any more; with an id, that one. */
  unregister(device?: string): Promise<void>;
  /** Signs out: no device is woken, nothing stays here. The device is cleared first; rejects when the server could not be told then. */
  forget(): Promise<void>;
  stop(): void;
};
