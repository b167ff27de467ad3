// The verdict on an emergency access, by a privacy officer who did not open it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import type { Emergency } from './queries.ts';
import { emergencyWords } from './words.ts';

export function ReviewDialog({ emergency, onClose }: { emergency: Emergency; onClose: () => void }) {
  const w = useWords(emergencyWords);
  const cache = useQueryClient();
  const review = useMutation({
    mutationFn: (form: FormData) =>
      client.call('reviewEmergency', {
        params: { emergency: emergency.id },
        body: { verdict: form.get('verdict') === 'justified' ? 'justified' : 'not-justified', note: String(form.get('note')).trim() },
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.emergencies });
      toast(w.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    review.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open onClose={onClose} title={w.reviewTitle(emergency.staff.name || w.somebody)} about={w.reviewAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <fieldset>
          <legend className="mb-1 text-sm font-medium">{w.verdict}</legend>
          {(['justified', 'not-justified'] as const).map((each) => (
            <label key={each} className="flex min-h-8 items-center gap-2.5">
              <input required type="radio" name="verdict" value={each} className="size-4" />
              {each === 'justified' ? w.yes : w.no}
            </label>
          ))}
        </fieldset>
        <AreaField required label={w.why} name="note" hint={w.whyHint} minLength={8} maxLength={1000} rows={3} />
        {review.isError && <Callout tone="bad" alert title={errorWords(review.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={review.isPending}>
            {w.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
