// Switching an optional purpose, and how long its data is kept. A step towards less privacy asks for a reason (Art. 5(2), 25(2)).

import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import type { Purpose } from './purposes-page.tsx';
import { purposeWords } from './words.ts';

export function SwitchDialog({ purpose, onClose }: { purpose: Purpose | undefined; onClose: () => void }) {
  const w = useWords(purposeWords);
  const change = useChange(purpose, onClose);
  const on = !purpose?.active;
  const name = purpose?.name ?? '';
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

export function PeriodDialog({ purpose, onClose }: { purpose: Purpose | undefined; onClose: () => void }) {
  const w = useWords(purposeWords);
  const change = useChange(purpose, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = String(form.get('reason')).trim();
    change.mutate({ periodDays: Number(form.get('days')), ...(reason && { reason }) });
  };
  return (
    <Dialog open={purpose !== undefined} onClose={onClose} title={w.periodTitle(purpose?.name ?? '')} about={w.periodAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          required
          label={w.periodDays}
          name="days"
          type="number"
          min={1}
          max={3660}
          defaultValue={purpose?.periodDays}
          error={fieldError(change.error, 'periodDays')}
        />
        <AreaField
          label={w.reason}
          name="reason"
          maxLength={500}
          hint={w.reasonHint}
          error={change.isError ? (fieldError(change.error, 'reason') ?? errorWords(change.error)) : undefined}
        />
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

function useChange(purpose: Purpose | undefined, onDone: () => void) {
  const w = useWords(purposeWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Body<'changePurpose'>) => client.call('changePurpose', { params: { purpose: purpose?.id ?? '' }, body }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.allPurposes });
      toast(w.saved);
      onDone();
    },
  });
}
