// Findings: filtered, with owner and day; what is late stands out. A row opens what can be done about it.
import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck, Plus } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { SelectField } from '#ui/field.tsx';
import { Time } from '#ui/time.tsx';
import { useQuestion } from './control-words.ts';
import { FindingDialog } from './finding-dialog.tsx';
import { NewFindingDialog } from './new-finding-dialog.tsx';
import { type Finding, useColleagues } from './queries.ts';
import { monitoringWords } from './words.ts';

const severities = ['high', 'medium', 'low'] as const;
const tones: Record<Finding['severity'], Tone> = { high: 'bad', medium: 'warn', low: 'plain' };
type Filter = { state: 'standing' | 'closed'; severity: '' | Finding['severity']; owner: string };

export function FindingList({ mayChange }: { mayChange: boolean }) {
  const w = useWords(monitoringWords);
  const language = useLanguage();
  const [filter, setFilter] = useState<Filter>({ state: 'standing', severity: '', owner: '' });
  const [shown, setShown] = useState<Finding>();
  const [adding, setAdding] = useState(false);
  const { state, severity, owner } = filter;
  const query = { state, language, ...(severity && { severity }), ...(owner && { owner }) };
  const list = useInfiniteQuery({
    queryKey: keys.findingList(query),
    queryFn: ({ pageParam }) => client.call('listFindings', { query: { ...query, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-3">
      <Fields filter={filter} onFilter={setFilter} onAdd={mayChange ? () => setAdding(true) : undefined} />
      {list.isPending && <Skeleton lines={5} className="py-4" />}
      {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Empty icon={CircleCheck} title={w.noFindings} more={w.noFindingsMore} />}
      {items.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
          {items.map((finding) => (
            <Row key={finding.id} finding={finding} onOpen={() => setShown(finding)} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="text-center">
          <Button size="sm" look="quiet" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {w.more}
          </Button>
        </p>
      )}
      {shown && <FindingDialog finding={shown} mayChange={mayChange} onClose={() => setShown(undefined)} />}
      <NewFindingDialog open={adding} onClose={() => setAdding(false)} />
    </div>
  );
}

type FieldsProps = { filter: Filter; onFilter: (next: Filter) => void; onAdd: (() => void) | undefined };

function Fields({ filter, onFilter, onAdd }: FieldsProps) {
  const w = useWords(monitoringWords);
  const colleagues = useColleagues().map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div className="grid grow grid-cols-2 gap-3 sm:max-w-xl sm:grid-cols-3">
        <SelectField
          label={w.state}
          value={filter.state}
          onChange={(event) => onFilter({ ...filter, state: event.target.value as Filter['state'] })}
          choices={(['standing', 'closed'] as const).map((value) => ({ value, label: w[value] }))}
        />
        <SelectField
          label={w.severity}
          value={filter.severity}
          onChange={(event) => onFilter({ ...filter, severity: event.target.value as Filter['severity'] })}
          choices={[{ value: '', label: w.anySeverity }, ...severities.map((value) => ({ value, label: w[value] }))]}
        />
        <SelectField
          label={w.owner}
          value={filter.owner}
          onChange={(event) => onFilter({ ...filter, owner: event.target.value })}
          choices={[{ value: '', label: w.anyOwner }, ...colleagues]}
        />
      </div>
      {onAdd && (
        <Button icon={Plus} className="ml-auto" onClick={onAdd}>
          {w.takeDown}
        </Button>
      )}
    </div>
  );
}

function Row({ finding, onOpen }: { finding: Finding; onOpen: () => void }) {
  const w = useWords(monitoringWords);
  const question = useQuestion();
  const isStanding = finding.state === 'open' || finding.state === 'accepted';
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        onClick={onOpen}
        className="focus-inset flex w-full flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3.5 text-left transition-colors duration-75 hover:bg-hover"
      >
        <span className="w-18 shrink-0 pt-px">
          <Badge tone={isStanding ? tones[finding.severity] : 'plain'}>{w[finding.severity]}</Badge>
        </span>
        <span className="min-w-0 grow basis-64">
          <span className="block font-medium text-pretty">{finding.title ?? question(finding.control, finding.question)}</span>
          <span className="mt-0.5 block text-sm text-muted">
            {w[finding.source]} {finding.control ?? finding.item} · {finding.owner?.name ?? w.nobody}
          </span>
        </span>
        <span className="flex shrink-0 items-center gap-2 text-sm text-muted sm:flex-col sm:items-end sm:gap-1">
          <StateBadge finding={finding} />
          <When finding={finding} />
        </span>
      </button>
    </li>
  );
}

function StateBadge({ finding }: { finding: Finding }) {
  const w = useWords(monitoringWords);
  if (finding.overdue) return <Badge tone="bad">{w.overdue}</Badge>;
  const tone = { open: 'accent', accepted: 'warn', repaired: 'good', verified: 'good' } as const;
  return <Badge tone={tone[finding.state]}>{w[finding.state]}</Badge>;
}

function When({ finding: { closedAt, acceptedUntil, dueOn, overdue } }: { finding: Finding }) {
  const w = useWords(monitoringWords);
  if (closedAt) return <Time at={closedAt} as="day" />;
  return (
    <span className={overdue ? 'font-medium text-bad' : ''}>
      {acceptedUntil ? w.until : w.due} <Time at={acceptedUntil ?? dueOn} as="day" />
    </span>
  );
}
