// Labelled texts: written by hand as customers write, with what stands in them marked. `spans` are [start, end, type] in UTF-16 offsets; about four in ten
// texts hold nothing and only look as if. They were written after the rules and by the same hand: see docs/guides/bench.md for what that means.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Mark = readonly [start: number, end: number, type: string];
export type Labelled = { readonly language: string; readonly text: string; readonly spans: readonly Mark[] };

const read = (file: string): Omit<Labelled, 'language'>[] =>
  readFileSync(path.join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

export function corpus(): Labelled[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => read(file).map((each) => ({ language: file.slice(0, 2), ...each })));
}

/** Noisy texts of customer service in two sets by other hands that never saw the rules; each says its language. What they call a password may be a code to us. */
export const byAnotherHand = (): Labelled[] => ['other/mixed.jsonl', 'other/second.jsonl'].flatMap((file) => read(file) as Labelled[]);
