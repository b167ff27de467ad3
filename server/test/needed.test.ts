import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { needed } from './support/needed.ts';

it('what a test needs may be missing on somebody’s machine, and never in continuous integration', () => {
  expect([needed(false, 'Postfix', {}), needed(true, 'Postfix', { CI: 'true' })]).toEqual([false, true]);
  expect(() => needed(false, 'Postfix', { CI: 'true' })).toThrow('Postfix is not here');
});

it('the run of continuous integration says that it is one', () => {
  expect(readFileSync(new URL('../../.ci/run', import.meta.url), 'utf8')).toMatch(/^export CI=true\b[\s\S]*^exec npm test/m);
});
