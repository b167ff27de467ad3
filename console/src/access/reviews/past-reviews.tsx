// Reviews of the last three years, each to be opened and read: what was kept or taken away, by whom and why (Art. 5(2)).
import { useQuery } from '@tanstack/react-query';
import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { MemberLines } from './member-lines.tsx';
import { reviewWords } from './words.ts';

/** All but the one that stands above, which is `but`; `isAll` where nothing stands above. */
export function PastReviews({ but, isAll }: { but: string | undefined; isAll: boolean }) {
  const w = useWords(reviewWords);
  const [shown, setShown] = useState<string>();
  const query = useQuery({ queryKey: keys.accessReviews, queryFn: () => client.call('listAccessReviews') });
  const items = query.data?.items.filter((each) => each.id !== but) ?? [];
  if (query.isPending && !isAll) return null; // mostly there is none yet, and nothing should jump
  if (query.isSuccess && items.length === 0) return isAll ? <Empty icon={ClipboardCheck} title={w.none} more={w.noneMore} /> : null;
  return (
    <section aria-label={isAll ? w.all : w.earlier} className="mt-8 grid gap-5 first:mt-0">
      <Card title={isAll ? w.all : w.earlier} about={w.earlierAbout} flush>
        {query.isPending && <Skeleton lines={3} className="px-5 py-3" />}
        {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        <ul>
          {items.map(({ id, startedAt, finishedAt, lines, kept, taken, gone }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-5 py-3">
              <p className="min-w-0 grow basis-60">
                <span className="block font-medium">
                  <Time at={startedAt} as="day" />
                  {finishedAt && (
                    <>
                      {' – '}
                      <Time at={finishedAt} as="day" />
                    </>
                  )}
                </span>
                <span className="text-sm text-muted">
                  {w.sum(kept, taken, gone)} {kept + taken + gone < lines && w.left(lines - kept - taken - gone, lines)}
                </span>
              </p>
              <Button size="sm" aria-expanded={shown === id} onClick={() => setShown(shown === id ? undefined : id)}>
                {shown === id ? w.hide : w.read}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
      {shown && <Past review={shown} />}
    </section>
  );
}

function Past({ review }: { review: string }) {
  const query = useQuery({ queryKey: keys.pastReview(review), queryFn: () => client.call('readPastReview', { params: { review } }) });
  if (query.isPending) return <Skeleton lines={6} />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="grid gap-5">
      {query.data.members.map((member) => (
        <MemberLines key={member.staff} member={member} isOver hasOthers onDecide={() => undefined} />
      ))}
    </div>
  );
}
