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
    operator: 'To whoever runs Parley for us',
    other: 'Another way',
    on: 'Came on',
    onHint: 'The month counts from this day.',
    overdue: 'It really came more than three months ago. It is overdue, and that is recorded.',
  },
  {
    how: 'Wie es kam',
    now: 'Gerade eben, bei mir',
    phone: 'Am Telefon',
    counter: 'Am Tresen',
    letter: 'Per Brief',
    operator: 'Bei wem Parley für uns betreibt',
    other: 'Auf anderem Weg',
    on: 'Kam am',
    onHint: 'Der Monat zählt ab diesem Tag.',
    overdue: 'Es kam wirklich vor mehr als drei Monaten. Es ist überfällig, und das wird festgehalten.',
  },
);

const today = (): string => new Date().toISOString().slice(0, 10);

/** As the server counts (Art. 12(3)). */
const monthsAgo = (months: number): string => {
  const [year = 0, month = 0, day = 0] = today().split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, lastDay))).toISOString().slice(0, 10);
};

export function ReachedFields({ error }: { error: unknown }) {
  const w = useWords(reachedWords);
  const [way, setWay] = useState('');
  const [on, setOn] = useState(today());
  const unsure = fieldError(error, 'reached/isOverdue');
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
          value={on}
          onChange={(event) => setOn(event.target.value)}
          hint={w.onHint}
          error={fieldError(error, 'reached/on')}
        />
      )}
      {way && on !== '' && on < monthsAgo(3) && (
        <div className="grid gap-1">
          <label className="flex items-start gap-2.5 text-sm font-medium">
            <input required type="checkbox" name="isOverdue" className="mt-0.5 size-4" />
            {w.overdue}
          </label>
          {unsure && <p className="text-sm text-bad">{unsure}</p>}
        </div>
      )}
    </>
  );
}

/** What the form says of it; nothing where it came just now. */
export function reachedIn(form: FormData): { reached?: { by: RequestWay; on: string; isOverdue?: boolean } } {
  const by = requestWays.find((way) => way === form.get('way'));
  return by ? { reached: { by, on: String(form.get('cameOn') ?? ''), ...(form.has('isOverdue') && { isOverdue: true }) } } : {};
}

/** The way in words, out of the detail of a step; nothing where none was noted. */
export function useWayIn(): (detail: string) => string {
  const w = useWords(reachedWords);
  return (detail) => {
    const way = requestWays.find((each) => each === /\bway: ([a-z]+)/.exec(detail)?.[1]);
    return way ? w[way] : '';
  };
}
