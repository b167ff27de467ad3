// The legal clock of a request: days left in words, with a tone that grows warmer. The date itself always stands beside it.
import { CircleAlert, CirclePause, Clock } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { courseWords } from './course-words.ts';
import { feeWords } from './fee-words.ts';
import type { Request } from './queries.ts';
import { rightsWords } from './words.ts';

export function RequestClock({ request }: { request: Request }) {
  const w = useWords(rightsWords);
  const course = useWords(courseWords);
  if (request.closedAt) return <StateBadge request={request} />;
  if (request.paused) return <Badge icon={CirclePause}>{course.waits}</Badge>;
  const days = request.daysLeft;
  return (
    <Badge tone={clockTone(days)} icon={days < 0 ? CircleAlert : Clock}>
      {days < 0 ? w.late(-days) : days === 0 ? w.dueToday : w.daysLeft(days)}
    </Badge>
  );
}

export function StateBadge({ request }: { request: Request }) {
  const fee = useWords(feeWords);
  const w = useWords(rightsWords);
  const tone: Tone = request.state === 'fulfilled' ? 'good' : request.state === 'refused' ? 'warn' : 'accent';
  return <Badge tone={tone}>{request.state === 'withdrawn' ? fee.withdrawn : w[request.state]}</Badge>;
}

/** How warm the clock looks: the last week warns, a missed day alarms. */
export function clockTone(daysLeft: number): Tone {
  if (daysLeft < 0) return 'bad';
  return daysLeft <= 7 ? 'warn' : 'plain';
}
