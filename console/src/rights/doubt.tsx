// That a colleague doubts who asks, with the reason; the way to say so, and for whoever decides the way to settle it (Art. 12(6)).
import type { Body, DoubtGround } from '@parley/contract';
import { doubtGrounds } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { doubtWords } from './doubt-words.ts';
import type { Request } from './queries.ts';
import { rightsWords } from './words.ts';

/** Whether somebody has to look before anything is carried out. */
export const isDoubted = ({ doubt, doubtedBy, state }: Request): boolean =>
  state === 'received' && (doubt?.state === 'open' || (doubtedBy ?? []).length > 0);

/** Whether the doubt holds what is given out to this person: also after the request was refused or taken back, which says nothing about who asked. */
export const isStanding = ({ doubt, person, state, onBehalf }: Request): boolean =>
  Boolean(
    doubt && doubt.state !== 'settled' && person && (state === 'received' || (!onBehalf && ['refused', 'withdrawn'].includes(state))),
  );

/** Whether a list marks it: somebody has to look, or what ended in doubt was never settled. */
export const isInDoubt = (request: Request): boolean => isDoubted(request) || (request.closedAt !== null && isStanding(request));

/** The doubt about this request, and those of others about the same person, each with the way there. */
export function DoubtStanding({ request }: { request: Request }) {
  return (
    <>
      <OwnDoubt request={request} />
      <DoubtsElsewhere request={request} />
    </>
  );
}

function DoubtsElsewhere({ request }: { request: Request }) {
  const w = useWords(doubtWords);
  const labels = useWords(rightsWords);
  const others = request.doubtedBy ?? [];
  if (others.length === 0) return null;
  return (
    <Callout tone="warn" title={w.elsewhere}>
      <p>{w.elsewhereAbout}</p>
      <ul className="mt-1">
        {others.map(({ id, kind, receivedAt }) => (
          <li key={id}>
            <Link to="/requests/$request" params={{ request: id }} className="text-accent underline underline-offset-2">
              {labels[kind]} · {labels.received} <Time at={receivedAt} as="day" />
            </Link>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function OwnDoubt({ request }: { request: Request }) {
  const w = useWords(doubtWords);
  const { doubt, added, state } = request;
  if (!doubt || doubt.state === 'settled' || !isStanding(request)) return null;
  const reason = added.find(({ kind, at }) => kind === 'doubt' && at === doubt.at)?.text;
  return (
    <Callout tone="warn" title={w.standing}>
      <p>
        {w[doubt.ground]}
        {reason && `: ${reason}`}
      </p>
      <p className="mt-1">{state === 'received' ? w[doubt.state] : w.after}</p>
    </Callout>
  );
}

/** To doubt, for whoever may open requests; to settle it, for whoever decides. */
export function DoubtActions({ request }: { request: Request }) {
  const w = useWords(doubtWords);
  const cache = useQueryClient();
  const { permissions } = useMe();
  const [asking, setAsking] = useState<'doubt' | 'settle'>();
  const act = useMutation({
    mutationFn: (body: Body<'doubtRequest'> | Body<'settleDoubt'>) => {
      const params = { request: request.id };
      return 'ground' in body ? client.call('doubtRequest', { params, body }) : client.call('settleDoubt', { params, body });
    },
    onSuccess: () => {
      toast(asking === 'doubt' ? w.said : w.settled);
      setAsking(undefined);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.requests }),
  });
  const close = (): void => {
    act.reset();
    setAsking(undefined);
  };
  if (request.person === null) return null;
  const mayBegin = request.state === 'received' && request.doubt?.state !== 'open';
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = String(form.get('reason') ?? '').trim();
    act.mutate(asking === 'doubt' ? { ground: form.get('ground') as DoubtGround, reason } : { reason });
  };
  return (
    <>
      {mayBegin && permissions.includes('requests.open') && <Button onClick={() => setAsking('doubt')}>{w.doubt}</Button>}
      {isStanding(request) && permissions.includes('requests.approve') && <Button onClick={() => setAsking('settle')}>{w.settle}</Button>}
      <Dialog
        open={asking !== undefined}
        onClose={close}
        title={asking === 'settle' ? w.settleTitle : w.title}
        about={asking === 'settle' ? w.settleAbout : w.about}
      >
        <form onSubmit={submit} className="grid gap-4">
          {asking === 'doubt' && (
            <SelectField required label={w.ground} name="ground" choices={doubtGrounds.map((value) => ({ value, label: w[value] }))} />
          )}
          <AreaField
            required
            label={asking === 'settle' ? w.settleReason : w.reason}
            hint={w.reasonHint}
            name="reason"
            rows={3}
            maxLength={500}
          />
          {act.isError && <Callout tone="warn" alert title={errorWords(act.error)} />}
          <Actions>
            <Button onClick={close}>{w.cancel}</Button>
            <Button look="solid" type="submit" busy={act.isPending}>
              {w.say}
            </Button>
          </Actions>
        </form>
      </Dialog>
    </>
  );
}
