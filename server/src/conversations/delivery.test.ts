import { expect, test } from 'vitest';
import { statesBefore } from './delivery.ts';
import type { DeliveryState } from './types.ts';

const order: readonly DeliveryState[] = ['queued', 'sending', 'sent', 'delivered', 'read'];

test('a state only advances', () => {
  for (const [at, state] of order.entries()) for (const other of statesBefore(state)) expect(order.indexOf(other)).toBeLessThan(at);
});

test('nothing follows the ends', () => {
  for (const state of order)
    for (const end of ['failed', 'refused', 'read', 'received'] as const) expect(statesBefore(state)).not.toContain(end);
});

test('a bounce may follow what was sent, but not what was delivered', () => {
  expect(statesBefore('failed')).toContain('sent');
  expect(statesBefore('failed')).not.toContain('delivered');
});
