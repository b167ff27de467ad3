// One purpose to edit: what is fixed and why, where and how long, and what people read in four languages. Saving goes through a look at what follows.
import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { useCategoryNames } from '#lib/categories.ts';
import { named, useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Back } from '#ui/back.tsx';
import { basisWords } from '#ui/basis.ts';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts, Page } from '#ui/page.tsx';
import { Article } from '#ui/refusal.tsx';
import { ConsentTerms } from './consent-terms.tsx';
import { consequences, type Draft } from './draft.ts';
import { Limits } from './limits.tsx';
import { type Purpose, purposesQuery } from './purposes-page.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { Sources } from './sources.tsx';
import { Texts } from './texts.tsx';
import { purposeWords } from './words.ts';

export function PurposePage({ id }: { id: string }) {
  const w = useWords(purposeWords);
  const query = useQuery(purposesQuery(useLanguage()));
  const purpose = query.data?.items.find((each) => each.id === id);
  return (
    <Page title={purpose?.name ?? w.title} about={purpose?.description} back={<Back to="/purposes">{w.back}</Back>}>
      {query.isPending && <Skeleton lines={10} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && !purpose && <Empty icon={SearchX} title={w.gone} />}
      {purpose && <Editor key={`${purpose.id} ${purpose.version}`} purpose={purpose} />}
    </Page>
  );
}

function Editor({ purpose }: { purpose: Purpose }) {
  const w = useWords(purposeWords);
  const [draft, setDraft] = useState<Draft>(purpose);
  const [reviewing, setReviewing] = useState(false);
  const mayChange = useMe().permissions.includes('purposes.change');
  const found = consequences(purpose, draft);
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  return (
    <div className="grid gap-5">
      <Fixed purpose={purpose} />
      <Limits purpose={purpose} draft={draft} disabled={!mayChange} onChange={change} />
      {purpose.lawfulBasis === 'consent' && <ConsentTerms purpose={purpose} draft={draft} disabled={!mayChange} onChange={change} />}
      {purpose.code !== 'staff-administration' && <Sources purpose={purpose} draft={draft} disabled={!mayChange} onChange={change} />}
      <Texts purpose={purpose} draft={draft} disabled={!mayChange} onChange={change} />
      {mayChange && (
        <div className="sticky bottom-0 -mx-5 flex items-center justify-end gap-3 border-t border-line bg-surface px-5 py-3 sm:-mx-8 sm:px-8">
          <span role="status" className="text-sm text-muted">
            {!found.changed && w.noChange}
          </span>
          <Button look="solid" disabled={!found.changed} onClick={() => setReviewing(true)}>
            {w.review}
          </Button>
        </div>
      )}
      <ReviewDialog purpose={purpose} draft={draft} open={reviewing} onClose={() => setReviewing(false)} />
    </div>
  );
}

function Fixed({ purpose }: { purpose: Purpose }) {
  const w = useWords(purposeWords);
  const bases = useWords(basisWords);
  const categories = useCategoryNames();
  const line = (value: string, help: string, article = '') => (
    <>
      {value} <Article of={article} />
      <span className="block text-sm text-muted">{help}</span>
    </>
  );
  return (
    <Card title={w.fixed} about={w.fixedAbout}>
      <Facts
        facts={[
          [w.basis, line(named(bases, purpose.lawfulBasis), w.basisHelp, purpose.article)],
          [w.categories, line(categories(purpose.categories), w.categoriesHelp)],
          [w.recipients, line(purpose.recipients.join(', ') || w.nobody, w.recipientsHelp)],
        ]}
      />
    </Card>
  );
}
