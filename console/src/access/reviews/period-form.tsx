// How often a review begins.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { TermForm } from '#access/term-form.tsx';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Card } from '#ui/page.tsx';
import { reviewWords } from './words.ts';

export function PeriodForm() {
  const w = useWords(reviewWords);
  const cache = useQueryClient();
  const terms = useQuery({ queryKey: keys.staffTerms, queryFn: () => client.call('readStaffTerms') }).data;
  if (!terms) return null;
  return (
    <div className="mt-5">
      <Card>
        <TermForm
          term="reviewDays"
          value={terms.reviewDays}
          within={[7, 730]}
          words={{ label: `${w.every} (${w.days})`, hint: w.everyHint, save: w.save, saved: w.saved }}
          onSaved={() => void cache.invalidateQueries({ queryKey: keys.accessReview })}
        />
      </Card>
    </div>
  );
}
