// What a thread shows, in order: marks between days, messages, and which of them begin a group of one author.
import type { Message } from './types.ts';

export type Row =
  | { readonly kind: 'day'; readonly at: string }
  | { readonly kind: 'message'; readonly message: Message; readonly begins: boolean };
const groupMs = 5 * 60_000;

/** Rows of a thread; `sameDay` decides by the reader's calendar. */
export function rowsOf(messages: readonly Message[], sameDay: (one: string, other: string) => boolean): Row[] {
  const rows: Row[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    const newDay = !before || !sameDay(before.at, message.at);
    if (newDay) rows.push({ kind: 'day', at: message.at });
    rows.push({ kind: 'message', message, begins: newDay || !before || !continues(before, message) });
    before = message;
  }
  return rows;
}

function continues(before: Message, message: Message): boolean {
  const close = Date.parse(message.at) - Date.parse(before.at) < groupMs;
  return close && before.author.id === message.author.id && before.kind === message.kind && before.author.kind === message.author.kind;
}
