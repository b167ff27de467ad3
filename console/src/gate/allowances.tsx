// What the gate allows for a person right now: one line per purpose, the reasons per channel one press away.

import { useQuery } from '@tanstack/react-query';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { basisWords } from '#ui/basis.ts';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Article } from '#ui/refusal.tsx';
import { Section } from '#ui/section.tsx';
import { type Allowance, allowancesQuery } from './choice.tsx';
import { useVerdictWord, VerdictIcon } from './verdict.tsx';
import { gateWords } from './words.ts';

export function Allowances({ person }: { person: string }) {
  const w = useWords(gateWords);
  const query = useQuery(allowancesQuery(person, useLanguage()));
  return (
    <Section title={w.title}>
      {query.isPending && <Skeleton lines={4} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="-mx-2">
        {byPurpose(query.data?.items ?? []).map((items) => (
          <PurposeLine key={items[0]?.purpose} items={items} />
        ))}
      </ul>
    </Section>
  );
}

function PurposeLine({ items }: { items: readonly Allowance[] }) {
  const bases = useWords(basisWords);
  const nameOf = usePurposeName();
  const first = items[0];
  if (!first) return null;
  return (
    <li>
      <Disclosure
        summary={
          // with many channels the marks go below the name
          <span className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-2 gap-y-1">
            <span className="min-w-0 text-base">{nameOf(first.purpose, first.purposeName)}</span>
            <span className="flex flex-wrap gap-x-2 gap-y-1">
              {items.map((item) => (
                <ChannelVerdict key={item.channel} item={item} />
              ))}
            </span>
          </span>
        }
      >
        <div className="grid gap-2 pt-0.5 pr-2 pb-2.5 pl-7.5">
          <p className="text-sm text-muted">{named(bases, first.lawfulBasis)}</p>
          {items.map((item) => (
            <Reason key={item.channel} item={item} />
          ))}
        </div>
      </Disclosure>
    </li>
  );
}

function ChannelVerdict({ item }: { item: Allowance }) {
  const word = useVerdictWord()(item.decision);
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5 text-muted">
      <ChannelIcon channel={item.channel} />
      <VerdictIcon decision={item.decision} />
      <span className="sr-only">{word}</span>
    </span>
  );
}

function Reason({ item }: { item: Allowance }) {
  const word = useVerdictWord()(item.decision);
  const channel = useChannelName(item.channel);
  return (
    <p className="text-sm">
      <span className="font-medium">{channel}:</span> <span className={item.decision.allowed ? 'text-good' : 'text-warn'}>{word}.</span>{' '}
      {item.decision.words} <Article of={item.decision.article} />
    </p>
  );
}

function byPurpose(items: readonly Allowance[]): Allowance[][] {
  return [...Map.groupBy(items, (item) => item.purpose).values()];
}
