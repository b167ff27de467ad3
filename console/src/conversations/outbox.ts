// What agents have sent and the server has not yet confirmed. One at a time per conversation, so that order is kept; each keeps its
// Idempotency-Key over all tries, so that it arrives once. Held in memory only: nobody's words rest on this device.
import { useSyncExternalStore } from 'react';
import { client, mayRetry } from '#lib/client.ts';
import { createStore } from '#lib/store.ts';
import type { Waiting } from './twins.ts';
import type { Attachment, Message } from './types.ts';

export type Outgoing = Waiting & {
  readonly conversation: string;
  readonly purpose: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly choices: readonly string[];
  readonly at: string;
  readonly state: 'sending' | 'failed' | 'refused';
  readonly error?: unknown;
  /** Hears of its arrival. */
  readonly onSent: (message: Message) => void;
};
type Parcel = Pick<Outgoing, 'conversation' | 'kind' | 'text' | 'purpose' | 'attachments' | 'choices' | 'after' | 'onSent'>;

const outbox = createStore<readonly Outgoing[]>([]);
const lanes = new Map<string, Promise<void>>();
const pauses = [800, 2000, 5000]; // milliseconds between tries of our own; after them the agent decides

/** Puts a message on its way and answers at once. */
export function send(parcel: Parcel): void {
  const outgoing: Outgoing = { ...parcel, key: crypto.randomUUID(), at: new Date().toISOString(), state: 'sending' };
  outbox.change((now) => [...now, outgoing]);
  enqueue(outgoing);
}

/** Tries again: with the same key when no answer came, with a new one when the answer was no (then nothing was done, and things may have changed). */
export function sendAgain(outgoing: Outgoing): void {
  const next: Outgoing = {
    ...outgoing,
    state: 'sending',
    error: undefined,
    key: outgoing.state === 'refused' ? crypto.randomUUID() : outgoing.key,
  };
  outbox.change((now) => now.map((one) => (one.key === outgoing.key ? next : one)));
  enqueue(next);
}

/** Sends what found no connection, now that there is one. */
export function sendWhatWaits(): void {
  for (const outgoing of outbox.get()) if (outgoing.state === 'failed') sendAgain(outgoing);
}

/** Takes a message that did not leave out of the thread. */
export function discard(key: string): void {
  outbox.change((now) => now.filter((one) => one.key !== key));
}

export function useOutgoing(conversation: string): readonly Outgoing[] {
  const all = useSyncExternalStore(outbox.subscribe, outbox.get);
  return all.filter((one) => one.conversation === conversation);
}

/** Whether leaving the page now would lose a message. */
export function isAnythingUnsent(): boolean {
  return outbox.get().length > 0;
}

function enqueue(outgoing: Outgoing): void {
  const before = lanes.get(outgoing.conversation) ?? Promise.resolve();
  lanes.set(
    outgoing.conversation,
    before.then(() => deliver(outgoing)),
  );
}

async function deliver(outgoing: Outgoing): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const message = await post(outgoing);
      outgoing.onSent(message);
      discard(outgoing.key);
      return;
    } catch (error) {
      const pause = pauses[attempt];
      if (!mayRetry(error)) return mark(outgoing.key, { state: 'refused', error });
      if (pause === undefined) return mark(outgoing.key, { state: 'failed', error });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function post({ conversation, kind, text, purpose, attachments, choices, key }: Outgoing): Promise<Message> {
  const files = attachments.map((file) => file.id);
  const offered = choices.length > 0 && { choices: [...choices] };
  const body = { kind, text, ...(purpose && { purpose }), ...(files.length > 0 && { attachments: files }), ...offered };
  return client.call('addMessage', { params: { conversation }, body, idempotencyKey: key });
}

function mark(key: string, change: Pick<Outgoing, 'state' | 'error'>): void {
  outbox.change((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)));
}
