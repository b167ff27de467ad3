// What the gate allows for a person right now: one line per purpose, the reasons per channel one press away.

import { useQuery } from '@tanstack/react-query';
import { ShieldCheck, ShieldX } from 'lucide-react';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { basisWords } from '#ui/basis.ts';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Article } from '#ui/refusal.tsx';
import { Section } from '#ui/section.tsx';
import { type Allowance, allowancesQuery } from './choice.tsx';
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
          <>
            <span className="min-w-0 grow text-base">{nameOf(first.purpose, first.purposeName)}</span>
            {items.map((item) => (
              <ChannelVerdict key={item.channel} item={item} />
            ))}
          </>
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
  const w = useWords(gateWords);
  const Icon = item.decision.allowed ? ShieldCheck : ShieldX;
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5 text-muted">
      <ChannelIcon channel={item.channel} />
      <Icon
        role="img"
        aria-label={item.decision.allowed ? w.allowed : w.not}
        className={`size-4 ${item.decision.allowed ? 'text-good' : 'text-warn'}`}
        strokeWidth={2}
      />
    </span>
  );
}

function Reason({ item }: { item: Allowance }) {
  const w = useWords(gateWords);
  const channel = useChannelName(item.channel);
  return (
    <p className="text-sm">
      <span className="font-medium">{channel}:</span>{' '}
      <span className={item.decision.allowed ? 'text-good' : 'text-warn'}>{item.decision.allowed ? w.allowed : w.not}.</span>{' '}
      {item.decision.words} <Article of={item.decision.article} />
    </p>
  );
}

function byPurpose(items: readonly Allowance[]): Allowance[][] {
  return [...Map.groupBy(items, (item) => item.purpose).values()];
}
