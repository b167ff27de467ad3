// From paths to a picture: filters, columns, links by their worst state apart, what is lit, and where arrows lead.
import { describe, expect, test } from 'vitest';
import { layoutOf, linesOf } from './layout.ts';
import type { DataMap, Path } from './queries.ts';
import { chosen, everything, litBy, regionsOf, shapeOf } from './shape.ts';
import { neighbour } from './walk.ts';

const path = (over: Partial<Path>): Path => ({
  ...{ group: 'customers', category: 'Communication', place: 'conversations', table: 'messages', purpose: 'service' },
  ...{ recipient: '@team', uses: 100, state: 'seen' },
  ...over,
});
const recipient = (code: string, over: object = {}) => ({
  ...{ code, name: code, kind: 'outside', country: 'IN', region: 'third-country', standing: 'ok', readers: null, reached: [] },
  ...over,
});
const map = {
  recipients: [
    recipient('@team', { kind: 'team', region: null }),
    recipient('relay', { country: 'IE', region: 'eea' }),
    recipient('survey'),
    recipient('shadow', { country: null, region: null }),
  ],
  paths: [
    path({}),
    path({ recipient: 'relay', uses: 40 }),
    path({ recipient: 'survey', uses: null, state: 'undeclared', purpose: 'marketing' }),
    path({ category: 'Name', place: 'people', table: 'people', recipient: null, uses: 0, state: 'declared' }),
    path({ group: 'staff', category: 'Name', place: 'access', table: 'staff' }),
  ],
} as unknown as DataMap;
const shape = shapeOf(map.paths, false);

describe('filters', () => {
  test('go by purpose, people and region, and together', () => {
    expect(chosen(map, everything)).toHaveLength(5);
    expect(chosen(map, { ...everything, purpose: 'marketing' })).toHaveLength(1);
    expect(chosen(map, { ...everything, group: 'staff' })).toHaveLength(1);
    expect(chosen(map, { ...everything, region: 'third' }).map((each) => each.recipient)).toEqual(['survey']);
    expect(chosen(map, { ...everything, region: 'third', purpose: 'service' })).toEqual([]);
  });
  test('know the house, the EEA, elsewhere, and what nobody entered', () => {
    expect([null, '@team', 'relay', 'survey', 'shadow'].map((code) => regionsOf(map, code)[0])).toEqual([
      'inside',
      'inside',
      'eea',
      'third',
      'unknown',
    ]);
  });
});

test('who is reached elsewhere than the register says is found in both regions', () => {
  const relay = recipient('relay', { country: 'IE', region: 'eea', reached: [{ country: 'US', region: 'certified-only' }] });
  const moved = { ...map, recipients: [relay] } as unknown as DataMap;
  expect(regionsOf(moved, 'relay')).toEqual(['eea', 'third']);
  for (const region of ['eea', 'third']) expect(chosen(moved, { ...everything, region }).map((each) => each.recipient)).toContain('relay');
});

describe('a shape', () => {
  test('has four columns; a category and a place of one code are two, and a path that stays ends at its place', () => {
    expect(shape.columns.map((column) => column.map(({ code }) => code).sort())).toEqual([
      ['customers', 'staff'],
      ['Communication', 'Name'],
      ['access', 'conversations', 'people'],
      ['@team', 'relay', 'survey'],
    ]);
    expect(shapeOf(map.paths, true).columns[2]?.map(({ code }) => code)).toContain('messages');
  });
  test('adds up uses, and draws what nobody declared apart, by its own weight', () => {
    const links = shape.links.filter(({ from, to }) => from === '1:Communication' && to === '2:conversations');
    expect(links.map(({ state, uses }) => [state, uses])).toEqual([
      ['seen', 140],
      ['undeclared', 3],
    ]);
    expect(
      shape.columns
        .flat()
        .filter(({ isDrift }) => isDrift)
        .map(({ code }) => code),
    ).toEqual(['survey']);
  });
  test('has a weight for a hidden figure, and no figure', () => {
    const node = (id: string) => shape.columns.flat().find((each) => each.id === id);
    expect(node('3:survey')).toMatchObject({ uses: 3, known: 0, hides: true });
    expect(node('0:customers')).toMatchObject({ uses: 143, known: 140, hides: true });
  });
  test('lights every way through a node and none beside it', () => {
    const { nodes, links } = litBy(shape, '3:relay');
    expect([...nodes].sort()).toEqual(['0:customers', '1:Communication', '2:conversations', '3:relay']);
    expect(links.has('2:conversations 3:@team')).toBe(false);
  });
  test('is walked by arrows, and not past its edges', () => {
    expect(neighbour(shape.columns, '0:customers', 'ArrowRight')).toMatch(/^1:/);
    expect(neighbour(shape.columns, '0:customers', 'ArrowLeft')).toBeUndefined();
    expect(neighbour(shape.columns, shape.columns[3]?.at(-1)?.id ?? '', 'ArrowDown')).toBeUndefined();
    expect(neighbour(shape.columns, shape.columns[3]?.at(-1)?.id ?? '', 'Home')).toBe(shape.columns[3]?.[0]?.id);
  });
});

test('in a layout nothing overlaps, links end at the edges of their nodes, and thick ones lie below', () => {
  const many = Array.from({ length: 12 }, (_, at) =>
    Array.from({ length: 8 }, (_, place) =>
      path({ category: `c${at}`, place: `p${place}`, recipient: `r${(at + place) % 10}`, uses: at * place }),
    ),
  ).flat();
  const layout = layoutOf(shapeOf(many, false));
  for (const one of layout.nodes)
    for (const other of layout.nodes)
      if (one !== other && one.x === other.x) expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(one.height);
  expect(Math.max(...layout.nodes.map(({ y, height }) => y + height))).toBeLessThanOrEqual(layout.height);
  expect(layout.links.map(({ width }) => width)).toEqual(layout.links.map(({ width }) => width).sort((a, b) => b - a));
  expect(layout.links.every(({ path: drawn }) => /^M[\d. ]+C[\d. ]+$/.test(drawn))).toBe(true);
});

test('a name breaks at its words into two lines at most', () => {
  expect(linesOf('Messages')).toEqual(['Messages']);
  expect(linesOf('Einschränkungen und Widersprüche')).toEqual(['Einschränkungen und', 'Widersprüche']);
  expect(linesOf('Datenschutzgrundverordnungsbeauftragter')[0]).toMatch(/…$/);
  expect(linesOf('one two three four five six seven eight nine ten eleven twelve')).toHaveLength(2);
});
