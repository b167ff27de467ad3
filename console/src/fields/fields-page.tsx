// The fields of the company: what each is for, how long it keeps, how much it holds; a new one, and stopping one.
import { periodWords } from '@parley/contract/period';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ListPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { fieldsQuery } from '#lib/own-fields.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { fullDay } from '#lib/time.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { FieldDialog } from './field-dialog.tsx';
import type { Field } from './queries.ts';
import { fieldPageWords } from './words.ts';

export function FieldsPage() {
  const w = useWords(fieldPageWords);
  const query = useQuery(fieldsQuery);
  const mayChange = useMe().permissions.includes('purposes.change');
  const [adding, setAdding] = useState(false);
  const [stopping, setStopping] = useState<Field>();
  const items = query.data?.items ?? [];
  const add = mayChange && (
    <Button look="solid" icon={Plus} onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  );
  return (
    <Page title={w.title} about={w.about} actions={add}>
      {query.isPending && <Skeleton lines={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty icon={ListPlus} title={w.empty} more={w.emptyMore} />}
      {items.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
          {items.map((field) => (
            <Row key={field.id} field={field} onStop={mayChange ? () => setStopping(field) : undefined} />
          ))}
        </ul>
      )}
      {adding && <FieldDialog onClose={() => setAdding(false)} />}
      {stopping && <StopDialog field={stopping} onClose={() => setStopping(undefined)} />}
    </Page>
  );
}

function Row({ field, onStop }: { field: Field; onStop: (() => void) | undefined }) {
  const w = useWords(fieldPageWords);
  const purposeName = usePurposeName();
  const name = useNameOf(field);
  const language = useLanguage();
  const period = periodWords(field.period, { D: [w.day, w.D], M: [w.month, w.M], Y: ['', ''] });
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line px-5 py-3.5 last:border-b-0">
      <div className="min-w-0 grow basis-72">
        <p className="font-medium break-words">
          {name} {field.special && <Badge tone="warn">{field.tellsOf.map((each) => w[each]).join(', ')}</Badge>}
        </p>
        <p className="mt-0.5 text-sm text-muted">
          {[w[field.kind], purposeName(field.purpose, field.purpose), w.kept(period), w.values(field.values)].join(' · ')}
        </p>
        {field.goesOn !== null && field.values > 0 && (
          <p className="mt-0.5 text-sm text-warn">{w.goesOn(w.values(field.values), fullDay(field.goesOn, language))}</p>
        )}
      </div>
      {onStop && (
        <Button size="sm" aria-label={w.stopOf(name)} onClick={onStop}>
          {w.stop}
        </Button>
      )}
    </li>
  );
}

/** Says how much will be erased before it is. */
function StopDialog({ field, onClose }: { field: Field; onClose: () => void }) {
  const w = useWords(fieldPageWords);
  const cache = useQueryClient();
  const stop = useMutation({
    mutationFn: () => client.call('stopField', { params: { field: field.id } }),
    onSuccess: async ({ values }) => {
      for (const queryKey of [keys.fields, keys.noticePreview]) await cache.invalidateQueries({ queryKey });
      toast(w.stopped(w.values(values)));
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={w.stopOf(useNameOf(field))} about={w.stopAbout(w.values(field.values))}>
      {stop.isError && (
        <p role="alert" className="text-sm text-bad">
          {errorWords(stop.error)}
        </p>
      )}
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="danger" busy={stop.isPending} onClick={() => stop.mutate()}>
          {w.stop}
        </Button>
      </Actions>
    </Dialog>
  );
}

const useNameOf = ({ names }: Field): string => names[useLanguage()];
