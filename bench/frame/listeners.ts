// The load on live events, as a process of its own: it opens streams, says so, and with each line on its input that names writers and seconds lets them write at
// a steady rate and says how long each message took from its POST to the streams that are looked at. All streams are read; a few are looked at.
import { randomUUID } from 'node:crypto';
import net from 'node:net';
import readline from 'node:readline';
import { openCaller } from './load.ts';

export type Opening = {
  readonly url: string;
  readonly streams: number;
  readonly lookedAt: number;
  /** `as`: headers of those who listen, in turns. */
  readonly stream: { readonly path: string; readonly as: readonly Readonly<Record<string, string>>[] };
  readonly post: string;
  readonly writers: readonly { readonly headers: Readonly<Record<string, string>> }[];
};
/** Milliseconds from the POST, and from its answer, to each stream that is looked at; -1 for a message that was not heard. */
export type Heard = { readonly latencies: number[]; readonly afterAnswer: number[]; readonly refused: number };
type Turn = { readonly perSecond: number; readonly seconds: number };

const lost = Number.MIN_SAFE_INTEGER;
const settleMs = 3000; // how long the last messages may take
const told = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const opening = JSON.parse((await told.next()).value ?? '{}') as Opening;
const caller = openCaller(opening.url, 64);
const seen: Map<string, number>[] = [];
let writer = 0;

for (let at = 0; at < opening.streams; at += 50)
  await Promise.all(Array.from({ length: Math.min(50, opening.streams - at) }, (_, offset) => listen(at + offset)));
console.log('listening');
for await (const line of told) console.log(JSON.stringify(await turn(JSON.parse(line) as Turn)));
process.exit(0);

/** Opens a stream; resolves when its head has come. */
function listen(number: number): Promise<void> {
  const isLookedAt = number < opening.lookedAt;
  const { hostname, port } = new URL(opening.url);
  const { path, as } = opening.stream;
  const headers = as[number % as.length] ?? {};
  const at = isLookedAt ? seen.push(new Map()) - 1 : -1;
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\n${lines.join('')}\r\n`);
    let rest = '';
    socket.once('data', (head: Buffer) =>
      String(head).startsWith('HTTP/1.1 200') ? resolve() : reject(new Error(String(head).slice(0, 60))),
    );
    socket.on('close', () => reject(new Error('a stream was cut')));
    socket.on('error', reject);
    socket.on('data', (bytes: Buffer) => {
      if (!isLookedAt) return;
      const now = performance.now();
      rest += bytes.toString('utf8');
      for (const [, id] of rest.matchAll(/event: message\.added\ndata: [^\n]*"message":"([^"]+)"[^\n]*\n/g))
        if (id && !seen[at]?.has(id)) seen[at]?.set(id, now);
      rest = rest.slice(-400); // an event may be cut in two; one that is found twice counts once
    });
  });
}

async function turn({ perSecond, seconds }: Turn): Promise<Heard> {
  for (const each of seen) each.clear();
  const sent = new Map<string, { began: number; answered: number }>();
  const running = new Set<Promise<void>>();
  let refused = 0;
  const write = async () => {
    writer += 1;
    const { headers } = opening.writers[writer % opening.writers.length] as Opening['writers'][number];
    const began = performance.now();
    const body = JSON.stringify({ clientId: randomUUID(), text: 'Is the brass reading lamp still to be had in the warm finish?' });
    const answer = await caller.call({ method: 'POST', path: opening.post, headers, body });
    if (answer.status === 201) sent.set((JSON.parse(answer.body) as { id: string }).id, { began, answered: performance.now() });
    else refused += 1;
  };
  const began = performance.now();
  for (let count = 0; count < perSecond * seconds; ) {
    const due = Math.min(perSecond * seconds, Math.floor(((performance.now() - began) / 1000) * perSecond));
    for (; count < due; count += 1) {
      const work = write().finally(() => running.delete(work));
      running.add(work);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(running);
  const isWaiting = () => seen.some((each) => [...sent.keys()].some((id) => !each.has(id)));
  for (const until = performance.now() + settleMs; performance.now() < until && isWaiting(); )
    await new Promise((resolve) => setTimeout(resolve, 20));
  const since = (from: 'began' | 'answered') =>
    seen.flatMap((each) => [...sent].map(([id, at]) => (each.has(id) ? Number(((each.get(id) ?? 0) - at[from]).toFixed(2)) : lost)));
  return {
    latencies: since('began').map((ms) => (ms === lost ? -1 : ms)),
    afterAnswer: since('answered').filter((ms) => ms !== lost),
    refused,
  };
}
