// What can be done about a finding: an owner, a day, and its next state with the words that go with it.

import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { Facts } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { Evidence } from './control-list.tsx';
import { useQuestion } from './control-words.ts';
import { EvidencePart } from './evidence-part.tsx';
import { evidenceWords } from './evidence-words.ts';
import { type Finding, useColleagues } from './queries.ts';
import { monitoringWords } from './words.ts';

type Props = { finding: Finding; mayChange: boolean; onClose: () => void };
type State = Finding['state'];
const nextOf: Readonly<Record<State, readonly State[]>> = {
  open: ['repaired', 'accepted'],
  accepted: ['repaired', 'open'],
  repaired: ['verified', 'open'],
  verified: [],
};

export function FindingDialog({ finding, mayChange, onClose }: Props) {
  const w = useWords(monitoringWords);
  const e = useWords(evidenceWords);
  const question = useQuestion();
  const { repairedBy, verifiedBy } = finding;
  const isForm = mayChange && finding.state !== 'verified';
  const facts = [
    [w.opened, <Time key="opened" at={finding.openedAt} as="full" />],
    ...(finding.evidence.length > 0 ? [[w.evidence, <Evidence key="evidence" of={finding.evidence} />] as const] : []),
    ...(repairedBy ? [[e.repairedBy, repairedBy.name || e.somebody] as const] : []),
    ...(verifiedBy
      ? [
          [
            e.verifiedBy,
            verifiedBy.id === repairedBy?.id && finding.takesTwo ? e.alone(verifiedBy.name) : verifiedBy.name || e.somebody,
          ] as const,
        ]
      : []),
    ...(finding.note && !isForm ? [[w.note, finding.note] as const] : []),
  ] as const;
  return (
    <Dialog
      open
      onClose={onClose}
      title={finding.title ?? question(finding.control, finding.question)}
      about={`${w[finding.source]} ${finding.control ?? finding.item ?? ''}`}
    >
      <Facts facts={facts} />
      {finding.source === 'control' && finding.state === 'open' && <p className="mt-3 text-sm text-muted">{w.repairedByItself}</p>}
      {finding.takesTwo && finding.state === 'repaired' && <p className="mt-3 text-sm text-muted">{e.takesTwo}</p>}
      <EvidencePart finding={finding} mayAdd={isForm} />
      {isForm && <Form finding={finding} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ finding, onClose }: Omit<Props, 'mayChange'>) {
  const w = useWords(monitoringWords);
  const [to, setTo] = useState<State>(finding.state);
  const save = useSave(finding, onClose);
  const error = (path: string) => fieldError(save.error, path);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate({ to, form: new FormData(event.currentTarget) });
  };
  const named = { open: w.reopen, accepted: w.accept, repaired: w.repair, verified: w.verify };
  return (
    <form onSubmit={submit} className="mt-5 grid gap-4 border-t border-line pt-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <OwnerField owner={finding.owner?.id} />
        <SelectField
          label={w.next}
          value={to}
          onChange={(event) => setTo(event.target.value as State)}
          choices={[
            { value: finding.state, label: w.stays },
            ...nextOf[finding.state].map((state) => ({ value: state, label: named[state] })),
          ]}
        />
        {to === 'open' && <Field required type="date" label={w.dueOn} name="dueOn" defaultValue={finding.dueOn} error={error('dueOn')} />}
        {to === 'accepted' && (
          <Field
            required
            type="date"
            label={w.acceptedUntil}
            hint={w.acceptedHint}
            name="acceptedUntil"
            defaultValue={finding.acceptedUntil ?? undefined}
            error={error('acceptedUntil')}
          />
        )}
      </div>
      <AreaField
        label={w.note}
        hint={w.noteHint}
        name="note"
        maxLength={2000}
        required={to !== finding.state && (to === 'accepted' || to === 'repaired')}
        defaultValue={finding.note ?? ''}
        error={error('note')}
      />
      <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
        {w.save}
      </FormEnd>
    </form>
  );
}

/** Who sees to it; whoever is no longer in the list stays chosen until somebody else is. */
export function OwnerField({ owner, label, name = 'owner' }: { owner: string | undefined; label?: string; name?: string }) {
  const w = useWords(monitoringWords);
  const colleagues = useColleagues();
  return (
    <SelectField
      key={colleagues.length}
      label={label ?? w.owner}
      name={name}
      defaultValue={owner ?? ''}
      choices={[{ value: '', label: w.nobody }, ...colleagues.map(({ id, name: called }) => ({ value: id, label: called }))]}
    />
  );
}

function useSave(finding: Finding, onDone: () => void) {
  const w = useWords(monitoringWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ to, form }: { to: State; form: FormData }) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const body: Body<'changeFinding'> = {
        owner: text('owner') || null,
        ...(to !== finding.state && { state: to }),
        ...(text('dueOn') && text('dueOn') !== finding.dueOn && { dueOn: text('dueOn') }),
        ...(text('acceptedUntil') && { acceptedUntil: text('acceptedUntil') }),
        ...(text('note') && { note: text('note') }),
      };
      return client.call('changeFinding', { params: { finding: finding.id }, body });
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.findings });
      void cache.invalidateQueries({ queryKey: keys.posture });
      toast(w.saved);
      onDone();
    },
  });
}
