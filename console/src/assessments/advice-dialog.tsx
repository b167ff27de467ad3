// The advice of the data protection officer, taken down: who, when, what.

import type { Body } from '@parley/contract';
import type { FormEvent } from 'react';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { type Assessment, useAct } from './queries.ts';
import { ownWords } from './words.ts';

type Props = { id: string; revision: number; onClose: () => void; onDone: (fresh: Assessment) => void };

export function AdviceDialog({ id, revision, onClose, onDone }: Props) {
  const w = useWords(ownWords);
  const today = new Date().toISOString().slice(0, 10);
  const advise = useAct(
    (body: Body<'adviseOnAssessment'>) => client.call('adviseOnAssessment', { params: { assessment: id }, body }),
    (fresh) => {
      onDone(fresh);
      onClose();
    },
    true,
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name)).trim();
    advise.mutate({ revision, by: text('by'), on: text('on'), words: text('words') });
  };
  return (
    <Dialog open onClose={onClose} title={w.giveAdvice}>
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.adviceBy} name="by" maxLength={160} />
        <Field required type="date" label={w.adviceOn} name="on" max={today} defaultValue={today} />
        <AreaField required label={w.adviceWords} name="words" rows={6} maxLength={4000} />
        <FormEnd of={advise} onCancel={onClose} cancel={w.cancel}>
          {w.giveAdvice}
        </FormEnd>
      </form>
    </Dialog>
  );
}
