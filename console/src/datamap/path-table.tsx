// The same as the picture, row by row: who, what, where, for what, to whom, how often.
import { useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { useNaming } from './names.ts';
import type { DataMap, Path } from './queries.ts';
import { weight } from './shape.ts';
import { Wide } from './wide.tsx';
import { mapWords } from './words.ts';

const tones: Readonly<Record<Path['state'], Tone>> = { declared: 'plain', seen: 'good', undeclared: 'bad' };
const shownFirst = 60;
const cell = 'border-t border-line px-3 py-2 text-left align-top font-normal first:pl-5 last:pr-5';

export function PathTable({ map, paths, everyTable }: { map: DataMap; paths: readonly Path[]; everyTable: boolean }) {
  const w = useWords(mapWords);
  const [all, setAll] = useState(false);
  const rows = (everyTable ? [...paths] : byPlace(paths)).sort(asTheyMatter);
  return (
    <Wide label={w.table}>
      <table className="w-full text-base">
        <caption className="sr-only">{w.pictureOf}</caption>
        <thead className="text-sm text-muted">
          <tr>
            {[w.who, w.what, w.where, w.purpose, w.whom, w.usesHead, w.state].map((head) => (
              <th key={head} scope="col" className="px-3 py-2.5 text-left font-medium whitespace-nowrap first:pl-5 last:pr-5">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, shownFirst)).map((path) => (
            <Row
              key={`${path.table} ${path.category} ${path.place} ${path.purpose} ${path.recipient} ${path.group}`}
              map={map}
              path={path}
              everyTable={everyTable}
            />
          ))}
        </tbody>
      </table>
      {!all && rows.length > shownFirst && (
        <p className="border-t border-line px-5 py-3">
          <Button size="sm" onClick={() => setAll(true)}>
            {w.more(rows.length)}
          </Button>
        </p>
      )}
    </Wide>
  );
}

function Row({ map, path, everyTable }: { map: DataMap; path: Path; everyTable: boolean }) {
  const w = useWords(mapWords);
  const naming = useNaming(map);
  const countries = new Intl.DisplayNames([useLanguage()], { type: 'region' });
  const recipient = map.recipients.find(({ code }) => code === path.recipient);
  const country = recipient?.kind === 'outside' && (recipient.country ? countries.of(recipient.country) : w.unknown);
  return (
    <tr>
      <th scope="row" className={cell}>
        {naming.name({ column: 0, code: path.group })}
      </th>
      <td className={cell}>{naming.name({ column: 1, code: path.category })}</td>
      <td className={cell}>
        {naming.name({ column: 2, code: path.place })}
        {everyTable && <code className="block text-xs text-muted">{path.table}</code>}
      </td>
      <td className={cell}>{map.purposes.find(({ code }) => code === path.purpose)?.name ?? w.withoutPurpose}</td>
      <td className={cell}>
        {path.recipient === null ? <span className="text-muted">{w.staysHere}</span> : naming.name({ column: 3, code: path.recipient })}
        {country && <span className="block text-sm text-muted">{country}</span>}
        {recipient && recipient.reached.length > 0 && <span className="block text-sm text-bad">{naming.really(recipient)}</span>}
      </td>
      <td className={`${cell} whitespace-nowrap tabular-nums`}>{path.uses === null ? w.few : path.uses.toLocaleString()}</td>
      <td className={cell}>
        <Badge tone={tones[path.state]}>{w[path.state]}</Badge>
      </td>
    </tr>
  );
}

/** Rows that differ in nothing but their table become one; with a few among them the sum is at least what is known. */
function byPlace(paths: readonly Path[]): Path[] {
  const same = Map.groupBy(paths, ({ group, category, place, purpose, recipient, state }) =>
    [group, category, place, purpose, recipient, state].join(' '),
  );
  return [...same.values()].flatMap((list): Path[] => {
    const [first] = list;
    if (!first) return [];
    const known = list.reduce((sum, { uses }) => sum + (uses ?? 0), 0);
    return [{ ...first, uses: known === 0 && list.some(({ uses }) => uses === null) ? null : known }];
  });
}

/** What nobody declared comes first, then what is used most. */
function asTheyMatter(one: Path, other: Path): number {
  const strays = Number(other.state === 'undeclared') - Number(one.state === 'undeclared');
  return strays || weight(other) - weight(one);
}
