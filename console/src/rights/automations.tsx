// What the house decides about people by itself, as its parts declare it (Art. 13(2)(f), 22).
import { useQuery } from '@tanstack/react-query';
import { useArticle } from '#lib/article.ts';
import { client } from '#lib/client.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { reviewWords } from './review-words.ts';

export function Automations() {
  const w = useWords(reviewWords);
  const cite = useArticle();
  const language = useLanguage();
  const query = useQuery({ queryKey: ['automations', language], queryFn: () => client.call('listAutomations', { query: { language } }) });
  if (query.isPending) return <Skeleton lines={8} />;
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="grid gap-4">
      <p className="text-pretty text-muted">{w.about}</p>
      {query.data.items.map((each) => (
        <Card key={each.code} title={each.title} about={each.logic}>
          <Facts
            facts={[
              [w.inputs, each.inputs.join(', ')],
              [w.outcome, each.isSignificant ? `${w.significant}, ${cite(each.ground ?? '')}` : w.notSignificant],
              [w.version, each.version],
            ]}
          />
        </Card>
      ))}
    </div>
  );
}
