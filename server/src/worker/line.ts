// The live line between nodes: NOTIFY and LISTEN of the database they share. A pointer to look again, never what there is to see.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pipelined } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { type LiveEvent, live, type openLive } from '#kit/live';
import type { Tools } from '#kit/tool';

const channel = 'parley_live';

/** Where the live bus of a process hands its bursts once the line is open. */
export const carriers = new WeakMap<Tools, Parameters<typeof openLive>[0]>();

/** Carries live events to other nodes by NOTIFY and hands on theirs; reopens the line when it breaks. */
export async function openLine(tools: Tools, databaseUrl: string): Promise<() => Promise<void>> {
  const node = randomUUID(); // of this line: two nodes may share a process
  let client: pg.Client | undefined;
  let closed = false;
  const open = async () => {
    const made = new pg.Client({ connectionString: databaseUrl, application_name: 'parley-live', ...pipelined });
    made.on('notification', ({ payload = '' }) => {
      const heard = readLetter(payload);
      if (heard && heard.node !== node) for (const each of heard.events) live.of({ tools }).deliver(each.workspace, each.event);
    });
    made.on('error', () => {
      client = undefined;
      if (!closed) setTimeout(() => void open().catch(() => made.emit('error', new Error('still down'))), 1000).unref();
    });
    await made.connect();
    await made.query(`LISTEN ${channel}`);
    client = made;
  };
  await open();
  carriers.set(tools, (events) => {
    const letters: string[] = []; // a notification holds 8,000 bytes; however many there are, they go in one transaction
    for (let at = 0; at < events.length; at += 20) letters.push(JSON.stringify({ node, events: events.slice(at, at + 20) }));
    client?.query('SELECT pg_notify($1, letter) FROM unnest($2::text[]) letter', [channel, letters]).catch(() => undefined);
  });
  return async () => {
    closed = true;
    await client?.end().catch(() => undefined);
  };
}

type Letter = {
  readonly node: string;
  readonly events: readonly { readonly workspace: WorkspaceId; readonly event: LiveEvent }[];
};

/** Whoever may speak on the channel is not always one of us: undefined for what is no letter. */
function readLetter(payload: string): Letter | undefined {
  try {
    const letter = JSON.parse(payload) as Letter | null;
    const isWhole = Array.isArray(letter?.events) && letter.events.every(({ workspace, event }) => workspace && event?.topic && event.ids);
    return isWhole ? (letter as Letter) : undefined;
  } catch {
    return undefined;
  }
}
