// The line to the server while the app is looked at: an event stream where the engine's fetch can stream, asking every few seconds where it cannot, and both look at once on waking up.

import type { Engine } from '../events.ts';
import type { Client } from '../sdk.ts';

export type LineState = 'connecting' | 'live' | 'lost' | 'asleep';
export type LineParts = {
  readonly client: Pick<Client<'visitEvents'>, 'events'>;
  readonly engine: Engine;
  readonly streams: boolean;
  /** Fetches what is new; rejects when nothing could be fetched. */
  readonly catchUp: () => Promise<void>;
  readonly onNews: (sequence: number) => void;
  readonly onTyping: () => void;
  readonly onState: (state: LineState) => void;
  readonly onRefused: (error: unknown) => void;
};
export type Line = { wake(): void; sleep(): void };

const pollMs = 6_000;
const checkMs = 60_000; // with a stream as well: whoever is erased meanwhile is not shown for longer than this

/** Asleep until woken. */
export function openLine({ client, engine, streams, catchUp, onNews, onTyping, onState, onRefused }: LineParts): Line {
  let open: AbortController | undefined;
  let streaming = false;
  let polling: unknown;

  async function look(): Promise<void> {
    const own = open;
    const reached = await catchUp().then(
      () => true,
      () => false,
    );
    if (own && own === open) onState(reached || streaming ? 'live' : 'lost');
  }

  function poll(): void {
    engine.clearTimeout(polling as never);
    const ms = streaming ? checkMs : pollMs * (0.75 + Math.random() / 2);
    polling = engine.setTimeout(() => {
      if (!open) return;
      void look().then(() => open && poll());
    }, ms);
  }

  function listen(own: AbortController): void {
    client.events('visitEvents', {
      signal: own.signal,
      onEvent({ event, data }) {
        if (event === 'typing') return onTyping();
        const sequence = (data as { lastSequence?: unknown } | null)?.lastSequence;
        if (typeof sequence === 'number' && sequence > 0) onNews(sequence);
        void look();
      },
      onState(state) {
        if (own !== open) return;
        streaming = state === 'open';
        if (state === 'waiting') onState('lost');
        if (state === 'open') void look(); // what came while the line was down
        poll();
      },
      onRefused,
    });
  }

  return {
    wake() {
      open?.abort(); // a stream that slept through a change of network may hang unnoticed
      open = new engine.AbortController();
      streaming = false;
      onState('connecting');
      if (streams) listen(open);
      void look();
      poll();
    },
    sleep() {
      open?.abort();
      open = undefined;
      streaming = false;
      engine.clearTimeout(polling as never);
      onState('asleep');
    },
  };
}
