// One of the company's terms for its staff, in days.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
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
  const save = useMutation({
    mutationFn: (wanted: number) => client.call('changeStaffTerms', { body: { [term]: wanted } }),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.staffTerms, fresh);
      onSaved?.();
      toast(words.saved);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(Number(new FormData(event.currentTarget).get('days')));
  };
  const error = save.isError ? errorWords(save.error) : undefined;
  return (
    <form onSubmit={submit} className="flex flex-wrap items-start gap-3">
      <div className="min-w-0 grow basis-56">
        <Field
          required
          label={words.label}
          name="days"
          type="number"
          min={min}
          max={max}
          defaultValue={days}
          hint={words.hint}
          error={error}
        />
      </div>
      <Button type="submit" busy={save.isPending} className="mt-6.5">
        {words.save}
      </Button>
    </form>
  );
}
