import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aimOf, type Measured, median, outcomeOf, ratioOf, takeRounds } from './figure.ts';
import { press, pressAndFind, pressAndJudge } from './frame/load.ts';
import { neighbour } from './neighbour.ts';
import { weights } from './weights.ts';

const counted = (value: number): Measured => ({ value, n: 10 });
const rounds = [
  { ours: counted(50), baseline: counted(100) },
  { ours: counted(10), baseline: counted(400) },
  { ours: counted(40), baseline: counted(80) },
];

describe('the README', () => {
  it('tells every recorded figure as it was recorded', () => {
    const readme = readFileSync(path.join(import.meta.dirname, '../README.md'), 'utf8');
    const results = path.join(import.meta.dirname, 'results');
    const records = readdirSync(results).map((name) => JSON.parse(readFileSync(path.join(results, name), 'utf8')));
    const lines = records.flatMap(({ bench, ours, baseline, ratio, unit }) =>
      ratio === undefined ? [] : `| \`${bench}\` | ${ours} ${unit} | ${baseline} ${unit} | ${ratio} |`,
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !readme.includes(line))).toEqual([]);
    expect(readme.match(/^\| `\w+` \|/gm)?.length).toBe(lines.length);
  });
});

describe('a figure', () => {
  it('is the median of its rounds, and their ratio says how much better we are, whatever the unit', () => {
    expect(outcomeOf({ name: 'x', unit: 'messages/s', better: 'more' }, rounds)).toEqual({
      bench: 'x',
      ours: 40,
      baseline: 100,
      ratio: 0.4,
      unit: 'messages/s',
      n: 30,
    });
    expect(outcomeOf({ name: 'x', unit: 'ms', better: 'less' }, rounds).ratio).toBe(2.5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('over a round that counted nothing is no figure', () => {
    for (const nothing of [
      { value: 0, n: 1 },
      { value: 1, n: 0 },
      { value: Number.NaN, n: 1 },
    ])
      expect(() => outcomeOf({ name: 'x', unit: 'ms', better: 'less' }, [...rounds, { ours: nothing, baseline: counted(1) }])).toThrow(
        'counted nothing',
      );
    expect(() => outcomeOf({ name: 'x', unit: 'ms', better: 'less' }, [])).toThrow('counted nothing');
  });

  it('is taken in turns, after one round of each that does not count, and neither side always goes first', async () => {
    const order: string[] = [];
    const side = (name: string) => async () => counted(order.push(name));
    const taken = await takeRounds({ ours: side('ours'), baseline: side('baseline') }, 2, () => undefined);
    expect(order).toEqual(['baseline', 'ours', 'ours', 'baseline', 'baseline', 'ours']);
    expect(taken.map((round) => [round.ours.value, round.baseline.value])).toEqual([
      [3, 4],
      [6, 5],
    ]);
  });

  it('counts what was acknowledged and what was refused, and waits for what is in flight', async () => {
    let asked = 0;
    const load = await press(4, 0.05, async () => {
      asked += 1;
      const number = asked;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return number % 2 === 0 ? number : undefined;
    });
    expect(load.done.length + load.refused).toBe(asked);
    expect(load.refused).toBeGreaterThan(0);
    expect(load.seconds).toBeGreaterThanOrEqual(0.05);
  });
});

describe('an aim', () => {
  const outcome = { bench: 'x', ratio: 1, unit: 'ms', n: 10, baseline: 10 };

  it('is met by what is as promised, and missed beyond it', () => {
    expect(aimOf(neighbour, { ...outcome, ours: 15 })).toMatchObject({ most: 1.5, is: 1.5, met: true });
    expect(aimOf(neighbour, { ...outcome, ours: 15.1 })).toMatchObject({ is: 1.51, met: false });
    const weighing = (kb: string) => aimOf(weights, { ...outcome, ours: 1 }, { 'widget in kB gzip (no baseline)': kb });
    expect(weighing('19.4 (49.9 before packing, 1 file)')).toMatchObject({ most: 20, is: 19.4, met: true });
    expect(weighing('20.1 (52.0 before packing, 1 file)')).toMatchObject({ met: false });
    const ratio = (is: number) => aimOf({ aim: ratioOf(0.3) }, { ...outcome, ours: 1, ratio: is });
    expect(ratio(0.3)).toMatchObject({ least: 0.3, is: 0.3, met: true });
    expect(ratio(0.299)).toMatchObject({ met: false });
    expect(ratio(Number.NaN)).toMatchObject({ met: false });
  });

  it('is missed by what could not be had, and there is none where nothing was promised', () => {
    expect(aimOf(weights, { ...outcome, ours: 1 }, {})).toMatchObject({ met: false });
    expect(aimOf({}, { ...outcome, ours: 1 })).toBeUndefined();
  });
});

describe('a rate', () => {
  const write = async () => new Promise<string>((resolve) => setTimeout(resolve, 2, 'written'));
  const short = { lanes: 2, seconds: 0.02 };

  it('counts only what was acknowledged and is there afterwards', async () => {
    const { value, n } = await pressAndFind(short, write, async () => 0);
    expect(n).toBeGreaterThan(1);
    expect(value).toBeGreaterThan(0);
  });

  it('notices a message that was acknowledged and lost, and one that was refused', async () => {
    await expect(pressAndFind(short, write, async () => 1)).rejects.toThrow('acknowledged and are not there');
    await expect(
      pressAndFind(
        short,
        async () => void (await write()),
        async () => 0,
      ),
    ).rejects.toThrow('were refused');
  });
});

describe('a rate of decisions', () => {
  const short = { lanes: 2, seconds: 0.02 };
  const planted = [{ allowed: true }, { allowed: true }];
  const soon = async (answers: boolean[]) => new Promise<boolean[]>((resolve) => setTimeout(resolve, 2, answers));

  it('counts every decision of a batch, and notices a wrong or missing one', async () => {
    const { n } = await pressAndJudge(short, planted, 3, async (batch) => soon(batch.map(({ allowed }) => allowed)));
    expect(n % 3).toBe(0);
    expect(n).toBeGreaterThan(3);
    await expect(pressAndJudge(short, planted, 3, async () => soon([true, false, true]))).rejects.toThrow('1 of 3 decisions were wrong');
    await expect(pressAndJudge(short, planted, 3, async () => soon([true, true]))).rejects.toThrow('were wrong');
  });
});

describe('the command', () => {
  const bench = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(import.meta.dirname, 'run.ts'), ...args], { encoding: 'utf8' });

  it('lists the figures when none is named', () => {
    const { status, stdout } = bench();
    expect(status).toBe(0);
    for (const name of ['ingest', 'gate', 'reveal']) expect(stdout).toMatch(new RegExp(`^${name} .+\\(.+\\)$`, 'm'));
  }, 90_000);

  it('answers 2 to an unknown figure and to arguments it does not know', () => {
    expect(bench('speed')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('there are: ingest, gate, erase, live, weights, reveal'),
    });
    expect(bench('ingest', '--rounds', '0').status).toBe(2);
    expect(bench('ingest', '--fast').status).toBe(2);
    expect(bench('sweep', '--check')).toMatchObject({ status: 2, stderr: expect.stringContaining('nothing is promised of "sweep"') });
  }, 90_000);
});
