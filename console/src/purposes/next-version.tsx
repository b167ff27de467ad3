// The next version of the notice, shown against the one in force before anybody publishes it; or that there is nothing to publish.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Article } from '#ui/refusal.tsx';
import { toast } from '#ui/toast.tsx';
import { NoticeText } from './notice-text.tsx';
import { noticeWords } from './notice-words.ts';
import type { ReadingLanguage } from './reading.ts';
import { ReadingPanel } from './reading-panel.tsx';
import { countDifferences, type Layered } from './sections.ts';

export const previewQuery = queryOptions({
  queryKey: keys.noticePreview,
  queryFn: () => client.call('previewNotice', { body: {} }),
  staleTime: 0,
});

export function NextVersion({ inForce, language }: { inForce: Layered | undefined; language: string }) {
  const w = useWords(noticeWords);
  const cache = useQueryClient();
  const mayPublish = useMe().permissions.includes('purposes.change');
  const preview = useQuery(previewQuery);
  const publish = useMutation({
    mutationFn: () => client.call('publishNotice', { body: {} }),
    onSuccess: (answer) => {
      const version = answer.items[0]?.version;
      if (version !== undefined) toast(w.published(version));
      for (const queryKey of [keys.notices, keys.noticePreview]) void cache.invalidateQueries({ queryKey });
    },
  });
  if (preview.isPending)
    return (
      <Card title={w.next}>
        <Skeleton lines={4} />
      </Card>
    );
  if (preview.isError) return <Failed error={preview.error} onRetry={() => void preview.refetch()} />;
  const { version, changed, missing, items } = preview.data;
  const draft = items.find((item) => item.language === language);
  if (missing.length > 0) return <Gaps gaps={missing} />;
  if (!changed)
    return (
      <Callout tone="good" title={w.nothing}>
        {w.nothingMore}
      </Callout>
    );
  return (
    <>
      <Card
        title={w.nextOf(version)}
        about={inForce && draft ? w.differs(countDifferences(inForce, draft)) : w.firstOne}
        actions={
          mayPublish && (
            <Button look="solid" icon={ScrollText} busy={publish.isPending} onClick={() => publish.mutate()}>
              {w.publish(version)}
            </Button>
          )
        }
      >
        {publish.isError && <Callout tone="bad" alert title={errorWords(publish.error)} />}
        {draft && <NoticeText notice={draft} against={inForce} lang={language} />}
        <p className="mt-5 border-t border-line pt-3 text-sm text-muted">{w.follows}</p>
      </Card>
      {draft && <ReadingPanel notice={draft} language={language as ReadingLanguage} />}
    </>
  );
}

function Gaps({ gaps }: { gaps: readonly { article: string; what: string; de: string }[] }) {
  const language = useLanguage();
  const w = useWords(noticeWords);
  return (
    <Callout tone="warn" title={w.missing}>
      <ul className="my-1.5 list-disc pl-5 text-ink">
        {gaps.map((gap) => (
          <li key={`${gap.article} ${gap.what}`}>
            {language === 'de' ? gap.de : gap.what} <Article of={gap.article} />
          </li>
        ))}
      </ul>
      <p className="mb-3">{w.missingMore}</p>
      <p className="flex flex-wrap gap-2">
        <Link to="/company" className={buttonClass('plain', 'sm')}>
          {w.fill}
        </Link>
        {gaps.some(({ article }) => article === '14(2)(f)' || article === '14(1)(d)') && (
          <Link to="/purposes" className={buttonClass('plain', 'sm')}>
            {w.fillSources}
          </Link>
        )}
      </p>
    </Callout>
  );
}
