// The campaigns with where they stand, the limits that hold for all of them, and the tags by which audiences are narrowed.
import { useQuery } from '@tanstack/react-query';
import { Megaphone, Plus } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { LimitsNow } from './limits.tsx';
import { type Campaign, campaignsQuery, type Listed, limitsQuery, tagsQuery } from './queries.ts';
import { Tags } from './tags.tsx';
import { campaignWords } from './words.ts';

const tones: Record<Campaign['state'], Tone> = {
  draft: 'plain',
  asked: 'warn',
  planned: 'accent',
  sending: 'accent',
  paused: 'warn',
  done: 'good',
  stopped: 'plain',
};

export function State({ state }: { state: Campaign['state'] }) {
  const w = useWords(campaignWords);
  return <Badge tone={tones[state]}>{w[state]}</Badge>;
}

export function CampaignsPage({ onOpen }: { onOpen: (id: string) => void }) {
  const w = useWords(campaignWords);
  const mayWrite = useMe().permissions.includes('campaigns.write');
  const query = useQuery(campaignsQuery);
  // what stands below comes with what stands above it, or it would be pushed down
  const isWhole = [query, useQuery(limitsQuery), useQuery(tagsQuery)].every(({ isLoading }) => !isLoading);
  const add = mayWrite && (
    <Button look="solid" icon={Plus} onClick={() => onOpen('new')}>
      {w.add}
    </Button>
  );
  return (
    <Page title={w.title} about={w.about} actions={add}>
      {!isWhole && <Skeleton lines={6} className="py-6" />}
      {isWhole && (
        <div className="grid grid-cols-1 gap-8">
          {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
          {query.data?.items.length === 0 && <Empty icon={Megaphone} title={w.none} more={w.noneMore} />}
          {query.data && query.data.items.length > 0 && <List items={query.data.items} onOpen={onOpen} />}
          <LimitsNow />
          <Tags />
        </div>
      )}
    </Page>
  );
}

function List({ items, onOpen }: { items: readonly Listed[]; onOpen: (id: string) => void }) {
  const nameOf = usePurposeName();
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-raised shadow-card">
      {items.map(({ id, name, purpose, state, begunAt, plannedAt, createdAt }) => (
        <li key={id}>
          <button type="button" onClick={() => onOpen(id)} className="flex w-full items-center gap-4 px-4 py-3 text-left hover:bg-hover">
            <span className="min-w-0 grow">
              <span className="block truncate font-medium">{name}</span>
              <span className="block truncate text-sm text-muted">{nameOf(purpose, purpose)}</span>
            </span>
            <Time at={begunAt ?? plannedAt ?? createdAt} className="hidden shrink-0 text-sm text-muted sm:block" />
            <State state={state} />
          </button>
        </li>
      ))}
    </ul>
  );
}
