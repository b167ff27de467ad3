// Nobody reads a raw code: every role and permission that the server knows has words in both languages.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { permissionWords, roleWords } from './role-words.ts';

const source = readFileSync(path.join(import.meta.dirname, '../../../../server/src/access/permissions.ts'), 'utf8');
const between = (from: string, to: string): string[] =>
  [...(source.split(from)[1]?.split(to)[0] ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');

test('every permission has words, and no word is without its permission', () => {
  const known = between('export const permissions = [', ']').sort();
  expect(known.length).toBeGreaterThan(20);
  expect(Object.keys(permissionWords.en).sort()).toEqual(known);
  expect(Object.keys(permissionWords.de).sort()).toEqual(known);
});

test('every default role has a name and a sentence', () => {
  const roles = between('export type DefaultRole =', ';');
  expect(roles).toHaveLength(6);
  for (const role of roles) expect(Object.keys(roleWords.de)).toEqual(expect.arrayContaining([role, `${role}-about`]));
});
