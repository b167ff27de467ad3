import { expect, test } from 'vitest';
import { initials } from './face.ts';

test.each([
  ['Carol', 'C'],
  ['ada lovelace', 'AL'],
  ['Lantern & Loom', 'LL'],
  ['Jean de la Fontaine', 'JF'],
  ['Émile', 'É'],
  ['', ''],
])('initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
