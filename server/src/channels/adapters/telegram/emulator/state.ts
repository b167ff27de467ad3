// What the emulator of the Bot API holds: bots, chats and their messages, few and for three days, and how it is told to behave.
import { randomInt } from 'node:crypto';
import type { Choice } from '../../../playing.ts';
import type { Told } from '../../bots/server.ts';

export type Kept = {
  readonly id: number;
  readonly chat: number;
  readonly fromBot: boolean;
  text: string;
  readonly at: Date;
  readonly choices?: readonly Choice[];
  readonly file?: { name: string; type: string; bytes: Buffer };
};
export type Bot = {
  readonly token: string;
  hook: { url: string; secret: string };
  readonly messages: Map<string, Kept>;
  readonly blocked: Set<number>;
  /** Chats that were begun: only there a bot may write; in the sandbox everybody has begun. */
  readonly begun: Set<number> | 'everybody';
  /** What the next calls of these methods answer, one after the other. */
  readonly failures: { readonly method: string; readonly told: Told }[];
  readonly behaviour: Behaviour;
  lastMessage: number;
};
/** `failWith`: the status with which Telegram refuses messages; `delayMs`: how late it hands in what a played person writes; `repeat`: how often it hands in everything. */
export type Behaviour = { failWith: number | null; delayMs: number; repeat: number };
export type State = {
  url: string;
  readonly bots: Map<string, Bot>;
  /** Files by id. */
  readonly files: Map<string, Buffer>;
  readonly calls: string[];
  /** Chats that were shown that somebody writes, oldest first. */
  readonly shown: number[];
  lastUpdate: number;
  now(): Date;
};

const mostMessages = 500;
const mostMs = 72 * 3_600_000;

export const emptyState = (now: () => Date): State => ({
  url: '',
  bots: new Map(),
  files: new Map(),
  calls: [],
  shown: [],
  lastUpdate: 100,
  now,
});

/** The bot with this token, known from now on. */
export function openBot(state: State, token: string, begun: Bot['begun'] = new Set()): Bot {
  const known = state.bots.get(token);
  if (known) return known;
  const bot: Bot = {
    token,
    hook: { url: '', secret: '' },
    messages: new Map(),
    blocked: new Set(),
    begun,
    failures: [],
    behaviour: { failWith: null, delayMs: 0, repeat: 1 },
    // it forgets at every start, the channel does not: no id comes again, nor that of another node
    lastMessage: Math.floor(state.now().getTime() / 1000) * 1_000_000 + randomInt(1_000_000),
  };
  state.bots.set(token, bot);
  return bot;
}

/** Keeps a message and lets go of what is older than that, or too much. */
export function keep(state: State, bot: Bot, parts: Omit<Kept, 'id' | 'at'>): Kept {
  bot.lastMessage += 1;
  const message: Kept = { ...parts, id: bot.lastMessage, at: state.now() };
  bot.messages.set(`${message.chat}/${message.id}`, message);
  for (const [key, each] of bot.messages)
    if (bot.messages.size > mostMessages || state.now().getTime() - each.at.getTime() > mostMs) bot.messages.delete(key);
  return message;
}
