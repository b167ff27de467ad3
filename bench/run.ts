// `npm run bench -- NAME [--json] [--out FILE] [--rounds N] [--check]`: measures one figure; without a name it lists them. Exit codes: 0 measured, 1 failed, or with `--check` measured and its aim
// missed, 2 misused.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { aimOf, type Figure, outcomeOf, rounded, takeRounds } from './figure.ts';
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
/** What else a figure is called. */
const alsoCalled: Readonly<Record<string, string>> = { widget: 'weights' };
const usualRounds = 5;
type Asked = {
  readonly name: string | undefined;
  readonly json: boolean;
  readonly out: string | undefined;
  readonly rounds: number;
  readonly check: boolean;
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const asked = read(args);
  if (asked === undefined) return misuse('usage: bench [NAME] [--json] [--out FILE] [--rounds N] [--check]');
  if (asked.name === undefined) {
    for (const load of Object.values(figures)) console.log(described(await load()));
    return 0;
  }
  const name = alsoCalled[asked.name] ?? asked.name;
  const load = Object.hasOwn(figures, name) ? figures[name] : undefined;
  if (!load) return misuse(`there is no figure "${asked.name}"; there are: ${Object.keys(figures).join(', ')}`);
  try {
    const figure = await load();
    if (asked.check && !figure.aim) return misuse(`nothing is promised of "${name}" that could be checked`);
    return (await measure(figure, asked)) || !asked.check ? 0 : 1;
  } catch (error) {
    console.error(`${asked.name}: ${(error as Error).message}`);
    return 1;
  }
}

function described(figure: Figure): string {
  return `${figure.name.padEnd(10)} ${figure.says} (${figure.unit})`;
}

/** Whether what was promised holds, as far as something was. */
async function measure(figure: Figure, { rounds, json, out }: Asked): Promise<boolean> {
  const ground = await openGround();
  try {
    console.log(`${figure.name}: ${figure.says}`);
    const sides = await figure.open(ground);
    ground.atEnd(() => sides.close());
    const taken = await takeRounds(sides, rounds, ({ ours, baseline }) =>
      console.log(`  ours ${rounded(ours.value)}   baseline ${rounded(baseline.value)}   ${figure.unit}`),
    );
    const [measured, also] = [outcomeOf(figure, taken), await sides.also?.()];
    const aim = aimOf(figure, measured, also);
    const outcome = { ...measured, rounds, also, ...(aim && { aim }), machine: await machine(ground.adminUrl) };
    console.log(`  median ${outcome.ours} against ${outcome.baseline} ${outcome.unit}: ratio ${outcome.ratio}`);
    for (const [name, value] of Object.entries(outcome.also ?? {})) console.log(`  ${name}: ${value}`);
    if (aim) console.log(`  aim: ${aim.says} ${aim.is}, ${aim.most ? `at most ${aim.most}` : `at least ${aim.least}`}; met: ${aim.met}`);
    if (out) writeFileSync(out, `${JSON.stringify(outcome, null, 2)}\n`);
    if (json) console.log(JSON.stringify(outcome));
    return aim?.met ?? true;
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
        check: { type: 'boolean', default: false },
        out: { type: 'string' },
        rounds: { type: 'string', default: String(usualRounds) },
      },
    });
    const rounds = Number(values.rounds);
    if (positionals.length > 1 || !Number.isInteger(rounds) || rounds < 1 || rounds > 100) return undefined;
    return { name: positionals[0], json: values.json, out: values.out, rounds, check: values.check };
  } catch {
    return undefined;
  }
}

function misuse(words: string): number {
  console.error(words);
  return 2;
}
