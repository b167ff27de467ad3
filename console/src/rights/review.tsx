// A person looks at what a machine decided, and decides anew (Art. 22(3)).
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import type { Request } from './queries.ts';
import { reviewWords } from './review-words.ts';

export function Review({ request }: { request: Request }) {
  const w = useWords(reviewWords);
  const language = useLanguage();
  const [isDeciding, setDeciding] = useState(false);
  const mayDecide = useMe().permissions.includes('requests.approve') && request.state === 'received' && !request.paused;
  const query = useQuery({
    queryKey: [...keys.request(request.id), 'review', language],
    queryFn: () => client.call('readReview', { params: { request: request.id }, query: { language } }),
    refetchOnWindowFocus: false, // each reading is recorded
  });
  const decision = query.data?.decision;
  return (
    <Card title={w.title} about={decision?.logic ?? w.general}>
      {decision && (
        <Facts
          facts={[
            [w.title, decision.title],
            [w.outcome, decision.changedTo ? `${decision.outcome} → ${decision.changedTo}` : decision.outcome],
            [w.decidedAt, <Time key="at" at={decision.at} as="full" />],
            [w.version, decision.version],
            ...decision.inputs.map(({ category, value }) => [category, value] as const),
          ]}
        />
      )}
      {query.isError && <Callout tone="warn" alert title={errorWords(query.error)} />}
      {mayDecide && (
        <p className="mt-4">
          <Button look="solid" onClick={() => setDeciding(true)}>
            {w.decide}
          </Button>
        </p>
      )}
      {isDeciding && <DecideDialog request={request.id} isNamed={Boolean(decision)} onClose={() => setDeciding(false)} />}
    </Card>
  );
}

function DecideDialog({ request, isNamed, onClose }: { request: string; isNamed: boolean; onClose: () => void }) {
  const w = useWords(reviewWords);
  const cache = useQueryClient();
  const [outcome, setOutcome] = useState<'upheld' | 'changed'>('upheld');
  const save = useMutation({
    mutationFn: ({ to, reason }: { to: string; reason: string }) =>
      client.call('decideReview', { params: { request }, body: { outcome, reason, ...(to && { to }) } }),
    onSuccess: () => {
      toast(w.done);
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    save.mutate({ to: said('to'), reason: said('reason') });
  };
  return (
    <Dialog open onClose={onClose} title={w.decide} about={w.decideAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          required
          label={w.answer}
          name="outcome"
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value as 'upheld')}
          choices={(['upheld', 'changed'] as const).map((value) => ({ value, label: w[value] }))}
        />
        {outcome === 'changed' && isNamed && <Field required label={w.to} name="to" maxLength={60} pattern="[a-z0-9-]+" />}
        <AreaField required label={w.reason} name="reason" rows={4} maxLength={1000} />
        {save.isError && <Callout tone="warn" alert title={errorWords(save.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={save.isPending}>
            {w.decide}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
