import { expect, test } from 'vitest';
import { choicesJoined } from './drafts.ts';
import { firstUnread, rowsOf } from './rows.ts';
import { type Waiting, withoutTwins } from './twins.ts';
import type { Message } from './types.ts';

const boris = { kind: 'staff', id: 'stf_boris', name: 'Boris' } as const;
const ada = { kind: 'person', id: 'per_ada', name: 'Ada' } as const;
const message = (sequence: number, text: string, more: Partial<Message> = {}): Message => ({
  id: `msg_${sequence}`,
  sequence,
  kind: 'message',
  direction: 'out',
  author: boris,
  purpose: 'service-conversation',
  text,
  hasHtml: false,
  attachments: [],
  choices: [],
  masked: [],
  changes: { edited: null, unsent: null, reaction: null },
  delivery: 'sent',
  deliveryBecause: null,
  deliveryWords: null,
  undelivered: null,
  at: `2026-11-24T10:0${sequence}:00.000Z`,
  ...more,
});
const waiting = (key: string, text: string, after = 2): Waiting => ({ key, kind: 'message', text, after });

test('choices that are taken back stand before those that were typed meanwhile, and none is lost or twice', () => {
  expect(choicesJoined(['Keep', 'Swap'], { choices: ['Refund', ' Keep ', ''] })).toEqual(['Keep', 'Swap', 'Refund']);
});

test('what has arrived is not shown twice while its answer is still out', () => {
  const thread = [message(2, 'before'), message(3, 'Hello')];
  expect(withoutTwins([waiting('k1', 'Hello')], thread, boris.id)).toEqual([]);
});

test('the same words sent twice stand twice', () => {
  const thread = [message(3, 'Yes')];
  expect(withoutTwins([waiting('k1', 'Yes'), waiting('k2', 'Yes')], thread, boris.id).map((one) => one.key)).toEqual(['k2']);
});

test('older words, words of others and notes are no twins', () => {
  const thread = [message(1, 'Hello'), message(3, 'Hello', { author: ada }), message(4, 'Hello', { kind: 'note' })];
  expect(withoutTwins([waiting('k1', 'Hello')], thread, boris.id)).toHaveLength(1);
});

test('a mark stands between days, and an author begins a group anew after a pause or another author', () => {
  const thread = [
    message(1, 'one', { at: '2026-11-23T10:00:00Z' }),
    message(2, 'two', { at: '2026-11-24T10:00:00Z' }),
    message(3, 'three', { at: '2026-11-24T10:02:00Z' }),
    message(4, 'four', { at: '2026-11-24T10:03:00Z', author: ada }),
    message(5, 'five', { at: '2026-11-24T10:09:00Z', author: ada }),
  ];
  const rows = rowsOf(thread, (one, other) => one.slice(0, 10) === other.slice(0, 10));
  expect(rows.map((row) => row.newDay)).toEqual([true, true, false, false, false]);
  expect(rows.map((row) => row.begins)).toEqual([true, true, false, true, true]);
});

test('the mark of what is new stands before the first unread message of the person, and begins a group', () => {
  const at = '2026-11-24T10:00:00Z';
  const thread = [message(1, 'one', { author: ada, direction: 'in', at }), message(2, 'two', { author: ada, direction: 'in', at })];
  const first = firstUnread([...thread, message(3, 'a reply', { at })], 1);
  expect(first).toBe(2);
  expect(rowsOf(thread, () => true, first).map((row) => [row.firstNew, row.begins])).toEqual([
    [false, true],
    [true, true],
  ]);
  expect([firstUnread(thread, 0), firstUnread(thread, 3)]).toEqual([undefined, undefined]);
});
