// docs/ASVS.md stays whole and true where a machine can tell: each requirement of levels 1 and 2 once, each file it names is there, and its sums are right.
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

/** What is wrong with the page: requirements missing, doubled, at the wrong level, without a reason, or met by a file that is not there. */
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

  it('would be caught with a hole, a double or a file that is gone', () => {
    const [first, ...rest] = rows;
    expect(faults(rest)).toHaveLength(1);
    expect(faults([...rows, first as Row])).toHaveLength(1);
    expect(faults([...rest, { ...(first as Row), where: 'in `server/src/nowhere.ts`' }])).toEqual([expect.stringContaining('nowhere.ts')]);
    expect(faults([...rest, { ...(first as Row), stand: 'surely' }])).toHaveLength(1);
  });
});
