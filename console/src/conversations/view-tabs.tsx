// The views as links with their counts: the address of the page is the state. Each has its own column and a line for its count, so that nothing moves
// when the counts arrive.
import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, memo, startTransition, useEffect, useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { isPlainPress } from '#lib/press.ts';
import { afterPaint } from '#lib/slices.tsx';
import { shortCount } from '#lib/time.ts';
import { type View, views, type Within, withinAddress } from './views.ts';
import { inboxWords } from './words.ts';

type TabsProps = Within & { view: View; counts: Readonly<Record<string, number>> };

export const ViewTabs = memo(function ViewTabs({ view, inbox, store, team, counts }: TabsProps) {
  const w = useWords(inboxWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const [pressed, setPressed] = useState<View>();
  const release = (one: View): void => setPressed((now) => (now === one ? undefined : now));
  useEffect(() => setPressed((now) => (now === view ? undefined : now)), [view]);
  const at = pressed ?? view;
  // `teams` for whoever is in one, and what did not arrive where there is some
  const isShown = (one: View): boolean =>
    one === at || (one === 'teams' ? counts['teams'] !== undefined : one !== 'undelivered' || (counts['undelivered'] ?? 0) > 0);
  const follow = (event: MouseEvent, one: View): void => {
    if (!isPlainPress(event)) return;
    event.preventDefault();
    setPressed(one);
    const search = { view: one, ...(inbox && { inbox }), ...(store && { store }), ...(team && { team }) };
    afterPaint(() => void navigate({ to: '/inbox', search }).finally(() => startTransition(() => release(one))));
  };
  return (
    <nav aria-label={w.views} className="-mx-1 flex justify-between gap-0.5 overflow-x-auto px-1 py-0.5">
      {views.filter(isShown).map((one) => (
        // a plain link: a router's link would keep the old view marked until the new address has arrived
        <a
          key={one}
          href={`/inbox?view=${one}${withinAddress({ inbox, store, team })}`}
          aria-current={one === at ? 'page' : undefined}
          onClick={(event) => follow(event, one)}
          className="group flex h-10 min-w-9 shrink-0 flex-col items-center justify-center rounded-md px-1 text-xs font-medium text-muted transition-colors duration-100 hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:text-ink"
        >
          <span className="leading-4">{w[one]}</span>
          <span className="h-4 text-2xs leading-4 tabular-nums group-aria-[current=page]:text-accent">
            {counts[one] === undefined ? '' : shortCount(counts[one], language)}
          </span>
        </a>
      ))}
    </nav>
  );
});
