// Legal holds that stand, those to be looked at first at the front; setting, reviewing and lifting them for whoever answers requests.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarClock, Scale } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { HoldDialog, LiftDialog } from './hold-dialog.tsx';
import { type Hold, holdsQuery } from './queries.ts';
import { retentionWords } from './words.ts';

type Doing = { readonly what: 'set' } | { readonly what: 'review' | 'lift'; readonly hold: Hold };

export function Holds() {
  const w = useWords(retentionWords);
  const mayDecide = useMe().permissions.includes('requests.approve');
  const query = useQuery(holdsQuery);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  return (
    <Card
      title={w.holds}
      about={w.holdsAbout}
      actions={
        mayDecide && (
          <Button icon={Scale} onClick={() => setDoing({ what: 'set' })}>
            {w.setHold}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton lines={2} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-muted">{w.noHolds}</p>}
      <ul>
        {query.data?.items.map((hold) => (
          <li key={hold.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0">
            <div className="min-w-0 grow basis-72">
              <p className="font-medium break-words">{hold.reason}</p>
              <p className="text-sm text-muted">
                <About hold={hold} /> · {w[hold.ground]}
              </p>
              <p className="mt-1 text-sm text-muted">
                {hold.isDue ? (
                  <Badge tone="warn" icon={CalendarClock}>
                    {w.due}
                  </Badge>
                ) : (
                  <>
                    {w.until} <Time at={hold.reviewOn} as="day" />
                  </>
                )}
              </p>
            </div>
            {mayDecide && (
              <div className="flex gap-2">
                <Button onClick={() => setDoing({ what: 'review', hold })}>{w.review}</Button>
                <Button onClick={() => setDoing({ what: 'lift', hold })}>{w.lift}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {doing && doing.what !== 'lift' && <HoldDialog hold={doing.what === 'review' ? doing.hold : undefined} onClose={close} />}
      {doing?.what === 'lift' && <LiftDialog hold={doing.hold} onClose={close} />}
    </Card>
  );
}

function About({ hold }: { hold: Hold }) {
  const w = useWords(retentionWords);
  const look = 'rounded-sm text-accent underline underline-offset-2';
  return hold.conversation === null ? (
    <Link to="/people/$person" params={{ person: hold.person }} className={look}>
      {w.wholePerson}
    </Link>
  ) : (
    <Link to="/inbox/$conversation" params={{ conversation: hold.conversation }} search={{}} className={look}>
      {w.oneConversation}
    </Link>
  );
}
