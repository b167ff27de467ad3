// One stream of events to many pages: written out once, and the same bytes go to every page that listens to the same thing. The first event goes at once; what
// comes right after it is gathered for a moment, longer when there are so many pages that writing to them takes long, so that a busy inbox costs one write per
// page and moment instead of one per page and event.
import type { ServerResponse } from 'node:http';
import type { Special } from '#kit/route';
import type { Tools } from '#kit/tool';

type Start = NonNullable<Special['stream']>;
type Hub = { readonly pages: Set<ServerResponse>; text: string; isWaiting: boolean; quietUntil: number; stop: () => void };

/** By the tools of a Parley: two of them in one process hear different buses. */
const houses = new WeakMap<Tools, Map<string, Hub>>();
const gatherMs = 20;
/** At most this part of the time goes into writing: after a round of writes there is rest for so many times as long. */
const rest = 3;
export const mostBufferedBytes = 256 * 1024;

/** Lets a page hear what everybody hears who listens under this name; `start` runs for the first of them. Gives what takes the page out again. */
export function join(tools: Tools, name: string, page: ServerResponse, start: Start): () => void {
  const hubs = houses.get(tools) ?? new Map<string, Hub>();
  houses.set(tools, hubs);
  const hub = hubs.get(name) ?? open(hubs, name, start);
  hub.pages.add(page);
  return () => {
    hub.pages.delete(page);
    if (hub.pages.size > 0 || hubs.get(name) !== hub) return;
    hubs.delete(name);
    hub.stop();
  };
}

/** An event as it stands on the wire (WHATWG HTML, 9.2). */
export function written(event: { readonly id?: string; readonly event: string; readonly data: unknown }): string {
  return `${event.id === undefined ? '' : `id: ${event.id}\n`}event: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`;
}

function open(hubs: Map<string, Hub>, name: string, start: Start): Hub {
  const hub: Hub = { pages: new Set(), text: '', isWaiting: false, quietUntil: 0, stop: () => undefined };
  hubs.set(name, hub);
  hub.stop = start((event) => {
    hub.text += written(event);
    if (hub.isWaiting) return;
    hub.isWaiting = true;
    const wait = hub.quietUntil - performance.now();
    if (wait > 0) setTimeout(flush, wait, hub);
    else setImmediate(flush, hub);
  });
  return hub;
}

function flush(hub: Hub): void {
  const began = performance.now();
  const bytes = Buffer.from(hub.text);
  hub.text = '';
  hub.isWaiting = false;
  for (const page of hub.pages)
    if (page.writableLength > mostBufferedBytes) page.destroy();
    else page.write(bytes);
  const ended = performance.now();
  hub.quietUntil = ended + Math.max(gatherMs, rest * (ended - began));
}
