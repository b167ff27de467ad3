// Features never import each other: only `app` composes them. They may lean on ui and lib, and on their own files.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.dirname(import.meta.dirname);

/** Imports of a file that leave its feature for another one, or that climb out by a relative path. */
function strays(feature: string, source: string): string[] {
  const allowed = ['ui', 'lib', feature];
  const imports = [...source.matchAll(/(?:from|import\(|import) ?'([#.][^']+)'/g)].map((match) => match[1] ?? '');
  return imports.filter((name) => name.startsWith('../') || (name.startsWith('#') && !allowed.includes(name.slice(1).split('/')[0] ?? '')));
}

test('no feature imports another, and ui and lib import no feature', () => {
  const files = globSync('*/**/*.{ts,tsx}', { cwd: root }).filter((file) => !file.startsWith('app/') && !file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(60);
  const found = files.flatMap((file) =>
    strays(file.split('/')[0] ?? '', readFileSync(path.join(root, file), 'utf8')).map((name) => `${file} imports ${name}`),
  );
  expect(found).toEqual([]);
});

test('a planted violation is found', () => {
  const planted =
    "import { Thread } from '#conversations/thread.tsx';\nimport { x } from '../gate/choice.tsx';\nimport { Button } from '#ui/button.tsx';";
  expect(strays('people', planted)).toEqual(['#conversations/thread.tsx', '../gate/choice.tsx']);
});
