// The requests of one person beside their conversation.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Section } from '#ui/section.tsx';
import { RequestClock } from './clock.tsx';
import { isInDoubt } from './doubt.tsx';
import { doubtWords } from './doubt-words.ts';
import { requestsQuery } from './queries.ts';
import { rightsWords } from './words.ts';

export function PersonRequests({ person }: { person: string }) {
  const w = useWords(rightsWords);
  const { badge } = useWords(doubtWords);
  const open = useInfiniteQuery(requestsQuery('open'));
  const closed = useInfiniteQuery(requestsQuery('closed'));
  const theirs = [open, closed]
    .flatMap((list) => list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((request) => request.person?.id === person);
  if (theirs.length === 0) return null;
  return (
    <Section title={w.title}>
      <ul className="grid gap-1.5">
        {theirs.map((request) => (
          <li key={request.id} className="flex items-center gap-2">
            <Link
              to="/requests/$request"
              params={{ request: request.id }}
              className="min-w-0 grow truncate underline-offset-2 hover:underline"
            >
              {w[request.kind]}
            </Link>
            {isInDoubt(request) && <Badge tone="warn">{badge}</Badge>}
            <RequestClock request={request} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
