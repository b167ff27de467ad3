// Every published version: when, by whom, and the hash that consents point at.
import { useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import type { Notice } from './notice-page.tsx';
import { noticeWords } from './notice-words.ts';

export function Versions({ notices, shown, onShow }: { notices: readonly Notice[]; shown: Notice; onShow: (version: number) => void }) {
  const w = useWords(noticeWords);
  const staff = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff'), staleTime: 5 * 60_000, retry: false }).data;
  const nameOf = (id: string | null): string => staff?.items.find((member) => member.id === id)?.name ?? w.somebody;
  return (
    <Card flush title={w.versions} about={w.versionsAbout}>
      <ul className="max-h-96 overflow-y-auto px-2.5 pb-3">
        {notices.map((notice, place) => (
          <li key={notice.id}>
            <button
              type="button"
              aria-pressed={notice === shown}
              onClick={() => onShow(notice.version)}
              className="focus-inset flex min-h-11 w-full flex-wrap items-center gap-x-3 rounded-md px-2.5 py-2 text-left transition-colors duration-75 hover:bg-hover aria-pressed:bg-pressed"
            >
              <span className="font-medium">{w.version(notice.version)}</span>
              {place === 0 && <Badge tone="good">{w.current}</Badge>}
              <span className="text-sm text-muted">
                <Time at={notice.publishedAt} as="full" /> · {w.by(nameOf(notice.publishedBy))}
              </span>
              <span className="font-mono text-xs text-muted sm:ml-auto" title={notice.hash}>
                {notice.hash.slice(0, 12)}…
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
