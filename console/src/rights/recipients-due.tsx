// On the work list, which recipients have yet to hear of what was done for a request, and by when (Art. 19, 26). What became of it is recorded on the page of the request.
import type { Answer } from '@parley/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Time } from '#ui/time.tsx';
import { recipientWords } from './recipient-words.ts';
import { rightsWords } from './words.ts';

type Due = Answer<'listDueNotices'>['items'][number];

/** Nothing where all of them heard. */
export function RecipientsDue() {
  const w = useWords(recipientWords);
  const list = useInfiniteQuery({
    queryKey: keys.recipientsDue,
    queryFn: ({ pageParam }) => client.call('listDueNotices', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: useMe().permissions.includes('requests.read'),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={w.dueTitle} className="mt-5">
      <h2 className="text-sm font-semibold text-muted">
        {w.dueTitle} {!list.hasNextPage && <span className="font-normal tabular-nums">{items.length}</span>}
      </h2>
      <p className="mt-1 text-sm text-pretty text-muted">{w.dueAbout}</p>
      <ul className="mt-2 overflow-hidden rounded-lg border border-line bg-raised shadow-card">
        {items.map((due) => (
          <Line key={`${due.request} ${due.recipient} ${due.duty}`} due={due} />
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="mt-3 text-center">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {w.more}
          </Button>
        </p>
      )}
    </section>
  );
}

function Line({ due: { request, kind, person, name, duty, dueOn, daysLeft } }: { due: Due }) {
  const w = useWords(recipientWords);
  const rights = useWords(rightsWords);
  const called = usePersonName();
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        to="/requests/$request"
        params={{ request }}
        className="focus-inset flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 py-3 transition-colors duration-75 hover:bg-hover"
      >
        <span className="min-w-0">
          <span className="font-medium break-words">{name}</span>
          <span className="block text-sm text-muted">
            {rights[kind]} · {person ? called(person) : rights.erasedPerson} · {w[duty]}
          </span>
        </span>
        <span className="flex shrink-0 flex-col items-end gap-1">
          <Badge tone={daysLeft < 0 ? 'bad' : daysLeft < 7 ? 'warn' : 'plain'}>{w.due(daysLeft)}</Badge>
          <Time at={`${dueOn}T12:00:00Z`} as="day" className="text-sm text-muted" />
        </span>
      </Link>
    </li>
  );
}
