import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { readIdentity } from './identity.ts';

const secret = 'a secret of thirty-two characters or more';
const now = new Date('2026-03-01T12:00:00Z');
const inAnHour = now.getTime() / 1000 + 3600;
const sign = (text: string, by = secret) => {
  const payload = Buffer.from(text).toString('base64url');
  return `${payload}.${createHmac('sha256', by).update(payload).digest('base64url')}`;
};
const signed = (claims: object, by?: string) => sign(JSON.stringify({ exp: inAnHour, ...claims }), by);

test('a signed account is believed, with name and address if they are given', () => {
  expect(readIdentity(signed({ account: 'c-17', name: 'Ada' }), secret, now)).toEqual({ account: 'c-17', name: 'Ada', email: undefined });
});

test.each([
  ['no secret is set', signed({ account: 'c-17' }), '', 'no-secret'],
  ['another secret', signed({ account: 'c-17' }, 'x'.repeat(40)), secret, 'not-signed'],
  ['no signature', 'nonsense', secret, 'not-signed'],
  ['something behind it', `${signed({ account: 'c-17' })}.x`, secret, 'not-signed'],
  ['yesterday', signed({ account: 'c-17', exp: inAnHour - 86_400 }), secret, 'expired'],
  ['next week', signed({ account: 'c-17', exp: inAnHour + 7 * 86_400 }), secret, 'too-long'],
  ['milliseconds for seconds', signed({ account: 'c-17', exp: inAnHour * 1000 }), secret, 'too-long'],
  ['no account', signed({ name: 'Ada' }), secret, 'malformed'],
  ['no JSON', sign('ada'), secret, 'malformed'],
])('%s: not believed, and says why', (_what, identity, by, fault) => {
  expect(readIdentity(identity, by, now)).toBe(fault);
});
