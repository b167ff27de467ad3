// One audit, worked through from the keyboard: j and k walk, m, n and x answer, u takes back. What is answered moves the walk on by itself.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Back } from '#ui/back.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { AuditState } from './audit-list.tsx';
import { auditWords } from './audit-words.ts';
import { AuditItem } from './item.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { Progress } from './progress.tsx';
import { type AuditInFull, auditQuery, type Item } from './queries.ts';
import { Toolbar, type Which } from './toolbar.tsx';
import { useWalk } from './walk.ts';

const shows: Readonly<Record<Which, (item: Item) => boolean>> = {
  all: () => true,
  open: (item) => item.answer === null,
  missed: (item) => item.answer === 'not-met',
};

export function AuditPage({ id }: { id: string }) {
  const w = useWords(auditWords);
  const query = useQuery(auditQuery(id, useLanguage()));
  const audit = query.data;
  return (
    <Page
      title={audit ? w[audit.checklist] : w.checklist}
      about={audit && <About audit={audit} />}
      back={<Back to="/audits">{w.back}</Back>}
    >
      {query.isPending && <Skeleton lines={14} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {audit && <Work audit={audit} />}
    </Page>
  );
}

function About({ audit }: { audit: AuditInFull }) {
  const w = useWords(auditWords);
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
      <AuditState audit={audit} />
      <span>
        {audit.doneAt ? w.doneOn : w.plannedFor} <Time at={audit.doneAt ?? audit.plannedOn} as="day" /> · {audit.auditor?.name ?? w.nobody}
        {audit.everyMonths && ` · ${w.every(audit.everyMonths)}`}
      </span>
    </span>
  );
}

function Work({ audit }: { audit: AuditInFull }) {
  const w = useWords(auditWords);
  const mayChange = useMe().permissions.includes('audits.change') && audit.state !== 'done';
  const [which, setWhich] = useState<Which>(audit.state === 'done' ? 'all' : 'open');
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set()); // what was answered meanwhile stays in view although the filter would hide it
  const [planning, setPlanning] = useState(false);
  const items = audit.items.filter((item) => shows[which](item) || held.has(item.item));
  const walk = useWalk(audit.id, items, mayChange, (item) => setHeld((known) => new Set(known).add(item)));
  const show = (next: Which): void => {
    setHeld(new Set());
    setWhich(next);
  };
  const left = audit.total - audit.met - audit.notMet - audit.notApplicable;
  return (
    <div className="grid gap-4">
      <div className="max-w-md">
        <Progress audit={audit} />
      </div>
      <Toolbar which={which} onWhich={show} mayChange={mayChange} onPlan={() => setPlanning(true)} />
      {mayChange && left === 0 && <Finish id={audit.id} />}
      {items.length === 0 && <Empty icon={CircleCheck} title={w.nothingLeft} />}
      <ol className="grid gap-1.5">
        {items.map((item, place) => (
          <li key={item.item}>
            {items[place - 1]?.section !== item.section && <h2 className="mt-4 mb-2 text-sm font-semibold text-muted">{item.section}</h2>}
            <AuditItem item={item} isAt={walk.at === item.item} walk={walk} mayChange={mayChange} />
          </li>
        ))}
      </ol>
      {planning && <PlanDialog audit={audit} onClose={() => setPlanning(false)} />}
    </div>
  );
}

function Finish({ id }: { id: string }) {
  const w = useWords(auditWords);
  const cache = useQueryClient();
  const finish = useMutation({
    mutationFn: () => client.call('finishAudit', { params: { audit: id } }),
    onSuccess: ({ next }) => {
      void cache.invalidateQueries({ queryKey: keys.audits });
      toast(next ? `${w.finished}. ${w.nextPlanned}` : w.finished);
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  return (
    <Callout tone="good" title={w.finishAbout}>
      <p className="mt-2">
        <Button look="solid" busy={finish.isPending} onClick={() => finish.mutate()}>
          {w.finish}
        </Button>
      </p>
    </Callout>
  );
}
