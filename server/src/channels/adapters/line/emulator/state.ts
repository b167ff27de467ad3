// What the emulator of the Messaging API holds: channels, their friends and messages, few and for three days, and how it is told to behave.
import { randomBytes, randomInt } from 'node:crypto';
import type { Choice } from '../../../playing.ts';
import type { Told } from '../../bots/server.ts';

export type Kept = {
  readonly id: string;
  readonly user: string;
  readonly fromUs: boolean;
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly at: Date;
  /** The message object that the API was asked with. */
  readonly asked: Readonly<Record<string, unknown>>;
};
/** `failWith`: the status with which LINE refuses messages; 430 stands for a quota that is used up; `delayMs`: how late it hands in what a played person writes; `repeat`: how often it hands in everything. */
export type Behaviour = {
  failWith: number | null;
  delayMs: number;
  repeat: number;
  /** How many more it takes before the quota is used up. */
  failAfter: number | null;
};
export type Channel = {
  readonly id: string;
  readonly secret: string;
  hook: string;
  readonly tokens: Set<string>;
  readonly messages: Map<string, Kept>;
  /** Who has which name and is a friend; in the sandbox everybody is. */
  readonly friends: Map<string, string> | 'everybody';
  /** What was accepted under which retry key, and when: it is forgotten after 24 hours. */
  readonly accepted: Map<string, { readonly ids: readonly string[]; readonly at: Date }>;
  /** What the next messages are answered with, one after the other; `taken`: the answer is lost, the message is not. */
  readonly failures: (Told | 'taken')[];
  readonly behaviour: Behaviour;
};
export type State = {
  readonly channels: Map<string, Channel>;
  /** Files that people sent, by the id of their message. */
  readonly files: Map<string, Buffer>;
  readonly calls: string[];
  /** Who was shown that somebody writes, oldest first. */
  readonly shown: string[];
  /** Tokens that went out with messages, and those by which one was told that they were read, oldest first. */
  readonly readTokens: Set<string>;
  readonly read: string[];
  last: bigint;
  now(): Date;
};

const mostMessages = 500;
const mostMs = 72 * 3_600_000;

export const emptyState = (now: () => Date): State => ({
  ...{ channels: new Map(), files: new Map(), calls: [], shown: [], readTokens: new Set(), read: [], now },
  // it forgets at every start, the channel does not: no id comes again, nor that of another node
  last: BigInt(now().getTime()) * 300_000n + BigInt(randomInt(300_000)),
});

/** The channel with this id, known from now on. */
export function openChannel(state: State, id: string, secret: string, friends: Channel['friends'] = new Map()): Channel {
  const known = state.channels.get(id);
  if (known) return known;
  const empty = { hook: '', tokens: new Set<string>(), messages: new Map(), accepted: new Map(), failures: [] };
  const channel: Channel = { id, secret, friends, ...empty, behaviour: { failWith: null, delayMs: 0, repeat: 1, failAfter: null } };
  state.channels.set(id, channel);
  return channel;
}

export function nextId(state: State): string {
  state.last += 1n;
  return String(state.last);
}

/** Keeps a message and lets go of what is older than that, or too much. */
export function keep(state: State, channel: Channel, parts: Omit<Kept, 'id' | 'at'>): Kept {
  const message: Kept = { ...parts, id: nextId(state), at: state.now() };
  channel.messages.set(message.id, message);
  for (const [key, each] of channel.messages)
    if (channel.messages.size > mostMessages || state.now().getTime() - each.at.getTime() > mostMs) channel.messages.delete(key);
  return message;
}

/** An event as LINE tells it, of this moment. */
export const eventOf = (state: State, user: string, type: string, more: object): object => ({
  ...{ type, mode: 'active', timestamp: state.now().getTime(), source: { type: 'user', userId: user } },
  ...{ webhookEventId: randomBytes(13).toString('hex').toUpperCase(), deliveryContext: { isRedelivery: false } },
  ...more,
});
export function messageEvent(state: State, user: string, message: object): object {
  const markAsReadToken = randomBytes(24).toString('base64url');
  if (state.readTokens.size >= mostMessages) state.readTokens.delete(state.readTokens.values().next().value as string);
  state.readTokens.add(markAsReadToken);
  return eventOf(state, user, 'message', { replyToken: randomBytes(16).toString('hex'), message: { ...message, markAsReadToken } });
}
