import { expect, test } from 'vitest';
import type { Carried } from '#kit/ctx';
import { newId } from '#kit/ids';
import { areasIn, carriesPurpose, emergencyBehind, isInAreas, narrow } from './rules.ts';

const [repairs, sales] = [newId('inb'), newId('inb')] as const;
const [north, south] = [newId('tem'), newId('tem')] as const;
const carried = (parts: Partial<Carried>): Carried => ({ permissions: [], purposes: null, inboxes: null, teams: null, ...parts });

test('a grant for teams reaches their conversations in its inboxes, and no inbox as a whole', () => {
  const grants = [carried({ inboxes: [repairs], teams: [north] }), carried({ inboxes: [sales] })];
  const areas = areasIn(grants, undefined);
  expect(areas).toEqual([`${repairs} ${north}`, sales]);
  const spots = [
    { inbox: repairs, team: north },
    { inbox: repairs, team: south },
    { inbox: repairs, team: null },
    { inbox: repairs },
    { inbox: sales, team: south },
    { inbox: sales },
  ];
  const within = [true, false, false, false, true, true];
  expect(spots.map((spot) => isInAreas(areas, spot))).toEqual(within);
  expect(spots.map((spot) => carriesPurpose(grants, 'service-conversation', spot))).toEqual(within);
  expect(areasIn([carried({ teams: [north] })], undefined)).toEqual([north]);
  expect(areasIn([carried({ teams: [north] }), carried({})], undefined)).toBe(null);
  expect(isInAreas([], { inbox: repairs, team: north })).toBe(false);
});

test('what is reached is narrowed to an inbox and to a team, and never widened', () => {
  expect(narrow(null, repairs)).toEqual([repairs]);
  expect(narrow(narrow(null, repairs), north)).toEqual([`${repairs} ${north}`]);
  expect(narrow([north], repairs)).toEqual([`${repairs} ${north}`]);
  expect(narrow([`${repairs} ${north}`, sales], north)).toEqual([`${repairs} ${north}`, `${sales} ${north}`]);
  expect(narrow([`${repairs} ${north}`, sales], south)).toEqual([`${sales} ${south}`]);
  expect(narrow([`${repairs} ${north}`], sales)).toEqual([]);
  expect(narrow([], repairs)).toEqual([]);
});

test('a role for teams covers no list, so what an emergency shows on one is marked', () => {
  const emergency = newId('brk');
  const grants = [carried({ teams: [north] }), carried({ inboxes: [repairs], emergency })];
  expect(emergencyBehind(grants, 'service-conversation', undefined, [])).toBe(emergency);
  expect(emergencyBehind(grants, 'service-conversation', { inbox: repairs, team: north }, [])).toBe(undefined);
  expect(emergencyBehind(grants, 'service-conversation', { inbox: repairs, team: south }, [])).toBe(emergency);
});
