// On the way to the answer: take more time with a reason, ask the person back, say that they answered.
import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { courseWords } from './course-words.ts';
import type { Request } from './queries.ts';
import { rightsWords } from './words.ts';

type Act =
  | { readonly to: 'extend'; readonly body: Body<'extendRequest'> }
  | { readonly to: 'ask'; readonly body: Body<'pauseRequest'> }
  | { readonly to: 'resume' };

export function Course({ request }: { request: Request }) {
  const w = useWords(courseWords);
  const cache = useQueryClient();
  const [asking, setAsking] = useState<'extend' | 'ask'>();
  const act = useMutation({
    mutationFn: (what: Act) => {
      const params = { request: request.id };
      if (what.to === 'extend') return client.call('extendRequest', { params, body: what.body });
      return what.to === 'ask' ? client.call('pauseRequest', { params, body: what.body }) : client.call('resumeRequest', { params });
    },
    onSuccess: (_, { to }) => {
      toast({ extend: w.extendedDone, ask: w.askedDone, resume: w.resumedDone }[to]);
      setAsking(undefined);
    },
    onError: (error, { to }) => to === 'resume' && toast(errorWords(error)),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.requests }),
  });
  const close = (): void => {
    act.reset();
    setAsking(undefined);
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [ground, said] = [String(form.get('ground')), String(form.get('said')).trim()];
    if (asking === 'extend') act.mutate({ to: 'extend', body: { ground: ground as 'complexity', reason: said } });
    if (asking === 'ask') act.mutate({ to: 'ask', body: { ground: ground as 'identity', question: said } });
  };
  const isLate = request.daysLeft < 0;
  return (
    <>
      {request.paused ? (
        <Button look="solid" busy={act.isPending} onClick={() => act.mutate({ to: 'resume' })}>
          {w.resume}
        </Button>
      ) : (
        !isLate && <Button onClick={() => setAsking('ask')}>{w.askBack}</Button>
      )}
      {!request.extendedFor && !isLate && <Button onClick={() => setAsking('extend')}>{w.moreTime}</Button>}
      <Dialog open={asking !== undefined} onClose={close} {...titleOf(w, asking)}>
        <form onSubmit={submit} className="grid gap-4">
          <SelectField required label={w.ground} name="ground" choices={groundsOf(w, asking, request)} />
          <AreaField
            required
            label={asking === 'ask' ? w.question : w.reasonForThem}
            name="said"
            rows={4}
            maxLength={1000}
            error={act.isError ? errorWords(act.error) : undefined}
          />
          <CourseActions onClose={close} busy={act.isPending} label={asking === 'ask' ? w.askNow : w.moreTimeNow} />
        </form>
      </Dialog>
    </>
  );
}

function CourseActions({ onClose, busy, label }: { onClose: () => void; busy: boolean; label: string }) {
  const w = useWords(rightsWords);
  return (
    <Actions>
      <Button onClick={onClose}>{w.cancel}</Button>
      <Button look="solid" type="submit" busy={busy}>
        {label}
      </Button>
    </Actions>
  );
}

type Words = (typeof courseWords)['en'];
const titleOf = (w: Words, asking: 'extend' | 'ask' | undefined) =>
  asking === 'ask' ? { title: w.askBackTitle, about: w.askBackAbout } : { title: w.moreTimeTitle, about: w.moreTimeAbout };

/** Who proved on the privacy page who they are is not asked again. */
function groundsOf(w: Words, asking: 'extend' | 'ask' | undefined, { source }: Request) {
  const grounds =
    asking === 'extend'
      ? (['complexity', 'number'] as const)
      : source === 'person'
        ? (['clarification'] as const)
        : (['identity', 'clarification'] as const);
  return grounds.map((ground) => ({ value: ground, label: w[ground] }));
}
