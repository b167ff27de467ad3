// What a loud neighbour costs: a company that works quietly, while ten times as many visitors of another one write at once as the figure `ingest` has.
// Who is told to wait does. The baseline is the same company without the neighbour. Memory, health and answers of the house are looked at meanwhile; what it acknowledged must be there.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type Figure, type Measured, median, rounded, type Sides } from './figure.ts';
import { percentile } from './frame/desk.ts';
import { type Ground, query } from './frame/ground.ts';
import { openCaller, type Request } from './frame/load.ts';
import { openRooms } from './frame/node.ts';
import type { Crowd, Noise } from './frame/noise.ts';
import { anotherCompany, type Company, openHouse, type Visitor } from './frame/parley.ts';
import { residentKb, startTold } from './frame/program.ts';
import { settle } from './frame/settle.ts';

const loudVisitors = 640; // the figure `ingest` has 64 in flight
const seconds = 6;
const perSecond = 20;
const visitors = 32;

export const neighbour: Figure = {
  name: 'neighbour',
  says: `what a quiet company waits (median), while ${loudVisitors} visitors of another write at once, against the same without it`,
  unit: 'ms',
  better: 'less',
  open: openNeighbour,
  aim: {
    says: 'times that a quiet company waits beside a loud one, against without it (median)',
    most: 1.5,
    of: ({ ours, baseline }) => ours / baseline,
  },
};

type Seen = { readonly p95: number; readonly noise?: Noise; readonly residentMb: number; readonly readyMs: number };

async function openNeighbour(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const { tools } = await openRooms(ground, house.databaseUrl, 2);
  const quiet = await anotherCompany(house.url, tools);
  const people = await arriveAll(quiet, 0, visitors);
  const crowd = await arriveAll(house, visitors, loudVisitors);
  await settle(house.databaseUrl);
  await query(house.databaseUrl, 'ANALYZE');
  const loud = await startTold<Noise>(ground, path.join(import.meta.dirname, 'frame/noise.ts'), {
    url: house.url,
    writers: crowd.map(({ token, address }) => ({ headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address } })),
  } satisfies Crowd);
  const caller = openCaller(house.url, 64);
  const asks = await askedBy(quiet, people);
  const before = Math.round(residentKb(house.pid) / 1024);
  const seen: Record<'alone' | 'beside', Seen[]> = { alone: [], beside: [] };
  const measure = async (side: 'alone' | 'beside'): Promise<Measured> => {
    const shouting = side === 'beside' ? loud.tell({ seconds }) : undefined;
    shouting?.catch(() => undefined); // heard below
    if (side === 'beside') await pause(500); // by then all of them shout
    const watch = watchHouse(house.url, house.pid);
    const waits = await steadily(caller, asks, seconds - 1).catch(async (error: unknown) => {
      await watch.stop();
      throw error;
    });
    const watched = await watch.stop();
    const noise = await shouting;
    if (noise) await checkNoise(house.databaseUrl, noise);
    await settle(house.databaseUrl);
    seen[side].push({ p95: percentile(waits, 95), ...(noise && { noise }), ...watched });
    return { value: median(waits), n: waits.length };
  };
  return {
    ours: () => measure('beside'),
    baseline: () => measure('alone'),
    also: async () => {
      const beside = seen.beside.slice(1); // the first round warms up
      const middle = (of: (each: Seen) => number, rounds = beside) => Number(median(rounds.map(of)).toPrecision(3));
      const [p95Beside, p95Alone] = [middle(({ p95 }) => p95), middle(({ p95 }) => p95, seen.alone.slice(1))];
      return {
        'p95 in ms beside the neighbour': p95Beside,
        'p95 in ms without it': p95Alone,
        'times the p95 without it': rounded(p95Beside / p95Alone),
        'messages/s taken in from the neighbour': middle(({ noise }) => (noise?.acknowledged.length ?? 0) / seconds),
        'answers 429 with Retry-After, per round': middle(({ noise }) => noise?.toldToWait ?? 0),
        'memory of the house in MB before the first shout': before,
        'memory of the house in MB beside it, at most': Math.max(...seen.beside.map(({ residentMb }) => residentMb)),
        'ms until /ready said that it was ready, at most': Math.max(...beside.map(({ readyMs }) => readyMs)),
      };
    },
    close: async () => caller.close(),
  };
}

