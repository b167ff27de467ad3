// Taking everything along, and going: two cards, since the first is useful without the second.
import { useQuery } from '@tanstack/react-query';
import { useWords } from '#lib/language.ts';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { EndCard } from './end-card.tsx';
import { ExportsCard } from './exports-card.tsx';
import { leavingQuery } from './queries.ts';
import { departureWords } from './words.ts';

export function LeavingPage() {
  const w = useWords(departureWords);
  const query = useQuery(leavingQuery);
  return (
    <Page title={w.title} about={w.about}>
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="grid gap-5">
          <ExportsCard exports={query.data.exports} />
          <EndCard end={query.data.end} />
        </div>
      )}
    </Page>
  );
}
