import { acknowledged, type Message, merge } from '@parley/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pending } from './memory.ts';
import { rows, unread } from './thread.ts';

const message = (sequence: number, clientId: string | null = null, from: Message['from'] = 'me'): Message => ({
  id: `msg_${sequence}`,
  sequence,
  from,
  photo: null,
  author: '',
  text: `text ${sequence}`,
  attachments: [],
  choices: [],
  masked: [],
  clientId,
  at: '2026-01-01T10:00:00Z',
});
const pending = (clientId: string): Pending => ({ clientId, text: '', attachments: [], waits: 0, page: 'p', at: 1, trouble: undefined });

test('however deliveries repeat, overlap and arrive out of order, each message shows once and in order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }))), (deliveries) => {
      const merged = deliveries.reduce<readonly Message[]>(
        (known, some) =>
          merge(
            known,
            some.map((n) => message(n)),
          ),
        [],
      );
      const wanted = [...new Set(deliveries.flat())].sort((a, b) => a - b);
      expect(merged.map((one) => one.sequence)).toEqual(wanted);
    }),
  );
});

test('a message whose acknowledgement was lost is recognised when it comes back from the server', () => {
  expect(acknowledged([pending('c1'), pending('c2')], [message(1, 'c1')])).toEqual(['c1']);
  expect(rows([message(1, 'c1')], [pending('c1'), pending('c2')]).map((row) => row.key)).toEqual(['c1', 'c2']);
});

test('a message keeps its key when it is acknowledged, so that its row stays in place', () => {
  const [before] = rows([], [pending('c1')]);
  const [after] = rows([message(1, 'c1')], []);
  expect(before?.key).toBe(after?.key);
});

test('only messages of the company that were not seen count as unread', () => {
  expect(unread([message(1, 'c1'), message(2, null, 'company'), message(3, null, 'company'), message(4, 'c2')], 2)).toBe(1);
});
