// The views as links with their counts: the address of the page is the state.
import { Link } from '@tanstack/react-router';
import { useWords } from '#lib/language.ts';
import { type View, views } from './views.ts';
import { inboxWords } from './words.ts';

export function ViewTabs({ view, inbox, counts }: { view: View; inbox: string | undefined; counts: Readonly<Record<string, number>> }) {
  const w = useWords(inboxWords);
  return (
    <nav aria-label={w.views} className="-mx-1 flex gap-0.5 overflow-x-auto px-1 py-0.5">
      {views.map((one) => (
        <Link
          key={one}
          to="/inbox"
          search={{ view: one, ...(inbox && { inbox }) }}
          aria-current={one === view ? 'page' : undefined}
          className="inline-flex h-7 shrink-0 items-center gap-1 rounded-md px-1.5 text-sm font-medium text-muted transition-colors duration-100 hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:text-ink pointer-coarse:h-10"
        >
          {w[one]}
          {one !== 'all' && one !== 'closed' && !!counts[one] && <span className="text-xs text-muted tabular-nums">{counts[one]}</span>}
        </Link>
      ))}
    </nav>
  );
}
