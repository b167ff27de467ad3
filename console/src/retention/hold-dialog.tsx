// Setting a hold, looking at one again, lifting one.
import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import type { Hold } from './queries.ts';
import { subjectOf } from './subject.ts';
import { retentionWords } from './words.ts';

const grounds = ['legal-claims', 'legal-obligation'] as const;

/** With a hold it is looked at again, without one a new one is set. */
export function HoldDialog({ hold, onClose }: { hold: Hold | undefined; onClose: () => void }) {
  const w = useWords(retentionWords);
  const [isLost, setLost] = useState(false);
  const save = useThen(onClose, (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const both = { reason: text('reason'), reviewOn: text('reviewOn') };
    if (hold) return client.call('reviewHold', { params: { hold: hold.id }, body: both });
    const body: Body<'placeHold'> = { ...subjectOf(text('subject')), ...both, ground: text('ground') as Hold['ground'] };
    return client.call('placeHold', { body });
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const isMissing = hold === undefined && subjectOf(String(form.get('subject') ?? '')) === undefined;
    setLost(isMissing);
    if (!isMissing) save.mutate(form);
  };
  return (
    <Dialog open onClose={onClose} title={hold ? w.reviewTitle : w.setHold} about={hold ? w.reviewAbout : w.setHoldAbout}>
      <form onSubmit={submit} className="grid gap-4">
        {!hold && (
          <>
            <Field required label={w.subject} name="subject" hint={w.subjectHelp} error={isLost ? w.subjectMissing : undefined} />
            <SelectField label={w.ground} name="ground" choices={grounds.map((value) => ({ value, label: w[value] }))} />
          </>
        )}
        <AreaField required label={w.reason} name="reason" hint={w.reasonHelp} maxLength={500} error={fieldError(save.error, 'reason')} />
        <Field required type="date" label={w.reviewOn} name="reviewOn" error={fieldError(save.error, 'reviewOn')} />
        <Failure error={save.error} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={save.isPending}>
            {w.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

export function LiftDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const w = useWords(retentionWords);
  const lift = useThen(onClose, () => client.call('liftHold', { params: { hold: hold.id } }));
  return (
    <Dialog open onClose={onClose} title={w.liftTitle} about={w.liftAbout}>
      <p className="break-words">{hold.reason}</p>
      <Failure error={lift.error} />
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="danger" busy={lift.isPending} onClick={() => lift.mutate(undefined)}>
          {w.lift}
        </Button>
      </Actions>
    </Dialog>
  );
}

function useThen<V>(onClose: () => void, mutationFn: (values: V) => Promise<unknown>) {
  const w = useWords(retentionWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.retention });
      toast(w.done);
      onClose();
    },
  });
}

function Failure({ error }: { error: unknown }) {
  return error ? (
    <p role="alert" className="text-sm text-bad">
      {errorWords(error)}
    </p>
  ) : null;
}