async function arriveAll(company: Company, from: number, many: number): Promise<Visitor[]> {
  const arrived: Visitor[] = [];
  for (let number = from; number < from + many; number += 16)
    arrived.push(...(await Promise.all(Array.from({ length: 16 }, (_, at) => company.arrive(number + at)))));
  for (const visitor of arrived)
    await company.visitorClient(visitor).call('addVisitMessage', { body: { clientId: randomUUID(), text: 'Hello' } });
  return arrived;
}

/** What the quiet company does: a customer writes, staff look at the list, staff open a conversation. */
async function askedBy(company: Company, people: readonly Visitor[]): Promise<((at: number) => Request)[]> {
  const conversations = await company.conversations();
  const headers = { cookie: company.cookie };
  const one = (at: number) => people[at % people.length] as Visitor;
  return [
    (at) => ({
      ...{ method: 'POST', path: '/v1/visit/messages' },
      headers: { authorization: `Bearer ${one(at).token}`, 'x-forwarded-for': one(at).address },
      body: JSON.stringify({ clientId: randomUUID(), text: 'Do you have this lamp in brass?' }),
    }),
    () => ({ method: 'GET', path: '/v1/conversations?view=all&limit=50', headers }),
    (at) => ({ method: 'GET', path: `/v1/conversations/${conversations.get(one(at).person)}/messages?limit=50`, headers }),
  ];
}

/** So many a second, whether or not the one before is answered; gives how long each took. Throws when one is refused: whoever is quiet never is. */
async function steadily(
  caller: ReturnType<typeof openCaller>,
  asks: readonly ((at: number) => Request)[],
  forSeconds: number,
): Promise<number[]> {
  const under: Promise<number>[] = [];
  const began = performance.now();
  for (let at = 0; at < forSeconds * perSecond; at += 1) {
    await pause(began + (at * 1000) / perSecond - performance.now());
    const one = timed(caller, asks[at % asks.length]?.(at) as Request);
    one.catch(() => undefined); // heard by all of them together
    under.push(one);
  }
  return Promise.all(under);
}

async function timed(caller: ReturnType<typeof openCaller>, request: Request): Promise<number> {
  const sent = performance.now();
  const { status } = await caller.call(request);
  if (status >= 300) throw new Error(`${request.method} ${request.path.split('?')[0]} of the quiet company was answered ${status}`);
  return performance.now() - sent;
}

/** Looks at memory and health of the house until it is told to stop; throws when the house says that it is not ready. */
function watchHouse(url: string, pid: number): { stop(): Promise<{ residentMb: number; readyMs: number }> } {
  const caller = openCaller(url, 1);
  let isStopped = false;
  let [residentMb, readyMs] = [0, 0];
  const watching = (async () => {
    while (!isStopped) {
      const asked = performance.now();
      const { status } = await caller.call({ method: 'GET', path: '/ready', headers: {} });
      if (status !== 200) throw new Error(`/ready answered ${status}`);
      readyMs = Math.max(readyMs, Math.round(performance.now() - asked));
      residentMb = Math.max(residentMb, Math.round(residentKb(pid) / 1024));
      await pause(200);
    }
  })();
  watching.catch(() => undefined); // heard at the stop
  return {
    stop: async () => {
      isStopped = true;
      await watching.finally(() => caller.close());
      return { residentMb, readyMs };
    },
  };
}

async function checkNoise(databaseUrl: string, { acknowledged: inTime, late, refusedBare, others }: Noise): Promise<void> {
  if (refusedBare > 0) throw new Error(`${refusedBare} answers 429 without Retry-After`);
  if (Object.keys(others).length > 0) throw new Error(`answers beside 201 and 429: ${JSON.stringify(others)}`);
  const acknowledged = [...inTime, ...late];
  const [row] = await query<{ there: string }>(databaseUrl, 'SELECT count(*) AS there FROM messages WHERE id = ANY($1)', [acknowledged]);
  if (acknowledged.length === 0 || Number(row?.there) !== acknowledged.length)
    throw new Error(`${acknowledged.length} messages of the neighbour were acknowledged, ${row?.there} are there`);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
