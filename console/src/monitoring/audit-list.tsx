// Audits: what is to be done, then what was done. The first thing to do for whoever has none is to plan one.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, ClipboardCheck, Plus } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Time } from '#ui/time.tsx';
import { auditWords } from './audit-words.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { Progress } from './progress.tsx';
import { type Audit, auditsQuery } from './queries.ts';

export function AuditList({ mayChange }: { mayChange: boolean }) {
  const w = useWords(auditWords);
  const list = useQuery(auditsQuery);
  const [planning, setPlanning] = useState(false);
  const items = list.data?.items ?? [];
  const plan = mayChange && (
    <Button look={items.length === 0 ? 'solid' : 'plain'} icon={Plus} onClick={() => setPlanning(true)}>
      {w.plan}
    </Button>
  );
  return (
    <div className="grid gap-3">
      {items.length > 0 && <div className="flex justify-end">{plan}</div>}
      {list.isPending && <Skeleton lines={5} className="py-4" />}
      {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Empty icon={ClipboardCheck} title={w.none} more={w.noneMore} action={plan} />}
      {items.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
          {items.map((audit) => (
            <Row key={audit.id} audit={audit} />
          ))}
        </ul>
      )}
      {planning && <PlanDialog audit={undefined} onClose={() => setPlanning(false)} />}
    </div>
  );
}

function Row({ audit }: { audit: Audit }) {
  const w = useWords(auditWords);
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        to="/audits/$audit"
        params={{ audit: audit.id }}
        className="focus-inset flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5 transition-colors duration-75 hover:bg-hover"
      >
        <div className="min-w-0 grow basis-64">
          <p className="font-medium">{w[audit.checklist]}</p>
          <p className="mt-0.5 text-sm text-muted">
            {audit.doneAt ? w.doneOn : w.plannedFor} <Time at={audit.doneAt ?? audit.plannedOn} as="day" /> ·{' '}
            {audit.auditor?.name ?? w.nobody}
            {audit.everyMonths && ` · ${w.every(audit.everyMonths)}`}
          </p>
        </div>
        <div className="w-48 shrink-0">
          <Progress audit={audit} />
        </div>
        <AuditState audit={audit} />
        <ChevronRight aria-hidden className="size-4 shrink-0 text-muted max-sm:hidden" strokeWidth={2} />
      </Link>
    </li>
  );
}

export function AuditState({ audit }: { audit: Pick<Audit, 'state' | 'overdue'> }) {
  const w = useWords(auditWords);
  if (audit.overdue) return <Badge tone="bad">{w.overdue}</Badge>;
  return <Badge tone={({ planned: 'plain', running: 'accent', done: 'good' } as const)[audit.state]}>{w[audit.state]}</Badge>;
}
