// The company as every page of this feature, and the set-up, reads and changes it.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { type Company, factsOf } from './company-facts.ts';

export const companyQuery = queryOptions({ queryKey: keys.workspace, queryFn: () => client.call('readWorkspace') });

/** How many lines of a review wait for whoever looks; a review begins by itself, so it is asked for again. */
export const waitingReviewQuery = queryOptions({
  queryKey: keys.waitingReview,
  queryFn: () => client.call('readWaitingReview'),
  refetchInterval: 900_000,
});

/** Keeps what the server answered about the company, and lets what was built from it be read again. */
export function useKeepCompany(): (fresh: Company) => void {
  const cache = useQueryClient();
  return (fresh) => {
    cache.setQueryData(keys.workspace, fresh);
    void cache.invalidateQueries({ queryKey: keys.me });
  };
}

/** Saves the facts of a form; `onSaved` once they are kept. */
export function useSaveCompany(onSaved: () => void) {
  const keep = useKeepCompany();
  return useMutation({
    mutationFn: (form: FormData) => client.call('changeWorkspace', { body: factsOf(form) }),
    onSuccess: (fresh) => {
      keep(fresh);
      onSaved();
    },
  });
}
