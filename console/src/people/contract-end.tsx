// The day on which a person's contract ended, from which the periods of some purposes count (Art. 5(1)(e)): shown where it is known, set by whoever may change people.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { contractWords } from './contract-words.ts';
import { personQuery } from './person-card.tsx';

export function ContractEnd({ person }: { person: string }) {
  const w = useWords(contractWords);
  const mayChange = useMe().permissions.includes('people.change');
  const [changing, setChanging] = useState(false);
  const endedOn = useQuery(personQuery(person)).data?.contractEndedOn;
  if (endedOn === undefined || (endedOn === null && !mayChange)) return null;
  return (
    <Section
      title={w.title}
      action={
        mayChange && (
          <QuietLink onClick={() => setChanging(true)} label={`${endedOn ? w.change : w.enter}: ${w.title}`}>
            {endedOn ? w.change : w.enter}
          </QuietLink>
        )
      }
    >
      <p>
        {endedOn ? (
          <>
            {w.ended} <Time at={endedOn} as="day" />
          </>
        ) : (
          <span className="text-sm text-muted">{w.unknown}</span>
        )}
      </p>
      {changing && <Change person={person} endedOn={endedOn} onClose={() => setChanging(false)} />}
    </Section>
  );
}

function Change({ person, endedOn, onClose }: { person: string; endedOn: string | null; onClose: () => void }) {
  const w = useWords(contractWords);
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: (day: string) => client.call('setContractEnd', { params: { person }, body: { endedOn: day || null } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.person(person) });
      toast(w.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('endedOn')));
  };
  return (
    <Dialog open onClose={onClose} title={w.dialog} about={w.about}>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          type="date"
          label={w.on}
          hint={w.hint}
          name="endedOn"
          defaultValue={endedOn ?? ''}
          error={fieldError(save.error, 'endedOn')}
        />
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}
