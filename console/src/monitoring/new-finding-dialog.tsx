// Taking down what a person came upon.

import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { OwnerField } from './finding-dialog.tsx';
import { monitoringWords } from './words.ts';

export function NewFindingDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(monitoringWords);
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: (body: Body<'openFinding'>) => client.call('openFinding', { body }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.findings });
      toast(w.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate({
      title: text('title'),
      severity: text('severity') as Body<'openFinding'>['severity'],
      owner: text('owner') || null,
      ...(text('note') && { note: text('note') }),
      ...(text('dueOn') && { dueOn: text('dueOn') }),
    });
  };
  return (
    <Dialog open={open} onClose={onClose} title={w.takeDown} about={w.takeDownAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.what} name="title" maxLength={200} error={fieldError(save.error, 'title')} />
        <AreaField label={w.note} hint={w.noteHint} name="note" maxLength={2000} />
        <div className="grid gap-4 sm:grid-cols-3">
          <SelectField
            label={w.severity}
            name="severity"
            defaultValue="medium"
            choices={(['high', 'medium', 'low'] as const).map((value) => ({ value, label: w[value] }))}
          />
          <OwnerField owner={undefined} />
          <Field type="date" label={w.dueOn} name="dueOn" error={fieldError(save.error, 'dueOn')} />
        </div>
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}
