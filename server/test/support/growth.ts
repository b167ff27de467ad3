// What a process must not gather while it is asked for ever the same: memory after a forced collection, open handles, rows that wait.
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';

/** Megabytes alive on the heap and beside it, what keeps the process busy, open descriptors, and rows that wait in the queue. */
export type Sample = { readonly mb: number; readonly handles: number; readonly descriptors: number; readonly waiting: number };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export async function takeSample(adminUrl: string): Promise<Sample> {
  for (let times = 0; times < 4; times += 1) {
    collect();
    await sleep(50); // what is finalised lets go of more
  }
  const { heapUsed, external } = process.memoryUsage();
  return {
    mb: (heapUsed + external) / 2 ** 20,
    handles: process.getActiveResourcesInfo().filter((kind) => !/Timeout|Immediate/.test(kind)).length,
    descriptors: readdirSync('/proc/self/fd').length,
    waiting: await rowsThatWait(adminUrl),
  };
}

/** What grew from the first third of the samples to the last, with a third between them in which a steady leak adds up: even the least of the later ones is above the most of the earlier by more than chance explains. */
export function whatGrew(samples: readonly Sample[]): (keyof Sample)[] {
  const third = Math.floor(samples.length / 3);
  const room: Sample = { mb: 6, handles: 3, descriptors: 6, waiting: 0 };
  return (Object.keys(room) as (keyof Sample)[]).filter((name) => {
    const early = Math.max(...samples.slice(0, third).map((each) => each[name]));
    const late = Math.min(...samples.slice(-third).map((each) => each[name]));
    return late - early > room[name];
  });
}

async function rowsThatWait(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM outbox')).rows[0]?.n ?? 0;
  } finally {
    await client.end();
  }
}
