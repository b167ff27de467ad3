// Choices that go with a reply (record 065). They are words to a person as the text is: masked, counted and sealed with it, in a column of their own.
import { longestChoice } from '@parley/contract/choices';
import { type Wish, wishOnButton } from '@parley/contract/stop-words';
import { type Counts, rest } from '#detection';
import type { Place } from '#keys';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import type { MessageRow } from './store.ts';

export const placeOfChoices = (row: Pick<MessageRow, 'id' | 'person'>): Place => ({
  subject: row.person,
  table: 'messages',
  row: row.id,
  column: 'choices',
});

/**
 * Titles as they may rest, without blanks around, and what was masked in them. Problem `invalid` for a blank one, the same one twice, more than 20 UTF-16 units, or a word such as “Cancel” that would
 * end messages when it comes in as the person's own.
 */
export function tidyChoices(given: readonly string[]): { readonly titles: readonly string[]; readonly found: readonly Counts[] } {
  const asked = given.map((each) => each.trim());
  const flaws = asked.map((each, at) => flawOf(each, asked.indexOf(each) < at));
  const fields = flaws.flatMap((flaw, at) => (flaw ? [{ path: `body/choices/${at}`, message: messages[flaw] }] : []));
  const first = flaws.find((flaw) => flaw !== undefined);
  if (first) throw refusals[first](fields);
  const rested = asked.map((each) => rest(each));
  // two that were masked may have become one: channels refuse the same title twice
  const titles = [...new Set(rested.map(({ text }) => text.slice(0, longestChoice)))];
  return { titles, found: rested.map(({ found }) => found) };
}

type Flaw = 'empty' | 'long' | 'twice' | Wish;

function flawOf(title: string, isThere: boolean): Flaw | undefined {
  if (title === '') return 'empty';
  if (title.length > longestChoice) return 'long';
  return isThere ? 'twice' : wishOnButton(title);
}

const messages: Readonly<Record<Flaw, string>> = {
  empty: 'is empty',
  long: 'is too long',
  twice: 'stands there twice',
  stop: 'ends messages and takes consents back when it is tapped. Say of what, such as “Cancel order”; only STOP, written so, is offered as such',
  start: 'starts messages again when it is tapped. Say what with, such as “Start return”',
  help: 'asks who writes when it is tapped, and is answered by itself. Say about what, such as “Help with order”',
};
type Fields = { path: string; message: string }[];
/** A sentence of its own for each, or nobody could say it in another language. */
const refusals: Readonly<Record<Flaw, (fields: Fields) => Problem>> = {
  empty: (fields) => new Problem('invalid', { fields, detail: 'A choice is empty.' }),
  long: (fields) => new Problem('invalid', { fields, detail: 'A choice is too long: it has 20 characters at most.' }),
  twice: (fields) => new Problem('invalid', { fields, detail: 'The same choice stands there twice.' }),
  stop: (fields) =>
    new Problem('invalid', { fields, detail: 'A choice ends messages when it is tapped. Say of what, such as “Cancel order”.' }),
  start: (fields) =>
    new Problem('invalid', { fields, detail: 'A choice starts messages again when it is tapped. Say with what, such as “Start return”.' }),
  help: (fields) =>
    new Problem('invalid', { fields, detail: 'A choice asks who writes when it is tapped. Say about what, such as “Help with order”.' }),
};

/** As it is sealed: one title a line. */
export const joined = (titles: readonly string[]): string => titles.join('\n');
export const parted = (opened: string | null | undefined): string[] => (opened ? opened.split('\n') : []);

/** The choices of these messages, still sealed, in order. */
export function choicesOf(rows: readonly MessageRow[]): { place: Place; sealed: Sealed }[] {
  return rows.flatMap((row) => (row.choices ? [{ place: placeOfChoices(row), sealed: row.choices }] : []));
}
