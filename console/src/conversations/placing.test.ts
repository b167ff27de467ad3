import { expect, test } from 'vitest';
import { belongs, layOver, place, remove, staysInReach } from './placing.ts';
import type { Conversation, ConversationPage, Message, MessagePage } from './types.ts';

const me = 'stf_me';
const row = (id: string, minute: number, more: Partial<Conversation> = {}): Conversation => ({
  id,
  inbox: { id: 'inb_1', name: 'Support', channel: 'email' },
  person: { id: 'per_ada', name: 'Ada' },
  subject: null,
  status: 'open',
  class: 'ordinary',
  guarded: null,
  assignee: null,
  team: null,
  excerpt: '',
  excerptOf: 'in',
  lastSequence: 1,
  unread: 0,
  undelivered: 0,
  lastMessageAt: `2026-11-24T10:${String(minute).padStart(2, '0')}:00.000Z`,
  createdAt: '2026-11-24T09:00:00.000Z',
  store: null,
  ...more,
});
const list = (...pages: Conversation[][]) => ({
  pages: pages.map((items, at): ConversationPage => ({ items, next: at < pages.length - 1 ? `page ${at + 1}` : null, counts: {} })),
  pageParams: pages.map(() => ''),
});
const ids = (pages: { pages: ConversationPage[] }) => pages.pages.map((page) => page.items.map((item) => item.id));

test('a conversation that gets a message rises to the top', () => {
  const before = list([row('b', 20), row('a', 10)]);
  expect(ids(place(before, row('a', 30), true))).toEqual([['a', 'b']]);
});

test('it finds its place across pages and stands there once', () => {
  const before = list([row('d', 40), row('c', 30)], [row('b', 20), row('a', 10)]);
  expect(ids(place(before, row('a', 25), true))).toEqual([
    ['d', 'c'],
    ['a', 'b'],
  ]);
});

test('one that no longer belongs leaves the list', () => {
  expect(ids(place(list([row('b', 20), row('a', 10)]), row('b', 20), false))).toEqual([['a']]);
});

test('one that is older than everything loaded waits for its page', () => {
  const before = { pages: [{ items: [row('b', 20)], next: 'more', counts: {} }], pageParams: [''] };
  expect(ids(place(before, row('a', 10), true))).toEqual([['b']]);
});

test('one that is older than everything is added when nothing more is to come', () => {
  expect(ids(place(list([row('b', 20)]), row('a', 10), true))).toEqual([['b', 'a']]);
  expect(ids(place(list([]), row('a', 10), true))).toEqual([['a']]);
});

test('removing leaves other pages as they are', () => {
  const before = list([row('b', 20)], [row('a', 10)]);
  const after = remove(before, 'b');
  expect(ids(after)).toEqual([[], ['a']]);
  expect(after.pages[1]).toBe(before.pages[1]);
});

test('views show what the server shows', () => {
  const mine = row('a', 1, { assignee: { id: me, name: 'Boris' } });
  const snoozed = row('a', 1, { status: 'snoozed', assignee: { id: me, name: 'Boris' } });
  const closed = row('a', 1, { status: 'closed', assignee: { id: me, name: 'Boris' } });
  const shown = (conversation: Conversation) =>
    (['mine', 'unassigned', 'open', 'undelivered', 'all', 'closed'] as const).filter((view) => belongs(view, conversation, me));
  expect(shown(mine)).toEqual(['mine', 'open', 'all']);
  expect(shown(row('a', 1))).toEqual(['unassigned', 'open', 'all']);
  expect(shown(row('a', 1, { undelivered: 1, status: 'closed' }))).toEqual(['undelivered', 'all', 'closed']);
  expect(shown(snoozed)).toEqual(['mine', 'all']);
  expect(shown(closed)).toEqual(['all', 'closed']);
});

const said = (sequence: number, delivery: Message['delivery'] = 'sent') => ({ id: `msg_${sequence}`, sequence, delivery }) as Message;
const thread = {
  pages: [
    { items: [said(3), said(4)], earlier: true },
    { items: [said(1), said(2)], earlier: false },
  ] as MessagePage[],
};

test('what is new in a thread is laid over it, once, and what was known is brought up to date', () => {
  const laid = layOver(thread, { items: [said(2, 'read'), said(3, 'delivered'), said(4), said(5)], earlier: true });
  expect(laid?.pages.map((page) => page.items.map(({ sequence, delivery }) => `${sequence} ${delivery}`))).toEqual([
    ['3 delivered', '4 sent', '5 sent'],
    ['1 sent', '2 read'],
  ]);
});

test('a gap between what is known and what is new is no thread', () => {
  expect(layOver(thread, { items: [said(6)], earlier: true })).toBeUndefined();
});

test('who hands a conversation on is asked first, unless one grant as a whole goes on showing it', () => {
  const grants = [
    { inboxes: ['inb_1'], teams: ['tem_north', 'tem_south'] },
    { inboxes: ['inb_2'], teams: null },
  ];
  const stays = (inbox: string, team: string | null) => staysInReach(grants, inbox, team);
  expect([stays('inb_1', 'tem_south'), stays('inb_1', 'tem_west'), stays('inb_1', null)]).toEqual([true, false, false]);
  expect([stays('inb_2', 'tem_west'), stays('inb_2', null), staysInReach([], 'inb_1', null)]).toEqual([true, true, false]);
});
