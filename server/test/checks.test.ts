import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rooms } from '../src/rooms.ts';

const root = path.join(import.meta.dirname, '..');
const tests = globSync('{src,test}/**/*.test.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
const checks = rooms.flatMap((room) => room.checks ?? []);
/** A check counts as shown failing when one and the same test names it and expects a number above 0. */
const isShownFailing = (id: string, texts: readonly string[]) =>
  texts
    .flatMap((text) => text.split(/^ *(?:it|test)(?=[.(])/m))
    .some((each) => each.includes(`'${id}'`) && /\)\.toBe(\([1-9]\d*|GreaterThan\(\d+)\)/.test(each));

it('every compliance check is shown failing by a test', () => {
  expect(checks.length).toBeGreaterThan(10);
  expect(checks.map((check) => check.id).filter((id) => !isShownFailing(id, tests))).toEqual([]);
});

it('a check that no test names, or none expects to find anything, would be noticed', () => {
  const holds = "it('holds', async () => {\n  expect(await check('planted.check')).toBe(0);\n});\n";
  const other = "it('counts', () => {\n  expect(2 + 3).toBe(5);\n});\n";
  expect(isShownFailing('planted.check', [other])).toBe(false);
  expect(isShownFailing('planted.check', [holds + other])).toBe(false);
  expect(isShownFailing('planted.check', [holds.replace('toBe(0)', 'toBe(1)')])).toBe(true);
});

it('check ids are unique and say their article', () => {
  expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
  expect(checks.filter((check) => !/^\d+/.test(check.article))).toEqual([]);
});
