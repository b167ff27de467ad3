// What a figure is, and how it is measured: both sides in turns, so that whatever else the machine does falls on both; the median speaks.
import type { Ground } from './frame/ground.ts';

/** One measurement: `value` in the figure's unit, `n` operations it stands on. */
export type Measured = { readonly value: number; readonly n: number };
export type Sides = {
  ours(): Promise<Measured>;
  baseline(): Promise<Measured>;
  /** Further numbers worth printing, asked for once after the rounds. */
  also?(): Promise<Also>;
  close(): Promise<void>;
};
export type Figure = {
  readonly name: string;
  /** One sentence: what is measured against what. */
  readonly says: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
  readonly open: (ground: Ground) => Promise<Sides>;
  readonly aim?: Aim;
};
/** What a figure is held to, where something was promised: `of` gives a number that may be `most` at most, or has to be `least` at least. */
export type Aim = { readonly says: string; readonly of: (outcome: Outcome, also: Also) => number } & (
  | { readonly most: number }
  | { readonly least: number }
);
type Also = Readonly<Record<string, number | string>>;
export type Round = { readonly ours: Measured; readonly baseline: Measured };
export type Outcome = {
  readonly bench: string;
  readonly ours: number;
  readonly baseline: number;
  /** Above 1 we are better than the baseline, below 1 worse, whatever the unit. */
  readonly ratio: number;
  readonly unit: string;
  /** Operations of ours in all counted rounds. */
  readonly n: number;
};

/** One round of each side that does not count, then `rounds` of each; every other round begins with the baseline. */
export async function takeRounds(sides: Pick<Sides, 'ours' | 'baseline'>, rounds: number, tell: (round: Round) => void): Promise<Round[]> {
  await sides.baseline();
  await sides.ours();
  const taken: Round[] = [];
  for (let at = 0; at < rounds; at += 1) {
    const early = at % 2 === 1 ? await sides.baseline() : undefined;
    const ours = await sides.ours();
    const round = { ours, baseline: early ?? (await sides.baseline()) };
    tell(round);
    taken.push(round);
  }
  return taken;
}

/** Medians of the rounds and their ratio. Throws when a side counted nothing: a figure over nothing is no figure. */
export function outcomeOf(figure: Pick<Figure, 'name' | 'unit' | 'better'>, rounds: readonly Round[]): Outcome {
  const sides = [rounds.map((round) => round.ours), rounds.map((round) => round.baseline)] as const;
  if (rounds.length === 0 || sides.some((side) => side.some(({ value, n }) => !(value > 0) || n < 1)))
    throw new Error(`${figure.name}: a round counted nothing`);
  const [ours, baseline] = [median(sides[0].map(({ value }) => value)), median(sides[1].map(({ value }) => value))];
  return {
    bench: figure.name,
    ours: rounded(ours),
    baseline: rounded(baseline),
    ratio: rounded(figure.better === 'more' ? ours / baseline : baseline / ours),
    unit: figure.unit,
    n: sides[0].reduce((sum, { n }) => sum + n, 0),
  };
}

/** What was promised against what was measured; undefined for a figure that nothing was promised of. A number that could not be had misses. */
export function aimOf({ aim }: Pick<Figure, 'aim'>, outcome: Outcome, also: Also = {}) {
  if (aim === undefined) return undefined;
  const is = aim.of(outcome, also);
  const bound = 'most' in aim ? { most: aim.most } : { least: aim.least };
  return { says: aim.says, ...bound, is: rounded(is), met: 'most' in aim ? is <= aim.most : is >= aim.least };
}

/** An aim of the ratio itself. */
export const ratioOf = (least: number): Aim => ({ says: 'ratio', least, of: ({ ratio }) => ratio });
/** An aim of what is measured on our side. */
export const oursOf = (bound: { readonly most: number } | { readonly least: number }): Aim => ({
  says: 'ours',
  ...bound,
  of: ({ ours }) => ours,
});

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** Three significant digits: more would pretend. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
