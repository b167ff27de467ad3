// Correcting a name or a language (Art. 16).

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import type { Person } from './person-card.tsx';
import { peopleWords } from './words.ts';

export function EditPerson({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const w = useWords(peopleWords);
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const name = String(form.get('name')).trim();
      return client.call('changePerson', {
        params: { person: person.id },
        body: { name: name || null, language: (form.get('language') || null) as Person['language'] },
      });
    },
    onSuccess: (fresh) => {
      cache.setQueryData(keys.person(person.id), fresh);
      void cache.invalidateQueries({ queryKey: keys.lists });
      toast(w.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open={open} onClose={onClose} title={w.editTitle} about={w.editAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={w.name} name="name" defaultValue={person.name ?? ''} maxLength={160} error={fieldError(save.error, 'name')} />
        <SelectField
          label={w.language}
          name="language"
          defaultValue={person.language ?? ''}
          choices={[
            { value: '', label: w.languageNone },
            ...(['en', 'de', 'fr', 'es'] as const).map((code) => ({ value: code, label: w[code] })),
          ]}
        />
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}
