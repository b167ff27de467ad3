// One of the company's terms for its staff, as a number. More of it is less privacy: the form asks why.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';

type TermProps = {
  term: 'formerDays' | 'reviewDays' | 'idleMinutes';
  value: number;
  /** Least and most. */
  within: readonly [number, number];
  words: { readonly label: string; readonly hint: string; readonly save: string; readonly saved: string };
  onSaved?: () => void;
};

export function TermForm({ term, value, within: [min, max], words, onSaved }: TermProps) {
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
    save.mutate({ wanted: Number(form.get('term')), reason: String(form.get('reason') ?? '').trim() });
  };
  const whyNot = fieldError(save.error, 'reason');
  const error = save.isError && !whyNot ? errorWords(save.error) : undefined;
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 basis-56 max-sm:basis-full">
        <Field
          required
          label={words.label}
          name="term"
          type="number"
          min={min}
          max={max}
          defaultValue={value}
          onChange={(event) => setMore(Number(event.target.value) > value)}
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
  { why: 'Why', whyHint: 'More is less privacy: the reason is kept.' },
  { why: 'Warum', whyHint: 'Mehr ist weniger Datenschutz: Der Grund wird festgehalten.' },
);
