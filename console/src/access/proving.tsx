// The dialog that asks "is it still you?" comes when somebody is asked: it brings the browser's side of passkeys along.
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { waiting } from '#lib/proof.ts';

const ProveDialog = lazy(() => import('./prove-dialog.tsx').then((part) => ({ default: part.ProveDialog })));

export function Proving() {
  const isAsked = useSyncExternalStore(waiting.subscribe, waiting.get).length > 0;
  return <Suspense>{isAsked && <ProveDialog />}</Suspense>;
}
