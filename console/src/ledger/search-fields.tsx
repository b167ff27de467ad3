// The fields by which the ledger is searched: act, who did it, from day to day, about whom. Each change asks at once.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { familyWords } from './families.ts';
import { kindWords } from './kinds.ts';
import { everything, isBackwards, personIn, type Search } from './search.ts';
import { ledgerWords } from './words.ts';

type Fields = {
  search: Search;
  onSearch: (search: Search) => void;
  person: string | undefined;
  onPerson: (person: string | undefined) => void;
};

export function SearchFields({ search, onSearch, person, onPerson }: Fields) {
  const w = useWords(ledgerWords);
  const [families, kinds] = [useWords(familyWords), useWords(kindWords)].map(choicesOf);
  const staff = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff'), staleTime: 5 * 60_000, retry: false }).data;
  const change = (part: Partial<Search>) => onSearch({ ...search, ...part });
  const isEmpty = Object.values(search).every((value) => value === '') && person === undefined;
  return (
    <search aria-label={w.search} className="grid gap-x-4 gap-y-3 px-5 pt-1 pb-4 sm:grid-cols-2 lg:grid-cols-4">
      <SelectField
        label={w.kind}
        value={search.kind}
        onChange={(event) => change({ kind: event.target.value })}
        choices={[{ value: '', label: w.everyKind }, ...(families ?? []), ...(kinds ?? [])]}
      />
      <SelectField
        label={w.actor}
        value={search.actor}
        onChange={(event) => change({ actor: event.target.value })}
        choices={[{ value: '', label: w.everybody }, ...(staff?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [])]}
      />
      <Field label={w.from} type="date" max="9999-12-31" value={search.from} onChange={(event) => change({ from: event.target.value })} />
      <Field
        label={w.to}
        type="date"
        max="9999-12-31"
        value={search.to}
        error={isBackwards(search) ? w.backwards : undefined}
        onChange={(event) => change({ to: event.target.value })}
      />
      <div className="sm:col-span-2 lg:col-span-4">
        <PersonField person={person} onPerson={onPerson} />
      </div>
      {!isEmpty && (
        <p className="sm:col-span-2 lg:col-span-4">
          <Button
            size="sm"
            look="quiet"
            onClick={() => {
              onSearch(everything);
              if (person !== undefined) onPerson(undefined);
            }}
          >
            {w.clear}
          </Button>
        </p>
      )}
    </search>
  );
}

/** Nobody is found by a name here, since the ledger holds none: by the id alone, as it stands in the address of a person's page. */
function PersonField({ person, onPerson }: Pick<Fields, 'person' | 'onPerson'>) {
  const w = useWords(ledgerWords);
  const [typed, setTyped] = useState(person ?? '');
  const [isLeft, setLeft] = useState(false);
  const isNobody = typed.trim() !== '' && personIn(typed) === undefined;
  const shown = isNobody || personIn(typed) === person ? typed : (person ?? ''); // the address of this page may have changed by itself
  return (
    <Field
      label={w.person}
      hint={w.personHint}
      error={isNobody && isLeft ? w.personNone : undefined}
      value={shown}
      maxLength={500}
      autoComplete="off"
      spellCheck={false}
      onBlur={() => setLeft(true)}
      onChange={({ target: { value } }) => {
        setTyped(value);
        setLeft(false);
        if (personIn(value) !== person) onPerson(personIn(value));
      }}
    />
  );
}

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words)
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
