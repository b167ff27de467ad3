// What the visitor sees, from what the server acknowledged and what still waits. Pure.
import { acknowledged, type Message } from '@parley/sdk';
import type { Pending } from './memory.ts';

export type Row = { readonly key: string; readonly message: Message } | { readonly key: string; readonly pending: Pending };

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
