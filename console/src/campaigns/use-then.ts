// A change, after which every figure of campaigns is asked for again.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '#lib/keys.ts';

export function useThen<V, R>(mutationFn: (values: V) => Promise<R>, then?: (result: R) => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async (result) => {
      await cache.invalidateQueries({ queryKey: keys.campaigns });
      then?.(result);
    },
  });
}
