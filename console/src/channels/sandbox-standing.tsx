// The sandbox is on: what that means, and where what would have been sent can be looked at.
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { buttonClass } from '#ui/button.tsx';
import { switchWords } from './switch-words.ts';

export function SandboxStanding() {
  const w = useWords(switchWords);
  const mayLook = useMe().permissions.includes('channels.captured');
  return (
    <section
      aria-label={w.title}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-warn-line bg-warn-soft px-4 py-1.5 text-sm print:hidden"
    >
      <FlaskConical aria-hidden className="size-4 shrink-0 text-warn" strokeWidth={2} />
      <p className="min-w-0 grow">
        <strong className="font-semibold text-warn">{w.banner}</strong> <span className="text-ink">{w.bannerMore}</span>
      </p>
      {mayLook && (
        <Link to="/channels/captured" className={buttonClass('plain', 'sm')}>
          {w.look}
        </Link>
      )}
    </section>
  );
}
