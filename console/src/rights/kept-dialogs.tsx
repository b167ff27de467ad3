// Choosing what is kept back from an erasure, and renewing it with a reason of today.
import type { Body } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import type { Kept } from './kept.tsx';
import { keptWords } from './kept-words.ts';

type Choice = Body<'keepBack'>;
const grounds = [
  'legal-claims',
  'legal-obligation',
  'expression',
  'public-health',
  'archiving',
] as const satisfies readonly Choice['ground'][];

export function KeepDialog({ request, onClose }: { request: string; onClose: () => void }) {
  const w = useWords(keptWords);
  const language = useLanguage();
  const query = useQuery({
    queryKey: [...keys.request(request), 'keepable', language],
    queryFn: () => client.call('listKeepable', { params: { request }, query: { language } }),
  });
  const save = useThen(onClose, (form: FormData) => client.call('keepBack', { params: { request }, body: choiceOf(form) }));
  const choices = [
    ...(query.data?.conversations ?? []).map((each) => ({
      value: `conversation ${each.id}`,
      label: w.conversationOf(each.channel, each.messages, each.lastMessageAt.slice(0, 10)),
    })),
    ...(query.data?.categories ?? []).map((each) => ({ value: `category ${each.code}`, label: w.categoryOf(each.title, each.count) })),
  ];
  return (
    <Dialog open onClose={onClose} title={w.keep} about={w.keepAbout}>
      <form onSubmit={submitting(save.mutate)} className="grid gap-4">
        <SelectField required label={w.what} name="what" choices={choices} />
        <Field label={w.messageId} hint={w.messageHint} name="single" pattern="(msg|att)_[0-9a-z]{26}" />
        <SelectField required label={w.ground} name="ground" choices={grounds.map((value) => ({ value, label: w[value] }))} />
        <Why error={save.error} />
        {query.isError && <Callout tone="warn" alert title={errorWords(query.error)} />}
        <Ends error={save.error} busy={save.isPending} onClose={onClose} label={w.keepNow} />
      </form>
    </Dialog>
  );
}

export function RenewDialog({ request, kept, onClose }: { request: string; kept: Kept; onClose: () => void }) {
  const w = useWords(keptWords);
  const save = useThen(onClose, (form: FormData) =>
    client.call('renewKept', { params: { request, kept: kept.id }, body: { reason: said(form, 'reason'), until: said(form, 'until') } }),
  );
  return (
    <Dialog open onClose={onClose} title={w.renew} about={w[kept.ground]}>
      <form onSubmit={submitting(save.mutate)} className="grid gap-4">
        <Why error={save.error} />
        <Ends error={save.error} busy={save.isPending} onClose={onClose} label={w.renew} />
      </form>
    </Dialog>
  );
}

/** What cannot be undone, or can end by itself afterwards, names what it is about first. */
export function EndDialog({
  request,
  kept,
  what,
  onClose,
}: {
  request: string;
  kept: Kept;
  what: 'release' | 'lift';
  onClose: () => void;
}) {
  const w = useWords(keptWords);
  const params = { request, kept: kept.id };
  const end = useThen(onClose, () => client.call(what === 'lift' ? 'liftKeptHold' : 'releaseKept', { params }));
  return (
    <Dialog open onClose={onClose} title={w[what]} about={what === 'lift' ? w.liftAbout : w.releaseAbout}>
      <p>
        {w[kept.scope]} · {w[kept.ground]}
      </p>
      <p className="mb-4 text-sm text-muted">
        {w.counts(kept.records, kept.files)}, {w.untilDay} <Time at={kept.until} as="day" />
      </p>
      <form onSubmit={submitting(() => end.mutate(new FormData()))}>
        <Ends error={end.error} busy={end.isPending} onClose={onClose} label={what === 'lift' ? w.liftNow : w.releaseNow} />
      </form>
    </Dialog>
  );
}

function Why({ error }: { error: unknown }) {
  const w = useWords(keptWords);
  return (
    <>
      <AreaField required label={w.reason} name="reason" rows={3} maxLength={1000} />
      <Field required type="date" label={w.until} hint={w.untilHint} name="until" error={fieldError(error, 'until')} />
    </>
  );
}

function Ends({ error, busy, onClose, label }: { error: unknown; busy: boolean; onClose: () => void; label: string }) {
  const w = useWords(keptWords);
  return (
    <>
      {error !== null && error !== undefined && <Callout tone="warn" alert title={errorWords(error)} />}
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="solid" type="submit" busy={busy}>
          {label}
        </Button>
      </Actions>
    </>
  );
}

const said = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

function choiceOf(form: FormData): Choice {
  const [scope = '', item = ''] = said(form, 'what').split(' ');
  const single = said(form, 'single');
  const both = { ground: said(form, 'ground') as Choice['ground'], reason: said(form, 'reason'), until: said(form, 'until') };
  if (single) return { scope: single.startsWith('msg_') ? 'message' : 'attachment', item: single, ...both };
  return { scope: scope as Choice['scope'], item, ...both };
}

const submitting =
  (save: (form: FormData) => void) =>
  (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save(new FormData(event.currentTarget));
  };

function useThen<T>(onClose: () => void, run: (form: FormData) => Promise<T>) {
  const w = useWords(keptWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: () => {
      toast(w.done);
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
    },
  });
}
