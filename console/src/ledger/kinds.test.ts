// Nobody reads a raw code: every kind that the server's code can append to the ledger has words in both languages.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { kindWords } from './kinds.ts';

const server = path.join(import.meta.dirname, '../../../server/src');
const requests = ['access', 'portability', 'erasure', 'rectification', 'restriction', 'objection'];
const facts = ['restricted', 'objected', 'held'];
/** What stands for the open part of a kind that is put together, by the words around it. */
const open: Readonly<Record<string, readonly string[]>> = {
  'consent.*': ['requested', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'],
  'person.*': facts,
  'person.*-lifted': facts,
  'request.*-received': requests,
  'request.*-fulfilled': requests,
  'request.*': ['extended', 'paused', 'resumed'],
  'message.*': ['failed', 'refused'],
  'campaign.*': ['asked', 'approved', 'planned', 'sending', 'paused', 'resumed', 'stopped', 'done'],
};

/** Kinds in a file that writes to the ledger: literals of `kind`, of a table of kinds, or handed to a helper that records. */
function kindsIn(source: string): string[] {
  if (!/\bappend(Many)?\(/.test(source)) return [];
  const lines = source
    .replace(/\b(id|topic): '[^']+'/g, '')
    .split('\n')
    .filter((line) => /\bkinds?\b\s*[:=]|erasedKind =|recorded\(/.test(line));
  const literals = lines.flatMap((line) => [...line.matchAll(/['`]([a-z]+\.(?:[a-z-]|\$\{[^}]+\})+)['`]/g)].map((match) => match[1] ?? ''));
  return literals.flatMap((literal) => {
    const around = literal.replace(/\$\{[^}]+\}/g, '*');
    return around.includes('*') ? (open[around]?.map((part) => around.replace('*', part)) ?? [`${around} is not known here`]) : [around];
  });
}

const wordless = (kinds: readonly string[]) => kinds.filter((kind) => !(kind in kindWords.en) || !(kind in kindWords.de));

test('every kind the server can append has words', () => {
  const files = globSync('**/*.ts', { cwd: server }).filter((file) => !file.endsWith('.test.ts'));
  const kinds = [...new Set(files.flatMap((file) => kindsIn(readFileSync(path.join(server, file), 'utf8'))))];
  const erased = readFileSync(path.join(server, 'ledger/erasure.ts'), 'utf8').match(/erasedKind = '([^']+)'/)?.[1] ?? '';
  expect(kinds.length).toBeGreaterThan(50);
  expect(wordless([...kinds, erased])).toEqual([]);
});

test('a kind without words is found, and so is one put together in a new way', () => {
  expect(wordless(kindsIn("await append(ctx, { kind: 'person.cloned' })"))).toEqual(['person.cloned']);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the code to be read
  expect(wordless(kindsIn('await append(ctx, { kind: `person.re-${word}` })'))).toEqual(['person.re-* is not known here']);
  expect(kindsIn("const kind = 'note.added';")).toEqual([]); // writes nothing
});
