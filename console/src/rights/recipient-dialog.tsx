// Recording that a recipient was told, that it answered, or that nobody could tell it; with a text to copy that names the request by its number and nobody else.
import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { CodeBlock } from '#ui/copy.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import type { Request } from './queries.ts';
import { recipientWords } from './recipient-words.ts';
import type { Notice } from './recipients.tsx';

type Said = Body<'recordRecipientNotice'>;
type Outcome = Said['outcome'];
const ways = ['email', 'letter', 'portal', 'interface'] as const;

export function RecipientDialog({ request, notice, onClose }: { request: Request; notice: Notice; onClose: () => void }) {
  const w = useWords(recipientWords);
  const cache = useQueryClient();
  const picks = picksFor(notice, w);
  const [outcome, setOutcome] = useState<Outcome>(picks[0]?.value ?? 'told');
  const save = useMutation({
    mutationFn: (body: Said) =>
      client.call('recordRecipientNotice', { params: { request: request.id, recipient: notice.recipient }, body }),
    onSuccess: () => {
      toast(w.saved);
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(saidIn(new FormData(event.currentTarget), outcome, notice.duty));
  };
  const isUnable = outcome === 'impossible' || outcome === 'disproportionate';
  return (
    <Dialog open onClose={onClose} title={w.recordFor(notice.name)} about={w.recordAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField label={w.outcome} value={outcome} onChange={(event) => setOutcome(event.target.value as Outcome)} choices={picks} />
        {!isUnable && <Field required type="date" label={w.on} name="on" error={fieldError(save.error, 'on')} />}
        {outcome === 'told' && <SelectField required label={w.way} name="by" choices={ways.map((value) => ({ value, label: w[value] }))} />}
        {outcome === 'acknowledged' && (
          <Field label={w.reference} hint={w.referenceHint} name="reference" maxLength={80} error={fieldError(save.error, 'reference')} />
        )}
        {isUnable && (
          <AreaField required label={w.reason} hint={w.reasonHint} name="reason" maxLength={500} error={fieldError(save.error, 'reason')} />
        )}
        {outcome === 'told' && <CodeBlock label={w.letterLabel} text={letterFor(request, notice, w)} />}
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}

type Words = (typeof recipientWords)['en'];

/** What can be said now, what is likeliest first; a joint controller is told whatever the effort. */
function picksFor({ state, duty }: Notice, w: Words): { value: Outcome; label: string }[] {
  const told = { value: 'told', label: w.pickTold } as const;
  if (state === 'told') return [{ value: 'acknowledged', label: w.pickAnswered }, told];
  const effort = { value: 'disproportionate', label: w.pickEffort } as const;
  return [told, { value: 'impossible', label: w.pickImpossible }, ...(duty === '26' ? [] : [effort])];
}

function saidIn(form: FormData, outcome: Outcome, duty: Notice['duty']): Said {
  const said = (name: string): string => String(form.get(name) ?? '').trim();
  if (outcome === 'told') return { duty, outcome, on: said('on'), by: said('by') as (typeof ways)[number] };
  if (outcome === 'acknowledged') return { duty, outcome, on: said('on'), ...(said('reference') && { reference: said('reference') }) };
  return { duty, outcome, reason: said('reason') };
}

/** What is contested is restricted until it was corrected. */
function letterFor({ id, kind, state }: Request, { duty, since }: Notice, w: Words): string {
  const act = kind === 'rectification' && state !== 'fulfilled' ? 'restriction' : kind;
  const isTold = duty === '19' && (act === 'erasure' || act === 'rectification' || act === 'restriction');
  const done = duty === '18' ? 'ended' : isTold ? act : 'joint';
  return w[`letter-${done}`](since.slice(0, 10), id, w.person);
}
