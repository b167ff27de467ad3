// Precision, recall and F1 of a detector over labelled texts, per type and per language: a finding counts when its type is right and it overlaps the mark.
import type { Labelled, Mark } from './corpus.ts';

export type Count = { right: number; missed: number; wrong: number };
export type Scores = {
  readonly all: Count;
  readonly byType: Map<string, Count>;
  readonly byLanguage: Map<string, Count>;
  readonly exact: number;
};
type Detector = (text: string, language: string) => readonly Mark[];

export function score(texts: readonly Labelled[], detector: Detector): Scores {
  const scores = { all: nothing(), byType: new Map<string, Count>(), byLanguage: new Map<string, Count>(), exact: 0 };
  for (const { language, text, spans } of texts) {
    const found = detector(text, language);
    const count = (type: string, what: keyof Count) => {
      for (const each of [scores.all, of(scores.byType, type), of(scores.byLanguage, language)]) each[what] += 1;
    };
    for (const mark of spans) {
      count(mark[2], found.some((each) => meets(each, mark)) ? 'right' : 'missed');
      if (found.some((each) => each[0] === mark[0] && each[1] === mark[1] && each[2] === mark[2])) scores.exact += 1;
    }
    for (const each of found) if (!spans.some((mark) => meets(each, mark))) count(each[2], 'wrong');
  }
  return scores;
}

/** `precision / recall / F1 (marks)`, each in hundredths; a dash where there is nothing to divide. */
export function told({ right, missed, wrong }: Count): string {
  const part = (of: number, among: number) => (among === 0 ? '-' : (of / among).toFixed(2));
  return `${part(right, right + wrong)} / ${part(right, right + missed)} / ${part(2 * right, 2 * right + wrong + missed)} (${right + missed})`;
}

const meets = (one: Mark, two: Mark) => one[2] === two[2] && one[0] < two[1] && two[0] < one[1];
const nothing = (): Count => ({ right: 0, missed: 0, wrong: 0 });

function of(counts: Map<string, Count>, name: string): Count {
  const count = counts.get(name) ?? nothing();
  counts.set(name, count);
  return count;
}
