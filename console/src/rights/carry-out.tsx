// Saying that a correction, restriction or objection was carried out, with a note to the person if there is something to say.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import type { Request } from './queries.ts';
import { doneOf } from './wish.ts';
import { wishWords } from './wish-words.ts';
import { rightsWords } from './words.ts';

export function CarryOutDialog({ request, open, onClose }: { request: Request; open: boolean; onClose: () => void }) {
  const w = useWords(rightsWords);
  const own = useWords(wishWords);
  const cache = useQueryClient();
  const fulfil = useMutation({
    mutationFn: (note: string) => client.call('fulfilRequest', { params: { request: request.id }, body: note ? { note } : {} }),
    onSuccess: () => {
      toast(own.done);
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    fulfil.mutate(String(new FormData(event.currentTarget).get('note')).trim());
  };
  return (
    <Dialog open={open} onClose={onClose} title={own[doneOf(request)]} about={own.carryOutAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <AreaField
          label={own.note}
          optional={own.optional}
          hint={own.noteHint}
          name="note"
          rows={4}
          maxLength={1000}
          error={fulfil.isError ? errorWords(fulfil.error) : undefined}
        />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={fulfil.isPending}>
            {own[doneOf(request)]}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
