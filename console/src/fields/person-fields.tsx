// What is noted about one person. The page says in which fields something is; what it says is opened one by one, each a look that is recorded and counted, so that a field that nobody asks for shows.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
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
import { type PersonField, personFieldQuery, personFieldsQuery } from './queries.ts';
import { fieldPageWords } from './words.ts';

export function PersonFields({ person }: { person: string }) {
  const w = useWords(fieldPageWords);
  const language = useLanguage();
  const purposeName = usePurposeName();
  const mayChange = useMe().permissions.includes('people.change');
  const { data } = useQuery(personFieldsQuery(person, language));
  if (!data || data.items.length + data.refused.length === 0) return null;
  return (
    <Section title={w.own}>
      <ul className="grid gap-1.5">
        {data.items.map((field) => (
          <Line key={field.id} person={person} field={field} mayChange={mayChange} />
        ))}
      </ul>
      {data.refused.map(({ purpose, because, article, words }) => (
        <p key={`${purpose} ${because}`} className="mt-1.5 text-sm text-muted">
          {w.refused(purposeName(purpose, purpose))} {words} <Article of={article} />
        </p>
      ))}
    </Section>
  );
}

function Line({ person, field, mayChange }: { person: string; field: PersonField; mayChange: boolean }) {
  const w = useWords(fieldPageWords);
  const language = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const look = useQuery(personFieldQuery(person, field.id, isAsked && field.isSet));
  const value = field.isSet ? look.data?.value : null;
  return (
    <li className="flex items-baseline justify-between gap-3">
      <span className="min-w-0 break-words">
        <span className="text-muted">{field.name}: </span>
        {value ? shownIn(field, value, language) : <span className="text-muted">{field.isSet ? w.isNoted : w.none}</span>}{' '}
        {field.until && (
          <span className="text-sm text-muted">
            {w.until} <Time at={field.until} as="day" />
          </span>
        )}
        {look.isError && (
          <span role="alert" className="block text-sm text-bad">
            {errorWords(look.error)}
          </span>
        )}
      </span>
      {value === undefined ? (
        <QuietLink onClick={() => (look.isError ? void look.refetch() : setAsked(true))} label={w.showOf(field.name)}>
          {w.show}
        </QuietLink>
      ) : (
        mayChange && (
          <QuietLink onClick={() => setChanging(true)} label={w.changeOf(field.name)}>
            {w.change}
          </QuietLink>
        )
      )}
      {isChanging && <ChangeDialog person={person} field={field} value={value ?? ''} onClose={() => setChanging(false)} />}
    </li>
  );
}

function ChangeDialog({ person, field, value, onClose }: { person: string; field: PersonField; value: string; onClose: () => void }) {
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
    ...{ label: w.value, name: 'value', defaultValue: value, hint: w.valueHint },
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
function shownIn({ kind, choices }: PersonField, value: string, language: Language): string {
  if (kind === 'choice') return choices[Number(value)] ?? value;
  if (kind === 'number') return Number(value).toLocaleString(language, { maximumFractionDigits: 6 });
  if (kind === 'date') return new Date(`${value}T00:00:00Z`).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return value;
}
