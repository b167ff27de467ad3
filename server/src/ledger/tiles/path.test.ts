import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWithin, readPlace, tilesOf, writePlace } from './path.ts';

it('writes and reads places as the specification does', () => {
  expect(writePlace({ index: 1234067, width: 256 })).toBe('x001/x234/067');
  expect(writePlace({ index: 0, width: 256 })).toBe('000');
  expect(writePlace({ index: 273, width: 112 })).toBe('273.p/112');
  expect(writePlace({ index: 1000, width: 1 })).toBe('x001/000.p/1');
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 12 }), fc.integer({ min: 1, max: 256 }), (index, width) => {
      expect(readPlace(writePlace({ index, width }))).toEqual({ index, width });
    }),
  );
});

it('refuses every other way of writing them', () => {
  for (const wrong of [
    '',
    '0',
    '0000',
    'x000/001',
    '001/002',
    'x001',
    '000.p/0',
    '000.p/256',
    '000.p/300',
    '000.p/01',
    '000.p',
    '../000',
    '000/',
  ])
    expect(readPlace(wrong), wrong).toBeUndefined();
});

it('has the tiles that the specification names for its example sizes', () => {
  const count = (size: number) => {
    const byShape = Map.groupBy(tilesOf(size), ({ level, width }) => `${level}/${width}`);
    return Object.fromEntries([...byShape].map(([shape, tiles]) => [shape, tiles.length]));
  };
  expect(count(70_000)).toEqual({ '0/256': 273, '0/112': 1, '1/256': 1, '1/17': 1, '2/1': 1 });
  expect(count(256)).toEqual({ '0/256': 1, '1/1': 1 });
  expect(count(0)).toEqual({});
});

it('knows which tiles a tree has', () => {
  expect(isWithin(256, { level: 1, index: 0, width: 1 })).toBe(true);
  expect(isWithin(255, { level: 1, index: 0, width: 1 })).toBe(false);
  expect(isWithin(300, { level: 0, index: 1, width: 44 })).toBe(true);
  expect(isWithin(300, { level: 0, index: 1, width: 45 })).toBe(false);
  expect(isWithin(2 ** 52, { level: 63, index: 0, width: 1 })).toBe(false);
});
