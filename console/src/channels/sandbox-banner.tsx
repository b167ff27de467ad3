// Stands above every page while the sandbox is on, so that nobody waits for an answer that reached no one. How it stands is known before the first page is drawn, or it would push that down.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { buttonClass } from '#ui/button.tsx';
import { bannerWords } from './banner-words.ts';
import { switchQuery } from './sandbox-query.ts';

export function SandboxBanner() {
  const w = useWords(bannerWords);
  const mayLook = useMe().permissions.includes('channels.captured');
  if (useQuery(switchQuery).data?.isOn !== true) return null;
  return (
    <section
      aria-label={w.title}
      className="flex items-center gap-x-3 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-sm print:hidden"
    >
      <FlaskConical aria-hidden className="size-4 shrink-0 text-warn" strokeWidth={2} />
      <p className="min-w-0 grow">
        <strong className="font-semibold text-warn">{w.banner}</strong> <span className="text-ink">{w.bannerMore}</span>
      </p>
      {mayLook && (
        <Link to="/channels/captured" aria-label={w.look} className={buttonClass('plain', 'sm')}>
          <span className="max-sm:hidden">{w.look}</span>
          <span className="sm:hidden" aria-hidden>
            {w.lookShort}
          </span>
        </Link>
      )}
    </section>
  );
}
