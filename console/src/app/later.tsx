// What the inbox shows on top or beside, fetched when it is first wanted: dialogs at the press, the panel as soon as the page rests.
import { type ComponentProps, lazy, Suspense } from 'react';

const panel = () => import('./person-panel.tsx');
const LazyPanel = lazy(() => panel().then((part) => ({ default: part.PersonPanel })));
const LazyStart = lazy(() => import('./start-message.tsx').then((part) => ({ default: part.StartMessage })));
const LazyAsking = lazy(() => import('./asking.tsx').then((part) => ({ default: part.Asking })));

/** Has the panel at hand before the first conversation is opened. */
export function fetchPanel(): void {
  void panel().catch(() => undefined); // opening it tries again, and says so
}

export function PersonPanel(props: ComponentProps<typeof LazyPanel>) {
  return (
    <Suspense fallback={<div className="border-line bg-canvas md:border-l" />}>
      <LazyPanel {...props} />
    </Suspense>
  );
}

export function StartMessage(props: ComponentProps<typeof LazyStart>) {
  return (
    <Suspense>
      <LazyStart {...props} />
    </Suspense>
  );
}

export function Asking(props: ComponentProps<typeof LazyAsking>) {
  return (
    <Suspense>
      <LazyAsking {...props} />
    </Suspense>
  );
}
