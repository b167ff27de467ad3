// How many agree to a purpose, whose yes ends soon, and who was asked anew: what a company sees before it switches that on, and before it changes what people agreed to.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { termWords } from './consent-terms-words.ts';
import type { Purpose } from './purposes-page.tsx';

export const renewalsQuery = ({ id }: Pick<Purpose, 'id'>) =>
  queryOptions({ queryKey: keys.renewals(id), queryFn: () => client.call('readRenewals', { params: { purpose: id } }), staleTime: 0 });

export function Renewals({ purpose }: { purpose: Purpose }) {
  const w = useWords(termWords);
  const figures = useQuery(renewalsQuery(purpose)).data;
  if (!figures) return null;
  const { stand, ending, asked, days, changed } = figures;
  return (
    <p className="mt-1 text-sm">
      {w.standing(stand, ending, days, asked)} {changed.ended > 0 && w.endedByChange(changed.ended, changed.asked)}
    </p>
  );
}
