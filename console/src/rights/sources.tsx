// Data that came from elsewhere (Art. 14): on the work list who has yet to be told and by when, and beside a person everything of theirs.
import type { Answer } from '@parley/contract';
import { namedOrigins } from '@parley/contract/origins';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { RecordSource, SettleSource } from './source-dialogs.tsx';
import { sourceWords } from './source-words.ts';

export type Source = Answer<'listOrigins'>['items'][number];

/** Nothing where everybody was told. */
export function Untold() {
  const w = useWords(sourceWords);
  const nameOf = usePersonName();
  const list = useInfiniteQuery({
    queryKey: keys.origins,
    queryFn: ({ pageParam }) => client.call('listOrigins', { query: pageParam ? { cursor: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled: useMe().permissions.includes('requests.read'),
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0 && !list.hasNextPage) return null;
  return (
    <section aria-label={w.title} className="mt-5">
      <h2 className="text-sm font-semibold text-muted">{w.title}</h2>
      <p className="mt-1 text-sm text-pretty text-muted">{w.about}</p>
      <ul className="mt-2 grid gap-4 rounded-lg border border-line bg-raised px-5 py-4 shadow-card">
        {items.map((source) => (
          <Line key={keyOf(source)} source={source}>
            <Link to="/people/$person" params={{ person: source.person }} className="font-medium underline-offset-2 hover:underline">
              {nameOf({ id: source.person, name: source.name })}
            </Link>
          </Line>
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

/** What of a person is from elsewhere, and the way to note that something is. */
export function PersonSources({ person }: { person: string }) {
  const w = useWords(sourceWords);
  const { permissions } = useMe();
  const [isAdding, setAdding] = useState(false);
  const mayAdd = permissions.includes('people.change');
  const query = useQuery({
    queryKey: keys.originsOf(person),
    queryFn: () => client.call('listOrigins', { query: { person } }),
    enabled: permissions.includes('requests.read'),
  });
  const items = query.data?.items ?? [];
  if (items.length === 0 && !mayAdd) return null;
  return (
    <Section title={w.ofPerson} action={mayAdd && <QuietLink onClick={() => setAdding(true)}>{w.add}</QuietLink>}>
      {items.length > 0 && (
        <ul className="grid gap-2">
          {items.map((source) => (
            <Line key={keyOf(source)} source={source} />
          ))}
        </ul>
      )}
      {isAdding && <RecordSource person={person} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Line({ source, children }: { source: Source; children?: React.ReactNode }) {
  const w = useWords(sourceWords);
  const purposeName = usePurposeName();
  const [isSettling, setSettling] = useState(false);
  const maySettle = useMe().permissions.includes('requests.approve') && source.state === 'open';
  const { origin, purpose, obtainedOn, told, exception, state } = source;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
      <div className="min-w-0">
        {children && <p className="break-words">{children}</p>}
        <p className="text-sm break-words">
          {w[origin]} <span className="text-muted">· {purposeName(purpose, purpose)}</span>
        </p>
        <p className="text-sm text-muted">
          {w.obtained} <Time at={`${obtainedOn}T12:00:00Z`} as="day" />
          {state === 'open' && source.clock !== 'month' && ` · ${w[source.clock]}`}
          {told && ` · ${w.told} ${w[told.by]}`}
          {exception && ` · ${w[exception]}`}
        </p>
        {state === 'open' && !source.isNamed && (
          <p className="text-sm">
            {w.unnamed}{' '}
            {namedOrigins.some((each) => each === origin) ? (
              <Link to="/purposes" className="underline underline-offset-2">
                {w.name}
              </Link>
            ) : (
              <Link to="/notice" className="underline underline-offset-2">
                {w.publish}
              </Link>
            )}
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center gap-2">
        <Standing source={source} />
        {maySettle && (
          <Button size="sm" onClick={() => setSettling(true)}>
            {w.settle} <span className="sr-only">{w[origin]}</span>
          </Button>
        )}
      </div>
      {isSettling && <SettleSource source={source} onClose={() => setSettling(false)} />}
    </li>
  );
}

function Standing({ source: { state, daysLeft, clock } }: { source: Source }) {
  const w = useWords(sourceWords);
  if (state !== 'open') return <Badge tone={state === 'told' ? 'good' : 'plain'}>{w[state]}</Badge>;
  const isLate = daysLeft < 0 || (clock !== 'month' && daysLeft === 0);
  return <Badge tone={isLate ? 'bad' : daysLeft < 7 ? 'warn' : 'plain'}>{w.due(isLate ? -1 : daysLeft)}</Badge>;
}

const keyOf = ({ person, purpose, origin }: Source): string => `${person} ${purpose} ${origin}`;
