// How a request came that no message shows: by phone, at a counter, on paper. The month counts from that day, not from the one on which it is written down here.
import { type RequestWay, requestWays } from '@parley/contract';
import { useState } from 'react';
import { fieldError } from '#lib/client.ts';
import { useWords, words } from '#lib/language.ts';
import { Field, SelectField } from '#ui/field.tsx';

const reachedWords = words(
  {
    how: 'How it came',
    now: 'Just now, to me',
    phone: 'By phone',
    counter: 'At the counter',
    letter: 'By letter',
    other: 'Another way',
    on: 'Came on',
    onHint: 'The month counts from this day.',
  },
  {
    how: 'Wie es kam',
    now: 'Gerade eben, bei mir',
    phone: 'Am Telefon',
    counter: 'Am Tresen',
    letter: 'Per Brief',
    other: 'Auf anderem Weg',
    on: 'Kam am',
    onHint: 'Der Monat zählt ab diesem Tag.',
  },
);

const today = (): string => new Date().toISOString().slice(0, 10);

export function ReachedFields({ error }: { error: unknown }) {
  const w = useWords(reachedWords);
  const [way, setWay] = useState('');
  return (
    <>
      <SelectField
        label={w.how}
        name="way"
        value={way}
        onChange={(event) => setWay(event.target.value)}
        choices={[{ value: '', label: w.now }, ...requestWays.map((value) => ({ value, label: w[value] }))]}
      />
      {way && (
        <Field
          required
          type="date"
          label={w.on}
          name="cameOn"
          max={today()}
          defaultValue={today()}
          hint={w.onHint}
          error={fieldError(error, 'reached/on')}
        />
      )}
    </>
  );
}

/** What the form says of it; nothing where it came just now. */
export function reachedIn(form: FormData): { reached?: { by: RequestWay; on: string } } {
  const by = requestWays.find((way) => way === form.get('way'));
  return by ? { reached: { by, on: String(form.get('cameOn') ?? '') } } : {};
}

/** The way in words, out of the detail of a step; nothing where none was noted. */
export function useWayIn(): (detail: string) => string {
  const w = useWords(reachedWords);
  return (detail) => {
    const way = requestWays.find((each) => each === /\bway: ([a-z]+)/.exec(detail)?.[1]);
    return way ? w[way] : '';
  };
}
