// Where personal values may not lie, watched while a house works: its log, refusals and errors, queue payloads, what nodes tell each other, the addresses that it calls outside, the columns of its
// database, the files on its disk.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import pg from 'pg';
import { expect } from 'vitest';
import type { openHouse } from './house.ts';
import { tracesInDatabase, tracesInFiles } from './traces.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
export type Spills = Awaited<ReturnType<typeof watchSpills>>;

// what lies in the queue is gone in a moment: a copy stays for the test
const keepQueueText = `
  CREATE TABLE queue_seen (workspace_id text, payload text);
  CREATE FUNCTION keep_queue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO queue_seen VALUES (NEW.workspace_id, NEW.payload::text || coalesce(NEW.last_error, '')); RETURN NEW; END $$;
  CREATE TRIGGER keep_queue AFTER INSERT OR UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION keep_queue();`;

/** Begins to watch for `terms` (lower case). `places` gives what was found by place; nothing may be in any of them. */
export async function watchSpills(house: House, terms: readonly string[]) {
  const [refusals, told, called]: [string[], string[], string[]] = [[], [], []];
  const [admin, listener] = [new pg.Client({ connectionString: house.adminUrl }), new pg.Client({ connectionString: house.adminUrl })];
  await Promise.all([admin.connect(), listener.connect()]);
  listener.on('notification', ({ payload = '' }) => void told.push(payload));
  await listener.query('LISTEN parley_live');
  await admin.query(keepQueueText);
  const forget = recordCalls(new URL(house.url).host, called);
  const shown = (text: string) => terms.some((term) => text.toLowerCase().includes(term));
  return {
    ...{ admin, refusals, told, called },
    places: async () => ({
      log: house.log.filter(shown),
      refusals: refusals.filter(shown),
      nodes: told.filter(shown),
      calls: called.filter((url) => shown(decoded(url))),
      database: await tracesInDatabase(house.adminUrl, terms),
      files: tracesInFiles(
        house.folder,
        terms.flatMap((term) => [term, term.charAt(0).toUpperCase() + term.slice(1)]),
      ),
    }),
    /** Asks as somebody whom the house has to refuse, and keeps what it answers. */
    async refused(
      method: string,
      path: string,
      body?: string | Uint8Array<ArrayBuffer>,
      headers: Record<string, string> = {},
    ): Promise<Response> {
      const answer = await fetch(path.startsWith('http') ? path : house.url + path, {
        method,
        headers,
        ...(body !== undefined && { body }),
      });
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      refusals.push(`${JSON.stringify([...answer.headers])}\n${await answer.text()}`);
      return answer;
    },
    async stop() {
      forget();
      await Promise.all([admin.end(), listener.end()]);
    },
  };
}

export const nothingSpilt = { log: [], refusals: [], nodes: [], calls: [], database: [], files: [] };

/** Whatever this process asks of another address than its own, as Node itself tells of it; gives how to stop. */
function recordCalls(own: string, called: string[]): () => void {
  const note = (url: string) => {
    if (!url.includes(`//${own}/`)) called.push(url);
  };
  const heard: readonly [string, (message: unknown) => void][] = [
    [
      'undici:request:create',
      (message) => note(((one) => one.origin + one.path)((message as { request: { origin: string; path: string } }).request)),
    ],
    [
      'http.client.request.start',
      (message) => {
        const { protocol, host, path, getHeader } = (message as { request: Asked }).request;
        note(`${protocol}//${String(getHeader.call((message as { request: Asked }).request, 'host') ?? host)}${path}`);
      },
    ],
    ['http2.client.stream.created', (message) => note(`http2:/${(message as { headers: Record<string, unknown> }).headers[':path']}`)],
  ];
  for (const [name, hear] of heard) subscribe(name, hear);
  return () => {
    for (const [name, hear] of heard) unsubscribe(name, hear);
  };
}
type Asked = { protocol: string; host: string; path: string; getHeader(name: string): unknown };

function decoded(url: string): string {
  try {
    return `${url} ${decodeURIComponent(url)}`;
  } catch {
    return url;
  }
}
