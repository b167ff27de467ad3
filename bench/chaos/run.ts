// `npm run chaos -- --seed N --rounds N [--json]`: under load, Parley or its database (or both) is killed at a random moment, the disk fills, the relay stands still,
// mails come twice. After each round everything acknowledged must be there once, in order and readable; no erasure half done; the ledger whole; nothing sent against
// a no. Exit codes: 0 all held, 1 something did not, 2 misused.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { processor } from '../frame/machine.ts';
import { openChance } from './chance.ts';
import { foundCompany } from './company.ts';
import { type Findings, look } from './findings.ts';
import { openRelay, type Relay } from './relay.ts';
import { openSubscribers } from './subscribers.ts';
import { startTraffic } from './traffic.ts';
import { openVictim, type Victim } from './victim.ts';

const faults = ['kill parley', 'kill database', 'kill both', 'full disk', 'stalled relay', 'nothing'] as const;
type Fault = (typeof faults)[number];
const diskBytes = 600_000_000;
const visitorsPerRound = 6;

export type Outcome = Findings & {
  rounds: number;
  seed: number;
  kills: number;
  acknowledged: number;
  retries: number;
  erased: number;
  offers: number;
  againstConsent: number;
  /** Median and worst milliseconds from a fault to the first answer. */
  recoveryMs: { median: number; worst: number };
};

if (import.meta.filename === process.argv[1]) process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const options = {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    plant: { type: 'string' },
    only: { type: 'string', multiple: true },
  } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const [seed, rounds] = [Number(values.seed), Number(values.rounds)];
  if (!Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1) {
    console.error('usage: chaos [--seed N] [--rounds N] [--json]');
    return 2;
  }
  const outcome = await chaos(seed, rounds, {
    ...(values.plant && { plant: values.plant }),
    ...(values.only && { only: values.only.filter(isFault) }),
    say: (line) => console.log(line),
  });
  console.log(values.json ? JSON.stringify({ ...outcome, machine: processor() }) : words(outcome));
  return holds(outcome) ? 0 : 1;
}

/** Runs the rounds over a fresh Parley; `plant` bends it by a module of `plants/`, `only` keeps to some faults. */
export async function chaos(
  seed: number,
  rounds: number,
  options: { plant?: string; only?: readonly Fault[]; say: (line: string) => void },
): Promise<Outcome> {
  const chance = openChance(seed);
  const disk = openDisk();
  const relay = await openRelay();
  const data = path.join(disk.folder, 'data');
  const imports = options.plant ? [path.join(import.meta.dirname, 'plants', `${options.plant}.ts`)] : [];
  const victim = await openVictim(data, { PARLEY_SMTP_RELAY: `smtp://127.0.0.1:${relay.port}` }, imports);
  const total: Outcome = {
    ...{ rounds, seed, kills: 0, acknowledged: 0, retries: 0, erased: 0, offers: 0, againstConsent: 0 },
    ...{ lost: 0, doubled: 0, disordered: 0, halfErased: 0, ledger: 0, recoveryMs: { median: 0, worst: 0 } },
  };
  const recoveries: number[] = [];
  try {
    await victim.start();
    const company = await foundCompany(victim);
    const subscribers = await openSubscribers(company, victim, relay, 3);
    const possible = (options.only ?? faults).filter((fault) => fault !== 'full disk' || disk.isOwn);
    for (let round = 1; round <= rounds; round += 1) {
      const fault = chance.pick(possible);
      const visitors = await Promise.all(Array.from({ length: visitorsPerRound }, () => company.arrive()));
      const traffic = startTraffic(company, victim.smtpPort, visitors, chance, round);
      const stopSubscribers = subscribers.start(chance);
      await sleep(300 + chance.below(1500));
      const recovery = await strike(fault, victim, relay, disk);
      if (recovery !== undefined) recoveries.push(recovery);
      total.kills += { 'kill both': 2, 'kill parley': 1, 'kill database': 1, 'full disk': 0, 'stalled relay': 0, nothing: 0 }[fault];
      await sleep(500);
      await Promise.all([traffic.stop(), stopSubscribers()]);
      const findings = await look(company, victim, data, traffic.acknowledged, options.say);
      for (const [name, value] of Object.entries(findings)) total[name as keyof Findings] += value;
      const { lines, mails, erased, retries } = traffic.acknowledged;
      total.acknowledged += lines.length + mails.length;
      total.erased += erased.length;
      total.retries += retries;
      total.againstConsent = subscribers.againstConsent();
      total.offers = subscribers.offers();
      options.say(
        `round ${round}: ${fault}${recovery === undefined ? '' : `, back after ${Math.round(recovery)} ms`}; ${lines.length} lines, ${mails.length} mails, ${erased.length} erased, ${retries} tried again; ${wrongs(findings, total.againstConsent)}`,
      );
    }
  } finally {
    await victim.stop().catch(() => undefined);
    await relay.close();
    disk.close();
  }
  const sorted = recoveries.toSorted((a, b) => a - b);
  total.recoveryMs = { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), worst: Math.round(sorted.at(-1) ?? 0) };
  return total;
}

