// Assessments as the server tells them, and one way for everything that is done to one.
import type { Answer, Body } from '@parley/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { toast } from '#ui/toast.tsx';

export type Assessment = Answer<'readAssessment'>;
export type Item = Answer<'listAssessments'>['items'][number];
export type Content = Body<'changeAssessment'>['content'];
export type Risk = Content['risks'][number];
export type Measure = Content['measures'][number];

export const listQuery = queryOptions({ queryKey: keys.assessments, queryFn: () => client.call('listAssessments') });
export const assessmentQuery = (id: string, version: number | undefined) =>
  queryOptions({
    queryKey: keys.assessment(id, version),
    queryFn: () => client.call('readAssessment', { params: { assessment: id }, query: version === undefined ? {} : { version } }),
  });

/** Those who can be put in charge, by id. */
export function useColleagues(): { id: string; name: string }[] {
  const query = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff') });
  return (query.data?.items ?? []).filter(({ leftAt }) => leftAt === null).map(({ id, name }) => ({ id, name }));
}

/** Does something to an assessment; what comes back takes the place of what was shown. A refusal is said where `isQuiet` leaves that to the form. */
export function useAct<V>(send: (wanted: V) => Promise<Assessment>, onDone: (fresh: Assessment) => void, isQuiet = false) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (fresh) => {
      cache.setQueryData(keys.assessment(fresh.id, undefined), fresh);
      void cache.invalidateQueries({ queryKey: keys.assessments, exact: true });
      onDone(fresh);
    },
    onError: (error) => {
      if (!isQuiet) toast(errorWords(error), 'bad');
    },
  });
}
