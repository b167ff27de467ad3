// What happened with a person over all channels, newest first, in pages: by kind and channel, with a mark between days.

import type { Answer } from '@parley/contract';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { type Language, useLanguage, useWords } from '#lib/language.ts';
import { dayMark, sameDay } from '#lib/time.ts';
import { Button } from '#ui/button.tsx';
import { channelWords } from '#ui/channel.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Section } from '#ui/section.tsx';
import { TimelineEvent } from './timeline-event.tsx';
import { peopleWords } from './words.ts';

export type TimelineItem = Answer<'readTimeline'>['items'][number];
const kinds = {
  messages: ['message-in', 'message-out', 'conversation'],
  notes: ['note'],
  consents: ['consent'],
  requests: ['request'],
  records: ['identity', 'merge'],
} as const satisfies Record<string, readonly TimelineItem['kind'][]>;
type KindFilter = keyof typeof kinds | 'everything';

const atOnce = { brief: 8, whole: 60 } as const;

export const timelineQuery = (person: string, language: Language, extent: keyof typeof atOnce) =>
  infiniteQueryOptions({
    queryKey: [...keys.timeline(person), language, extent],
    queryFn: ({ pageParam }) =>
      client.call('readTimeline', {
        params: { person },
        query: { language, limit: atOnce[extent], ...(pageParam && { before: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (page: Answer<'readTimeline'>) => page.next,
  });

/** `brief` is for a side panel: fewer at once, and no filters. */
export function Timeline({ person, brief }: { person: string; brief?: boolean }) {
  const w = useWords(peopleWords);
  const language = useLanguage();
  const [kind, setKind] = useState<KindFilter>('everything');
  const [channel, setChannel] = useState('');
  const query = useInfiniteQuery(timelineQuery(person, language, brief ? 'brief' : 'whole'));
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  const wanted: readonly string[] | undefined = kind === 'everything' ? undefined : kinds[kind];
  const items = all.filter((item) => (!wanted || wanted.includes(item.kind)) && (!channel || item.channel === channel));
  return (
    <Section title={w.timeline}>
      {!brief && query.isSuccess && <Filters {...{ kind, setKind, channel, setChannel }} />}
      {query.isPending && <Skeleton lines={brief ? 5 : 30} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="text-sm text-muted">{all.length === 0 ? w.timelineEmpty : w.noneOfKind}</p>}
      <ol>
        {items.map((item, place) => {
          const isNewDay = place === 0 || !sameDay(item.at, items[place - 1]?.at ?? item.at);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: items carry no id of their own and only ever grow at the end
            <TimelineEvent key={`${item.at} ${place}`} item={item} day={!brief && isNewDay ? dayMark(item.at, language) : undefined} />
          );
        })}
      </ol>
      {query.hasNextPage && (
        <p className="mt-3 text-center">
          <Button size="sm" look="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {w.older}
          </Button>
        </p>
      )}
    </Section>
  );
}

type FilterState = {
  kind: KindFilter;
  setKind: (kind: KindFilter) => void;
  channel: string;
  setChannel: (channel: string) => void;
};

function Filters({ kind, setKind, channel, setChannel }: FilterState) {
  const w = useWords(peopleWords);
  const channels = useWords(channelWords);
  return (
    <div className="mb-4 flex flex-wrap gap-2">
      <Select label={w.filterKind} value={kind} onChange={(next) => setKind(next as KindFilter)}>
        <option value="everything">{w.everything}</option>
        {(Object.keys(kinds) as (keyof typeof kinds)[]).map((each) => (
          <option key={each} value={each}>
            {w[each]}
          </option>
        ))}
      </Select>
      <Select label={w.filterChannel} value={channel} onChange={setChannel}>
        <option value="">{w.everyChannel}</option>
        {Object.entries(channels).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}

function Select({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <span className="relative inline-block max-w-full">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-7 max-w-full appearance-none rounded-md border border-edge bg-raised pr-7 pl-2.5 text-sm pointer-coarse:h-10"
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-muted"
        strokeWidth={2}
      />
    </span>
  );
}
