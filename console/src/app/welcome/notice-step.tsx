// The notice as it would be published: every language, both layers, and what Art. 13 still misses; then publishing it.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { languages } from '#access/company-fields.tsx';
import { entryWords } from '#access/words.ts';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Article } from '#ui/refusal.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { toast } from '#ui/toast.tsx';
import { StepFoot, useNext } from './step-frame.tsx';
import { welcomeWords } from './words.ts';

type Preview = Answer<'previewNotice'>;

export function NoticeStep() {
  const w = useWords(welcomeWords);
  const cache = useQueryClient();
  const next = useNext('notice');
  const preview = useQuery({
    queryKey: [...keys.notices, 'preview'],
    queryFn: () => client.call('previewNotice', { body: {} }),
    staleTime: 0,
  });
  const publish = useMutation({
    mutationFn: () => client.call('publishNotice', { body: {} }),
    onSuccess: ({ items }) => {
      void cache.invalidateQueries({ queryKey: keys.notices });
      if (items[0]) toast(w.published(items[0].version));
      if (items[0]) next();
    },
  });
  if (preview.isPending) return <Skeleton lines={10} />;
  if (preview.isError) return <Failed error={preview.error} onRetry={() => void preview.refetch()} />;
  const { missing, changed, version } = preview.data;
  return (
    <>
      <div className="grid gap-4">
        {missing.length > 0 && <Missing missing={missing} />}
        {!changed && missing.length === 0 && <Callout tone="good">{w.inForce(version - 1)}</Callout>}
        <Layers notices={preview.data.items} />
        {publish.isError && <Callout tone="bad" alert title={errorWords(publish.error)} />}
      </div>
      {changed || missing.length > 0 ? (
        <StepFoot step="notice">
          <Button look="solid" icon={ScrollText} busy={publish.isPending} disabled={missing.length > 0} onClick={() => publish.mutate()}>
            {w.publish}
          </Button>
        </StepFoot>
      ) : (
        <StepFoot step="notice" />
      )}
    </>
  );
}

function Missing({ missing }: Pick<Preview, 'missing'>) {
  const language = useLanguage();
  const w = useWords(welcomeWords);
  return (
    <Callout tone="warn" title={w.missing}>
      <ul className="my-1.5 list-disc pl-5 text-ink">
        {missing.map((gap) => (
          <li key={`${gap.article} ${gap.what}`}>
            {language === 'de' ? gap.de : gap.what} <Article of={gap.article} />
          </li>
        ))}
      </ul>
      <span className="flex flex-wrap gap-2">
        {(['company', 'authority'] as const).map((step) => (
          <Link key={step} to="/welcome" search={{ step }} className={buttonClass('plain', 'sm')}>
            {w[step]}
          </Link>
        ))}
      </span>
    </Callout>
  );
}

function Layers({ notices }: { notices: Preview['items'] }) {
  const w = useWords(welcomeWords);
  const names = useWords(entryWords);
  const [language, setLanguage] = useState<string>(useLanguage());
  const notice = notices.find((each) => each.language === language);
  return (
    <Tabs
      label={w.noticeLanguage}
      tabs={languages.map((code) => ({ value: code, label: names[code] }))}
      value={language}
      onChange={setLanguage}
    >
      {notice && (
        <div className="mt-3 grid gap-4">
          <Card title={w.firstLayer}>
            <p lang={language} className="leading-relaxed">
              {notice.short}
            </p>
          </Card>
          <Card title={w.secondLayer}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
            <section lang={language} tabIndex={0} aria-label={w.secondLayer} className="grid max-h-96 gap-4 overflow-y-auto pr-2">
              {notice.sections.map((section) => (
                <section key={section.heading}>
                  <h3 className="font-semibold">
                    {section.heading} <Article of={section.article} />
                  </h3>
                  <p className="mt-0.5 leading-relaxed whitespace-pre-line text-muted">{section.body}</p>
                </section>
              ))}
            </section>
          </Card>
        </div>
      )}
    </Tabs>
  );
}
