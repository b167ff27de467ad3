// The ledger for people: newest entries first, the signed checkpoint, and a proof for each entry.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpenCheck } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Page } from '#ui/page.tsx';
import { Checkpoint, checkpointQuery } from './checkpoint.tsx';
import { EntryRow } from './entry-row.tsx';
import { kindWords } from './kinds.ts';
import { ProofDialog } from './proof-dialog.tsx';
import { ledgerWords } from './words.ts';

export function LedgerPage({ person, entry, onClear }: { person: string | undefined; entry: string | undefined; onClear: () => void }) {
  const w = useWords(ledgerWords);
  const [kind, setKind] = useState('');
  const [proving, setProving] = useState(entry);
  const list = useInfiniteQuery({
    queryKey: keys.ledger(kind, person ?? ''),
    queryFn: ({ pageParam }) =>
      client.call('listLedger', { query: { ...(kind && { kind }), ...(person && { person }), ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const wait = useQuery(checkpointQuery).isPending; // the list below would jump
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const kinds = Object.entries(useWords(kindWords)).sort(([, a], [, b]) => a.localeCompare(b));
  return (
    <Page title={w.title} about={w.about}>
      {wait && <Skeleton lines={14} />}
      <div className={wait ? 'hidden' : 'grid gap-5'}>
        <Checkpoint />
        <Card
          flush
          title={w.entries}
          actions={
            <select
              aria-label={w.kind}
              value={kind}
              onChange={(event) => setKind(event.target.value)}
              className="h-7 w-60 max-w-full rounded-md border border-edge bg-raised px-2 text-sm pointer-coarse:h-10"
            >
              <option value="">{w.everyKind}</option>
              {kinds.map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          }
        >
          {person && (
            <p className="flex flex-wrap items-center gap-2 px-5 pb-2 text-sm">
              <Badge tone="accent">{w.onlyPerson}</Badge>
              <Link
                to="/people/$person"
                params={{ person }}
                className="inline-flex min-h-6 items-center rounded-sm text-accent underline-offset-2 hover:underline"
              >
                {w.toPerson}
              </Link>
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
