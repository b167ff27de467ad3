// `npm run bench -- NAME [--json] [--out FILE] [--rounds N]`: measures one figure; without a name it lists them. Exit codes: 0 measured, 1 failed, 2 misused.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Figure, outcomeOf, rounded, takeRounds } from './figure.ts';
import { openGround } from './frame/ground.ts';
import { machine } from './frame/machine.ts';

/** One file per figure, loaded when asked for. */
const figures: Readonly<Record<string, () => Promise<Figure>>> = {
  ingest: async () => (await import('./ingest.ts')).ingest,
  gate: async () => (await import('./gate.ts')).gate,
  erase: async () => (await import('./erase.ts')).erase,
  live: async () => (await import('./live.ts')).live,
  weights: async () => (await import('./weights.ts')).weights,
  reveal: async () => (await import('./reveal.ts')).reveal,
  neighbour: async () => (await import('./neighbour.ts')).neighbour,
  detect: async () => (await import('./detect.ts')).detect,
  export: async () => (await import('./export.ts')).exported,
  sweep: async () => (await import('./sweep.ts')).sweep,
  pages: async () => (await import('./pages.ts')).pages,
};
const usualRounds = 5;
type Asked = { readonly name: string | undefined; readonly json: boolean; readonly out: string | undefined; readonly rounds: number };

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const asked = read(args);
  if (asked === undefined) return misuse('usage: bench [NAME] [--json] [--out FILE] [--rounds N]');
  if (asked.name === undefined) {
    for (const load of Object.values(figures)) console.log(described(await load()));
    return 0;
  }
  const load = Object.hasOwn(figures, asked.name) ? figures[asked.name] : undefined;
  if (!load) return misuse(`there is no figure "${asked.name}"; there are: ${Object.keys(figures).join(', ')}`);
  try {
    await measure(await load(), asked);
    return 0;
  } catch (error) {
    console.error(`${asked.name}: ${(error as Error).message}`);
    return 1;
  }
}

function described(figure: Figure): string {
  return `${figure.name.padEnd(10)} ${figure.says} (${figure.unit})`;
}

async function measure(figure: Figure, { rounds, json, out }: Asked): Promise<void> {
  const ground = await openGround();
  try {
    console.log(`${figure.name}: ${figure.says}`);
    const sides = await figure.open(ground);
    ground.atEnd(() => sides.close());
    const taken = await takeRounds(sides, rounds, ({ ours, baseline }) =>
      console.log(`  ours ${rounded(ours.value)}   baseline ${rounded(baseline.value)}   ${figure.unit}`),
    );
    const outcome = { ...outcomeOf(figure, taken), rounds, also: await sides.also?.(), machine: await machine(ground.adminUrl) };
    console.log(`  median ${outcome.ours} against ${outcome.baseline} ${outcome.unit}: ratio ${outcome.ratio}`);
    for (const [name, value] of Object.entries(outcome.also ?? {})) console.log(`  ${name}: ${value}`);
    if (out) writeFileSync(out, `${JSON.stringify(outcome, null, 2)}\n`);
    if (json) console.log(JSON.stringify(outcome));
  } finally {
    await ground.close();
  }
}

function read(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        rounds: { type: 'string', default: String(usualRounds) },
      },
    });
    const rounds = Number(values.rounds);
    if (positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1 || rounds > 100) return undefined;
    return { name: positionals[0], json: values.json, out: values.out, rounds };
  } catch {
    return undefined;
  }
}

function misuse(words: string): number {
  console.error(words);
  return 2;
}
