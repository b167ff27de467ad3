import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rooms } from '../src/rooms.ts';

const root = path.join(import.meta.dirname, '..');
const tests = globSync('{src,test}/**/*.test.ts', { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
const checks = rooms.flatMap((room) => room.checks ?? []);
/** A check counts as shown failing when a test names it and expects it to find something. */
const isShownFailing = (id: string, texts: readonly string[]) => texts.some((text) => text.includes(`'${id}'`) && /ok: false/.test(text));

it('every compliance check is shown failing by a test', () => {
  expect(checks.length).toBeGreaterThan(10);
  expect(checks.map((check) => check.id).filter((id) => !isShownFailing(id, tests))).toEqual([]);
});

it('a check without such a test would be noticed', () => {
  expect(
    isShownFailing(
      'planted.check',
      tests.filter((text) => !text.includes('planted.check')),
    ),
  ).toBe(false);
});

it('check ids are unique and say their article', () => {
  expect(new Set(checks.map((check) => check.id)).size).toBe(checks.length);
  expect(checks.filter((check) => !/^\d+/.test(check.article))).toEqual([]);
});
