// The cache of what the server said. A session that ended anywhere sends the page to the sign-in; live events keep the rest fresh (live.ts).

import type { Answer } from '@parley/contract';
import { MutationCache, QueryCache, QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client, isGone, mayRetry, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async () => sameDesk(await client.call('me')),
  staleTime: 5 * 60_000,
});

/** Begins a session in this page: what the one before had read is forgotten. */
export function beginSession(cache: QueryClient, me: Answer<'me'>): void {
  cache.clear();
  cache.setQueryData(keys.me, sameDesk(me));
}

let lastStaff: string | undefined;

/** Drafts and everything read live in the memory of this page. When somebody else sits down, the page begins anew and that memory is gone. */
function sameDesk(me: Answer<'me'>): Answer<'me'> {
  if (lastStaff !== undefined && lastStaff !== me.staff.id) location.assign('/');
  lastStaff = me.staff.id;
  return me;
}

/** Who is signed in; only on pages behind the sign-in. */
export function useMe() {
  return useSuspenseQuery(meQuery).data;
}

export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown): void => {
    if (problemCode(error) === 'not-signed-in') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        onError(error);
        if (isGone(error) && query.state.data !== undefined) query.setState({ data: undefined, status: 'error' }); // what was erased leaves this page too
      },
    }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (failures, error) => failures < 3 && mayRetry(error),
        retryDelay: (failures) => Math.min(8000, 500 * 2 ** failures),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
}
