// Who would get it now, and why others would not: figures, before anything is sent.
import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Time } from '#ui/time.tsx';
import { channelWords } from './channel-words.ts';
import { dryRunQuery } from './queries.ts';
import { reasonWords } from './reasons.ts';
import { ReasonsList } from './reasons-list.tsx';
import { campaignWords } from './words.ts';

export function DryRun({ id }: { id: string }) {
  const w = useWords(campaignWords);
  const channel = useWords(channelWords);
  const reasons: Readonly<Record<string, string>> = useWords(reasonWords);
  const query = useQuery(dryRunQuery(id));
  return (
    <section aria-label={w.who} className="rounded-lg border border-line bg-raised p-5 shadow-card">
      <header className="mb-2 flex items-center justify-between gap-4">
        <h2 className="font-semibold">{w.who}</h2>
        <Button size="sm" icon={RotateCw} busy={query.isFetching} onClick={() => void query.refetch()}>
          {w.again}
        </Button>
      </header>
      {query.isPending && <Skeleton lines={4} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="grid gap-3">
          <p className="text-lg" role="status">
            {query.data.audience === 0 ? w.nobody : w.would(query.data.sends, query.data.audience)}
          </p>
          {query.data.isCut && <Callout tone="warn">{w.cut}</Callout>}
          {query.data.pausesBecause && (
            <Callout tone="warn">
              {channel.pauses} {reasons[query.data.pausesBecause] ?? reasons['other']}.
            </Callout>
          )}
          {query.data.quietUntil && (
            <Callout>
              {w.quiet} <Time at={query.data.quietUntil} as="full" />.
            </Callout>
          )}
          {query.data.leftOut.length > 0 ? (
            <div>
              <h3 className="mb-1 text-sm text-muted">{w.leftOut}</h3>
              <ReasonsList label={w.leftOut} lines={query.data.leftOut.map((each) => ({ ...each, count: each.people }))} />
            </div>
          ) : (
            <p className="text-pretty text-muted">{query.data.audience === 0 ? w.nobodyMore : w.nobodyLeft}</p>
          )}
        </div>
      )}
    </section>
  );
}
