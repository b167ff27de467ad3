// Stands above every page while an emergency access is open, so that nobody forgets it, and ends it with one press.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useMe } from '#lib/query.ts';
import { mineQuery, reachChanged } from './queries.ts';

// seldom there: its words need not come with every first load
const Standing = lazy(() => import('./standing.tsx').then((part) => ({ default: part.Standing })));

export function EmergencyBanner() {
  const mayOpen = useMe().permissions.includes('emergency.open');
  const cache = useQueryClient();
  const items = useQuery({ ...mineQuery, enabled: mayOpen }).data?.items ?? [];
  const next = Math.min(...items.map((each) => Date.parse(each.endsAt)));
  useEffect(() => {
    if (!Number.isFinite(next)) return undefined;
    const timer = setTimeout(() => void reachChanged(cache), Math.max(0, next - Date.now()) + 1000);
    return () => clearTimeout(timer);
  }, [next, cache]);
  return (
    <Suspense>
      {items.map((each) => (
        <Standing key={each.id} emergency={each} />
      ))}
    </Suspense>
  );
}
