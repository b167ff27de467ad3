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
import { ProofDialog } from './proof-dialog.tsx';
import { everything, queryOf } from './search.ts';
import { SearchFields } from './search-fields.tsx';
import { ledgerWords } from './words.ts';

type LedgerProps = { person: string | undefined; entry: string | undefined; onPerson: (person: string | undefined) => void };

export function LedgerPage({ person, entry, onPerson }: LedgerProps) {
  const w = useWords(ledgerWords);
  const [search, setSearch] = useState(everything);
  const [proving, setProving] = useState(entry);
  const query = queryOf(search, person);
  const list = useInfiniteQuery({
    queryKey: keys.ledger(query),
    queryFn: ({ pageParam }) => client.call('listLedger', { query: { ...query, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const wait = useQuery(checkpointQuery).isPending; // the list below would jump
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={w.title} about={w.about}>
      {wait && <Skeleton lines={14} />}
      <div className={wait ? 'hidden' : 'grid gap-5'}>
        <Checkpoint />
        <Card flush title={w.entries}>
          <SearchFields search={search} onSearch={setSearch} person={person} onPerson={onPerson} />
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
