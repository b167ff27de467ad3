// What every page stands in: the cache, the router, tooltips, toasts and the live region.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { announcement } from '#lib/announce.ts';
import { createQueryClient } from '#lib/query.ts';
import { Toasts } from '#ui/toast.tsx';
import { TooltipProvider } from '#ui/tooltip.tsx';
import { createAppRouter } from './router.tsx';

const cache = createQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (/^\/(sign-in|setup|invitation)/.test(pathname)) return;
  void router.navigate({ to: '/sign-in', search: { next: href } }).then(() => cache.clear());
});
const router = createAppRouter(cache);

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface StaticDataRouteOption {
    title?: string;
  }
}

export function App() {
  return (
    <QueryClientProvider client={cache}>
      <TooltipProvider delayDuration={400}>
        <RouterProvider router={router} />
        <Toasts />
        <LiveRegion />
      </TooltipProvider>
    </QueryClientProvider>
  );
}

function LiveRegion() {
  const sentence = useSyncExternalStore(announcement.subscribe, announcement.get);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {sentence}
    </div>
  );
}
