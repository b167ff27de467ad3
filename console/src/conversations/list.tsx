// The list: views with counts, a filter, rows. J and K (or the arrows) go through it, slash goes to the filter.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Coffee, Inbox, Search, SearchX } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { announce } from '#lib/announce.ts';
import { type Language, useLanguage, useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useShortcuts } from '#lib/shortcuts.ts';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { InboxFilter } from './inbox-filter.tsx';
import { countsQuery, listQuery } from './queries.ts';
import { ConversationRow } from './row.tsx';
import type { Conversation } from './types.ts';
import { ViewTabs } from './view-tabs.tsx';
import type { View } from './views.ts';
import { inboxWords } from './words.ts';

type ListProps = { view: View; inbox: string | undefined; selected: string | undefined };

export function ConversationList({ view, inbox, selected }: ListProps) {
  const w = useWords(inboxWords);
  const list = useInfiniteQuery(listQuery(view, inbox));
  const counts = useQuery(countsQuery).data;
  const [filter, setFilter] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const all = list.data?.pages.flatMap((page) => page.items) ?? [];
  const items = filtered(all, filter, useLanguage(), usePersonName());
  const walk = useWalk(items, selected);
  useShortcuts({ j: () => walk(1), k: () => walk(-1), '/': () => search.current?.focus() });
  const arrows = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    walk(step);
  };
  return (
    <section aria-label={w.conversations} className="flex h-full min-w-0 flex-col bg-surface">
      <header className="border-b border-line px-3 pt-3 pb-2">
        <div className="mb-2 flex items-center gap-1.5">
          <h2 className="grow px-1.5 text-lg font-semibold tracking-tight">{w.inbox}</h2>
          <InboxFilter view={view} inbox={inbox} />
        </div>
        <label className="mb-2 flex h-8 items-center gap-2 rounded-md bg-hover px-2.5 text-muted focus-within:outline-2 focus-within:outline-accent pointer-coarse:h-10">
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
        <ViewTabs view={view} inbox={inbox} counts={counts ?? {}} />
      </header>
      <div className="min-h-0 grow overflow-y-auto">
        {list.isPending && <Skeleton lines={8} className="p-5" />}
        {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && items.length === 0 && <NothingHere view={view} filtered={filter !== ''} />}
        <ul onKeyDown={arrows}>
          {items.map((item) => (
            <ConversationRow key={item.id} conversation={item} view={view} inbox={inbox} selected={item.id === selected} />
          ))}
        </ul>
        {list.hasNextPage && <Sentinel onSeen={() => !list.isFetchingNextPage && void list.fetchNextPage()} />}
      </div>
    </section>
  );
}

/** Goes to the neighbour of the open conversation; without one, to the first. */
function useWalk(items: readonly Conversation[], selected: string | undefined): (step: number) => void {
  const navigate = useNavigate();
  const nameOf = usePersonName();
  return (step) => {
    const at = items.findIndex((item) => item.id === selected);
    const next = items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step))];
    if (!next || next.id === selected) return;
    announce(nameOf(next.person));
    void navigate({ to: '/inbox/$conversation', params: { conversation: next.id }, search: (now) => now, replace: at >= 0 });
  };
}

function filtered(
  items: Conversation[],
  filter: string,
  language: Language,
  nameOf: (person: Conversation['person']) => string,
): Conversation[] {
  const wanted = filter.trim().toLocaleLowerCase(language);
  if (!wanted) return items;
  return items.filter((item) =>
    `${nameOf(item.person)} ${item.subject ?? ''} ${item.excerpt}`.toLocaleLowerCase(language).includes(wanted),
  );
}

function NothingHere({ view, filtered: isFiltered }: { view: View; filtered: boolean }) {
  const w = useWords(inboxWords);
  if (isFiltered) return <Empty icon={SearchX} title={w.emptyFilter} more={w.emptyFilterMore} />;
  if (view === 'mine') return <Empty icon={Inbox} title={w.emptyMine} more={w.emptyMineMore} />;
  if (view === 'unassigned') return <Empty icon={Coffee} title={w.emptyUnassigned} more={w.emptyUnassignedMore} />;
  if (view === 'closed') return <Empty icon={Inbox} title={w.emptyClosed} more={w.emptyClosedMore} />;
  return <Empty icon={Coffee} title={w.emptyOpen} more={w.emptyOpenMore} />;
}

/** Loads the next page a little before it is needed; also a button, for those who do not scroll. */
function Sentinel({ onSeen }: { onSeen: () => void }) {
  const w = useWords(inboxWords);
  const mark = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onSeen(), { rootMargin: '600px' });
    if (mark.current) watch.observe(mark.current);
    return () => watch.disconnect();
  }, [onSeen]);
  return (
    <button ref={mark} type="button" onClick={onSeen} className="focus-inset h-12 w-full text-sm text-muted">
      {w.more}
    </button>
  );
}
