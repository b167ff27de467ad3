import { expect, it } from 'vitest';
import { isSavedPlain } from './plain-line.ts';

it('a carrier’s line that was saved without TLS is named, but for one to this machine, one with TLS, and the sandbox', () => {
  const saved = { provider: 'smpp', host: 'smpp.example.com', tls: 'off' };
  expect([saved, { ...saved, host: '192.0.2.7' }, { ...saved, host: 'localhost.example.com' }].map(isSavedPlain)).toEqual([
    true,
    true,
    true,
  ]);
  const others = [{ tls: 'on' }, { host: '127.0.0.1' }, { host: 'localhost' }, { host: '[::1]' }, { provider: 'sandbox' }];
  expect(others.map((each) => isSavedPlain({ ...saved, ...each }))).toEqual(others.map(() => false));
  expect(isSavedPlain({})).toBe(false);
});
