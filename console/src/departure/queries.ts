// What stands of leaving; asked for again while an export is being made.
import type { Answer } from '@parley/contract';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export type Leaving = Answer<'readLeaving'>;
export type Made = Leaving['exports'][number];
export type End = NonNullable<Leaving['end']>;

export const leavingQuery = queryOptions({
  queryKey: keys.leaving,
  queryFn: () => client.call('readLeaving'),
  refetchInterval: ({ state }) => (state.data?.exports.some((each) => each.state === 'making') ? 1500 : false),
});

/** A change, after which everything about leaving is asked for again. */
export function useThen<V, R>(mutationFn: (values: V) => Promise<R>, then?: (result: R) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async (result) => {
      await cache.invalidateQueries({ queryKey: keys.leaving });
      then?.(result);
    },
  });
}
