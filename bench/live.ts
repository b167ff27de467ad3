// How soon an agent sees what a customer wrote: from the POST of the message to the open stream, with a thousand streams open and two hundred messages a second.
// Ours seals, records and commits each message first. The baseline is a server of the same protocol that keeps nothing. A message that was acknowledged and
// not heard on a stream that is looked at fails the bench.
import path from 'node:path';
import { type Figure, type Measured, median, oursOf, type Sides } from './figure.ts';
import { percentile } from './frame/desk.ts';
import type { Ground } from './frame/ground.ts';
import type { Heard, Opening } from './frame/listeners.ts';
import { openHouse } from './frame/parley.ts';
import { residentKb, startProgram, startTold } from './frame/program.ts';
import { settle } from './frame/settle.ts';

const streams = 1000;
const ofOneSession = 100; // a session may listen 128 times
const lookedAt = 20;
const perSecond = 200;
const seconds = 4;
const visitors = 256;

export const live: Figure = {
  name: 'live',
  says: `from a customer's POST to the agent's open stream (95th percentile), ${perSecond} messages/s, ${streams} open streams, against a bare server of the same protocol`,
  unit: 'ms',
  better: 'less',
  open: openLive,
  aim: oursOf({ most: 150 }),
};

async function openLive(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const people: Awaited<ReturnType<typeof house.arrive>>[] = [];
  for (let number = 0; number < visitors; number += 16)
    people.push(...(await Promise.all(Array.from({ length: 16 }, (_, at) => house.arrive(number + at)))));
  const cookies = await Promise.all(Array.from({ length: Math.ceil(streams / ofOneSession) }, house.anotherSession));
  const bare = await startProgram(path.join(import.meta.dirname, 'baselines/bare-stream.ts'), [], {}, /answers at \S+/);
  ground.atEnd(() => bare.stop());
  const before = { ours: residentKb(house.pid), bare: residentKb(bare.pid) };
  const ours = await openListeners(ground, {
    ...{ url: house.url, streams, lookedAt, post: '/v1/visit/messages' },
    stream: { path: '/v1/events', as: cookies.map((cookie) => ({ cookie })) },
    writers: people.map(({ token, address }) => ({ headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address } })),
  });
  const url = /answers at (\S+)/.exec(bare.said)?.[1] ?? '';
  const theirs = await openListeners(ground, {
    url,
    streams,
    lookedAt,
    post: '/messages',
    stream: { path: '/events', as: [{}] },
    writers: [{ headers: {} }],
  });
  const after = { ours: residentKb(house.pid), bare: residentKb(bare.pid) };
  const rounds = { ours: { p50: [] as number[], told: [] as number[] }, bare: { p50: [] as number[], told: [] as number[] } };
  const measure = async (listeners: typeof ours, seen: { p50: number[]; told: number[] }): Promise<Measured> => {
    const { latencies, afterAnswer, refused } = await listeners.turn();
    if (refused > 0) throw new Error(`${refused} messages were refused`);
    const lost = latencies.filter((ms) => ms < 0).length;
    if (lost > 0 || latencies.length === 0) throw new Error(`${lost} of ${latencies.length} were acknowledged and not heard`);
    seen.p50.push(percentile(latencies, 50));
    seen.told.push(percentile(afterAnswer, 95));
    return { value: percentile(latencies, 95), n: latencies.length };
  };
  return {
    ours: async () => {
      const measured = await measure(ours, rounds.ours);
      await settle(house.databaseUrl);
      return measured;
    },
    baseline: () => measure(theirs, rounds.bare),
    also: async () => ({
      'p50 in ms': Number(median(rounds.ours.p50).toFixed(1)),
      'p50 of the baseline in ms': Number(median(rounds.bare.p50).toFixed(1)),
      'p95 in ms from the answer to the POST, which leaves after the commit': Number(median(rounds.ours.told).toFixed(1)),
      'memory per stream in kB': Number(((after.ours - before.ours) / streams).toFixed(1)),
      'memory per stream of the baseline in kB': Number(((after.bare - before.bare) / streams).toFixed(1)),
      'streams looked at': lookedAt,
    }),
    close: async () => undefined,
  };
}

async function openListeners(ground: Ground, opening: Opening) {
  const told = await startTold<Heard>(ground, path.join(import.meta.dirname, 'frame/listeners.ts'), opening);
  return { turn: () => told.tell({ perSecond, seconds }) };
}
