// How often a review begins.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { reviewWords } from './words.ts';

export function PeriodForm() {
  const w = useWords(reviewWords);
  const cache = useQueryClient();
  const terms = useQuery({ queryKey: keys.staffTerms, queryFn: () => client.call('readStaffTerms') }).data;
  const save = useMutation({
    mutationFn: (reviewDays: number) => client.call('changeStaffTerms', { body: { reviewDays } }),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.staffTerms, fresh);
      void cache.invalidateQueries({ queryKey: keys.accessReview });
      toast(w.saved);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(Number(new FormData(event.currentTarget).get('days')));
  };
  if (!terms) return null;
  return (
    <div className="mt-5">
      <Card>
        <form onSubmit={submit} className="flex flex-wrap items-start gap-3">
          <div className="min-w-0 grow basis-56">
            <Field
              required
              label={`${w.every} (${w.days})`}
              name="days"
              type="number"
              min={7}
              max={730}
              defaultValue={terms.reviewDays}
              hint={w.everyHint}
              error={save.isError ? errorWords(save.error) : undefined}
            />
          </div>
          <Button type="submit" busy={save.isPending} className="mt-6.5">
            {w.save}
          </Button>
        </form>
      </Card>
    </div>
  );
}
