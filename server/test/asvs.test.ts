// docs/ASVS.md stays whole and true where a machine can tell: each requirement of levels 1 and 2 once, each file and test it names is there, and its sums are right.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { asvs } from '../src/monitoring/audits/checklists.ts';

const root = path.join(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'docs/ASVS.md'), 'utf8');
type Row = { id: string; level: number; stand: string; where: string };

function rowsOf(page: string): Row[] {
  return [...page.matchAll(/^\| (V[\d.]+) \| (\d) \| (.+?) \| (.+) \|$/gm)].map(([, id = '', level, stand = '', where = '']) => ({
    id,
    level: Number(level),
    stand,
    where,
  }));
}

/** Chapters of which each requirement that is met names a test, and what of them no test shows: what a page says, what there is not, and what a browser or Node does by itself. */
const isShown = /^V(?:6|7|8|12)\./;
const shownByNone = ['V6.1.1', 'V6.1.3', 'V6.2.6', 'V6.2.7', 'V6.2.10', 'V6.4.2', 'V7.1.1', 'V7.1.3', 'V12.1.2'];
const named = /shown by \*(.+?)\* \(`([\w./-]+)`\)/g;

const shownBy = ({ where }: Row) => [...where.matchAll(named)];

/** Whether a test of this title is in the file; a file that is not there has none. */
function hasTest(file: string, title: string): boolean {
  const place = path.join(root, file);
  return existsSync(place) && new RegExp(`\\(\\s*(['"\`])${RegExp.escape(title)}\\1,`).test(readFileSync(place, 'utf8'));
}

/** What is wrong with the page: requirements missing, doubled, at the wrong level, without a reason, met by a file that is not there, or shown by a test that is not. */
function faults(rows: readonly Row[]): string[] {
  const stands = ['met', 'partly', '**not met**', 'does not apply', 'by the operator'];
  return [
    ...asvs.flatMap(({ id, level }) => {
      const found = rows.filter((row) => row.id === id);
      return found.length === 1 && found[0]?.level === level ? [] : [`${id} stands ${found.length} times, or at another level`];
    }),
    ...rows.filter((row) => !asvs.some(({ id }) => id === row.id)).map((row) => `${row.id} is no requirement`),
    ...rows.filter((row) => !stands.includes(row.stand) || row.where.length < 4).map((row) => `${row.id} says nothing`),
    ...rows.flatMap((row) =>
      [...row.where.matchAll(/`([\w./-]+\.(?:ts|tsx|md|sql|json|mjs))`/g)].flatMap(([, file = '']) =>
        existsSync(path.join(root, file)) ? [] : [`${row.id} names ${file}`],
      ),
    ),
    ...rows.flatMap((row) =>
      shownBy(row).flatMap(([, title = '', file = '']) => (hasTest(file, title) ? [] : [`${row.id} is not shown by “${title}”`])),
    ),
    ...rows
      .filter((row) => row.stand === 'met' && isShown.test(row.id) && shownBy(row).length > 0 === shownByNone.includes(row.id))
      .map((row) => `${row.id} names no test, or is said to have none`),
  ];
}

describe('the page on ASVS', () => {
  const rows = rowsOf(text);
  it('says of each requirement of levels 1 and 2 where it is met, or why not', () => expect(faults(rows)).toEqual([]));

  it('counts right', () => {
    const count = (stand: string) => rows.filter((row) => row.stand === stand).length;
    const sums = `${count('met')} met, ${count('partly')} partly, ${count('**not met**')} not met, ${count('by the operator')} by the operator, ${count('does not apply')} do not apply`;
    expect(text).toContain(sums);
  });

  it('would be caught with a hole, a double, a file or a test that is gone', () => {
    const [first, ...rest] = rows;
    expect(faults(rest)).toHaveLength(1);
    expect(faults([...rows, first as Row])).toHaveLength(1);
    expect(faults([...rest, { ...(first as Row), where: 'in `server/src/nowhere.ts`' }])).toEqual([expect.stringContaining('nowhere.ts')]);
    expect(faults([...rest, { ...(first as Row), stand: 'surely' }])).toHaveLength(1);
    const idle = rows.find(({ id }) => id === 'V7.3.1') as Row;
    const others = rows.filter((row) => row !== idle);
    expect(faults([...others, { ...idle, where: idle.where.replace('is left alone', 'was left alone') }])).toEqual([
      expect.stringContaining('V7.3.1 is not shown by'),
    ]);
    expect(faults([...others, { ...idle, where: 'in `server/src/http/streams.ts`' }])).toEqual([
      'V7.3.1 names no test, or is said to have none',
    ]);
  });
});
