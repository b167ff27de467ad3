// Saying why addresses are needed in full. They stay on this page until it is read again.
import type { Answer, Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { unmaskWords } from './unmask-words.ts';

type Person = Answer<'readPerson'>;
type Reason = Body<'revealIdentities'>['reason'];
const reasons = ['contact', 'identify', 'delivery', 'request', 'other'] as const satisfies readonly Reason[];

export function UnmaskDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const w = useWords(unmaskWords);
  const name = usePersonName()(person);
  const cache = useQueryClient();
  const [reason, setReason] = useState<Reason>('contact');
  const reveal = useMutation({
    mutationFn: (note: string) =>
      client.call('revealIdentities', { params: { person: person.id }, body: { reason, ...(note && { note }) } }),
    onSuccess: ({ items }) => {
      const values = new Map(items.map((each) => [each.id, each.value]));
      cache.setQueryData<Person>(keys.person(person.id), {
        ...person,
        identities: person.identities.map((each) => {
          const value = values.get(each.id);
          return value === undefined ? each : { ...each, value, isMasked: false };
        }),
      });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    reveal.mutate(String(new FormData(event.currentTarget).get('note') ?? '').trim());
  };
  const isOther = reason === 'other';
  return (
    <Dialog open onClose={onClose} title={w.title(name)} about={w.about}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          label={w.reason}
          value={reason}
          onChange={(event) => setReason(event.target.value as Reason)}
          choices={reasons.map((value) => ({ value, label: w[value] }))}
        />
        <Field
          label={w.note}
          name="note"
          hint={w.noteHint}
          maxLength={300}
          autoComplete="off"
          required={isOther}
          optional={isOther ? undefined : w.optional}
        />
        {reveal.isError && <Callout tone="bad" alert title={errorWords(reveal.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={reveal.isPending}>
            {w.show}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
