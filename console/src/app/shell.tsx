// The shell around every page behind the sign-in: navigation at the side, or behind a button where it is narrow.
import { Outlet, useMatches } from '@tanstack/react-router';
import { Menu as MenuIcon } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { EmergencyBanner } from '#access/emergency/banner.tsx';
import { Proving } from '#access/proving.tsx';
import { SandboxBanner } from '#channels/sandbox-banner.tsx';
import { isAnythingWritten } from '#conversations/drafts.ts';
import { isAnythingUnsent } from '#conversations/outbox.ts';
import { EndBanner } from '#departure/end-banner.tsx';
import { named, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { IconButton } from '#ui/button.tsx';
import { Sheet } from '#ui/dialog.tsx';
import { Mark } from '#ui/mark.tsx';
import { useGlobalKeys } from './global-keys.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { unseen, useLive } from './live.ts';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';
import { shellWords } from './words.ts';

/** Around everything, signed in or not: the title of the page. */
export function Root() {
  useTitle();
  return <Outlet />;
}

const SecondFactorFirst = lazy(() => import('#access/second-factor-first.tsx').then((part) => ({ default: part.SecondFactorFirst })));

/** Everything behind the sign-in, or the one page that comes before it. */
export function House() {
  if (!useMe().secondFactorNeeded) return <Shell />;
  return (
    <Suspense>
      <SecondFactorFirst />
    </Suspense>
  );
}

function Shell() {
  const w = useWords(shellWords);
  const line = useLive();
  const keys = useGlobalKeys();
  const [menu, setMenu] = useState(false);
  const place = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  useGuard();
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the menu
  useEffect(() => setMenu(false), [place]);
  const navigation = <Navigation line={line} onPalette={keys.openPalette} onKeys={keys.openHelp} />;
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)] lg:grid-cols-[13.5rem_minmax(0,1fr)] lg:grid-rows-1 print:block">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        {w.skip}
      </a>
      <aside className="hidden border-r border-line bg-canvas lg:block print:hidden">{navigation}</aside>
      <header className="flex h-12 items-center gap-2 border-b border-line bg-canvas px-2 lg:hidden print:hidden">
        <IconButton icon={MenuIcon} label={w.menu} onClick={() => setMenu(true)} />
        <Mark className="size-6" />
        <span className="truncate font-semibold">{useMe().workspace.name}</span>
      </header>
      <div className="flex min-h-0 min-w-0 flex-col">
        <EmergencyBanner />
        <SandboxBanner />
        <EndBanner />
        <div className="min-h-0 grow">
          <Outlet />
        </div>
      </div>
      <Sheet open={menu} onClose={() => setMenu(false)} title={w.menu}>
        {navigation}
      </Sheet>
      <KeysDialog open={keys.help} onClose={keys.closeHelp} />
      <Palette open={keys.palette} onClose={keys.closePalette} onKeys={keys.openHelp} />
      <Proving />
    </div>
  );
}

/** The name of the page, with the number of messages that came in while nobody looked. */
function useTitle(): void {
  const w = useWords(shellWords);
  const title = useMatches({ select: (matches) => matches.findLast((match) => match.staticData.title)?.staticData.title });
  const waiting = useSyncExternalStore(unseen.subscribe, unseen.get);
  useEffect(() => {
    const name = title ? `${named(w, title)} · Parley` : 'Parley';
    document.title = waiting > 0 ? `(${waiting}) ${name}` : name;
  }, [title, waiting, w]);
}

/** Asks before leaving would lose words that were written or are on their way. */
function useGuard(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (isAnythingUnsent() || isAnythingWritten()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, []);
}
