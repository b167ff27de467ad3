import { describe, expect, it } from 'vitest';
import type { Asking } from '#conversations';
import { type Decided, undecided } from './rules.ts';

const on = (day: number) => new Date(Date.UTC(2026, 10, day));
const asking = (day: number, ...asked: Asking['asked'][number][]): Asking =>
  ({ message: `msg_${day}`, conversation: 'cnv_1', person: 'per_ada', asked, at: on(day), editedAt: null }) as unknown as Asking;
const decided = (day: number, asked: Decided['asked'], outcome: Decided['outcome'] = 'dismissed'): Decided => ({
  ...{ message: `msg_${day}`, asked, outcome, until: on(day), at: on(day + 1) },
});
const request = (kind: 'access' | 'portability' | 'erasure' | 'objection', received: number, closed?: number) => ({
  ...{ kind, received_at: on(received), closed_at: closed === undefined ? null : on(closed) },
});
const left = (...facts: Parameters<typeof undecided>) => undecided(...facts).map(({ asked, oldest }) => `${asked} ${oldest.message}`);

describe('which askings nobody has decided about', () => {
  it('are told by the oldest message', () => {
    expect(left([asking(9, 'erasure'), asking(2, 'erasure')], [], [])).toEqual(['erasure msg_2']);
  });
  it('a decision stands for all before it, and for none after', () => {
    expect(left([asking(2, 'erasure'), asking(5, 'erasure'), asking(9, 'erasure')], [decided(5, 'erasure')], [])).toEqual([
      'erasure msg_9',
    ]);
  });
  it('a reminder is no decision, and one about another thread stands for that one', () => {
    expect(left([asking(2, 'erasure')], [decided(2, 'erasure', 'reminded')], [])).toEqual(['erasure msg_2']);
    expect(left([asking(2, 'erasure')], [decided(7, 'erasure')], [])).toEqual(['erasure msg_2']);
    expect(left([asking(2, 'erasure')], [decided(7, 'erasure', 'opened')], [])).toEqual([]);
  });
  it('words that came by an edit are decided anew', () => {
    expect(left([{ ...asking(2, 'erasure'), editedAt: on(20) }], [decided(2, 'erasure')], [])).toEqual(['erasure msg_2']);
  });
  it('an open request hides no other right of its kind, and not what still has to move its clock back', () => {
    expect(left([asking(5, 'withdrawal')], [], [request('objection', 2)])).toEqual(['withdrawal msg_5']);
    expect(left([asking(5, 'portability', 'access')], [], [request('access', 2)])).toEqual(['portability msg_5']);
    expect(left([asking(5, 'portability', 'access')], [], [request('portability', 2)])).toEqual(['access msg_5']);
    expect(left([asking(5, 'erasure')], [], [request('erasure', 20)])).toEqual(['erasure msg_5']);
  });
  it('a closed one answered what was asked until then', () => {
    expect(left([asking(5, 'erasure'), asking(9, 'erasure')], [], [request('erasure', 7, 8)])).toEqual(['erasure msg_9']);
  });
});
