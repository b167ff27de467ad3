// What a thread shows, in order: messages, which of them begin a day or a group of one author, and where the new ones begin.
import type { Message } from './types.ts';

export type Row = {
  readonly message: Message;
  /** The first of its day: a mark with the day stands above it. */
  readonly newDay: boolean;
  /** The first of a group of one author: name and time stand above it. */
  readonly begins: boolean;
  /** The first that was new when the thread was opened, or last looked at. */
  readonly firstNew: boolean;
};
const groupMs = 5 * 60_000;

/** Rows of a thread; `sameDay` decides by the reader's calendar, `firstNew` is a sequence number. */
export function rowsOf(
  messages: readonly Message[],
  sameDay: (one: string, other: string) => boolean,
  firstNew?: number | undefined,
): Row[] {
  return messages.map((message, at) => {
    const before = messages[at - 1];
    const newDay = !before || !sameDay(before.at, message.at);
    const isFirstNew = message.sequence === firstNew;
    return { message, newDay, begins: newDay || isFirstNew || !before || !continues(before, message), firstNew: isFirstNew };
  });
}

/** The sequence number at which the `unread` newest messages of the person begin; undefined when nothing is unread or it is not loaded yet. */
export function firstUnread(messages: readonly Message[], unread: number): number | undefined {
  if (unread <= 0) return undefined;
  return messages.filter((message) => message.direction === 'in').at(-unread)?.sequence;
}

function continues(before: Message, message: Message): boolean {
  const close = Date.parse(message.at) - Date.parse(before.at) < groupMs;
  return close && before.author.id === message.author.id && before.kind === message.kind && before.author.kind === message.author.kind;
}
