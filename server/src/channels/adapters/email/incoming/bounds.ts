// What keeps strangers from filling our memory: a budget of bytes for all connections together, and few mails read at a time.
import type { SMTPServerDataStream } from 'smtp-server';

export type Budget = { take(bytes: number): boolean; give(bytes: number): void };

/** Bytes that may be held at once. */
export function budget(most: number): Budget {
  let used = 0;
  return {
    take(bytes) {
      if (used + bytes > most) return false;
      used += bytes;
      return true;
    },
    give(bytes) {
      used -= bytes;
    },
  };
}

export type Collected = { readonly raw: Buffer } | { readonly refused: 'too-large' | 'no-room' };

/** The bytes of one mail, still counted in the budget (give them back when done). What does not fit is read and thrown away, so that the answer is heard. Throws when the connection breaks. */
export async function collect(stream: SMTPServerDataStream, room: Budget): Promise<Collected> {
  const chunks: Buffer[] = [];
  let size = 0;
  let refused: 'too-large' | 'no-room' | undefined;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (stream.sizeExceeded) refused = 'too-large';
      else if (!refused && !room.take(chunk.length)) refused = 'no-room';
      if (refused) {
        room.give(size);
        size = 0;
        chunks.length = 0;
      } else {
        size += chunk.length;
        chunks.push(chunk);
      }
    }
  } catch (error) {
    room.give(size);
    throw error;
  }
  return refused ? { refused } : { raw: Buffer.concat(chunks, size) };
}

/** At most `width` pieces of work at a time, the others in order. */
export function turns(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
