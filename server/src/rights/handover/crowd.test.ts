import { expect, it } from 'vitest';
import { crowded } from './crowd.ts';

it('who posts what a company signed for them alone fills a part of its part, and leaves room for its other customers', () => {
  const of = (count: number) => ({ count, bytes: count * 1000 });
  expect(crowded({ all: of(10), part: of(10), network: of(10) }, true, 1000)).toBe('of-this-sender');
  expect(crowded({ all: of(10), part: of(10), network: of(0) }, true, 1000)).toBe(undefined);
  expect(crowded({ all: of(20), part: of(20), network: of(0) }, true, 1000)).toBe('of-this-sender');
  expect(crowded({ all: of(30), part: of(30), network: of(0) }, false, 1000)).toBe('all');
  expect(crowded({ all: of(50), part: of(0), network: of(0) }, true, 1000)).toBe('all');
  expect(crowded({ all: of(1), part: of(1), network: of(1) }, false, 33 << 20)).toBe('of-this-sender');
});
