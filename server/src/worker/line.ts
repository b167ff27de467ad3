// The live line between nodes: NOTIFY and LISTEN of the database they share. A pointer to look again, never what there is to see.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pipelined } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { type LiveEvent, live, type openLive } from '#kit/live';
import type { Tools } from '#kit/tool';

const channel = 'parley_live';
const againMs = 1000;
const mostBytes = 7_500; // of the events of a letter
/** A database that vanished without a word is noticed by the system. */
const kept = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** Where the live bus of a process hands its bursts once the line is open. */
export const carriers = new WeakMap<Tools, Parameters<typeof openLive>[0]>();

/** Carries live events to other nodes by NOTIFY and hands on theirs; reopens the line when it breaks, and says on both sides that something may have been missed meanwhile. */
export async function openLine(tools: Tools, databaseUrl: string): Promise<() => Promise<void>> {
  const node = randomUUID(); // of this line: two nodes may share a process
  let client: pg.Client | undefined;
  let closed = false;
  let isUnsaid = false; // something of ours did not go out
  const broken = new WeakSet<pg.Client>();
  const connect = async () => {
    const made = new pg.Client({ connectionString: databaseUrl, application_name: 'parley-live', ...pipelined, ...kept });
    made.on('notification', ({ payload = '' }) => {
      const heard = readLetter(payload);
      if (!heard || heard.node === node) return;
      for (const each of heard.events) live.of({ tools }).deliver(each.workspace, each.event);
      if (heard.missed) live.of({ tools }).missed();
    });
    const breaks = () => {
      broken.add(made);
      if (client !== made) return;
      client = undefined;
      void reopen();
    };
    made.on('error', breaks);
    made.on('end', breaks);
    try {
      await made.connect();
      await made.query(`LISTEN ${channel}`);
    } catch (error) {
      void made.end().catch(() => undefined);
      throw error;
    }
    return made;
  };
  const say = (letters: readonly Omit<Letter, 'node'>[]) => {
    const written = letters.map((letter) => JSON.stringify({ node, ...letter }));
    const over = client;
    const sent = over?.query('SELECT pg_notify($1, letter) FROM unnest($2::text[]) letter', [channel, written]);
    if (!sent) isUnsaid = true;
    sent?.catch(() => {
      isUnsaid = true;
      // while the line stands nothing opens it anew: it is said at once, and where that is refused too with the next burst
      if (over && client === over && !broken.has(over) && !letters.some(({ missed }) => missed)) confess();
    });
  };
  const confess = () => {
    if (!isUnsaid) return;
    isUnsaid = false;
    say([{ events: [], missed: true }]);
  };
  const reopen = async () => {
    while (!closed && !client) {
      await pause(againMs, undefined, { ref: false });
      const made = closed ? undefined : await connect().catch(() => undefined);
      if (!made || broken.has(made)) continue;
      if (closed) return void made.end().catch(() => undefined);
      client = made;
      live.of({ tools }).missed();
      confess();
    }
  };
  client = await connect();
  carriers.set(tools, (events) => {
    confess();
    say(lettersOf(events)); // however many there are, they go in one transaction
  });
  return async () => {
    closed = true;
    await client?.end().catch(() => undefined);
  };
}

type Said = { readonly workspace: WorkspaceId; readonly event: LiveEvent };
type Letter = {
  readonly node: string;
  readonly events: readonly Said[];
  /** What this node said before did not all go out. */
  readonly missed?: boolean;
};

/** A notification holds less than 8,000 bytes: so many events go into one letter as leave room for its node and brackets. */
function lettersOf(events: readonly Said[]): { events: Said[] }[] {
  const letters: { events: Said[] }[] = [];
  let bytes = mostBytes;
  for (const each of events) {
    const more = Buffer.byteLength(JSON.stringify(each)) + 1;
    if (bytes + more > mostBytes) {
      letters.push({ events: [] });
      bytes = 0;
    }
    letters.at(-1)?.events.push(each);
    bytes += more;
  }
  return letters;
}

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
