// The root of every address: what stands around a page, and what shows when there is none.
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { Broken, Lost } from './lost.tsx';
import { Root } from './shell.tsx';

export const root = createRootRouteWithContext<{ cache: QueryClient }>()({
  component: Root,
  notFoundComponent: Lost,
  errorComponent: Broken,
});
