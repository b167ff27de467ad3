// One of the company's terms for its staff, in days. More days are less privacy: the form asks why.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';

type DaysProps = {
  term: 'formerDays' | 'reviewDays';
  days: number;
  /** Least and most. */
  within: readonly [number, number];
  words: { readonly label: string; readonly hint: string; readonly save: string; readonly saved: string };
  onSaved?: () => void;
};

export function DaysForm({ term, days, within: [min, max], words, onSaved }: DaysProps) {
  const cache = useQueryClient();
  const w = useWords(own);
  const [isMore, setMore] = useState(false);
  const save = useMutation({
    mutationFn: ({ wanted, reason }: { wanted: number; reason: string }) =>
      client.call('changeStaffTerms', { body: { [term]: wanted, ...(reason && { reason }) } }),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.staffTerms, fresh);
      setMore(false);
      onSaved?.();
      toast(words.saved);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ wanted: Number(form.get('days')), reason: String(form.get('reason') ?? '').trim() });
  };
  const whyNot = fieldError(save.error, 'reason');
  const error = save.isError && !whyNot ? errorWords(save.error) : undefined;
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 basis-56 max-sm:basis-full">
        <Field
          required
          label={words.label}
          name="days"
          type="number"
          min={min}
          max={max}
          defaultValue={days}
          onChange={(event) => setMore(Number(event.target.value) > days)}
          hint={words.hint}
          error={error}
        />
      </div>
      {isMore && (
        <div className="min-w-0 grow basis-56">
          <Field required label={w.why} hint={w.whyHint} name="reason" maxLength={500} error={whyNot} />
        </div>
      )}
      <Button type="submit" busy={save.isPending} className="sm:mt-6.5">
        {words.save}
      </Button>
    </form>
  );
}

const own = dictionary(
  { why: 'Why', whyHint: 'More days are less privacy: the reason is kept.' },
  { why: 'Warum', whyHint: 'Mehr Tage sind weniger Datenschutz: Der Grund wird festgehalten.' },
);
