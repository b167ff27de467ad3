// The ledger for people: newest entries first, the signed checkpoint, and a proof for each entry.

import type { Answer } from '@parley/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { BookOpenCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { Checkpoint } from './checkpoint.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { ledgerWords } from './words.ts';

type Entry = Answer<'listLedger'>['items'][number];

export function LedgerPage({ person, onClear }: { person: string | undefined; onClear: () => void }) {
  const w = useWords(ledgerWords);
  const [kind, setKind] = useState('');
  const [proving, setProving] = useState<string>();
  const list = useInfiniteQuery({
    queryKey: keys.ledger(kind, person ?? ''),
    queryFn: ({ pageParam }) =>
      client.call('listLedger', { query: { ...(kind && { kind }), ...(person && { person }), ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filter = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setKind(String(new FormData(event.currentTarget).get('kind')).trim());
  };
  return (
    <Page title={w.title} about={w.about}>
      <div className="grid gap-5">
        <Checkpoint />
        <Card
          flush
          title={w.entries}
          actions={
            <form onSubmit={filter} className="flex gap-2">
              <input
                name="kind"
                aria-label={w.kind}
                placeholder={w.kindHint}
                className="h-7 w-44 rounded-md border border-edge bg-raised px-2.5 text-sm pointer-coarse:h-10"
              />
              <Button size="sm" type="submit">
                {w.filter}
              </Button>
            </form>
          }
        >
          {person && (
            <p className="flex items-center gap-2 px-5 pb-2 text-sm">
              <Badge tone="accent">{w.onlyPerson}</Badge>
              <Button size="sm" look="quiet" onClick={onClear}>
                {w.clear}
              </Button>
            </p>
          )}
          {list.isPending && <Skeleton lines={8} className="px-5 pb-5" />}
          {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
          {list.isSuccess && items.length === 0 && <Empty icon={BookOpenCheck} title={w.empty} />}
          <ol>
            {items.map((entry) => (
              <EntryRow key={entry.id} entry={entry} onProof={() => setProving(entry.id)} />
            ))}
          </ol>
          {list.hasNextPage && (
            <p className="border-t border-line py-3 text-center">
              <Button size="sm" look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {w.more}
              </Button>
            </p>
          )}
        </Card>
      </div>
      <ProofDialog entry={proving} onClose={() => setProving(undefined)} />
    </Page>
  );
}

function EntryRow({ entry, onProof }: { entry: Entry; onProof: () => void }) {
  const w = useWords(ledgerWords);
  return (
    <li className="row-cheap flex items-start gap-4 border-t border-line px-5 py-3">
      <span className="w-12 shrink-0 pt-px text-right text-sm tabular-nums text-muted" title={w.position}>
        {entry.position ?? <span className="text-xs">{w.waiting}</span>}
      </span>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <code className="text-sm font-semibold">{entry.kind}</code>
          <Time at={entry.at} as="full" className="text-sm text-muted" />
        </p>
        {entry.actor && <p className="truncate text-sm text-muted">{`${w.by} ${entry.actor}`}</p>}
        {entry.facts ? <Facts facts={entry.facts} /> : <p className="text-sm text-muted italic">{w.gone}</p>}
      </div>
      {entry.position !== null && (
        <Button size="sm" look="quiet" onClick={onProof} aria-label={`${w.proof}: ${entry.position}`}>
          {w.proof}
        </Button>
      )}
    </li>
  );
}

function Facts({ facts }: { facts: Readonly<Record<string, unknown>> }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-sm">
      {Object.entries(facts).map(([name, value]) => (
        <span key={name} className="min-w-0 [overflow-wrap:anywhere]">
          <span className="text-muted">{name}</span> {typeof value === 'object' ? JSON.stringify(value) : String(value)}
        </span>
      ))}
    </p>
  );
}
