// On the way to the answer: take more time with a reason, ask the person back, say that they answered.
import type { Body } from '@parley/contract';
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
import { courseWords } from './course-words.ts';
import { doubtWords } from './doubt-words.ts';
import type { Request } from './queries.ts';
import { rightsWords } from './words.ts';

type Act =
  | { readonly to: 'extend'; readonly body: Body<'extendRequest'> }
  | { readonly to: 'ask'; readonly body: Body<'pauseRequest'> }
  | { readonly to: 'resume'; readonly body: Body<'resumeRequest'> }
  | { readonly to: 'tell'; readonly body: Body<'recordTold'> };

export function Course({ request }: { request: Request }) {
  const w = useWords(courseWords);
  const cache = useQueryClient();
  const [asking, setAsking] = useState<Act['to']>();
  const act = useMutation({
    mutationFn: (what: Act) => {
      const params = { request: request.id };
      if (what.to === 'extend') return client.call('extendRequest', { params, body: what.body });
      if (what.to === 'ask') return client.call('pauseRequest', { params, body: what.body });
      if (what.to === 'tell') return client.call('recordTold', { params, body: what.body });
      return client.call('resumeRequest', { params, body: what.body });
    },
    onSuccess: (_, { to }) => {
      toast({ extend: w.extendedDone, ask: w.askedDone, resume: w.resumedDone, tell: w.toldDone }[to]);
      setAsking(undefined);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.requests }),
  });
  const close = (): void => {
    act.reset();
    setAsking(undefined);
  };
  const isWaiting = request.paused !== null && request.paused.since === null;
  const isOpen = request.closedAt === null;
  const about = request.isUntold ? 'answer' : isWaiting ? 'question' : 'extension';
  const isUntold =
    request.isUntold ||
    isWaiting ||
    (request.extendedFor !== null && request.steps.some(({ name, detail }) => name === 'told-extended' && untold.test(detail)));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string): string => String(form.get(name) ?? '').trim();
    const [ground, on] = [said('ground'), said('on')];
    if (asking === 'extend') act.mutate({ to: 'extend', body: { ground: ground as 'complexity', reason: said('said') } });
    if (asking === 'ask') {
      const late = said('whyLate');
      const proof = form.getAll('proof').map(String) as (typeof proofWays)[number][];
      const asked = { ...(said('said') && { question: said('said') }), ...(proof.length > 0 && { proof }) };
      const body = { ground: ground as 'identity', ...asked, why: said('why'), ...(late && { whyLate: late }) };
      act.mutate({ to: 'ask', body });
    }
    if (asking === 'resume') act.mutate({ to: 'resume', body: on ? { answeredOn: on } : {} });
    if (asking === 'tell') act.mutate({ to: 'tell', body: { about, on, how: said('how') as 'by-phone' } });
  };
  const isLate = request.daysLeft < 0;
  return (
    <>
      {request.paused ? (
        <Button look="solid" onClick={() => setAsking('resume')}>
          {w.resume}
        </Button>
      ) : (
        isOpen && !isLate && groundsOf(w, 'ask', request).length > 0 && <Button onClick={() => setAsking('ask')}>{w.askBack}</Button>
      )}
      {isOpen && !request.extendedFor && !isLate && <Button onClick={() => setAsking('extend')}>{w.moreTime}</Button>}
      {isUntold && (
        <Button onClick={() => setAsking('tell')}>
          {{ answer: w.tellAnswer, question: w.tellQuestion, extension: w.tellExtension }[about]}
        </Button>
      )}
      <Dialog open={asking !== undefined} onClose={close} {...titleOf(w, asking, about)}>
        <form onSubmit={submit} className="grid gap-4">
          {asking === 'tell' || asking === 'resume' ? (
            <DayFields w={w} hasHow={asking === 'tell'} />
          ) : (
            <WordFields w={w} asking={asking} request={request} />
          )}
          {act.isError && <Callout tone="warn" alert title={errorWords(act.error)} />}
          <CourseActions onClose={close} busy={act.isPending} label={labelOf(w, asking)} />
        </form>
      </Dialog>
    </>
  );
}

