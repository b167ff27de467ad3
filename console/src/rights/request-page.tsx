// One request: its clock, what was done step by step, and the decision that is due.

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BadgeCheck, CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { isGone } from '#lib/client.ts';
import { named, useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { Back } from '#ui/back.tsx';
import { buttonClass } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts, Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { Asked, ContestedIdentity } from './asked.tsx';
import { AnswerLetter, Asker } from './asker.tsx';
import { RequestClock, StateBadge } from './clock.tsx';
import { codeIn, courseFacts, hasCodes } from './course-facts.tsx';
import { courseWords } from './course-words.ts';
import { Decision } from './decision.tsx';
import { doubtWords } from './doubt-words.ts';
import { feeWords } from './fee-words.ts';
import { HandOut } from './hand-out.tsx';
import { KeptBack } from './kept.tsx';
import { keptWords } from './kept-words.ts';
import { type Request, requestQuery } from './queries.ts';
import { useWayIn } from './reached.tsx';
import { Recipients } from './recipients.tsx';
import { Review } from './review.tsx';
import { reviewWords } from './review-words.ts';
import { wishWords } from './wish-words.ts';
import { rightsWords } from './words.ts';

export function RequestPage({ id }: { id: string }) {
  const w = useWords(rightsWords);
  const own = useWords(wishWords);
  const course = useWords(courseWords);
  const review = useWords(reviewWords);
  const called = usePersonName();
  const purposeName = usePurposeName();
  const query = useQuery(requestQuery(id));
  const request = query.data;
  const back = <Back to="/requests">{w.back}</Back>;
  if (!request) {
    const missing = isGone(query.error);
    return (
      <Page narrow title={w.title} back={back}>
        {query.isPending ? (
          <Skeleton lines={6} />
        ) : missing ? (
          <Empty icon={CircleDashed} title={w.notThere} />
        ) : (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page
      narrow
      title={
        <>
          {w[request.kind]} <span className="font-normal text-muted">{own[request.kind]}</span>
        </>
      }
      back={back}
      actions={<RequestClock request={request} />}
    >
      <div className="grid gap-5">
        <Card>
          <Facts facts={factsOf(request, { ...own, ...w, ...outcomesOf(review) }, course, called, purposeName)} />
          <Decision request={request} />
          <AnswerLetter request={request} />
          {request.kind === 'erasure' && request.state === 'fulfilled' && (
            <p className="mt-5">
              <Link to="/requests/$request/certificate" params={{ request: request.id }} className={buttonClass('solid')}>
                <BadgeCheck aria-hidden className="size-4" strokeWidth={2} /> {w.showCertificate}
              </Link>
            </p>
          )}
        </Card>
        <Asker request={request} />
        <HandOut request={request} />
        {request.kind === 'erasure' && <KeptBack request={request} />}
        {request.kind === 'human-review' && <Review request={request} />}
        <Recipients request={request} />
        <Asked request={request} />
        <Card title={w.steps}>
          <ol className="grid gap-3.5">
            {request.steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
              <Step key={place} step={step} />
            ))}
          </ol>
        </Card>
      </div>
    </Page>
  );
}

function Step({ step }: { step: Request['steps'][number] }) {
  const w = useWords(rightsWords);
  const own = useWords(wishWords);
  const failed = step.name === 'traces-found';
  const course = useWords(courseWords);
  const { 'kept-apart': keptApart, 'kept-erased': keptErased, 'hold-lifted': holdLifted } = useWords(keptWords);
  const kept = { 'kept-apart': keptApart, 'kept-erased': keptErased, 'hold-lifted': holdLifted };
  const { doubted, 'doubt-settled': doubtSettled } = useWords(doubtWords);
  const labels = { ...own, ...w, ...course, ...useWords(feeWords), ...kept, doubted, 'doubt-settled': doubtSettled };
  const wayIn = useWayIn();
  const detail = step.name === 'received' ? wayIn(step.detail) : detailOf(step, labels);
  const Icon = failed ? CircleAlert : step.at ? CircleCheck : CircleDashed;
  return (
    <li className="flex gap-3">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4.5 shrink-0 ${failed ? 'text-bad' : step.at ? 'text-good' : 'text-muted'}`}
        strokeWidth={1.9}
      />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span>
            {step.name.startsWith('recipient:') ? w.namedRecipient(step.name.slice(10)) : named(labels, step.name.split(':')[0] ?? '')}
          </span>
          {step.at && <Time at={step.at} as="full" className="text-sm text-muted" />}
        </p>
        {detail && <p className="text-sm break-words text-muted">{detail}</p>}
      </div>
    </li>
  );
}

/** The detail in words where it is a code; what the name of the step says already is left out. */
function detailOf(step: Request['steps'][number], labels: Readonly<Record<string, unknown>>): string {
  const code = codeIn(step.detail);
  if (hasCodes(step.name)) return '';
  if (code) return named(labels, code);
  return step.name === 'sessions-cut' || step.name.startsWith('kept-') || step.name.startsWith('recipient:') ? '' : step.detail;
}

const outcomesOf = (w: (typeof reviewWords)['en']) => ({
  'decision-upheld': w['decision-upheld'],
  'decision-changed': w['decision-changed'],
});

function factsOf(
  request: Request,
  w: ReturnType<typeof useWords<(typeof rightsWords)['en']>> & ReturnType<typeof useWords<(typeof wishWords)['en']>>,
  course: (typeof courseWords)['en'],
  called: (person: NonNullable<Request['person']>) => string,
  purposeName: (code: string, known: string) => string,
) {
  const person = request.person;
  return [
    [
      w.source,
      <>
        {w[request.source]}
        {person && (
          <>
            {': '}
            <Link to="/people/$person" params={{ person: person.id }} className="text-accent underline underline-offset-2">
              {called(person)}
            </Link>
          </>
        )}
      </>,
    ],
    ...(request.purpose ? [[w.purpose, purposeName(request.purpose, request.purposeName ?? '')] as const] : []),
    ...(request.identity && person
      ? [[w.identity, <ContestedIdentity key="identity" person={person.id} identity={request.identity} />] as const]
      : []),
    [w.received, <Time key="received" at={request.receivedAt} as="full" />],
    [w.dueOn, <Time key="due" at={request.dueOn} as="day" />],
    ...courseFacts(request, course),
    ...(request.approvalsNeeded > 0 ? [[w.approvals, w.approvalsOf(request.approvals, request.approvalsNeeded)] as const] : []),
    [w.state, <StateBadge key="state" request={request} />],
    ...(request.outcome ? [[w.outcome, named(w, request.outcome)] as const] : []),
  ] as const;
}
