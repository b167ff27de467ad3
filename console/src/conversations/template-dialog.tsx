// Choosing a message that the provider approved, filling its gaps, and reading what the person will read before it leaves.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, SendHorizontal } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { client, errorWords, fieldError, refusalOf } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Skeleton } from '#ui/empty.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { Refusal } from '#ui/refusal.tsx';
import { TemplateButtons } from '#ui/template-buttons.tsx';
import { putMessage } from './queries.ts';
import { categoryWords, statusWords, windowWords } from './window-words.ts';

type Template = Answer<'listTemplates'>['items'][number];

export function TemplateDialog({ conversation, purpose, onClose }: { conversation: string; purpose: string; onClose: () => void }) {
  const w = useWords(windowWords);
  const [categories, statuses] = [useWords(categoryWords), useWords(statusWords)];
  const cache = useQueryClient();
  const params = { conversation };
  const known = useQuery({ queryKey: keys.templates(conversation), queryFn: () => client.call('listTemplates', { params, query: {} }) });
  const anew = useMutation({
    mutationFn: () => client.call('listTemplates', { params, query: { anew: 'yes' } }),
    onSuccess: (told) => cache.setQueryData(keys.templates(conversation), told),
  });
  const [chosen, setChosen] = useState('');
  const [values, setValues] = useState<readonly string[]>([]);
  const items = [...(known.data?.items ?? [])].sort((one, other) => Number(isUsable(other)) - Number(isUsable(one)));
  const template = items.find((each) => nameOf(each) === chosen) ?? items.find(isUsable);
  const send = useSend(conversation, onClose);
  const refusal = refusalOf(send.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!template) return;
    const filled = template.gaps.map((_, at) => (values[at] ?? '').trim());
    send.mutate({ name: template.name, language: template.language, values: filled, purpose });
  };
  return (
    <Dialog open onClose={onClose} title={w.dialogTitle} about={w.dialogAbout}>
      <form onSubmit={submit} className="grid gap-4">
        {known.isPending && <Skeleton lines={5} />}
        {known.isError && <Callout tone="bad" alert title={errorWords(known.error)} />}
        {known.data?.isFresh === false && <Callout tone="warn">{w.old}</Callout>}
        {known.isSuccess && !items.some(isUsable) && <Callout title={w.noneTitle}>{w.none}</Callout>}
        {template && (
          <>
            <SelectField
              label={w.template}
              value={nameOf(template)}
              onChange={(event) => {
                setChosen(event.target.value);
                setValues([]);
              }}
              choices={items.map((each) => ({
                value: nameOf(each),
                label: `${each.name} (${each.language}) · ${isUsable(each) ? categories[each.category] : each.status === 'approved' ? w.unusable : statuses[each.status]}`,
              }))}
              error={fieldError(send.error, 'name')}
            />
            {!isUsable(template) && (
              <Callout tone="warn">{template.status === 'approved' ? w.notPlain : w.notApproved(statuses[template.status])}</Callout>
            )}
            {isUsable(template) &&
              template.gaps.map((gap, at) => (
                <Field
                  key={`${nameOf(template)} ${gap}`}
                  required
                  label={w.gap(gap)}
                  maxLength={1_024}
                  autoComplete="off"
                  value={values[at] ?? ''}
                  onChange={(event) =>
                    setValues(template.gaps.map((_, place) => (place === at ? event.target.value : (values[place] ?? ''))))
                  }
                  error={at === 0 ? fieldError(send.error, 'values') : undefined}
                />
              ))}
            <Preview template={template} values={values} />
          </>
        )}
        {refusal && <Refusal alert title={w.notSent} verdict={refusal} />}
        {send.isError && !refusal && (
          <Callout tone="bad" alert title={fieldError(send.error, 'purpose') ? w.advertisingOnly : errorWords(send.error)} />
        )}
        <Actions>
          <span className="mr-auto">
            <Button look="quiet" icon={RefreshCw} busy={anew.isPending} onClick={() => anew.mutate()}>
              {w.anew}
            </Button>
          </span>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" icon={SendHorizontal} busy={send.isPending} disabled={!template || !isUsable(template)}>
            {w.send}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** What the person will read; a gap that is still open is marked. */
function Preview({ template, values }: { template: Template; values: readonly string[] }) {
  const w = useWords(windowWords);
  const statuses = useWords(statusWords);
  const parts = template.text.split(/\{\{\s*([a-z0-9_]{1,60})\s*\}\}/g);
  return (
    <figure className="grid gap-1.5">
      <figcaption className="flex items-center justify-between text-sm font-medium">
        {w.preview}
        <Badge tone={template.status === 'approved' ? 'good' : 'warn'}>{statuses[template.status]}</Badge>
      </figcaption>
      <p className="max-h-64 overflow-y-auto rounded-md border border-line bg-canvas px-3 py-2 whitespace-pre-wrap [overflow-wrap:anywhere]">
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a template never change places
          <Part key={at} text={part} isGap={at % 2 === 1} value={values[template.gaps.indexOf(part)]?.trim()} />
        ))}
      </p>
      <TemplateButtons buttons={template.buttons} />
    </figure>
  );
}

function Part({ text, isGap, value }: { text: string; isGap: boolean; value: string | undefined }) {
  if (!isGap) return text;
  return value ? <strong className="font-medium">{value}</strong> : <mark className="rounded-sm bg-warn-soft px-1 text-warn">{text}</mark>;
}

type Letter = { name: string; language: string; values: string[]; purpose: string };

/** One key per letter: pressing again after a lost connection sends nothing twice. */
function useSend(conversation: string, onDone: () => void) {
  const cache = useQueryClient();
  const sent = useRef({ letter: '', key: '' });
  return useMutation({
    mutationFn: (letter: Letter) => {
      const words = JSON.stringify(letter);
      if (sent.current.letter !== words) sent.current = { letter: words, key: crypto.randomUUID() };
      return client.call('sendTemplate', { params: { conversation }, body: letter, idempotencyKey: sent.current.key });
    },
    onError: (error) => {
      if (refusalOf(error)) sent.current = { letter: '', key: '' };
    },
    onSuccess: (message) => {
      putMessage(cache, conversation, message);
      onDone();
    },
  });
}

const nameOf = ({ name, language }: Template): string => `${name}/${language}`;
const isUsable = ({ status, isPlain }: Template): boolean => status === 'approved' && isPlain;
