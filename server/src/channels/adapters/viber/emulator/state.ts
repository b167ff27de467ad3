// What the emulator of Viber's bot API holds: bots, their subscribers and messages, few and for three days, and how it is told to behave.
import { randomInt } from 'node:crypto';
import type { Choice } from '../../../playing.ts';
import type { Told } from '../../bots/server.ts';

export type Kept = {
  /** Nineteen digits, as out there: more than a number of JavaScript holds. */
  readonly token: string;
  readonly user: string;
  readonly fromBot: boolean;
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly at: Date;
  /** What the API was asked with. */
  readonly asked: Readonly<Record<string, unknown>>;
  status: string;
};
/** `failWith`: the code with which Viber refuses messages; `repeat`: how often it hands in everything. */
export type Behaviour = { failWith: number | null; delayMs: number; repeat: number };
export type Bot = {
  readonly token: string;
  hook: string;
  events: readonly string[];
  readonly messages: Map<string, Kept>;
  /** Only to these a bot may write; in the sandbox to everybody. */
  readonly subscribers: Set<string> | 'everybody';
  /** What the next messages are answered with, one after the other. */
  readonly failures: Told[];
  readonly behaviour: Behaviour;
};
export type State = {
  readonly bots: Map<string, Bot>;
  /** Files that people sent, by name. */
  readonly files: Map<string, Buffer>;
  readonly timers: Set<NodeJS.Timeout>;
  last: bigint;
  now(): Date;
};

const mostMessages = 500;
const mostMs = 72 * 3_600_000;

export const emptyState = (now: () => Date): State => ({
  ...{ bots: new Map(), files: new Map(), timers: new Set(), now },
  // it forgets at every start, the channel does not: no token comes again, nor that of another node
  last: BigInt(now().getTime()) * 3_000_000n + BigInt(randomInt(3_000_000)),
});

/** The bot with this token, known from now on. */
export function openBot(state: State, token: string, subscribers: Bot['subscribers'] = new Set()): Bot {
  const known = state.bots.get(token);
  if (known) return known;
  const behaviour = { failWith: null, delayMs: 0, repeat: 1 };
  const bot: Bot = { token, hook: '', events: [], messages: new Map(), subscribers, failures: [], behaviour };
  state.bots.set(token, bot);
  return bot;
}

/** A name for a message, or for a callback. */
export function nextToken(state: State): string {
  state.last += 1n;
  return String(state.last);
}

/** Keeps a message and lets go of what is older than that, or too much. */
export function keep(state: State, bot: Bot, parts: Pick<Kept, 'user' | 'fromBot' | 'text' | 'choices' | 'asked'>): Kept {
  const message: Kept = { ...parts, token: nextToken(state), at: state.now(), status: 'sent' };
  bot.messages.set(message.token, message);
  for (const [key, each] of bot.messages)
    if (bot.messages.size > mostMessages || state.now().getTime() - each.at.getTime() > mostMs) bot.messages.delete(key);
  return message;
}
