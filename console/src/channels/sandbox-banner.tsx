// Stands above every page while the sandbox is on, so that nobody waits for an answer that reached no one.
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { switchQuery } from './sandbox-query.ts';

// seldom there: its words need not come with every first load
const Standing = lazy(() => import('./sandbox-standing.tsx').then((part) => ({ default: part.SandboxStanding })));

export function SandboxBanner() {
  const isOn = useQuery(switchQuery).data?.isOn === true;
  return <Suspense>{isOn && <Standing />}</Suspense>;
}
