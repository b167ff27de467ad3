// Which days a written date may mean: of one in figures alone the order of day and month is not known, and of two figures for a year not the century.
import { fold } from './fold.ts';
import { monthOf } from './lexicon.ts';

const shortYear = 100;

/** "12.03.1980" may be '80-03-12' or '80-12-03'; empty for what is no date in figures or with the name of a month. */
export function daysMeant(text: string): string[] {
  const run = /^\D*(\d{8})\D*$/.exec(text)?.[1];
  const parts = run
    ? [
        [run.slice(0, 2), run.slice(2, 4), run.slice(4)],
        [run.slice(0, 4), run.slice(4, 6), run.slice(6)],
      ]
    : [text.match(/\p{L}+|\d+/gu) ?? []];
  return [...new Set(parts.flatMap(daysIn))];
}

function daysIn(words: readonly string[]): string[] {
  const named = words.flatMap((word) => monthOf(fold(word)) ?? [])[0];
  const numbers = words.filter((word) => /^\d+$/.test(word)).map(Number);
  if (named !== undefined) {
    const [one = 0, two = 0] = numbers;
    return [day(one, named, two), day(two, named, one)].flat();
  }
  const [one = 0, two = 0, three = 0] = numbers;
  return numbers.length === 3 ? [day(one, two, three), day(two, one, three), day(three, two, one)].flat() : [];
}

function day(date: number, month: number, year: number): string[] {
  if (date < 1 || date > 31 || month < 1 || month > 12) return [];
  return [[year % shortYear, month, date].map((part) => String(part).padStart(2, '0')).join('-')];
}
