// The rounds: traffic, a fault at a random moment, and the reckoning; at the end everything of all rounds is looked for once more.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addTo, type Book, emptyBook } from './book.ts';
import { openChance } from './chance.ts';
import { foundCompany } from './company.ts';
import { openDisk } from './disk.ts';
import { type Fault, faults, killsOf, needsKeys, strike } from './faults.ts';
import { type Findings, look, unfinished } from './findings.ts';
import { inside } from './inside.ts';
import { openKeyDatabase } from './key-database.ts';
import { openMailers } from './mailers.ts';
import { outgoing } from './outgoing.ts';
import { openRelay } from './relay.ts';
import { openSubscribers } from './subscribers.ts';
import { startTraffic } from './traffic.ts';
import { openVictim } from './victim.ts';

export type Outcome = Findings & {
  seed: number;
  rounds: number;
  /** How often each fault was struck. */
  struck: Partial<Record<Fault, number>>;
  kills: number;
  acknowledged: number;
  retries: number;
  erased: number;
  offers: number;
  againstConsent: number;
  unsent: number;
  sentTwice: number;
  /** How often Parley ended without being killed. */
  falls: number;
  /** Median and worst milliseconds from a fault to the first answer. */
  recoveryMs: { median: number; worst: number };
};
export type Options = {
  readonly plant?: string | undefined;
  readonly only?: readonly Fault[] | undefined;
  readonly untilWrong?: boolean;
  /** With the keys in a database of their own. */
  readonly keysDatabase?: boolean | undefined;
  /** Asked before each round: whether enough is enough. */
  readonly isOver?: () => boolean;
  readonly say: (line: string) => void;
  /** Called after each round with what is known so far. */
  readonly keep?: (outcome: Outcome, folder: string) => void;
};

const visitorsPerRound = 6;
const settledIn = 3 * visitorsPerRound;
const patienceMs = 60_000;
const wrongs = ['lost', 'doubled', 'disordered', 'halfErased', 'ledger', 'againstConsent', 'unsent', 'sentTwice', 'falls'] as const;

/** Whether everything that must hold held. */
export const holds = (outcome: Outcome): boolean => wrongs.every((name) => outcome[name] === 0);

/** Runs the rounds over a fresh Parley; `plant` bends it by a module (and SQL) of `plants/`, `only` keeps to some faults. */
export async function chaos(seed: number, rounds: number, options: Options): Promise<Outcome> {
  const { say } = options;
  const chance = openChance(seed);
  const disk = openDisk(say);
  const relay = await openRelay();
  const folder = path.join(disk.folder, 'data');
  const plant = options.plant && path.join(import.meta.dirname, 'plants', options.plant);
  const keys = options.keysDatabase ? await openKeyDatabase(disk.folder) : undefined;
  const surroundings = { PARLEY_SMTP_RELAY: `smtp://127.0.0.1:${relay.port}`, ...(keys && { PARLEY_KEYS_DATABASE_URL: keys.url }) };
  const victim = await openVictim(folder, surroundings, plant ? [`${plant}.ts`] : []);
  const outcome = nothingYet(seed);
  const tidy = () => {
    victim.drop();
    disk.close();
  };
  process.once('exit', tidy); // also when somebody loses patience
  const whole = emptyBook();
  const recoveries: number[] = [];
  try {
    await victim.start();
    const company = await foundCompany(victim);
    const subscribers = await openSubscribers(company, victim, relay, 3);
    const mailers = openMailers(victim.smtpPort);
    if (plant && existsSync(`${plant}.sql`)) await inside(folder, (client) => client.query(readFileSync(`${plant}.sql`, 'utf8')));
    const possible = (options.only ?? faults).filter(
      (fault) => (fault !== 'full disk' || disk.isOwn) && (keys !== undefined || !needsKeys(fault)),
    );
    for (let round = 1; round <= rounds && !options.isOver?.() && !(options.untilWrong && !holds(outcome)); round += 1) {
      const fault = chance.pick(possible);
      const since = Date.now();
      const visitors = await Promise.all(Array.from({ length: visitorsPerRound }, () => company.arrive()));
      const traffic = startTraffic(company, mailers, visitors, chance, round);
      const stopSubscribers = subscribers.start(chance);
      await underLoad(traffic.book);
      await sleep(300 + chance.below(1500));
      const recovery = await strike(fault, victim, relay, disk, keys);
      if (recovery !== undefined) recoveries.push(recovery);
      await sleep(500);
      await Promise.all([traffic.stop(), stopSubscribers()]);
      const { book } = traffic;
      const halfErased = await unfinished(company, folder, book.erased, say, keys);
      const findings = await look(company, victim, book, since);
      findings.halfErased += halfErased;
      addTo(whole, book);
      const now = { againstConsent: subscribers.againstConsent(), falls: victim.falls };
      const more = { againstConsent: now.againstConsent - outcome.againstConsent, falls: now.falls - outcome.falls };
      addFindings(outcome, findings);
      outcome.struck[fault] = (outcome.struck[fault] ?? 0) + 1;
      Object.assign(outcome, now, { rounds: round, kills: outcome.kills + killsOf(fault), offers: subscribers.offers() });
      Object.assign(outcome, countsOf(whole), { recoveryMs: spread(recoveries) });
      say(lineOf(round, fault, recovery, book, { ...findings, ...more }));
      options.keep?.(outcome, folder);
    }
    if (!options.untilWrong) {
      addFindings(outcome, await look(company, victim, whole, 0));
      Object.assign(outcome, await outgoing(whole, relay));
      options.keep?.(outcome, folder);
    }
  } finally {
    await victim.stop().catch(() => undefined);
    await relay.close();
    await keys?.stop();
    process.off('exit', tidy);
    disk.close();
  }
  return outcome;
}

/** Waits until acknowledgements flow: on a busy machine a fault would else befall a house in which nobody has said anything yet, and a round that tries nothing holds. */
async function underLoad(book: Book): Promise<void> {
  for (const until = Date.now() + patienceMs; book.lines.length + book.mails.length < settledIn && Date.now() < until; ) await sleep(20);
}

function nothingYet(seed: number): Outcome {
  return {
    ...{ seed, rounds: 0, struck: {}, kills: 0, acknowledged: 0, retries: 0, erased: 0, offers: 0, againstConsent: 0 },
    ...{ lost: 0, doubled: 0, disordered: 0, halfErased: 0, ledger: 0, unsent: 0, sentTwice: 0, falls: 0 },
    recoveryMs: { median: 0, worst: 0 },
  };
}

function addFindings(outcome: Outcome, findings: Findings): void {
  for (const [name, value] of Object.entries(findings)) outcome[name as keyof Findings] += value;
}

function countsOf({ lines, mails, answers, erased, retries }: Book) {
  return { acknowledged: lines.length + mails.length + answers.length, erased: erased.length, retries };
}

function spread(values: readonly number[]): Outcome['recoveryMs'] {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), worst: Math.round(sorted.at(-1) ?? 0) };
}

function lineOf(round: number, fault: Fault, recovery: number | undefined, book: Book, found: Record<string, number>): string {
  const wrong = Object.entries(found).filter(([, value]) => value > 0);
  const verdict = wrong.length === 0 ? 'all held' : wrong.map(([name, value]) => `${name} ${value}`.toUpperCase()).join(', ');
  const back = recovery === undefined ? '' : `, back after ${Math.round(recovery)} ms`;
  const { lines, mails, answers, erased, retries } = book;
  return `round ${round}: ${fault}${back}; ${lines.length} lines, ${mails.length} mails, ${answers.length} answers, ${erased.length} erased, ${retries} tried again; ${verdict}`;
}