/** Steps that say that nobody was told. */
const untold = /^person: (?:no-|not-|nobody)/;

const proofWays = ['another-address', 'call-back', 'detail'] as const;

function WordFields({ w, asking, request }: { w: Words; asking: Act['to'] | undefined; request: Request }) {
  const isAsking = asking === 'ask';
  const d = useWords(doubtWords);
  const grounds = groundsOf(w, asking, request);
  const [ground, setGround] = useState<string>(grounds[0]?.value ?? '');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const isDoubt = isAsking && ground === 'identity' && request.onBehalf === null; // the ways are worded for the person themself
  return (
    <>
      <SelectField
        required
        label={w.ground}
        name="ground"
        choices={grounds}
        value={ground}
        onChange={(event) => setGround(event.target.value)}
      />
      {isDoubt && (
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-sm font-medium">{d.proofs}</legend>
          {proofWays.map((way) => (
            <label key={way} className="flex items-start gap-2.5">
              <input
                type="checkbox"
                name="proof"
                value={way}
                checked={chosen.includes(way)}
                onChange={({ target }) => setChosen(target.checked ? [...chosen, way] : chosen.filter((each) => each !== way))}
                className="mt-1 size-4"
              />
              {d[way]}
            </label>
          ))}
          <p className="text-sm text-muted">{d.proofsHint}</p>
        </fieldset>
      )}
      <AreaField
        required={!isDoubt || chosen.length === 0}
        label={isAsking ? (isDoubt && chosen.length > 0 ? d.questionMore : w.question) : w.reasonForThem}
        name="said"
        rows={4}
        maxLength={1000}
      />
      {isAsking && <AreaField required label={w.why} hint={w.whyHint} name="why" rows={2} maxLength={500} />}
      {isAsking && Date.now() - Date.parse(request.receivedAt) > firstWeek && (
        <AreaField required label={w.whyLate} hint={w.whyLateHint} name="whyLate" rows={2} maxLength={500} />
      )}
    </>
  );
}
const firstWeek = 7 * 86_400_000;

/** The day on which the person was told, or answered, and how. */
function DayFields({ w, hasHow }: { w: Words; hasHow: boolean }) {
  const ways = ['in-the-thread', 'by-phone', 'by-letter', 'in-person'] as const;
  return (
    <>
      <Field required={hasHow} label={hasHow ? w.toldOn : w.answeredOn} name="on" type="date" />
      {hasHow && <SelectField required label={w.toldHow} name="how" choices={ways.map((value) => ({ value, label: w[value] }))} />}
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
const titleOf = (w: Words, asking: Act['to'] | undefined, told: Body<'recordTold'>['about']) => {
  if (asking === 'tell') return { title: w.tellTitle, about: told === 'answer' ? w.tellAnswerAbout : w.tellAbout };
  if (asking === 'resume') return { title: w.resumeTitle, about: w.resumeAbout };
  return asking === 'ask' ? { title: w.askBackTitle, about: w.askBackAbout } : { title: w.moreTimeTitle, about: w.moreTimeAbout };
};
const labelOf = (w: Words, asking: Act['to'] | undefined): string =>
  ({ ask: w.askNow, extend: w.moreTimeNow, resume: w.resume, tell: w.toldDone })[asking ?? 'ask'];

/** Who proved on the privacy page who they are is not asked again, unless a colleague knows something against it; what is meant stops the clock of a copy alone (recital 63). */
function groundsOf(w: Words, asking: Act['to'] | undefined, { source, kind, doubt, doubtedBy }: Request) {
  const isProved = source === 'person' && (!doubt || doubt.state === 'settled') && (doubtedBy ?? []).length === 0;
  const doubts = [...(isProved ? [] : (['identity'] as const)), ...(kind === 'access' ? (['clarification'] as const) : [])];
  const grounds = asking === 'extend' ? (['complexity', 'number'] as const) : doubts;
  return grounds.map((ground) => ({ value: ground, label: w[ground] }));
}
