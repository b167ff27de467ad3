// The assessments of a company: how each stands, and which purposes on a legitimate interest still lack their test.
import { useQuery } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { usePurposeNames } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { QuietLink } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { type Beginning, NewDialog } from './new-dialog.tsx';
import { type Item, listQuery } from './queries.ts';
import { ownWords, useAsked } from './words.ts';

const stateTones = { draft: 'plain', approved: 'good', reopened: 'warn' } as const;
export const levelTones = { low: 'good', medium: 'warn', high: 'bad' } as const;

export function AssessmentsPage({ onOpen }: { onOpen: (id: string) => void }) {
  const w = useWords(ownWords);
  const query = useQuery(listQuery);
  const names = usePurposeNames();
  const mayWrite = useMe().permissions.includes('assessments.write');
  const [begin, setBegin] = useState<Beginning>();
  const { items = [], untested = [] } = query.data ?? {};
  const action = mayWrite && (
    <Button look="solid" icon={Scale} onClick={() => setBegin({ kind: 'dpia', purposes: [] })}>
      {w.begin}
    </Button>
  );
  return (
    <Page title={w.title} about={w.about} actions={items.length > 0 && action}>
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {untested.length > 0 && (
        <div className="mb-5">
          <Callout tone="warn" title={w.untested(untested.length)}>
            <ul>
              {untested.map((code) => (
                <li key={code} className="flex flex-wrap gap-x-3">
                  {names([code])}
                  {mayWrite && !items.some(({ kind, purposes }) => kind === 'lia' && purposes.includes(code)) && (
                    <QuietLink label={`${w.test}: ${names([code]).join()}`} onClick={() => setBegin({ kind: 'lia', purposes: [code] })}>
                      {w.test}
                    </QuietLink>
                  )}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      )}
      {query.data && items.length === 0 && <Empty icon={Scale} title={w.none} more={w.noneMore} action={action} />}
      {items.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
          {items.map((item) => (
            <Row key={item.id} item={item} onOpen={onOpen} purposes={names(item.purposes).join(', ')} />
          ))}
        </ul>
      )}
      {begin && <NewDialog begin={begin} onClose={() => setBegin(undefined)} onBegun={onOpen} />}
    </Page>
  );
}

function Row({ item, purposes, onOpen }: { item: Item; purposes: string; onOpen: (id: string) => void }) {
  const w = useWords(ownWords);
  const asked = useAsked();
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        onClick={() => onOpen(item.id)}
        className="flex w-full flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5 text-left hover:bg-hover"
      >
        <span className="min-w-0 grow basis-64">
          <span className="block font-medium text-pretty">{item.title}</span>
          <span className="block text-sm text-muted">
            {w[item.kind]} · {purposes}
            {item.reviewOn && item.state === 'approved' && (
              <>
                {' '}
                · {w.review} <Time at={item.reviewOn} as="day" />
              </>
            )}
          </span>
        </span>
        {item.level && <Badge tone={levelTones[item.level]}>{w.risk(asked.levels[item.level])}</Badge>}
        {item.outcome === 'may-not' && <Badge tone="bad">{asked.outcomes[item.outcome]}</Badge>}
        <Badge tone={stateTones[item.state]}>{w[item.state]}</Badge>
      </button>
    </li>
  );
}
