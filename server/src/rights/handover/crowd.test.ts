import { expect, it } from 'vitest';
import { crowded, networkOf } from './crowd.ts';

it('an IPv6 line is one network however its address is spelled, and an IPv4 address is itself', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  const same = ['2001:db8:1:2:3:4:5:6', '2001:0DB8:0001:0002::9', '2001:db8:1:2::'].map(networkOf);
  expect(new Set(same)).toEqual(new Set(['2001:db8:1:2']));
  expect(networkOf('2001:db8:1:3::9')).toBe('2001:db8:1:3');
  expect([networkOf('::1'), networkOf('fe80::1%eth0')]).toEqual(['0:0:0:0', 'fe80:0:0:0']);
});

it('who posts what a company signed for them alone fills a part of its part, and leaves room for its other customers', () => {
  const of = (count: number) => ({ count, bytes: count * 1000 });
  expect(crowded({ all: of(10), part: of(10), network: of(10) }, true, 1000)).toBe('of-this-sender');
  expect(crowded({ all: of(10), part: of(10), network: of(0) }, true, 1000)).toBe(undefined);
  expect(crowded({ all: of(20), part: of(20), network: of(0) }, true, 1000)).toBe('of-this-sender');
  expect(crowded({ all: of(30), part: of(30), network: of(0) }, false, 1000)).toBe('all');
  expect(crowded({ all: of(50), part: of(0), network: of(0) }, true, 1000)).toBe('all');
  expect(crowded({ all: of(1), part: of(1), network: of(1) }, false, 33 << 20)).toBe('of-this-sender');
});
