// Labelled texts: written by hand as customers write, with what stands in them marked. `spans` are [start, end, type] in UTF-16 offsets; about four in ten
// texts hold nothing and only look as if. They were written after the rules and by the same hand: see docs/guides/bench.md for what that means.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Mark = readonly [start: number, end: number, type: string];
export type Labelled = { readonly language: string; readonly text: string; readonly spans: readonly Mark[] };

export function corpus(): Labelled[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) =>
      readFileSync(path.join(import.meta.dirname, file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ language: file.slice(0, 2), ...(JSON.parse(line) as Omit<Labelled, 'language'>) })),
    );
}
