// The privacy notice: the next version against the one in force, and every version that was published, to read and to compare (Art. 13, 5(2)).

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { SelectField } from '#ui/field.tsx';
import { Card, Page } from '#ui/page.tsx';
import { NextVersion, previewQuery } from './next-version.tsx';
import { NoticeText } from './notice-text.tsx';
import { noticeWords } from './notice-words.ts';
import type { ReadingLanguage } from './reading.ts';
import { ReadingPanel } from './reading-panel.tsx';
import { Versions } from './versions.tsx';

export type Notice = Answer<'listNotices'>['items'][number];
const languages = ['en', 'de', 'fr', 'es'] as const;

export function NoticePage() {
  const w = useWords(noticeWords);
  const [language, setLanguage] = useState<string>(useLanguage());
  const notices = useQuery({ queryKey: keys.notices, queryFn: () => client.call('listNotices') });
  const isReady = !useQuery(previewQuery).isPending && notices.isSuccess; // what stands below would jump
  const own = notices.data?.items.filter((notice) => notice.language === language) ?? [];
  return (
    <Page
      title={w.title}
      about={w.about}
      actions={
        <SelectField
          label={w.language}
          value={language}
          onChange={(event) => setLanguage(event.target.value)}
          choices={languages.map((code) => ({ value: code, label: w[code] }))}
        />
      }
    >
      <div className="grid gap-5">
        {!isReady && !notices.isError && <Skeleton lines={10} />}
        {notices.isError && <Failed error={notices.error} onRetry={() => void notices.refetch()} />}
        {isReady && <NextVersion inForce={own[0]} language={language} />}
        {isReady && own.length === 0 && <Empty icon={ScrollText} title={w.none} more={w.noneMore} />}
        {isReady && own.length > 0 && <Published notices={own} language={language} />}
      </div>
    </Page>
  );
}

function Published({ notices, language }: { notices: readonly Notice[]; language: string }) {
  const w = useWords(noticeWords);
  const [version, setVersion] = useState<number>();
  const [other, setOther] = useState<number>();
  const shown = notices.find((notice) => notice.version === version) ?? notices[0];
  const against = other === shown?.version ? undefined : notices.find((notice) => notice.version === other);
  if (!shown) return null;
  const [older, newer] = against && against.version > shown.version ? [shown, against] : [against, shown];
  return (
    <>
      <Versions notices={notices} shown={shown} onShow={setVersion} />
      <Card
        title={older ? w.compared(older.version, newer.version) : w.version(shown.version)}
        about={<span className="break-all">{`${w.hash} ${shown.hash}`}</span>}
        actions={
          notices.length > 1 && (
            <div className="w-52">
              <SelectField
                label={w.compareWith}
                value={other ?? ''}
                onChange={(event) => setOther(Number(event.target.value) || undefined)}
                choices={[
                  { value: '', label: w.noComparison },
                  ...notices
                    .filter((notice) => notice !== shown)
                    .map((notice) => ({ value: String(notice.version), label: w.version(notice.version) })),
                ]}
              />
            </div>
          )
        }
      >
        {older?.hash === newer.hash ? <p className="mb-3 text-muted">{w.same}</p> : null}
        <NoticeText notice={newer} against={older} lang={language} />
      </Card>
      <ReadingPanel notice={newer} language={language as ReadingLanguage} />
    </>
  );
}
