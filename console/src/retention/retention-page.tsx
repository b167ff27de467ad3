// What goes by itself within the next days, purpose by purpose and week by week; what is held back and why; what is left afterwards.
import { useQuery } from '@tanstack/react-query';
import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { Time } from '#ui/time.tsx';
import { FiguresLeft } from './figures-left.tsx';
import { Holds } from './holds.tsx';
import { PurposePlan } from './purpose-plan.tsx';
import { figuresQuery, holdsQuery, planQuery } from './queries.ts';
import { RecordsPlan } from './records-plan.tsx';
import { otherWords, proofWords, retentionWords } from './words.ts';

const spans = [7, 30, 90, 365] as const;

export function RetentionPage() {
  const w = useWords(retentionWords);
  const [days, setDays] = useState(30);
  const mayReadHolds = useMe().permissions.includes('requests.read');
  // what stands below comes with what stands above it, or it would be pushed down
  const parts = [useQuery(planQuery(days)), useQuery({ ...holdsQuery, enabled: mayReadHolds }), useQuery(figuresQuery)];
  const tabs = spans.map((span) => ({ value: String(span), label: w.next(span) }));
  return (
    <Page title={w.title} about={w.about}>
      <div className="grid gap-8">
        <Tabs label={w.period} tabs={tabs} value={String(days)} onChange={(next) => setDays(Number(next))}>
          <Planned days={days} />
        </Tabs>
        {!parts.some(({ isLoading }) => isLoading) && (
          <>
            {mayReadHolds && <Holds />}
            <FiguresLeft />
          </>
        )}
      </div>
    </Page>
  );
}

function Planned({ days }: { days: number }) {
  const w = useWords(retentionWords);
  const [otherTexts, proofTexts] = [useWords(otherWords), useWords(proofWords)];
  const nameOf = usePurposeName();
  const query = useQuery(planQuery(days));
  if (query.isPending) return <Skeleton lines={6} className="py-6" />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const { purposes, proofs, others, sweep, isCut } = query.data;
  const moving = purposes.filter((purpose) => purpose.weeks.length + purpose.held.length > 0);
  const quiet = purposes.filter((purpose) => !moving.includes(purpose));
  return (
    <div className="mt-3 grid gap-4">
      {isCut && <Callout tone="warn">{w.cut}</Callout>}
      {sweep?.notBefore && (
        <Callout>
          {w.grace} <Time at={sweep.notBefore} as="day" />.
        </Callout>
      )}
      {moving.length + proofs.length + others.length === 0 && <Empty icon={CalendarCheck} title={w.nothing} more={w.nothingMore} />}
      {moving.map((purpose) => (
        <PurposePlan key={purpose.purpose} plan={purpose} days={days} />
      ))}
      {others.length > 0 && <RecordsPlan plan={others} {...otherTexts} />}
      {proofs.length > 0 && <RecordsPlan plan={proofs} {...proofTexts} />}
      {moving.length > 0 && quiet.length > 0 && (
        <p className="text-sm text-muted">
          {w.quiet} {quiet.map(({ purpose }) => nameOf(purpose, purpose)).join(', ')}.
        </p>
      )}
      {!sweep?.notBefore && (
        <p className="text-sm text-muted">
          {sweep ? (
            <>
              {w.sweep}: <Time at={sweep.endedAt ?? sweep.beganAt} />
              {sweep.endedAt === null && ` (${w.running})`}.{' '}
              {w.swept(sweep.conversations, sweep.messages, sweep.files, sweep.proofs, sweep.people)}.
            </>
          ) : (
            w.never
          )}
        </p>
      )}
    </div>
  );
}
