// Requests as the server tells them: both lists, each row with its clock and steps.

import type { Answer } from '@parley/contract';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export type Request = Answer<'openRequest'>;

export const requestsQuery = (state: 'open' | 'closed') =>
  infiniteQueryOptions({
    queryKey: keys.requestList(state),
    queryFn: ({ pageParam }) => client.call('listRequests', { query: { state, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page: Answer<'listRequests'>) => page.next,
  });

/** One request, looked for among the open ones and then the closed ones. */
export function useRequest(id: string) {
  const open = useInfiniteQuery(requestsQuery('open'));
  const closed = useInfiniteQuery(requestsQuery('closed'));
  const request = [open, closed]
    .flatMap((list) => list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .find((item) => item.id === id);
  return { request, isPending: open.isPending || closed.isPending, error: open.error ?? closed.error };
}
