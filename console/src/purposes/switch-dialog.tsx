// Switching an optional purpose. A step towards less privacy asks for a reason (Art. 5(2), 25(2)).

import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useNotesThatGo } from '#lib/own-fields.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import type { Purpose } from './purposes-page.tsx';
import { purposeWords } from './words.ts';

export function SwitchDialog({ purpose, onClose }: { purpose: Purpose | undefined; onClose: () => void }) {
  const w = useWords(purposeWords);
  const change = useChange(purpose, onClose);
  const on = !purpose?.active;
  const name = purpose?.name ?? '';
  const notes = useNotesThatGo(purpose?.code);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason') ?? '').trim();
    change.mutate({ active: on, ...(reason && { reason }) });
  };
  return (
    <Dialog
      open={purpose !== undefined}
      onClose={onClose}
      title={on ? w.switchOn(name) : w.switchOff(name)}
      about={on ? w.switchOnAbout : w.switchOffAbout}
    >
      <form onSubmit={submit} className="grid gap-4">
        {!on && notes && <p>{notes}</p>}
        {on && (
          <AreaField
            required
            label={w.reason}
            name="reason"
            maxLength={500}
            error={change.isError ? (fieldError(change.error, 'reason') ?? errorWords(change.error)) : undefined}
          />
        )}
        {!on && change.isError && (
          <p role="alert" className="text-sm text-bad">
            {errorWords(change.error)}
          </p>
        )}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={change.isPending}>
            {w.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** Changes a purpose; afterwards the list, the draft of the notice and the choices of people are read anew. */
export function useChange(purpose: Purpose | undefined, onDone: () => void) {
  const w = useWords(purposeWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Body<'changePurpose'>) => client.call('changePurpose', { params: { purpose: purpose?.id ?? '' }, body }),
    onSuccess: ({ version }) => {
      for (const queryKey of [keys.allPurposes, keys.noticePreview, keys.fields]) void cache.invalidateQueries({ queryKey });
      toast(w.saved(version));
      onDone();
    },
  });
}
