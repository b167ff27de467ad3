import { expect, it } from 'vitest';
import { networkOf } from './network.ts';

it('an IPv6 line is one network however its address is spelled, and an IPv4 address is itself', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  const same = ['2001:db8:1:2:3:4:5:6', '2001:0DB8:0001:0002::9', '2001:db8:1:2::'].map(networkOf);
  expect(new Set(same)).toEqual(new Set(['2001:db8:1:2']));
  expect(networkOf('2001:db8:1:3::9')).toBe('2001:db8:1:3');
  expect([networkOf('::1'), networkOf('fe80::1%eth0')]).toEqual(['0:0:0:0', 'fe80:0:0:0']);
});
