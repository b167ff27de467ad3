// Detection in free text: how fast, against one pass of a naive pattern, and how well, per type and language, on labelled texts.
import { detect as detectIn } from '../server/src/detection/detection.ts';
import { naiveMarks } from './baselines/naive-detector.ts';
import { type Figure, type Measured, oursOf, type Sides } from './figure.ts';
import { byAnotherHand, corpus, type Mark } from './frame/detect/corpus.ts';
import { score, told } from './frame/detect/score.ts';

export const detect: Figure = {
  name: 'detect',
  says: 'personal data found in mixed text of eight languages, per core, against one pass of a naive pattern; precision and recall beside it',
  unit: 'MB/s',
  better: 'more',
  open: openDetect,
  aim: oursOf({ least: 5 }),
};
const megabytes = 2;

async function openDetect(): Promise<Sides> {
  const texts = corpus();
  const mixed = mix(texts.map(({ text }) => text));
  return {
    ours: async () => timed(mixed, (text) => detectIn(text).length),
    baseline: async () => timed(mixed, (text) => naiveMarks(text).length),
    also: async () => {
      const ours = score(texts, (text) => detectIn(text).map(({ start, end, type }): Mark => [start, end, type]));
      const naive = score(texts, naiveMarks);
      const rows = (counts: ReadonlyMap<string, Parameters<typeof told>[0]>) =>
        [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => [name, told(count)]);
      const marks = ours.all.right + ours.all.missed;
      const others = byAnotherHand();
      const theirs = score(others, (text) =>
        detectIn(text).map(({ start, end, type }): Mark => [start, end, type === 'code' || type === 'door-code' ? 'password' : type]),
      );
      const ofOthers = rows(theirs.byType).map(([name, count]) => [`another hand: ${name}`, count] as const);
      return {
        'texts, of which with nothing in them': `${texts.length}, ${texts.filter(({ spans }) => spans.length === 0).length}`,
        'precision / recall / F1 (marks)': told(ours.all),
        'the same of the baseline': told(naive.all),
        'marks with exactly the same offsets': `${ours.exact} of ${marks}`,
        ...Object.fromEntries(rows(ours.byLanguage)),
        ...Object.fromEntries(rows(ours.byType)),
        'texts by another hand': String(others.length),
        'another hand: precision / recall / F1 (marks)': told(theirs.all),
        'another hand: marks with exactly the same offsets': `${theirs.exact} of ${theirs.all.right + theirs.all.missed}`,
        ...Object.fromEntries(ofOthers),
      };
    },
    close: async () => undefined,
  };
}

/** Megabytes of UTF-8 in a second of processor time, which other work on the machine touches less than the clock. */
function timed(text: string, find: (text: string) => number): Measured {
  const began = process.cpuUsage();
  const n = find(text);
  const { user, system } = process.cpuUsage(began);
  return { value: Buffer.byteLength(text) / (user + system), n };
}

function mix(texts: readonly string[]): string {
  const once = `${texts.join('\n\n')}\n\n`;
  return once.repeat(Math.ceil((megabytes * 1_000_000) / once.length));
}
