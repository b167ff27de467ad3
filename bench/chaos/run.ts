// `npm run chaos -- --seed N --rounds N [--only FAULT] [--keys-database] [--json] [--out FILE]`: under load on chat and mail, Parley or its database (or both) is killed at a random
// moment, the disk fills, the relay stands still, a provider repeats and reorders. `--self-test [--out FILE]` plants faults that it must find, and records how soon each
// was. Exit codes: 0 all held, 1 something did not, 2 misused.
import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { machine, processor } from '../frame/machine.ts';
import { isFault } from './faults.ts';
import { insideUrl } from './inside.ts';
import { chaos, holds, type Outcome } from './rounds.ts';
import { plantOf, selfTest, type Tested } from './self-test.ts';

const say = (line: string) => console.log(line);
const usage =
  'usage: chaos [--seed N] [--rounds N] [--only FAULT]… [--keys-database] [--json] [--out FILE] [--plant NAME] | --self-test [--plant NAME] [--out FILE]';

let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    signals += 1; // the first ends the run after this round, with the last look; the second at once
    if (signals > 1) process.exit(130);
  });
process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const asked = read(args);
  if (asked === undefined) {
    console.error(usage);
    return 2;
  }
  if (asked.isSelfTest) {
    const keep = (tested: Tested) => {
      if (asked.out) store(asked.out, { bench: 'chaos-plants', ...tested, day: today(), machine: processor() });
    };
    const only = asked.plant === undefined ? {} : { named: [plantOf(asked.plant).plant], clean: 0 };
    return (await selfTest(say, { keep, ...only })).isGood ? 0 : 1;
  }
  let on: Awaited<ReturnType<typeof machine>> | undefined;
  const keep = async (outcome: Outcome, folder: string) => {
    on ??= await machine(insideUrl(folder)).catch(() => undefined);
    if (asked.out) store(asked.out, { bench: 'chaos', ...outcome, held: holds(outcome), asked: asked.rounds, day: today(), machine: on });
  };
  const outcome = await chaos(asked.seed, asked.rounds, { ...asked, say, keep, isOver: () => signals > 0 });
  say(asked.json ? JSON.stringify({ bench: 'chaos', ...outcome, held: holds(outcome), machine: on }) : words(outcome));
  return holds(outcome) ? 0 : 1;
}

function read(args: string[]) {
  const options = {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
    plant: { type: 'string' },
    only: { type: 'string', multiple: true },
    'keys-database': { type: 'boolean', default: false },
    'self-test': { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args, options });
    const [seed, rounds] = [Number(values.seed), Number(values.rounds)];
    const only = values.only?.filter(isFault);
    if (!Number.isInteger(seed) || !Number.isInteger(rounds) || rounds < 1 || only?.length !== values.only?.length) return undefined;
    return {
      seed,
      rounds,
      only,
      json: values.json,
      out: values.out,
      plant: values.plant,
      keysDatabase: values['keys-database'],
      isSelfTest: values['self-test'],
    };
  } catch {
    return undefined;
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10); // a declaration: main runs before the lines below it
}

/** Whole or not at all: a run that is interrupted leaves what it knew. */
function store(file: string, value: unknown): void {
  writeFileSync(`${file}.part`, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}

function words(outcome: Outcome): string {
  const { rounds, kills, falls, acknowledged, lost, doubled, disordered, erased, halfErased, offers, againstConsent, unsent, sentTwice } =
    outcome;
  const { ledger, recoveryMs } = outcome;
  return `${rounds} rounds, ${kills} kills, ${falls} falls; ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, ${disordered} out of order; ${unsent} answers unsent, ${sentTwice} sent twice; ${erased} erased, ${halfErased} half; ${offers} offers, ${againstConsent} against consent; ledger ${ledger === 0 ? 'whole' : `broken ${ledger} times`}; back after ${recoveryMs.median} ms (worst ${recoveryMs.worst} ms)`;
}
