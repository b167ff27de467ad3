// An event stream that comes in any pieces, or is no event stream at all: the same events, no hang, no growth.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { listenTo, type StreamEvent } from './events.ts';

type Heard = { readonly events: StreamEvent[]; readonly pieces: number };

/** Hears one connection to its end; `most` pieces are offered, each when asked for. */
async function hear(pieces: readonly Uint8Array[]): Promise<Heard> {
  const events: StreamEvent[] = [];
  const stop = new AbortController();
  let given = 0;
  await new Promise<void>((resolve) => {
    listenTo(
      async (_headers, signal) => {
        const body = new ReadableStream<Uint8Array>(
          {
            pull(controller) {
              const piece = pieces[given];
              if (piece === undefined || signal.aborted) return controller.close();
              given += 1;
              controller.enqueue(piece);
            },
          },
          { highWaterMark: 0 },
        );
        return new Response(body);
      },
      {
        signal: stop.signal,
        onEvent: (event) => events.push(event),
        onState: (state) => {
          if (state === 'waiting') stop.abort();
          if (state === 'closed') resolve();
        },
      },
    );
  });
  return { events, pieces: given };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const newline = fc.constantFrom('\n', '\r\n');
const event = fc.record({ id: fc.option(fc.nat().map(String), { nil: undefined }), data: fc.jsonValue({ maxDepth: 2 }) });
const wire = fc.tuple(fc.array(event, { maxLength: 8 }), newline);
const textOf = ({ id, data }: { id: string | undefined; data: unknown }, end: string) =>
  `${id === undefined ? '' : `id: ${id}${end}`}event: message${end}data: ${JSON.stringify(data)}${end}${end}`;

function cut(whole: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [...new Set([0, ...places.map((place) => place % (whole.length + 1)), whole.length])].sort((a, b) => a - b);
  return at.slice(1).map((to, index) => whole.slice(at[index], to));
}

describe('an event stream', () => {
  it('gives the same events in whatever pieces it comes, also within a letter', async () => {
    await fc.assert(
      fc.asyncProperty(wire, fc.array(fc.nat(5000), { maxLength: 20 }), async ([sent, end], places) => {
        const whole = bytes(sent.map((each) => textOf(each, end)).join(`: beat${end}${end}`));
        const { events } = await hear(cut(whole, places));
        expect(events.map(({ id, data }) => ({ id, data }))).toEqual(
          JSON.parse(JSON.stringify(sent.map(({ data }) => data))).map((data: unknown, at: number) => ({ id: sent[at]?.id, data })),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('of any bytes ends when they end, and hears nothing that is no JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), async (pieces) => {
        const { events } = await hear(pieces);
        for (const { data } of events) expect(() => JSON.stringify(data)).not.toThrow();
      }),
      { numRuns: 150 },
    );
  });

  it('that never ends a line is cut before it fills the memory', async () => {
    const endless = Array.from({ length: 400 }, () => bytes('x'.repeat(65_536)));
    expect((await hear(endless)).pieces).toBeLessThan(20);
  });
});

describe('waiting for the line', () => {
  const listeners = new Set<unknown>();
  const page = globalThis as { addEventListener?: unknown; removeEventListener?: unknown };
  const before = { add: page.addEventListener, remove: page.removeEventListener };
  afterEach(() => Object.assign(page, { addEventListener: before.add, removeEventListener: before.remove }));

  it('leaves nothing behind on the page', async () => {
    page.addEventListener = (_name: string, run: unknown) => listeners.add(run);
    page.removeEventListener = (_name: string, run: unknown) => listeners.delete(run);
    for (let times = 0; times < 5; times += 1) await hear([]);
    expect(listeners.size).toBe(0);
  });
});
