// The pages of the documentation stay true where a machine can tell: the configuration is the code's, links lead somewhere, commands and rooms exist, one page is one page.
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { configReference, options } from '#kit/config';
import { roomsInOrder } from './house-rules.ts';

const root = path.join(import.meta.dirname, '../..');
type Page = { readonly file: string; readonly text: string };
const pages: Page[] = globSync(['*.md', 'docs/**/*.md', '{contract,sdk,server,console,centre,widget,bench}/*.md'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
const page = (file: string): Page => pages.find((each) => each.file === file) ?? { file, text: '' };
const scripts = Object.keys(
  (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts,
);
const onePage = ['README.md', 'ARCHITECTURE.md', 'STYLE.md', 'SECURITY.md'];

/** What makes a test larger than it is in CI, as the tests read it. */
const testSizes = globSync('server/{src,test}/**/*.test.ts', { cwd: root }).flatMap((file) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/process\.env\['(PARLEY_TEST_[A-Z]+)'\]/g)].map(([, name = '']) => name),
);
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
/** As GitHub makes them of headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((found) =>
    (found[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );

/** Relative links and pictures that lead nowhere, and anchors that no heading makes. */
function deadLinks(of: readonly Page[]): string[] {
  return of.flatMap(({ file, text }) =>
    [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap((found) => {
      const target = found[1] ?? '';
      if (/^[a-z]+:/.test(target)) return [];
      const [where = '', anchor] = target.split('#');
      const whole = path.join(root, path.dirname(file), where);
      const there = where === '' ? text : existsSync(whole) ? (whole.endsWith('.md') ? readFileSync(whole, 'utf8') : '') : undefined;
      const isDead = there === undefined || (anchor !== undefined && !anchorsOf(there).includes(anchor));
      return isDead ? [`${file} → ${target}`] : [];
    }),
  );
}

/** Pages that are longer than one page, and decision records that are too long or lack a part. */
function overlong(of: readonly Page[]): string[] {
  return of.flatMap(({ file, text }) => {
    const lines = text.trimEnd().split('\n').length;
    const isDecision = file.startsWith('docs/decisions/');
    const missing = isDecision ? ['**Context.**', '**Decision.**', '**Consequences.**'].filter((part) => !text.includes(part)) : [];
    const limit = onePage.includes(file) ? 70 : isDecision ? 40 : undefined;
    return [
      ...(limit !== undefined && lines > limit ? [`${file} has ${lines} lines`] : []),
      ...missing.map((part) => `${file} lacks ${part}`),
    ];
  });
}

/** Scripts of package.json and options of the configuration that the pages name and the code does not have. */
function unknownNames(of: readonly Page[]): string[] {
  const known = new Set<string>([
    'PARLEY_CONFIG',
    ...testSizes,
    ...Object.values(options).flatMap((option) => ('secret' in option ? [option.env, `${option.env}_FILE`] : [option.env])),
  ]);
  return of.flatMap(({ file, text }) => [
    ...[...text.matchAll(/\bnpm (?:run (?:-s )?)?([a-z]+)/g)].flatMap((found) =>
      scripts.includes(found[1] ?? '') ? [] : [`${file}: npm ${found[1]}`],
    ),
    ...[...text.matchAll(/\bPARLEY_[A-Z_]+\b/g)].flatMap(([name]) => (known.has(name) ? [] : [`${file}: ${name}`])),
  ]);
}

/** Rows of the threat model that name no drill, and drills that are no test. */
function undrilled({ text }: Page): string[] {
  const rows = (/^## Ten bad mornings\n([\s\S]*?)\n\n/m.exec(text)?.[1] ?? '').split('\n').slice(2);
  if (rows.length !== 10) return [`${rows.length} rows`];
  return rows.flatMap((row) => {
    const [, what = '', , drill = ''] = row.split('|');
    const named = [...drill.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
    if (named.length === 0) return [`${what} names no drill`];
    return named.filter((file) => !/\.test\.ts$/.test(file) || !existsSync(path.join(root, file))).map((file) => `${what} names ${file}`);
  });
}

describe('the documentation', () => {
  it('names for each bad morning the tests that play it', () => {
    expect(undrilled(page('docs/threat-model.md'))).toEqual([]);
    const { file, text } = page('docs/threat-model.md');
    expect(undrilled({ file, text: text.replace('server/test/lost.test.ts', 'server/test/found.test.ts') })).toHaveLength(1);
    expect(undrilled({ file, text: text.replace(/\| `server[^|]+\|\n/, '| by hand |\n') })).toHaveLength(1);
  });

  it('has its pages', () => {
    for (const file of [...onePage, 'CHANGELOG.md', 'docs/configuration.md']) expect(page(file).text, file).not.toBe('');
    expect(pages.filter(({ file }) => file.startsWith('docs/decisions/')).length).toBeGreaterThan(0);
  });

  it('prints the configuration as the code has it (npm run -s parley -- config > docs/configuration.md)', () =>
    expect(page('docs/configuration.md').text).toBe(configReference()));

  it('leads somewhere with every relative link', () => expect(deadLinks(pages)).toEqual([]));
  it('keeps a page to a page, and a decision to context, decision and consequences in 40 lines', () => expect(overlong(pages)).toEqual([]));
  it('names only commands and options that exist', () => expect(unknownNames(pages)).toEqual([]));

  it('shows the rooms in their order', () => {
    const shown = [...page('ARCHITECTURE.md').text.matchAll(/^\| `(\w+)` \|/gm)].map((found) => found[1]);
    expect(shown).toEqual(roomsInOrder());
  });

  it('notices violations planted in it', () => {
    const planted = (file: string, text: string): Page => ({ file, text });
    expect(
      deadLinks([planted('README.md', '[a](docs/nowhere.md) ![b](no.png) [c](#no-such) [d](STYLE.md#no-such) [e](https://example.com)')]),
    ).toEqual(['README.md → docs/nowhere.md', 'README.md → no.png', 'README.md → #no-such', 'README.md → STYLE.md#no-such']);
    expect(deadLinks([planted('docs/guides/x.md', '# A b\n[a](#a-b) [b](../../STYLE.md#words) `[c](no.md)`')])).toEqual([]);
    expect(overlong([planted('STYLE.md', 'line\n'.repeat(71))])).toEqual(['STYLE.md has 71 lines']);
    expect(overlong([planted('docs/decisions/999-x.md', '**Context.** **Decision.**')])).toEqual([
      'docs/decisions/999-x.md lacks **Consequences.**',
    ]);
    expect(unknownNames([planted('README.md', 'npm start, npm run -s parley, npm run fly, PARLEY_DATA, PARLEY_MAGIC')])).toEqual([
      'README.md: npm fly',
      'README.md: PARLEY_MAGIC',
    ]);
  });
});