function isFault(name: string): name is Fault {
  return (faults as readonly string[]).includes(name);
}

/** Whether everything that must hold held. */
export function holds(outcome: Outcome): boolean {
  return outcome.lost + outcome.doubled + outcome.disordered + outcome.halfErased + outcome.ledger + outcome.againstConsent === 0;
}

async function strike(fault: Fault, victim: Victim, relay: Relay, disk: Disk): Promise<number | undefined> {
  const began = performance.now();
  if (fault === 'nothing') return undefined;
  if (fault === 'stalled relay') {
    relay.stall(4000);
    return undefined;
  }
  if (fault === 'full disk') {
    const release = disk.fill();
    await sleep(1500);
    release();
    await victim.awaitReady();
    return performance.now() - began - 1500;
  }
  if (fault !== 'kill parley') victim.killDatabase();
  if (fault !== 'kill database') {
    await victim.kill();
    await victim.start();
  } else {
    await sleep(700); // its end must have been noticed, or the old answer counts
    await victim.awaitReady();
  }
  return performance.now() - began;
}

type Disk = { readonly folder: string; readonly isOwn: boolean; fill(): () => void; close(): void };

/** A small disk of its own where this machine lets us make one, so that it can be filled; else a folder. */
function openDisk(): Disk {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-chaos-'));
  let isOwn = false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes},mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
    isOwn = true;
  } catch {
    console.error('no disk of our own can be made here (that takes root): the round of the full disk is left out');
  }
  mkdirSync(path.join(folder, 'data'), { recursive: true, mode: 0o711 });
  return {
    folder,
    isOwn,
    fill() {
      const filler = path.join(folder, 'filler');
      writeFileSync(filler, '');
      for (let piece = 16_777_216; piece >= 512; )
        try {
          appendFileSync(filler, Buffer.alloc(piece));
        } catch {
          piece /= 2; // what did not fit as a whole may fit in part
        }
      return () => rmSync(filler, { force: true });
    },
    close() {
      if (isOwn) execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function wrongs(findings: Findings, againstConsent: number): string {
  const wrong = Object.entries({ ...findings, againstConsent }).filter(([, value]) => value > 0);
  return wrong.length === 0
    ? 'all held'
    : wrong
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')
        .toUpperCase();
}

function words(outcome: Outcome): string {
  const { rounds, kills, acknowledged, lost, doubled, disordered, erased, halfErased, offers, againstConsent, ledger, recoveryMs } =
    outcome;
  return `${rounds} rounds, ${kills} kills, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, ${disordered} out of order; ${erased} erased, ${halfErased} half; ${offers} offers, ${againstConsent} against consent; ledger ${ledger === 0 ? 'whole' : `broken ${ledger} times`}; back after ${recoveryMs.median} ms (worst ${recoveryMs.worst} ms)`;
}
