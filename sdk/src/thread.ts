// A visitor's thread, from what the server acknowledged and what still waits: nothing twice, nothing lost. Pure.
import type { Answer } from '@parley/contract';

export type Message = Answer<'listVisitMessages'>['items'][number];

/** Adds messages to those known, in order of sequence, each once however often it was delivered. */
export function merge(known: readonly Message[], arrived: readonly Message[]): readonly Message[] {
  const bySequence = new Map([...known, ...arrived].map((message) => [message.sequence, message]));
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

/** Client ids among the pending that the server has after all: their acknowledgement was lost on the way. */
export function acknowledged(pending: readonly { readonly clientId: string }[], messages: readonly Message[]): string[] {
  const arrived = new Set(messages.map((message) => message.clientId));
  return pending.map((one) => one.clientId).filter((id) => arrived.has(id));
}

export function lastSequence(messages: readonly Message[]): number {
  return messages.at(-1)?.sequence ?? 0;
}
