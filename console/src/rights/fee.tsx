// A fee for what is manifestly unfounded or excessive (Art. 12(5)(a)): asked for with how it was worked out, or given up.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { feeWords } from './fee-words.ts';
import type { Request } from './queries.ts';
import { rightsWords } from './words.ts';

type Asked = { ground: 'manifestly-unfounded' | 'manifestly-excessive'; amount: number; currency: string; calculation: string };

export function Fee({ request }: { request: Request }) {
  const w = useWords(feeWords);
  const all = useWords(rightsWords);
  const cache = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const settled = () => void cache.invalidateQueries({ queryKey: keys.requests });
  const params = { request: request.id };
  const charge = useMutation({
    mutationFn: (body: Asked) => client.call('chargeFee', { params, body }),
    onSuccess: () => {
      toast(w.asked);
      setAsking(false);
    },
    onSettled: settled,
  });
  const settle = useMutation({
    mutationFn: (outcome: 'accepted' | 'waived') => client.call('settleFee', { params, body: { outcome } }),
    onError: (error) => toast(errorWords(error)),
    onSettled: settled,
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string): string => String(form.get(name) ?? '').trim();
    const amount = Math.round(Number(said('amount').replace(',', '.')) * 100);
    charge.mutate({ ground: said('ground') as Asked['ground'], amount, currency: said('currency'), calculation: said('calculation') });
  };
  if (request.fee?.state === 'asked')
    return (
      <>
        <Button busy={settle.isPending} onClick={() => settle.mutate('accepted')}>
          {w.accepted}
        </Button>
        <Button busy={settle.isPending} onClick={() => settle.mutate('waived')}>
          {w.waive}
        </Button>
      </>
    );
  if (request.fee) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{w.charge}</Button>
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={w.title} about={w.about}>
        <form onSubmit={submit} className="grid gap-4">
          <SelectField
            required
            label={all.ground}
            name="ground"
            choices={(['manifestly-unfounded', 'manifestly-excessive'] as const).map((value) => ({ value, label: all[value] }))}
          />
          <Field required label={w.amount} name="amount" inputMode="decimal" pattern="\d{1,5}([.,]\d{1,2})?" />
          <SelectField
            required
            label={w.currency}
            name="currency"
            choices={['EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'HUF', 'NOK', 'PLN', 'RON', 'SEK'].map((value) => ({ value, label: value }))}
          />
          <AreaField required label={w.calculation} hint={w.calculationHint} name="calculation" rows={3} maxLength={1000} />
          {charge.isError && <Callout tone="warn" alert title={errorWords(charge.error)} />}
          <Actions>
            <Button onClick={() => setAsking(false)}>{all.cancel}</Button>
            <Button look="solid" type="submit" busy={charge.isPending}>
              {w.chargeNow}
            </Button>
          </Actions>
        </form>
      </Dialog>
    </>
  );
}
