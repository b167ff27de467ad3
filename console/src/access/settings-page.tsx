// Every setting with its value, its default and the reason for it (Art. 25(2)); what differs stands out, and a step towards less
// privacy with its reason, which can be taken back here. Everything else is changed where the page leads.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { useNotesThatGo } from '#lib/own-fields.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Field } from '#ui/field.tsx';
import { Card, Page } from '#ui/page.tsx';
import { Article } from '#ui/refusal.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { usePowerInWords } from './roles/power-in-words.ts';
import { settingsWords } from './settings-words.ts';

type Setting = Answer<'listSettings'>['items'][number];
const groups = ['privacy', 'security', 'channels', 'operation'];

export function SettingsPage() {
  const w = useWords(settingsWords);
  const language = useLanguage();
  const query = useQuery({ queryKey: keys.settings(language), queryFn: () => client.call('listSettings', { query: { language } }) });
  const [text, setText] = useState('');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const items = query.data?.items ?? [];
  const shown = items.filter((item) => fits(item, text) && !(onlyChanged && item.isStandard));
  return (
    <Page title={w.title} about={w.about}>
      <div className="mb-5 flex flex-wrap items-end gap-x-5 gap-y-3">
        <div className="grow basis-64">
          <Field label={w.search} type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </div>
        <label className="flex min-h-9 items-center gap-2.5 text-sm font-medium">
          <input type="checkbox" checked={onlyChanged} onChange={(event) => setOnlyChanged(event.target.checked)} className="size-4" />
          {w.onlyChanged}
        </label>
      </div>
      {query.isPending && <Skeleton lines={12} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="grid gap-5">
          <p role="status" className="text-sm text-muted">
            {w.count(shown.length, shown.filter((item) => !item.isStandard).length)}
          </p>
          {groups.map((group) => (
            <Group key={group} title={named(w, group)} items={shown.filter((item) => item.group === group)} />
          ))}
          {shown.length === 0 && (
            <Empty
              icon={SearchX}
              title={w.nothing}
              more={w.nothingMore}
              action={
                <Button
                  onClick={() => {
                    setText('');
                    setOnlyChanged(false);
                  }}
                >
                  {w.showAll}
                </Button>
              }
            />
          )}
        </div>
      )}
    </Page>
  );
}

function Group({ title, items }: { title: string; items: readonly Setting[] }) {
  if (items.length === 0) return null;
  return (
    <Card title={title} flush>
      <ul>
        {items.map((item) => (
          <Row key={item.code} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ item }: { item: Setting }) {
  const w = useWords(settingsWords);
  return (
    <li
      className={`grid gap-x-6 gap-y-1.5 border-t border-l-2 border-t-line px-5 py-3.5 first:border-t-0 sm:grid-cols-[minmax(0,1fr)_13rem] ${item.isStandard ? 'border-l-transparent' : 'border-l-accent bg-accent-soft'}`}
    >
      <div className="min-w-0">
        <h3 className="font-medium">{item.title}</h3>
        <p className="text-sm text-muted">
          {item.reason} {item.article && <Article of={item.article} />}
        </p>
        {item.step && <StepDown code={item.code} title={item.title} step={item.step} />}
        {item.parts.map(({ id, name, value, step }) => (
          <StepDown key={id} code={item.code} part={{ id, name, value }} title={item.title} step={step} />
        ))}
      </div>
      <div className="grid min-w-0 content-start justify-items-start gap-1 sm:justify-items-end sm:text-right">
        <p className="flex flex-wrap items-center gap-2 font-medium sm:justify-end">
          {!item.isStandard && <Badge tone="accent">{w.changed}</Badge>}
          <span className="min-w-0 wrap-anywhere">{item.value}</span>
        </p>
        {!item.isStandard && <p className="text-sm text-muted">{w.standard(item.standard)}</p>}
        <Where item={item} />
      </div>
    </li>
  );
}

type StepProps = { code: string; title: string; part?: { id: string; name: string; value: string }; step: Setting['step'] };

/** A step towards less privacy, or one that a part of the setting took: who took it, when and why, and the way back. */
function StepDown({ code, title, part, step }: StepProps) {
  const w = useWords(settingsWords);
  const language = useLanguage();
  const cache = useQueryClient();
  const purpose = /^purposes\.(.+)\.active$/.exec(code)?.[1]; // switched off by this, and then what is noted for it goes
  const notes = useNotesThatGo(purpose);
  const inWords = usePowerInWords(code);
  const [asks, setAsks] = useState(false);
  const undo = useMutation({
    mutationFn: () => client.call('undoStep', { params: { setting: code }, query: { language, ...(part && { part: part.id }) } }),
    onSuccess: (fresh) => {
      void cache.invalidateQueries(); // what was put back shows on pages of its own
      cache.setQueryData(keys.settings(language), fresh);
      toast(w.undone);
      setAsks(false);
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  const label = [w.undo, title, ...(part ? [part.name] : [])].join(': ');
  return (
    <div className="mt-2 grid justify-items-start gap-1.5 text-sm">
      <p>
        <strong className="font-medium">{part ? `${part.name}: ${w.lessPrivate}` : w.lessPrivate}</strong>{' '}
        {part && <>{inWords(part.value)} · </>}
        {step && (
          <>
            {w.stepFrom(inWords(step.before))} · {step.by ?? w.formerly}, <Time at={step.at} as="day" />: {step.reason}
          </>
        )}
      </p>
      {(part || step?.canUndo) && (
        <Button size="sm" busy={undo.isPending} aria-label={label} onClick={() => (purpose ? setAsks(true) : undo.mutate())}>
          {w.undo}
        </Button>
      )}
      <Dialog open={asks} onClose={() => setAsks(false)} title={label} about={notes}>
        <Actions>
          <Button onClick={() => setAsks(false)}>{w.leave}</Button>
          <Button look="solid" busy={undo.isPending} onClick={() => undo.mutate()}>
            {w.undo}
          </Button>
        </Actions>
      </Dialog>
    </div>
  );
}

function Where({ item }: { item: Setting }) {
  const w = useWords(settingsWords);
  if (item.where === 'console' && item.page)
    return (
      <Link to={item.page} className="inline-flex min-h-6 items-center text-sm text-accent underline underline-offset-2">
        {w.change}
        <span className="sr-only">: {item.title}</span>
      </Link>
    );
  return item.where === 'environment' ? (
    <code className="text-xs break-all text-muted">{item.page}</code>
  ) : (
    <span className="text-sm text-muted">{w.builtIn}</span>
  );
}

function fits(item: Setting, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return `${item.title} ${item.reason} ${item.value} ${item.page ?? ''} ${item.article ?? ''}`.toLowerCase().includes(wanted);
}
