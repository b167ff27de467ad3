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
  const fields = asked.flatMap((each, at) => {
    const message = complaintOf(each, asked.indexOf(each) < at);
    return message === undefined ? [] : [{ path: `body/choices/${at}`, message }];
  });
  const [first] = fields;
  if (first) throw new Problem('invalid', { fields, detail: `A choice ${first.message}.` });
  const rested = asked.map((each) => rest(each));
  // two that were masked may have become one: channels refuse the same title twice
  const titles = [...new Set(rested.map(({ text }) => text.slice(0, longestChoice)))];
  return { titles, found: rested.map(({ found }) => found) };
}

function complaintOf(title: string, isThere: boolean): string | undefined {
  if (title === '') return 'is empty';
  if (title.length > longestChoice) return 'is too long';
  if (isThere) return 'stands there twice';
  const wish = wishOnButton(title);
  return wish && obeyed[wish];
}

const obeyed: Readonly<Record<Wish, string>> = {
  stop: 'ends messages and takes consents back when it is tapped. Say of what, such as “Cancel order”; only STOP, written so, is offered as such',
  start: 'starts messages again when it is tapped. Say what with, such as “Start return”',
  help: 'asks who writes when it is tapped, and is answered by itself. Say about what, such as “Help with order”',
};

/** As it is sealed: one title a line. */
export const joined = (titles: readonly string[]): string => titles.join('\n');
export const parted = (opened: string | null | undefined): string[] => (opened ? opened.split('\n') : []);

/** The choices of these messages, still sealed, in order. */
export function choicesOf(rows: readonly MessageRow[]): { place: Place; sealed: Sealed }[] {
  return rows.flatMap((row) => (row.choices ? [{ place: placeOfChoices(row), sealed: row.choices }] : []));
}
