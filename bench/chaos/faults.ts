// What can befall the house, and how long it takes to answer again.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Disk } from './disk.ts';
import type { KeyDatabase } from './key-database.ts';
import type { Relay } from './relay.ts';
import type { Victim } from './victim.ts';

/** Faults with the processes that each of them kills. */
const kills = {
  'kill parley': 1,
  'kill database': 1,
  'kill both': 2,
  'full disk': 0,
  'stalled relay': 0,
  'kill parley while the relay stalls': 1,
  'kill key database': 1,
  'kill parley and key database': 2,
  nothing: 0,
} as const;
export type Fault = keyof typeof kills;
export const faults = Object.keys(kills) as Fault[];
/** Those that can only befall a house with two databases. */
export const needsKeys = (fault: Fault): boolean => fault.endsWith('key database');
export const killsOf = (fault: Fault): number => kills[fault];
export const isFault = (name: string): name is Fault => Object.hasOwn(kills, name);

const fullMs = 1500;
const stallMs = 4000;
const noticedMs = 700; // the end of the database must have been noticed, or the old answer counts

/** Lets it happen; gives the milliseconds until Parley answered again, undefined where it never stopped. */
export async function strike(fault: Fault, victim: Victim, relay: Relay, disk: Disk, keys?: KeyDatabase): Promise<number | undefined> {
  const began = performance.now();
  switch (fault) {
    case 'nothing':
      return undefined;
    case 'stalled relay':
      relay.stall(stallMs);
      return undefined;
    case 'full disk': {
      const release = await disk.fill();
      await sleep(fullMs);
      await release();
      const room = performance.now();
      await victim.awaitReady();
      return performance.now() - room;
    }
    case 'kill database':
      victim.killDatabase();
      await sleep(noticedMs);
      await victim.awaitReady();
      return performance.now() - began;
    case 'kill key database':
      keys?.kill();
      await sleep(noticedMs);
      await victim.awaitReady();
      return performance.now() - began;
    default:
      if (fault === 'kill parley and key database') keys?.kill();
      if (fault === 'kill both') victim.killDatabase();
      if (fault === 'kill parley while the relay stalls') {
        relay.stall(stallMs);
        await sleep(500); // so that something is on its way
      }
      await victim.kill();
      await victim.start();
      return performance.now() - began;
  }
}
