// How the switch of the sandbox stands: asked for now and then, since a colleague may move it.
import { queryOptions } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export const switchQuery = queryOptions({
  queryKey: keys.sandboxSwitch,
  queryFn: () => client.call('readSandboxSwitch', { query: {} }),
  staleTime: 30_000,
  refetchInterval: 60_000,
});

/** With what would be stopped, for whoever is about to move it: never older than the question. */
export const countedQuery = queryOptions({
  queryKey: [...keys.sandboxSwitch, 'counted'],
  queryFn: () => client.call('readSandboxSwitch', { query: { counted: true } }),
  staleTime: 0,
});
