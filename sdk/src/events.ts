// Server-Sent Events over fetch (so that a bearer token can go along): resumes by Last-Event-ID, reconnects with back-off and jitter.
export type StreamEvent = { readonly id: string | undefined; readonly event: string; readonly data: unknown };
export type StreamState = 'connecting' | 'open' | 'waiting' | 'closed';
export type EventHandlers = {
  readonly signal: AbortSignal;
  readonly onEvent: (event: StreamEvent) => void;
  readonly onState?: (state: StreamState) => void;
  /** Called when the server refuses for good (401, 403, 404, 410); the stream is then closed. */
  readonly onRefused?: (error: unknown) => void;
};

/** What a stream needs of the engine it runs in. */
export type Engine = {
  readonly AbortController: new () => AbortController;
  readonly TextDecoder: new () => { decode(bytes: Uint8Array, options: { stream: boolean }): string };
  readonly setTimeout: (run: () => void, ms: number) => unknown;
  readonly clearTimeout: (timer: never) => void;
};

const longestBlock = 1_000_000; // characters: a line that never ends must not fill the memory of a page
const silenceMs = 45_000; // the server beats every 15 s; three missed beats mean the line is dead (sleep, lost network)

/** Keeps one stream alive until the signal aborts. */
export function listenTo(
  connect: (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>,
  handlers: EventHandlers,
  engine: Engine = globalThis as unknown as Engine,
): void {
  void (async () => {
    let lastId: string | undefined;
    for (let failures = 0; !handlers.signal.aborted; ) {
      handlers.onState?.('connecting');
      const attempt = new engine.AbortController();
      const stop = () => attempt.abort();
      handlers.signal.addEventListener('abort', stop);
      try {
        const response = await connect({ accept: 'text/event-stream', ...(lastId && { 'last-event-id': lastId }) }, attempt.signal);
        handlers.onState?.('open');
        failures = 0;
        await read(engine, response, attempt, (event) => {
          lastId = event.id ?? lastId;
          handlers.onEvent(event);
        });
      } catch (error) {
        if ([401, 403, 404, 410].includes((error as { status?: number }).status ?? 0)) {
          handlers.onState?.('closed');
          handlers.onRefused?.(error);
          return;
        }
      } finally {
        handlers.signal.removeEventListener('abort', stop);
      }
      if (handlers.signal.aborted) break;
      handlers.onState?.('waiting');
      failures += 1;
      await pause(Math.min(15_000, 400 * 2 ** Math.min(failures, 6)) * (0.5 + Math.random() / 2), handlers.signal, engine);
    }
    handlers.onState?.('closed');
  })();
}

async function read(engine: Engine, response: Response, attempt: AbortController, emit: (event: StreamEvent) => void): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new engine.TextDecoder();
  let pending = '';
  for (;;) {
    const timer = engine.setTimeout(() => attempt.abort(), silenceMs);
    const { done, value } = await reader.read().finally(() => engine.clearTimeout(timer as never));
    if (done) return;
    const blocks = (pending + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    pending = blocks.pop() ?? '';
    if (pending.length > longestBlock) {
      attempt.abort();
      return;
    }
    for (const block of blocks) {
      const event = parse(block);
      if (event) emit(event);
    }
  }
}

/** One block of an event stream; undefined for a comment (a beat). */
export function parse(block: string): StreamEvent | undefined {
  let id: string | undefined;
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at <= 0) continue;
    const value = line.slice(at + 1).replace(/^ /, '');
    const field = line.slice(0, at);
    if (field === 'id') id = value;
    else if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
  }
  if (data.length === 0) return undefined;
  try {
    return { id, event, data: JSON.parse(data.join('\n')) };
  } catch {
    return undefined;
  }
}

function pause(ms: number, signal: AbortSignal, engine: Engine): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const page = globalThis as Partial<Record<'addEventListener' | 'removeEventListener', (name: string, run: () => void) => void>>;
    const done = () => {
      engine.clearTimeout(timer as never);
      signal.removeEventListener('abort', done);
      page.removeEventListener?.('online', done);
      resolve();
    };
    const timer = engine.setTimeout(done, ms);
    signal.addEventListener('abort', done);
    page.addEventListener?.('online', done);
  });
}
