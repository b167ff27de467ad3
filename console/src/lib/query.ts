// The cache of what the server said. A session that ended anywhere sends the page to the sign-in; live events keep the rest fresh (live.ts).
import { MutationCache, QueryCache, QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client, mayRetry, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export const meQuery = queryOptions({ queryKey: keys.me, queryFn: () => client.call('me'), staleTime: 5 * 60_000 });

/** Who is signed in; only on pages behind the sign-in. */
export function useMe() {
  return useSuspenseQuery(meQuery).data;
}

export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown): void => {
    if (problemCode(error) === 'not-signed-in') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
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
