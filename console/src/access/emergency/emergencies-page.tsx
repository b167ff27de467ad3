// Emergencies: one's own that are open, and for privacy officers all of the last year with their verdicts.
import { useQuery } from '@tanstack/react-query';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import { Line, Lines } from '#access/security/lines.tsx';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Page } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { AloneCard } from './alone-card.tsx';
import { EmergencyRow } from './emergency-row.tsx';
import { OpenDialog } from './open-dialog.tsx';
import { type Emergency, mineQuery } from './queries.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { Scope } from './scope.tsx';
import { useEnd } from './standing.tsx';
import { emergencyWords } from './words.ts';

export function EmergenciesPage() {
  const w = useWords(emergencyWords);
  const { permissions } = useMe();
  const [opening, setOpening] = useState(false);
  const open = permissions.includes('emergency.open') && (
    <Button look="solid" icon={Siren} onClick={() => setOpening(true)}>
      {w.open}
    </Button>
  );
  return (
    <Page narrow title={w.title} about={w.about} actions={open}>
      <div className="grid gap-5">
        <Mine />
        {permissions.includes('emergency.review') && <All />}
        {permissions.includes('emergency.review') && <AloneCard />}
      </div>
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </Page>
  );
}

function Mine() {
  const w = useWords(emergencyWords);
  const query = useQuery(mineQuery);
  const end = useEnd();
  return (
    <Card title={w.mine}>
      {query.isPending && <Skeleton lines={1} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-base text-muted">{w.mineNone}</p>}
      <Lines>
        {query.data?.items.map((each) => (
          <Line
            key={each.id}
            icon={Siren}
            title={<Scope emergency={each} link />}
            action={
              <Button size="sm" busy={end.isPending} onClick={() => end.mutate(each.id)}>
                {w.endNow}
              </Button>
            }
          >
            {w[each.reason]}, {w.until} <Time at={each.endsAt} as="clock" />
          </Line>
        ))}
      </Lines>
    </Card>
  );
}

function All() {
  const w = useWords(emergencyWords);
  const query = useQuery({ queryKey: keys.emergencies, queryFn: () => client.call('listEmergencies') });
  const [reviewing, setReviewing] = useState<Emergency>();
  return (
    <Card title={w.all} about={w.allAbout} flush>
      <div className="px-5 pb-4">
        {query.isPending && <Skeleton lines={3} />}
        {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && (
          <p className="text-base text-muted">
            {w.none} {w.noneMore}
          </p>
        )}
      </div>
      <ul>
        {query.data?.items.map((each) => (
          <EmergencyRow key={each.id} emergency={each} onReview={() => setReviewing(each)} />
        ))}
      </ul>
      {reviewing && <ReviewDialog emergency={reviewing} onClose={() => setReviewing(undefined)} />}
    </Card>
  );
}
