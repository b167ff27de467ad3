// The line to the server: an event stream while the page is looked at, polling where the stream cannot be had, and a look at once on
// waking up. A hidden page lets go of its stream (browsers allow six to one server) and catches up when it is seen again.
import type { Client } from '@parley/sdk';

export type LineState = 'connecting' | 'live' | 'lost';
export type LineParts = {
  readonly client: Pick<Client<'visitEvents'>, 'events'>;
  /** Fetches what is new; rejects when nothing could be fetched. */
  readonly catchUp: () => Promise<void>;
  /** The number of a message that can now be fetched. */
  readonly onNews: (sequence: number) => void;
  /** Somebody writes to the visitor. */
  readonly onTyping: () => void;
  readonly onState: (state: LineState) => void;
  readonly onRefused: (error: unknown) => void;
  readonly page: Pick<Document, 'addEventListener' | 'removeEventListener' | 'visibilityState'>;
  readonly network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
};

const pollMs = 6_000;
const checkMs = 60_000; // with a stream as well: whoever is erased meanwhile is not shown for longer than this
const patienceMs = 30_000; // how long a hidden page keeps its stream

export function openLine(parts: LineParts): { stop(): void } {
  let stream: AbortController | undefined;
  let streaming = false;
  let reached = false;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = 0;

  const tell = () => parts.onState(streaming || reached ? 'live' : stream ? 'connecting' : 'lost');
  const look = async () => {
    lookedAt = Date.now();
    try {
      await parts.catchUp();
      reached = true;
    } catch {
      reached = false;
    }
    if (!reached && !streaming) parts.onState('lost');
    else tell();
  };

  function listen(): void {
    if (stream) return;
    const own = new AbortController();
    stream = own;
    parts.client.events('visitEvents', {
      signal: own.signal,
      onEvent({ event, data }) {
        if (event === 'typing') return parts.onTyping();
        const lastSequence = (data as { lastSequence?: unknown } | null)?.lastSequence;
        if (typeof lastSequence === 'number' && lastSequence > 0) parts.onNews(lastSequence);
        void look();
      },
      onState(state) {
        if (own.signal.aborted) return;
        if (state === 'open') void look(); // what came while the line was down
        streaming = state === 'open';
        if (state === 'waiting') reached = false;
        if (state === 'open' || state === 'waiting') parts.onState(streaming ? 'live' : 'lost');
      },
      onRefused: parts.onRefused,
    });
    poll();
  }

  /** Asks by itself while there is no stream: a proxy may swallow event streams for good. */
  function poll(): void {
    clearTimeout(polling);
    polling = setTimeout(
      async () => {
        if (stream && (!streaming || Date.now() - lookedAt > checkMs)) await look();
        if (stream) poll();
      },
      pollMs * (0.75 + Math.random() / 2),
    );
  }

  function letGo(): void {
    stream?.abort();
    stream = undefined;
    streaming = false;
    clearTimeout(polling);
  }

  const seen = () => {
    clearTimeout(hiding);
    if (parts.page.visibilityState === 'hidden') hiding = setTimeout(letGo, patienceMs);
    else {
      listen();
      void look();
    }
  };
  const back = () => {
    letGo(); // a stream that slept through a change of network may hang unnoticed
    listen();
  };
  const gone = () => {
    reached = false;
    parts.onState('lost');
  };

  parts.page.addEventListener('visibilitychange', seen);
  parts.network.addEventListener('online', back);
  parts.network.addEventListener('offline', gone);
  listen();
  void look();

  return {
    stop() {
      parts.page.removeEventListener('visibilitychange', seen);
      parts.network.removeEventListener('online', back);
      parts.network.removeEventListener('offline', gone);
      clearTimeout(hiding);
      letGo();
    },
  };
}
