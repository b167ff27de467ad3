// What keeps strangers from filling our memory, and one company's mail from keeping another's waiting: a budget of bytes for all connections together, of which nobody takes more than a part, and
// few mails read at a time, by turns.
import type { SMTPServerDataStream } from 'smtp-server';
import { fairQueue } from '#kit/fair-queue';

export type Budget = { take(bytes: number): boolean; give(bytes: number): void };

/** Bytes that may be held at once, and how many of them by one; gives what one takes from. */
export function budget(most: number, mostOfOne: number): (who: string) => Budget {
  let used = 0;
  const byWhom = new Map<string, number>();
  return (who) => ({
    take(bytes) {
      const own = (byWhom.get(who) ?? 0) + bytes;
      if (used + bytes > most || own > mostOfOne) return false;
      used += bytes;
      byWhom.set(who, own);
      return true;
    },
    give(bytes) {
      used -= bytes;
      const own = (byWhom.get(who) ?? 0) - bytes;
      if (own > 0) byWhom.set(who, own);
      else byWhom.delete(who);
    },
  });
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

/** At most `width` pieces of work at a time; of those that wait the next one is of whoever was not served for longest, and of one's own the oldest. */
export function turns(width: number): <T>(who: string, work: () => Promise<T>) => Promise<T> {
  let free = width;
  const waiting = fairQueue<() => void>();
  return async (who, work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(who, resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Counts of something by whom it belongs to: `enter` says whether there was room for one more. */
export function places(mostOfOne: number): { enter(who: string): boolean; leave(who: string): void } {
  const taken = new Map<string, number>();
  return {
    enter(who) {
      const now = taken.get(who) ?? 0;
      if (now >= mostOfOne) return false;
      taken.set(who, now + 1);
      return true;
    },
    leave(who) {
      const left = (taken.get(who) ?? 1) - 1;
      if (left > 0) taken.set(who, left);
      else taken.delete(who);
    },
  };
}
