import type { Message } from '@parley/sdk';
import { expect, test } from 'vitest';
import { type OfferFacts, offerAt, patienceMs } from './offer.ts';

const at = Date.parse('2026-03-01T12:00:00Z');
const message = (from: Message['from']) => ({ from, at: new Date(at).toISOString() }) as Message;
const facts = (more: Partial<OfferFacts> = {}): OfferFacts => ({
  loaded: true,
  messages: [message('me')],
  email: null,
  offered: 0,
  ...more,
});

test('after the first words it is offered, and not before', () => {
  expect(offerAt(facts(), at).offer).toBe('first');
  expect(offerAt(facts({ messages: [] }), at).offer).toBeUndefined();
  expect(offerAt(facts({ messages: [message('company')] }), at).offer).toBeUndefined();
  expect(offerAt(facts({ loaded: false }), at).offer).toBeUndefined();
});

test('after a no it is offered once more, when nobody answered for some minutes', () => {
  const declined = facts({ offered: 1 });
  expect(offerAt(declined, at + 1000)).toEqual({ offer: undefined, again: patienceMs - 1000 });
  expect(offerAt(declined, at + patienceMs).offer).toBe('later');
  expect(offerAt({ ...declined, messages: [message('me'), message('company')] }, at + patienceMs)).toEqual({ offer: undefined });
});

test('after the second no, or with an address, it is never offered again', () => {
  expect(offerAt(facts({ offered: 2 }), at + 10 * patienceMs)).toEqual({ offer: undefined });
  expect(offerAt(facts({ email: 'ada@example.com' }), at + patienceMs)).toEqual({ offer: undefined });
});
