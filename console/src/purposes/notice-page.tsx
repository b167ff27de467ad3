// The privacy notice: what is in force in each language, what Art. 13 still misses, and publishing the next version.

import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button, buttonClass } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Page } from '#ui/page.tsx';
import { Article } from '#ui/refusal.tsx';
import { Tabs } from '#ui/tabs.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { noticeWords } from './words.ts';

type Notice = Answer<'listNotices'>['items'][number];
type Gap = Answer<'publishNotice'>['missing'][number];
const languages = ['en', 'de', 'fr', 'es'] as const;

export function NoticePage() {
  const w = useWords(noticeWords);
  const cache = useQueryClient();
  const notices = useQuery({ queryKey: keys.notices, queryFn: () => client.call('listNotices') });
  const known = useKnownGaps();
  const mayPublish = useMe().permissions.includes('purposes.change');
  const publish = useMutation({
    mutationFn: () => client.call('publishNotice', { body: {} }),
    onSuccess: (answer) => {
      const version = answer.items[0]?.version;
      if (version !== undefined) toast(w.published(version));
      void cache.invalidateQueries({ queryKey: keys.notices });
    },
  });
  const gaps = publish.data && publish.data.missing.length > 0 ? publish.data.missing : known;
  return (
    <Page
      narrow
      title={w.title}
      about={w.about}
      actions={
        mayPublish && (
          <Button look="solid" icon={ScrollText} busy={publish.isPending} onClick={() => publish.mutate()}>
            {w.publish}
          </Button>
        )
      }
    >
      <div className="grid gap-5">
        {publish.isError && <Callout tone="bad" alert title={errorWords(publish.error)} />}
        {gaps.length > 0 && <Gaps gaps={gaps} />}
        {notices.isPending && <Skeleton lines={10} />}
        {notices.isError && <Failed error={notices.error} onRetry={() => void notices.refetch()} />}
        {notices.data?.items.length === 0 && <Empty icon={ScrollText} title={w.none} more={w.noneMore} />}
        {notices.data && notices.data.items.length > 0 && <Published notices={notices.data.items} />}
      </div>
    </Page>
  );
}

function Gaps({ gaps }: { gaps: readonly Gap[] }) {
  const w = useWords(noticeWords);
  return (
    <Callout tone="warn" title={w.missing}>
      <ul className="my-1.5 list-disc pl-5 text-ink">
        {gaps.map((gap) => (
          <li key={`${gap.article} ${gap.what}`}>
            {gap.what} <Article of={gap.article} />
          </li>
        ))}
      </ul>
      <p className="mb-3">{w.missingMore}</p>
      <Link to="/company" className={buttonClass('plain', 'sm')}>
        {w.fill}
      </Link>
    </Callout>
  );
}

function Published({ notices }: { notices: readonly Notice[] }) {
  const w = useWords(noticeWords);
  const [language, setLanguage] = useState<string>(useLanguage());
  const own = notices.filter((notice) => notice.language === language);
  const [version, setVersion] = useState<number>();
  const shown = own.find((notice) => notice.version === version) ?? own[0];
  return (
    <Tabs label={w.language} tabs={languages.map((code) => ({ value: code, label: w[code] }))} value={language} onChange={setLanguage}>
      <div className="mt-3 grid gap-5">
        {shown && <NoticeText notice={shown} current={shown === own[0]} />}
        <Card title={w.versions}>
          <ul className="grid gap-1">
            {own.map((notice, place) => (
              <li key={notice.id}>
                <button
                  type="button"
                  aria-pressed={notice === shown}
                  onClick={() => setVersion(notice.version)}
                  className="-mx-2 flex w-[calc(100%+1rem)] items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-hover aria-pressed:bg-hover"
                >
                  <span className="font-medium">{w.version(notice.version)}</span>
                  {place === 0 && <Badge tone="good">{w.current}</Badge>}
                  <Time at={notice.publishedAt} as="full" className="ml-auto text-sm text-muted" />
                </button>
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </Tabs>
  );
}

function NoticeText({ notice, current }: { notice: Notice; current: boolean }) {
  const w = useWords(noticeWords);
  const title = (
    <span className="flex items-center gap-2.5">
      {w.version(notice.version)} {current && <Badge tone="good">{w.current}</Badge>}
    </span>
  );
  return (
    <Card title={title} about={<span className="font-mono text-xs break-all">{`${w.hash} ${notice.hash}`}</span>}>
      <article lang={notice.language} className="grid gap-4">
        <p className="rounded-md bg-accent-soft px-4 py-3">{notice.short}</p>
        {notice.sections.map((section) => (
          <section key={section.heading}>
            <h3 className="font-semibold">
              {section.heading} <Article of={section.article} />
            </h3>
            <p className="mt-0.5 leading-relaxed whitespace-pre-line text-muted">{section.body}</p>
          </section>
        ))}
      </article>
    </Card>
  );
}

/** What this page can see missing before anybody presses a button; the server's answer to publishing is the whole list. */
function useKnownGaps(): Gap[] {
  const w = useWords(noticeWords);
  const company = useQuery({ queryKey: keys.workspace, queryFn: () => client.call('readWorkspace') }).data;
  if (!company) return [];
  const facts = [
    [company.name, '13(1)(a)', w.name],
    [company.address, '13(1)(a)', w.address],
    [company.contactEmail, '13(1)(a)', w.contact],
    [company.authority, '13(2)(d)', w.authority],
  ] as const;
  return facts.filter(([value]) => !value?.trim()).map(([, article, what]) => ({ article, what }));
}
