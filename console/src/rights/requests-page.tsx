// All requests with their clocks; what is due first stands first.

import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, FileCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { Time } from '#ui/time.tsx';
import { Arrivals } from './arrivals.tsx';
import { Askings } from './askings.tsx';
import { Automations } from './automations.tsx';
import { RequestClock, StateBadge } from './clock.tsx';
import { courseWords } from './course-words.ts';
import { isInDoubt } from './doubt.tsx';
import { doubtWords } from './doubt-words.ts';
import { handoverWords } from './handover-words.ts';
import { NoteRequest } from './note-request.tsx';
import { type Request, requestsQuery } from './queries.ts';
import { RecipientsDue } from './recipients-due.tsx';
import { reviewWords } from './review-words.ts';
import { Untold } from './sources.tsx';
import { wishWords } from './wish-words.ts';
import { rightsWords } from './words.ts';

/** `also`: what stands above the open ones and is no request. */
export function RequestsPage({ also }: { also?: ReactNode }) {
  const w = useWords(rightsWords);
  const [state, setState] = useState<'open' | 'closed' | 'machine' | 'arrivals'>('open');
  const machine = useWords(reviewWords);
  const handover = useWords(handoverWords);
  const tabs = [
    { value: 'open', label: w.openOnes },
    { value: 'closed', label: w.closedOnes },
    { value: 'machine', label: machine.tab },
    { value: 'arrivals', label: handover.tab },
  ];
  return (
    <Page title={w.title} about={w.about} actions={<NoteRequest />}>
      <Tabs label={w.title} tabs={tabs} value={state} onChange={(next) => setState(next as typeof state)}>
        {state === 'open' && also}
        {state === 'open' && <Askings />}
        {state === 'open' && <RecipientsDue />}
        {state === 'open' && <Untold />}
        {state === 'open' && <AnsweredUntold />}
        {state === 'machine' && <Automations />}
        {state === 'arrivals' && <Arrivals />}
        {(state === 'open' || state === 'closed') && <RequestList state={state} />}
      </Tabs>
    </Page>
  );
}

function RequestList({ state }: { state: 'open' | 'closed' }) {
  const w = useWords(rightsWords);
  const list = useInfiniteQuery(requestsQuery(state));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Skeleton lines={6} className="py-6" />;
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0)
    return state === 'open' ? (
      <Empty icon={FileCheck} title={w.emptyOpen} more={w.emptyOpenMore} />
    ) : (
      <Empty icon={FileCheck} title={w.emptyClosed} />
    );
  return (
    <>
      {state === 'closed' ? <Rows items={items} /> : <WorkList items={items} isWhole={!list.hasNextPage} />}
      {list.hasNextPage && <More busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} />}
    </>
  );
}

/** Answered, and nobody heard of it (Art. 12(3), 12(4)): closed to the clock, not to the person. */
function AnsweredUntold() {
  const w = useWords(courseWords);
  const list = useInfiniteQuery(requestsQuery('untold'));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={w.untold} className="mt-5">
      <h2 className="text-sm font-semibold text-muted">
        {w.untold} {!list.hasNextPage && <span className="font-normal tabular-nums">{items.length}</span>}
      </h2>
      <p className="mt-1 text-sm text-pretty text-muted">{w.untoldAbout}</p>
      <Rows items={items} />
      {list.hasNextPage && <More busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} />}
    </section>
  );
}

function More({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  return (
    <p className="mt-4 text-center">
      <Button busy={busy} onClick={onClick}>
        …
      </Button>
    </p>
  );
}

/** What is open, by how soon it is due; what waits for its person stands apart. */
function WorkList({ items, isWhole }: { items: readonly Request[]; isWhole: boolean }) {
  const w = useWords(courseWords);
  const groups = Map.groupBy(
    items.toSorted((one, other) => one.daysLeft - other.daysLeft),
    groupOf,
  );
  return (['late', 'soon', 'later', 'waits'] as const).map((name) => {
    const all = groups.get(name);
    return (
      all && (
        <section key={name} aria-label={w[name]} className="mt-5">
          <h2 className="text-sm font-semibold text-muted">
            {w[name]} {isWhole && <span className="font-normal tabular-nums">{all.length}</span>}
          </h2>
          <Rows items={all} />
        </section>
      )
    );
  });
}

function Rows({ items }: { items: readonly Request[] }) {
  return (
    <ul className="mt-2 overflow-hidden rounded-lg border border-line bg-raised shadow-card">
      {items.map((request) => (
        <Row key={request.id} request={request} />
      ))}
    </ul>
  );
}

const groupOf = ({ paused, daysLeft }: Request) => (paused ? 'waits' : daysLeft < 0 ? 'late' : daysLeft <= 7 ? 'soon' : 'later');

function Row({ request }: { request: Request }) {
  const w = useWords(rightsWords);
  const own = useWords(wishWords);
  const doubts = useWords(doubtWords);
  const purposeName = usePurposeName();
  const called = usePersonName();
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        to="/requests/$request"
        params={{ request: request.id }}
        className="focus-inset flex items-center gap-4 px-5 py-3.5 transition-colors duration-75 hover:bg-hover"
      >
        <div className="min-w-0 grow">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{w[request.kind]}</span>
            <span className="text-sm text-muted">{own[request.kind]}</span>
          </p>
          <p className="text-sm text-muted">
            {request.person ? called(request.person) : w.erasedPerson} ·{' '}
            {request.purpose && `${purposeName(request.purpose, request.purposeName ?? '')} · `}
            {w.received} <Time at={request.receivedAt} as="day" />
          </p>
        </div>
        <div className="flex shrink-0 flex-col items-end gap-1">
          <RequestClock request={request} />
          {isInDoubt(request) && <Badge tone="warn">{doubts.badge}</Badge>}
          <span className="text-sm text-muted">
            {request.closedAt ? (
              <Time at={request.closedAt} as="day" />
            ) : (
              <>
                {w.dueOn} <Time at={request.dueOn} as="day" />
              </>
            )}
          </span>
        </div>
        {!request.closedAt && request.state !== 'received' && <StateBadge request={request} />}
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted max-sm:hidden" strokeWidth={2} />
      </Link>
    </li>
  );
}
