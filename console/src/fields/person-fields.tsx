// What is noted about one person. To see it is a look that is recorded and counted, so it stands on the page of the person only, where somebody went to look.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { type Language, useLanguage, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { Article } from '#ui/refusal.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { type PersonField, personFieldsQuery } from './queries.ts';
import { fieldPageWords } from './words.ts';

export function PersonFields({ person }: { person: string }) {
  const w = useWords(fieldPageWords);
  const language = useLanguage();
  const purposeName = usePurposeName();
  const mayChange = useMe().permissions.includes('people.change');
  const { data } = useQuery(personFieldsQuery(person, language));
  const [changing, setChanging] = useState<PersonField>();
  if (!data || data.items.length + data.refused.length === 0) return null;
  return (
    <Section title={w.own}>
      <ul className="grid gap-1.5">
        {data.items.map((field) => (
          <li key={field.id} className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 break-words">
              <span className="text-muted">{field.name}: </span>
              {field.value === null ? <span className="text-muted">{w.none}</span> : shownIn(field, language)}{' '}
              {field.until && (
                <span className="text-sm text-muted">
                  {w.until} <Time at={field.until} as="day" />
                </span>
              )}
            </span>
            {mayChange && (
              <QuietLink onClick={() => setChanging(field)} label={w.changeOf(field.name)}>
                {w.change}
              </QuietLink>
            )}
          </li>
        ))}
      </ul>
      {data.refused.map(({ purpose, because, article, words }) => (
        <p key={`${purpose} ${because}`} className="mt-1.5 text-sm text-muted">
          {w.refused(purposeName(purpose, purpose))} {words} <Article of={article} />
        </p>
      ))}
      {changing && <ChangeDialog person={person} field={changing} onClose={() => setChanging(undefined)} />}
    </Section>
  );
}

function ChangeDialog({ person, field, onClose }: { person: string; field: PersonField; onClose: () => void }) {
  const w = useWords(fieldPageWords);
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: (typed: string) =>
      client.call('setPersonField', { params: { person, field: field.id }, body: { value: typed === '' ? null : typed } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.fields });
      toast(w.noted);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('value') ?? '').trim());
  };
  const shared = {
    ...{ label: w.value, name: 'value', defaultValue: field.value ?? '', hint: w.valueHint },
    error: fieldError(save.error, 'value'),
  };
  const labels = field.choices.map((label, place) => ({ value: String(place), label }));
  return (
    <Dialog open onClose={onClose} title={w.changeOf(field.name)}>
      <form onSubmit={submit} className="grid gap-4">
        {field.kind === 'choice' && <SelectField {...shared} choices={[{ value: '', label: '–' }, ...labels]} />}
        {field.kind === 'text' && <AreaField {...shared} rows={3} maxLength={500} />}
        {field.kind === 'date' && <Field {...shared} type="date" />}
        {field.kind === 'number' && <Field {...shared} type="number" step="any" />}
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.set}
        </FormEnd>
      </form>
    </Dialog>
  );
}

/** A choice by its label, a number and a day as the language writes them. */
function shownIn({ kind, choices, value }: PersonField, language: Language): string {
  if (value === null) return '';
  if (kind === 'choice') return choices[Number(value)] ?? value;
  if (kind === 'number') return Number(value).toLocaleString(language, { maximumFractionDigits: 6 });
  if (kind === 'date') return new Date(`${value}T00:00:00Z`).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return value;
}
