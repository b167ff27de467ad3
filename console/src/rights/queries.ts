// Requests as the server tells them: both lists, each row with its clock and steps, and one with its words.

import type { Answer } from '@parley/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export type Request = Answer<'openRequest'>;

export const requestsQuery = (state: 'open' | 'closed' | 'untold') =>
  infiniteQueryOptions({
    queryKey: keys.requestList(state),
    queryFn: ({ pageParam }) => client.call('listRequests', { query: { state, ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page: Answer<'listRequests'>) => page.next,
  });

/** One request with the words of the person; the server records each reading, so it is not asked again only because the window was looked at. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: keys.request(id),
    queryFn: () => client.call('readRequest', { params: { request: id } }),
    refetchOnWindowFocus: false,
  });
