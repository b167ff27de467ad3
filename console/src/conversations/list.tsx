// The list: views with counts, a filter, rows. J and K (or the arrows) go through it, slash goes to the filter.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Coffee, Inbox, Search, SearchX } from 'lucide-react';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type Language, useLanguage, useWords } from '#lib/language.ts';
import { personName } from '#lib/person.ts';
import { useShortcuts } from '#lib/shortcuts.ts';
import { Empty, Failed, Loading } from '#ui/empty.tsx';
import { useMarkedKeys } from './aim.ts';
import { InboxFilter } from './inbox-filter.tsx';
import { Rows } from './list-rows.tsx';
import { countsQuery, listQuery, teamsQuery } from './queries.ts';
import { RowShape } from './row.tsx';
import type { Conversation } from './types.ts';
import { ViewTabs } from './view-tabs.tsx';
import { type View, type Within, withinAddress } from './views.ts';
import { useAim } from './walk.ts';
import { inboxWords } from './words.ts';

const StoreFilter = lazy(async () => ({ default: (await import('./store-filter.tsx')).StoreFilter }));
const noCounts = {};

type ListProps = Within & { view: View; selected: string | undefined };

export function ConversationList({ view: asked, inbox, store, team, selected }: ListProps) {
  const w = useWords(inboxWords);
  const language = useLanguage();
  const view = useDeferredValue(asked); // the tab is marked at once, the rows follow
  const within = { inbox, store, team };
  useQuery({ ...teamsQuery, enabled: view === 'teams' }); // by it a change finds its way into this view
  const list = useInfiniteQuery(listQuery(view, within));
  const counts = useQuery(countsQuery(within)).data ?? list.data?.pages[0]?.counts;
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter.trim());
  const search = useRef<HTMLInputElement>(null);
  const all = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const items = useMemo(() => filtered(all, wanted, language), [all, wanted, language]);
  const aim = useAim(items, selected);
  useMarkedKeys();
  useShortcuts({ j: () => aim.walk(1), k: () => aim.walk(-1), '/': () => search.current?.focus() });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  const fetchMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  return (
    <section aria-label={w.conversations} className="flex h-full min-w-0 flex-col bg-surface">
      <header className="border-b border-line px-3 pt-3 pb-1.5">
        <div className="mb-2 flex items-center gap-1.5">
          <h2 className="grow px-1.5 text-lg font-semibold tracking-tight">{w.inbox}</h2>
          <InboxFilter view={view} {...within} />
        </div>
        <label className="mb-1.5 flex h-8 items-center gap-2 rounded-md bg-hover px-2.5 text-muted focus-within:outline-2 focus-within:outline-accent pointer-coarse:h-10">
          <Search aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
          <input
            ref={search}
            type="search"
            value={filter}
            aria-label={w.filter}
            placeholder={w.filter}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            className="w-full bg-transparent text-sm text-ink outline-none"
          />
        </label>
        <Suspense fallback={null}>
          <StoreFilter view={view} {...within} />
        </Suspense>
        <ViewTabs view={asked} {...within} counts={counts ?? noCounts} />
      </header>
      {list.isPending && <ListShape />}
      {list.isError && !list.data && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <NothingHere view={view} filtered={wanted !== ''} />}
      {items.length > 0 && (
        <Rows
          key={`${view}/${inbox ?? ''}/${store ?? ''}/${team ?? ''}/${wanted}`}
          items={items}
          total={wanted || !hasNextPage ? items.length : (counts?.[view] ?? -1)}
          more={hasNextPage && wanted === ''}
          onMore={fetchMore}
          search={`?view=${view}${withinAddress(within)}`}
          aim={aim}
        />
      )}
      {isFetchNextPageError && <MoreFailed onRetry={() => void fetchNextPage()} />}
    </section>
  );
}

/** Names, subjects and last messages of what is loaded. */
function filtered(items: Conversation[], filter: string, language: Language): Conversation[] {
  const wanted = filter.toLocaleLowerCase(language);
  if (!wanted) return items;
  return items.filter((item) =>
    `${personName(item.person)} ${item.subject ?? ''} ${item.excerpt}`.toLocaleLowerCase(language).includes(wanted),
  );
}

/** As many grey rows as fit, exactly where the rows will stand. */
function ListShape() {
  return (
    <div className="min-h-0 grow overflow-hidden">
      <Loading />
      {Array.from({ length: 12 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows have no identity
        <RowShape key={at} />
      ))}
    </div>
  );
}

function MoreFailed({ onRetry }: { onRetry: () => void }) {
  const w = useWords(inboxWords);
  return (
    <p role="alert" className="flex items-center gap-2 border-t border-line px-4 py-2 text-sm text-bad">
      <span className="grow">{w.moreFailed}</span>
      <button type="button" onClick={onRetry} className="rounded-md px-2 py-1 font-medium text-ink hover:bg-hover pointer-coarse:h-10">
        {w.more}
      </button>
    </p>
  );
}

function NothingHere({ view, filtered: isFiltered }: { view: View; filtered: boolean }) {
  const w = useWords(inboxWords);
  if (isFiltered) return <Empty icon={SearchX} title={w.emptyFilter} more={w.emptyFilterMore} />;
  if (view === 'mine') return <Empty icon={Inbox} title={w.emptyMine} more={w.emptyMineMore} />;
  if (view === 'teams') return <Empty icon={Coffee} title={w.emptyTeams} more={w.emptyTeamsMore} />;
  if (view === 'unassigned') return <Empty icon={Coffee} title={w.emptyUnassigned} more={w.emptyUnassignedMore} />;
  if (view === 'undelivered') return <Empty icon={Coffee} title={w.emptyUndelivered} more={w.emptyUndeliveredMore} />;
  if (view === 'closed') return <Empty icon={Inbox} title={w.emptyClosed} more={w.emptyClosedMore} />;
  return <Empty icon={Coffee} title={w.emptyOpen} more={w.emptyOpenMore} />;
}
