// The newest review of who has what: what is still to decide, and when the next one begins.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { type Deciding, MemberLines } from './member-lines.tsx';
import { PastReviews } from './past-reviews.tsx';
import { PeriodForm } from './period-form.tsx';
import { reviewWords } from './words.ts';

export function ReviewsPage() {
  const w = useWords(reviewWords);
  const cache = useQueryClient();
  const me = useMe();
  const mayDecide = me.permissions.includes('reviews.decide');
  const query = useQuery({ queryKey: keys.accessReview, queryFn: () => client.call('readAccessReview'), enabled: mayDecide });
  const [deciding, setDeciding] = useState<Deciding>();
  const start = useMutation({
    mutationFn: () => client.call('startAccessReview'),
    onSuccess: () => toast(w.started),
    onError: (error) => toast(errorWords(error), 'bad'),
    onSettled: () => Promise.all([keys.accessReview, keys.accessReviews].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
  const { review, dueAt } = query.data ?? { review: null, dueAt: undefined };
  const isOver = !review || review.finishedAt !== null;
  const lines = review?.members.flatMap((member) => member.lines) ?? [];
  const begin = query.data && isOver && (
    <Button look="solid" icon={ClipboardCheck} busy={start.isPending} onClick={() => start.mutate()}>
      {w.start}
    </Button>
  );
  return (
    <Page narrow title={w.title} about={w.about} actions={begin}>
      {mayDecide && query.isPending && <Skeleton lines={10} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !review && (
        <Empty
          icon={ClipboardCheck}
          title={w.none}
          more={
            dueAt ? (
              <>
                {w.due} <Time at={dueAt} as="day" />.
              </>
            ) : (
              w.noneMore
            )
          }
        />
      )}
      {review && (
        <div className="grid gap-5">
          <p role="status" className="text-base">
            {review.finishedAt ? w.finished : w.since} <Time at={review.finishedAt ?? review.startedAt} as="day" />.{' '}
            <span className="text-muted">{w.left(lines.filter((line) => line.decision === null).length, lines.length)}</span>
          </p>
          {review.members.map((member) => (
            <MemberLines key={member.staff} {...{ member, isOver }} hasOthers={review.members.length > 1} onDecide={setDeciding} />
          ))}
        </div>
      )}
      {dueAt && review && isOver && (
        <p className="mt-5 text-sm text-muted">
          {w.due} <Time at={dueAt} as="day" />.
        </p>
      )}
      {me.permissions.includes('staff.change') && <PeriodForm />}
      {me.permissions.includes('audits.read') && (!mayDecide || query.data) && <PastReviews but={review?.id} isAll={!mayDecide} />}
      {deciding && <DecideDialog {...deciding} onClose={() => setDeciding(undefined)} />}
    </Page>
  );
}
