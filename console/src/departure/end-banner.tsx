// Stands above every page while the company is leaving, so that nobody who works here learns it on the day; with the way to call it off for who may.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PackageOpen } from 'lucide-react';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { fullDay } from '#lib/time.ts';
import { buttonClass } from '#ui/button.tsx';
import { endQuery } from './end-query.ts';
import { endWords } from './end-words.ts';

export function EndBanner() {
  const w = useWords(endWords);
  const language = useLanguage();
  const mayLeave = useMe().permissions.includes('workspace.leave');
  const end = useQuery(endQuery).data?.end;
  if (!end || (end.state === 'asked' && !mayLeave)) return null; // what one person asked for alone is no news yet
  const said = end.state === 'leaving' ? w.deleting() : w[end.state](fullDay(end.endsAt, language));
  return (
    <section
      aria-label={w.title}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-sm print:hidden"
    >
      <PackageOpen aria-hidden className="size-4 shrink-0 text-warn" strokeWidth={2} />
      <p className="min-w-0 grow">
        <strong className="font-semibold text-warn">{w.title}.</strong>{' '}
        <span className="text-ink">
          {said} {end.fetchUntil && end.state === 'closing' && w.fetch(fullDay(end.fetchUntil, language))}
        </span>
      </p>
      {mayLeave && (
        <Link to="/leaving" className={buttonClass('plain', 'sm')}>
          {end.state === 'leaving' ? w.see : w.look}
        </Link>
      )}
    </section>
  );
}
