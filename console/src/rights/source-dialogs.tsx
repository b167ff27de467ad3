// Two things only a colleague knows of data from elsewhere: that they had it from somebody, and what became of telling the person (Art. 14(3), 14(5)).
import type { Body } from '@parley/contract';
import { exceptionGrounds, namedOrigins, staffWays } from '@parley/contract/origins';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { sourceWords } from './source-words.ts';
import type { Source } from './sources.tsx';

type Settled = Body<'settleOrigin'>;

export function SettleSource({ source, onClose }: { source: Source; onClose: () => void }) {
  const w = useWords(sourceWords);
  const [outcome, setOutcome] = useState<Settled['outcome']>('told');
  const save = useSaved((body: Settled) => client.call('settleOrigin', { params: { person: source.person }, body }), w.saved, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const said = saidIn(event.currentTarget);
    const place = { purpose: source.purpose, origin: source.origin };
    save.mutate(
      outcome === 'told'
        ? { ...place, outcome, by: said('by') as (typeof staffWays)[number] }
        : { ...place, outcome, ground: said('ground') as (typeof exceptionGrounds)[number], reason: said('reason') },
    );
  };
  return (
    <Dialog open onClose={onClose} title={w.settleFor} about={w.settleAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          label={w.outcome}
          value={outcome}
          onChange={(event) => setOutcome(event.target.value as Settled['outcome'])}
          choices={[
            { value: 'told', label: w.pickTold },
            { value: 'excepted', label: w.pickExcepted },
          ]}
        />
        {outcome === 'told' ? (
          <SelectField required label={w.by} name="by" choices={staffWays.map((value) => ({ value, label: w[value] }))} />
        ) : (
          <>
            <SelectField required label={w.ground} name="ground" choices={exceptionGrounds.map((value) => ({ value, label: w[value] }))} />
            <AreaField
              required
              label={w.reason}
              hint={w.reasonHint}
              name="reason"
              maxLength={500}
              error={fieldError(save.error, 'reason')}
            />
          </>
        )}
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}

export function RecordSource({ person, onClose }: { person: string; onClose: () => void }) {
  const w = useWords(sourceWords);
  const language = useLanguage();
  const purposes = useQuery({
    queryKey: keys.purposes(language),
    queryFn: () => client.call('listPurposes', { query: { language } }),
    staleTime: 5 * 60_000,
  });
  const save = useSaved((body: Body<'recordOrigin'>) => client.call('recordOrigin', { params: { person }, body }), w.saved, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const said = saidIn(event.currentTarget);
    const origin = said('origin') as (typeof namedOrigins)[number];
    save.mutate({ purpose: said('purpose'), origin, said: said('said'), obtainedOn: said('on') });
  };
  const inForce = purposes.data?.items.filter(({ active, code }) => active && code !== 'staff-administration') ?? [];
  return (
    <Dialog open onClose={onClose} title={w.add} about={w.addAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField required label={w.purpose} name="purpose" choices={inForce.map(({ code, name }) => ({ value: code, label: name }))} />
        <SelectField
          required
          label={w.origin}
          name="origin"
          defaultValue="other-person"
          choices={namedOrigins.map((value) => ({ value, label: w[value] }))}
        />
        <Field required label={w.said} hint={w.saidHint} name="said" maxLength={200} error={fieldError(save.error, 'said')} />
        <Field required type="date" label={w.on} name="on" error={fieldError(save.error, 'obtainedOn')} />
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function useSaved<T>(call: (body: T) => Promise<unknown>, saved: string, onClose: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => {
      toast(saved);
      void cache.invalidateQueries({ queryKey: keys.origins });
      onClose();
    },
  });
}

const saidIn = (form: HTMLFormElement) => {
  const all = new FormData(form);
  return (name: string): string => String(all.get(name) ?? '').trim();
};
