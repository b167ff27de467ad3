// Sends what waits in the outbox: one at a time, in the order it was written, until each is acknowledged. Only one tab sends at a time.
import { type Client, ConnectionLost, judge, type Message, pauseMs } from '@parley/sdk';
import type { Memory, Pending } from './memory.ts';

export type SenderParts = {
  readonly client: Pick<Client<'addVisitMessage'>, 'call'>;
  readonly upload: (file: File, onProgress: (part: number) => void, signal: AbortSignal) => Promise<string>;
  readonly memory: Memory;
  readonly page: string;
  /** Runs alone among the tabs of this device. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** Whether the page that holds a message's files still lives. */
  readonly lives: (page: string) => Promise<boolean>;
  readonly wait: (ms: number) => Promise<void>;
  readonly onSent: (message: Message) => void;
  readonly onChange: () => void;
  readonly onOver: (because: 'erased' | 'unknown') => void;
};
export type Sender = {
  add(pending: Pending, files: readonly File[]): void;
  /** Sends what waits now; harmless when it is already at it. */
  poke(): void;
  /** Share of the files of a message that has been uploaded, 0 to 1; undefined when it has none here. */
  progress(clientId: string): number | undefined;
  /** Takes back a message whose files are still going up. */
  cancel(clientId: string): void;
  /** The last attempt found nobody at the other end. */
  isWaiting(): boolean;
  stop(): void;
};

type Held = { left: File[]; total: number; part: number; abort: AbortController };

export function openSender(parts: SenderParts): Sender {
  const files = new Map<string, Held>();
  let busy = false;
  let again = false;
  let stopped = false;
  let waiting = false;

  async function drain(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      const next = await nextOf(parts.memory.outbox());
      if (!next) return;
      try {
        const ready = await withUploads(next);
        if (!ready) continue;
        parts.onSent(await send(ready));
        parts.memory.drop(next.clientId);
        files.delete(next.clientId);
        failures = 0;
        waiting = false;
      } catch (error) {
        const verdict = judge(error);
        if (stopped) return;
        if (next.waits > 0 && !files.has(next.clientId)) continue; // taken back
        if (verdict.is === 'over') {
          stopped = true;
          return parts.onOver(verdict.because);
        }
        if (verdict.is === 'refused') parts.memory.put({ ...latest(next), trouble: verdict.code });
        else {
          failures += 1;
          waiting = true;
          parts.onChange();
          await parts.wait(verdict.afterSeconds === undefined ? pauseMs(failures, Math.random()) : verdict.afterSeconds * 1000);
        }
      }
      parts.onChange();
    }
  }

  /** The first message that this tab can send; one whose files died with their page is marked, one whose files another tab holds is left to it. */
  async function nextOf(outbox: readonly Pending[]): Promise<Pending | undefined> {
    for (const pending of outbox.filter((one) => !one.trouble)) {
      if (pending.waits === 0 || files.has(pending.clientId)) return pending;
      if (pending.page !== parts.page && (await parts.lives(pending.page))) continue;
      parts.memory.put({ ...pending, trouble: 'file-lost' });
      parts.onChange();
    }
    return undefined;
  }

  /** As the outbox has it now: some of its files may have been uploaded meanwhile. */
  function latest(pending: Pending): Pending {
    return parts.memory.outbox().find((one) => one.clientId === pending.clientId) ?? pending;
  }

  /** The message with its files gone up; undefined when it was taken back meanwhile. */
  async function withUploads(pending: Pending): Promise<Pending | undefined> {
    const held = files.get(pending.clientId);
    let current = pending;
    while (held && current.waits > 0 && held.left[0]) {
      const done = held.total - held.left.length;
      const hear = (part: number) => {
        held.part = (done + part) / held.total;
        parts.onChange();
      };
      const id = await parts.upload(held.left[0], hear, held.abort.signal);
      if (held.abort.signal.aborted) return undefined;
      held.left.shift();
      current = { ...current, attachments: [...current.attachments, id], waits: current.waits - 1 };
      parts.memory.put(current); // what is uploaded is not uploaded again
    }
    return current;
  }

  async function send({ clientId, text, attachments }: Pending): Promise<Message> {
    const signal = AbortSignal.timeout(30_000);
    try {
      return await parts.client.call('addVisitMessage', { body: { clientId, text, attachments: [...attachments] }, signal });
    } catch (error) {
      throw signal.aborted ? new ConnectionLost(error) : error;
    }
  }

  function poke(): void {
    again = true;
    if (busy || stopped) return;
    busy = true;
    void (async () => {
      while (again && !stopped) {
        again = false;
        await parts.alone(drain);
      }
      busy = false;
    })();
  }

  return {
    add(pending, added) {
      if (added.length > 0) files.set(pending.clientId, { left: [...added], total: added.length, part: 0, abort: new AbortController() });
      parts.memory.put(pending);
      parts.onChange();
      poke();
    },
    poke,
    progress: (clientId) => files.get(clientId)?.part,
    cancel(clientId) {
      const held = files.get(clientId);
      if (!held || held.left.length === 0) return;
      files.delete(clientId);
      parts.memory.drop(clientId);
      held.abort.abort();
      parts.onChange();
    },
    isWaiting: () => waiting,
    stop() {
      stopped = true;
      files.clear();
    },
  };
}
