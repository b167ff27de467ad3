// One entry of the ledger: what, when, by whom, and the facts; ids that lead somewhere are links.

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Time } from '#ui/time.tsx';
import { kindWords } from './kinds.ts';
import { ledgerWords } from './words.ts';

type Entry = Answer<'listLedger'>['items'][number];

export function EntryRow({ entry, onProof }: { entry: Entry; onProof: () => void }) {
  const w = useWords(ledgerWords);
  const kinds = useWords(kindWords);
  const facts = Object.entries(entry.facts ?? {}).filter(([name, value]) => !(name === 'by' && value === entry.actor));
  return (
    <li className="row-cheap flex items-start gap-4 border-t border-line px-5 py-3">
      <span className="w-12 shrink-0 pt-px text-right text-sm text-muted tabular-nums" title={w.position}>
        {entry.position ?? <span className="text-xs">{w.waiting}</span>}
      </span>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{named(kinds, entry.kind)}</span>
          <code className="text-xs text-muted">{entry.kind}</code>
          <Time at={entry.at} as="full" className="text-sm text-muted" />
          {entry.actor && <Actor actor={entry.actor} />}
        </p>
        {entry.facts === null && <p className="text-sm text-muted italic">{w.gone}</p>}
        <p className="flex flex-wrap gap-x-3 text-sm">
          {facts.map(([name, value]) => (
            <span key={name} className="min-w-0 [overflow-wrap:anywhere]">
              <span className="text-muted">{name}</span> <Fact value={value} />
            </span>
          ))}
        </p>
      </div>
      {entry.position !== null && (
        <Button size="sm" look="quiet" onClick={onProof}>
          {w.proof} <span className="sr-only">{entry.position}</span>
        </Button>
      )}
    </li>
  );
}

/** Staff by name where this page may know it; anybody else by id. */
function Actor({ actor }: { actor: string }) {
  const w = useWords(ledgerWords);
  const staff = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff'), staleTime: 5 * 60_000, retry: false }).data;
  const name = staff?.items.find((member) => member.id === actor)?.name;
  return (
    <span className="min-w-0 truncate text-sm text-muted">
      {w.by} {name ?? actor}
    </span>
  );
}

function Fact({ value }: { value: unknown }) {
  if (typeof value !== 'string') return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
  const link = 'text-accent underline-offset-2 hover:underline';
  if (/^per_\w{26}$/.test(value)) {
    return (
      <Link to="/people/$person" params={{ person: value }} className={link}>
        {value}
      </Link>
    );
  }
  if (/^req_\w{26}$/.test(value)) {
    return (
      <Link to="/requests/$request" params={{ request: value }} className={link}>
        {value}
      </Link>
    );
  }
  return <>{value}</>;
}
