// One emergency access as a privacy officer sees it: who, what, why, when, and the verdict.
import { Link } from '@tanstack/react-router';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Time } from '#ui/time.tsx';
import type { Emergency } from './queries.ts';
import { Scope } from './scope.tsx';
import { emergencyWords } from './words.ts';

export function EmergencyRow({ emergency, onReview }: { emergency: Emergency; onReview: () => void }) {
  const w = useWords(emergencyWords);
  const me = useMe().staff.id;
  const name = emergency.staff.name || w.somebody;
  const { review } = emergency;
  const isOver = emergency.closedAt !== null || Date.parse(emergency.endsAt) <= Date.now();
  const ended = emergency.closedAt ?? emergency.endsAt;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line px-5 py-3.5">
      <div className="min-w-0 grow basis-72">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          <State emergency={emergency} isOver={isOver} />
        </p>
        <p className="text-sm text-muted">
          <Scope emergency={emergency} />, <Time at={emergency.openedAt} />, {w.until} <Time at={ended} as="clock" />
        </p>
        <p className="mt-1 text-base">
          {w[emergency.reason]}
          {emergency.note && <span className="text-muted">: {emergency.note}</span>}
        </p>
        {review && (
          <p className="mt-1 text-sm text-muted">
            {w[review.verdict]} {w.reviewedBy(review.by || w.somebody)}
            {review.note && `: ${review.note}`}
          </p>
        )}
        {emergency.person && (
          <p className="mt-1 text-sm">
            <Link
              to="/ledger"
              search={{ person: emergency.person }}
              className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline"
            >
              {w.looks}
            </Link>
          </p>
        )}
      </div>
      {isOver && !review && emergency.staff.id !== me && (
        <Button size="sm" aria-label={w.reviewOf(name)} onClick={onReview}>
          {w.review}
        </Button>
      )}
      {isOver && !review && emergency.staff.id === me && <span className="text-sm text-muted">{w.own}</span>}
    </li>
  );
}

function State({ emergency, isOver }: { emergency: Emergency; isOver: boolean }) {
  const w = useWords(emergencyWords);
  if (emergency.review)
    return <Badge tone={emergency.review.verdict === 'justified' ? 'good' : 'bad'}>{w[emergency.review.verdict]}</Badge>;
  return isOver ? <Badge tone="warn">{w.waits}</Badge> : <Badge tone="accent">{w.running}</Badge>;
}
