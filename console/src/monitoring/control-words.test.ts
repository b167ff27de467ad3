// Nobody reads half a page in another language: every check of the server has its German question.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { germanQuestions } from './control-words.ts';

const server = path.join(import.meta.dirname, '../../../server/src');

/** Ids of checks in a file that declares some. */
function idsIn(source: string): string[] {
  return [...source.matchAll(/(?<!system', )(?:\bid: |\bby\(\s*)'([a-z]+\.[a-z-]+)'/g)].map((match) => match[1] ?? '');
}

test('every check has a German question, and no question is left over', () => {
  const files = globSync('**/*.ts', { cwd: server }).filter((file) => !file.endsWith('.test.ts'));
  const texts = files.map((file) => readFileSync(path.join(server, file), 'utf8'));
  const ids = texts.filter((text) => /\barticle: '/.test(text) && /\bseverity\b/.test(text)).flatMap(idsIn);
  expect(ids.length).toBeGreaterThan(40);
  expect(ids.filter((id) => !(id in germanQuestions))).toEqual([]);
  expect(Object.keys(germanQuestions).filter((id) => !ids.includes(id))).toEqual([]);
});

test('a check without words would be found', () => {
  expect(idsIn("{ id: 'gate.planted', article: '5' }, by('access.planted-too', 'x')")).toEqual(['gate.planted', 'access.planted-too']);
  expect('gate.planted' in germanQuestions).toBe(false);
});
