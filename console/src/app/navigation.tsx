// The navigation: where one works, what keeps privacy, what is set once. The line to the server shows only when it is broken.

import type { StreamState } from '@parley/sdk';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { Search, WifiOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { waitingReviewQuery } from '#access/queries.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { requestsQuery } from '#rights/queries.ts';
import { Count } from '#ui/badge.tsx';
import { Kbd } from '#ui/kbd.tsx';
import { Mark } from '#ui/mark.tsx';
import { AccountMenu } from './account-menu.tsx';
import { placesFor } from './places.ts';
import { shellWords } from './words.ts';

export function Navigation({ line, onPalette, onKeys }: { line: StreamState; onPalette: () => void; onKeys: () => void }) {
  const w = useWords(shellWords);
  const me = useMe();
  const requests = useInfiniteQuery({ ...requestsQuery('open'), enabled: me.permissions.includes('requests.read') });
  const open = requests.data?.pages.flatMap((page) => page.items).length ?? 0;
  const review = useQuery({ ...waitingReviewQuery, enabled: me.permissions.includes('reviews.decide') }).data?.lines ?? 0;
  const shown = placesFor(me.permissions);
  const list = useRef<HTMLElement>(null);
  const place = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one is stays in sight, however low the window is
  useEffect(() => void list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' }), [place]);
  return (
    <div className="flex h-full flex-col px-2.5 py-3">
      <div className="mb-3 flex shrink-0 items-center gap-2.5 px-2">
        <Mark className="size-6 shrink-0" />
        <span className="truncate font-semibold">{me.workspace.name}</span>
      </div>
      <button
        type="button"
        onClick={onPalette}
        className="mb-3 flex h-8 shrink-0 items-center gap-2 rounded-md border border-line bg-raised px-2.5 text-sm text-muted shadow-card transition-colors duration-100 hover:text-ink pointer-coarse:h-11"
      >
        <Search aria-hidden className="size-3.5" strokeWidth={2} />
        <span className="grow text-left">{w.jump}</span>
        <Kbd keys="Control K" />
      </button>
      <nav ref={list} aria-label={w.main} className="grid scroll-py-2 gap-4 overflow-y-auto">
        {(['work', 'privacy', 'settings'] as const).map((group) => (
          <div key={group}>
            {group !== 'work' && <h2 className="px-2.5 pb-1 text-xs font-medium text-muted">{w[group]}</h2>}
            <ul className="grid gap-px">
              {shown
                .filter((place) => place.group === group)
                .map(({ to, name, icon: Icon }) => (
                  <li key={to}>
                    <Link
                      to={to}
                      activeOptions={{ exact: false, includeSearch: false }}
                      className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-base text-muted transition-colors duration-100 hover:bg-hover hover:text-ink aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:h-11"
                    >
                      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.9} />
                      <span className="grow truncate">{w[name]}</span>
                      {name === 'requests' && <Count of={open} label={w.openRequests} />}
                      {name === 'reviews' && <Count of={review} label={w.waitingLines} />}
                    </Link>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="mt-auto pt-3">
        {line === 'waiting' && (
          <p role="status" className="mb-2 flex items-center gap-2 rounded-md bg-warn-soft px-2.5 py-1.5 text-sm text-warn">
            <WifiOff aria-hidden className="size-3.5" strokeWidth={2} /> {w.waiting}
          </p>
        )}
        <AccountMenu onKeys={onKeys} />
      </div>
    </div>
  );
}
