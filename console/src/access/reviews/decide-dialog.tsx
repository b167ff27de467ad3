// Why something is kept or taken away; what is taken is gone at once.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import type { Deciding } from './member-lines.tsx';
import { reviewWords } from './words.ts';

export function DecideDialog({ line, what, name, keep, onClose }: Deciding & { onClose: () => void }) {
  const w = useWords(reviewWords);
  const cache = useQueryClient();
  const decide = useMutation({
    mutationFn: (reason: string) => client.call('decideReviewLine', { params: { line: line.id }, body: { keep, reason } }),
    onSuccess: async () => {
      await Promise.all([keys.accessReview, keys.staff].map((queryKey) => cache.invalidateQueries({ queryKey })));
      toast(w.decided);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    decide.mutate(String(new FormData(event.currentTarget).get('reason')).trim());
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={keep ? w.keepTitle(what, name) : w.takeTitle(what, name)}
      about={keep ? w.keepAbout : w.takeAbout}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.reason} name="reason" hint={w.reasonHint} minLength={3} maxLength={500} autoComplete="off" />
        {decide.isError && <Callout tone="bad" alert title={errorWords(decide.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look={keep ? 'solid' : 'danger'} type="submit" busy={decide.isPending}>
            {keep ? w.keep : w.take}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
