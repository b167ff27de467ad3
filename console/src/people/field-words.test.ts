// Nobody reads a raw column: every sealed field about a person, and every field a permit names in the server's code, has words.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fieldWords } from './field-words.ts';

const server = path.join(import.meta.dirname, '../../../server/src');
const ofStaff =
  /^(staff|photos|passkeys|totp_secrets|api_keys|scim_people|password_resets|invitations|emergency_accesses|access_review_lines)\./;

/** `table.column` of sealed columns in a file of holdings about people. */
function sealedIn(source: string): string[] {
  return source.split(/\btable: '/).flatMap((part) => {
    const table = /^(\w+)',\n/.exec(part)?.[1];
    if (!table || /about: 'nobody'/.test(part)) return [];
    return [...part.matchAll(/^ +(\w+): \{[^{}]*sealed: true/gm)].map((match) => `${table}.${match[1]}`);
  });
}

/** Fields that a list of a permit names. */
function namedIn(source: string): string[] {
  const lists = [...source.matchAll(/\b[fF]ields(?:: | = )\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
  return lists.flatMap((list) => [...list.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map((match) => match[1] ?? ''));
}

const wordless = (fields: readonly string[]) => [...new Set(fields)].filter((field) => !ofStaff.test(field) && !(field in fieldWords.en));

test('every field that somebody can look at has words', () => {
  const files = globSync('**/*.ts', { cwd: server }).filter((file) => !file.endsWith('.test.ts'));
  const sources = files.map((file) => ({ file, source: readFileSync(path.join(server, file), 'utf8') }));
  const sealed = sources.flatMap(({ source }) => sealedIn(source)); // not every holding stands in a holdings.ts
  expect(sealed.length).toBeGreaterThan(12);
  expect(wordless([...sealed, ...sources.flatMap(({ source }) => namedIn(source))])).toEqual([]);
});

test('a field without words is found', () => {
  const planted = "table: 'people',\n about: 'person',\n columns: {\n  shoe_size: { category: 'Size', sealed: true },\n }";
  expect(wordless(sealedIn(planted))).toEqual(['people.shoe_size']);
  expect(wordless(namedIn("const fields = ['people.name', 'people.hat'];"))).toEqual(['people.hat']);
});
