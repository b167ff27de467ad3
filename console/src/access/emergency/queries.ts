// Emergencies as page, dialog and banner read them. What is open changes what one may do, so who one is, is read again with it.
import type { Answer } from '@parley/contract';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { inboxesQuery } from '#access/roles/queries.ts';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';

export type Emergency = Answer<'listEmergencies'>['items'][number];
const lookEveryMs = 20_000;

/** One's own that are open; asked for again and again, since they end by themselves. */
export const mineQuery = queryOptions({
  queryKey: keys.myEmergencies,
  queryFn: () => client.call('listMyEmergencies'),
  refetchInterval: lookEveryMs,
});

/** Reads again what an opening or an end changes: rights, inboxes, lists. */
export async function reachChanged(cache: QueryClient): Promise<void> {
  const stale = [keys.me, keys.myEmergencies, keys.emergencies, keys.inboxes, keys.lists, keys.counts];
  await Promise.all(stale.map((queryKey) => cache.invalidateQueries({ queryKey })));
}

/** Names of inboxes by id, where this page may know them. */
export function useInboxName(): (id: string) => string {
  const inboxes = useQuery({ ...inboxesQuery, retry: false }).data ?? [];
  return (id) => inboxes.find((inbox) => inbox.id === id)?.name ?? id;
}
