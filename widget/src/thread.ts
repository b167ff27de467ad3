// What the visitor sees, from what the server acknowledged and what still waits: nothing twice, nothing lost. Pure.
import type { Answer } from '@parley/contract';
import type { Pending } from './memory.ts';

export type Message = Answer<'listVisitMessages'>['items'][number];
export type Row = { readonly key: string; readonly message: Message } | { readonly key: string; readonly pending: Pending };

/** Adds messages to those known, in order of sequence, each once however often it was delivered. */
export function merge(known: readonly Message[], arrived: readonly Message[]): readonly Message[] {
  const bySequence = new Map([...known, ...arrived].map((message) => [message.sequence, message]));
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

/** Client ids among the pending that the server has after all: their acknowledgement was lost on the way. */
export function acknowledged(pending: readonly Pending[], messages: readonly Message[]): string[] {
  const arrived = new Set(messages.map((message) => message.clientId));
  return pending.map((one) => one.clientId).filter((id) => arrived.has(id));
}

/** Rows to show; a message keeps its key from writing to acknowledgement, so that its place on the screen does not jump. */
export function rows(messages: readonly Message[], pending: readonly Pending[]): Row[] {
  const done = new Set(acknowledged(pending, messages));
  return [
    ...messages.map((message) => ({ key: message.clientId ?? message.id, message })),
    ...pending.filter((one) => !done.has(one.clientId)).map((one) => ({ key: one.clientId, pending: one })),
  ];
}

/** Messages of the company that the visitor has not seen. */
export function unread(messages: readonly Message[], seen: number): number {
  return messages.filter((message) => message.from !== 'me' && message.sequence > seen).length;
}

export function lastSequence(messages: readonly Message[]): number {
  return messages.at(-1)?.sequence ?? 0;
}
