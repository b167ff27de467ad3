// What happened with a person over all channels, newest first.

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowDownLeft, ArrowUpRight, FileCheck, GitMerge, IdCard, Lock, MessagesSquare, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { ChannelIcon } from '#ui/channel.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { peopleWords } from './words.ts';

type Item = Answer<'readTimeline'>['items'][number];
const icons: Record<Item['kind'], typeof Lock> = {
  'message-in': ArrowDownLeft,
  'message-out': ArrowUpRight,
  note: Lock,
  consent: ShieldCheck,
  request: FileCheck,
  identity: IdCard,
  merge: GitMerge,
  conversation: MessagesSquare,
};
const shownAtFirst = 8;

export function Timeline({ person }: { person: string }) {
  const w = useWords(peopleWords);
  const [all, setAll] = useState(false);
  const query = useQuery({ queryKey: keys.timeline(person), queryFn: () => client.call('readTimeline', { params: { person } }) });
  const items = query.data?.items ?? [];
  return (
    <Section title={w.timeline}>
      {query.isPending && <Skeleton lines={5} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="text-sm text-muted">{w.timelineEmpty}</p>}
      <ol className="grid">
        {(all ? items : items.slice(0, shownAtFirst)).map((item, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items carry no id of their own and are only ever replaced as a whole
          <Event key={`${item.at} ${place}`} item={item} />
        ))}
      </ol>
      {!all && items.length > shownAtFirst && (
        <div className="mt-1 pl-7">
          <QuietLink onClick={() => setAll(true)}>{w.showAll(items.length)}</QuietLink>
        </div>
      )}
    </Section>
  );
}

function Event({ item }: { item: Item }) {
  const w = useWords(peopleWords);
  const Icon = icons[item.kind];
  return (
    <li className="relative flex gap-3 pb-3.5 before:absolute before:top-6 before:bottom-0.5 before:left-[9.5px] before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-hover text-muted">
        <Icon role="img" aria-label={w[item.kind === 'merge' ? 'mergeKind' : item.kind]} className="size-3" strokeWidth={2.2} />
      </span>
      <div className="min-w-0 grow">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 grow text-base break-words">
            {item.conversation ? (
              <Link
                to="/inbox/$conversation"
                params={{ conversation: item.conversation }}
                search={{ view: 'all' }}
                className="underline-offset-2 hover:underline"
              >
                {item.title}
              </Link>
            ) : (
              item.title
            )}
          </span>
          {item.channel && <ChannelIcon channel={item.channel} className="size-3 text-muted" />}
          <Time at={item.at} className="shrink-0 text-xs text-muted tabular-nums" />
        </p>
        {item.excerpt && <p className="line-clamp-2 text-sm text-muted [overflow-wrap:anywhere]">{item.excerpt}</p>}
      </div>
    </li>
  );
}
