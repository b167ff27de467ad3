import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { adapters } from '../../adapters.ts';
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
  ['a number that is too long to be kept', signed({ account: 'c'.repeat(161) }), secret, 'malformed'],
  ['a number that cannot be kept', signed({ account: 'c\n17' }), secret, 'malformed'],
  ['no JSON', sign('ada'), secret, 'malformed'],
])('%s: not believed, and says why', (_what, identity, by, fault) => {
  expect(readIdentity(identity, by, now)).toBe(fault);
});

test('no site names an account of another channel, whichever there are', () => {
  const begin = adapters.flatMap(({ accountsBegin }) => accountsBegin ?? []);
  expect(begin.length).toBeGreaterThan(5);
  for (const each of [...begin, 'sms:', 'site:', ' telegram:', 'Telegram:'])
    expect([each, readIdentity(signed({ account: `${each}5000000000000143` }), secret, now)]).toEqual([each, 'reserved']);
  expect(readIdentity(signed({ account: ' auth0:17 ' }), secret, now)).toMatchObject({ account: 'auth0:17' });
});
