// What this feature asks of the server, and how a changed conversation finds its way into everything already loaded.

import type { Body } from '@parley/contract';
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  type QueryKey,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { client, errorWords, isGone } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { onceHeard } from '#lib/line.ts';
import { meQuery } from '#lib/query.ts';
import { toast } from '#ui/toast.tsx';
import { belongs, layOver, place, remove } from './placing.ts';
import type { Conversation, ConversationPage, Message, MessagePage } from './types.ts';
import type { View, Within } from './views.ts';

/** Live events keep these up to date; asking again for every loaded page when somebody comes back to the window would be a look at everybody in them. */
const keptByEvents = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;

export const listQuery = (view: View, within: Within) =>
  infiniteQueryOptions({
    queryKey: keys.list(view, within),
    queryFn: async ({ pageParam }) => {
      await onceHeard();
      return client.call('listConversations', { query: { view, limit: 60, ...asked(within), ...(pageParam && { cursor: pageParam }) } });
    },
    initialPageParam: '',
    getNextPageParam: (page: ConversationPage) => page.next,
    ...keptByEvents,
  });

/** How many conversations each view holds; nobody is looked at for it. */
export const countsQuery = (within: Within) =>
  queryOptions({
    queryKey: [...keys.counts, within.inbox ?? 'any', within.store ?? 'any', within.team ?? 'any'],
    queryFn: async () => (await client.call('listConversations', { query: { limit: 0, ...asked(within) } })).counts,
  });

const asked = ({ inbox, store, team }: Within) => ({ ...(inbox && { inbox }), ...(store && { store }), ...(team && { team }) });

export const teamsQuery = queryOptions({
  queryKey: keys.teamNames([]),
  queryFn: () => client.call('listTeamNames'),
  staleTime: 5 * 60_000,
  retry: false, // whose role does not show colleagues, is shown no teams
});

export const inboxesQuery = queryOptions({ queryKey: keys.inboxes, queryFn: () => client.call('listInboxes'), staleTime: 5 * 60_000 });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.conversation(id),
    queryFn: () => onceHeard().then(() => client.call('readConversation', { params: { conversation: id } })),
    ...keptByEvents,
  });

/** What the list holds of a conversation is its head as it opens, and is not asked for again. Given once, at the opening: were it a standing first value, it would bring back a person who was erased meanwhile. */
export function lendHead(cache: QueryClient, row: Conversation): void {
  if (cache.getQueryState(keys.conversation(row.id)) === undefined) cache.setQueryData(keys.conversation(row.id), row);
}

/** Pages of a thread from the newest backwards. Reading is recorded in the ledger, so it is repeated only when something changed. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.messages(id),
    queryFn: async ({ pageParam }) => {
      await onceHeard();
      return client.call('listMessages', { params: { conversation: id }, query: pageParam > 0 ? { before: pageParam } : {} });
    },
    initialPageParam: 0,
    getNextPageParam: (page: MessagePage) => (page.earlier ? page.items[0]?.sequence : undefined),
    ...keptByEvents,
  });

let asks = 0;
/** Whose answer counts, by conversation: an earlier one under way may be from before what is told now, and may come later. */
const latest = new Map<string, number>();

/** Brings one conversation up to date everywhere, its thread only when `words` changed, and all that is loaded of it when a message `oldest` did that may stand before its newest page; answers with it, or with nothing when it is gone. */
export async function refreshConversation(
  cache: QueryClient,
  id: string,
  words = true,
  oldest = Number.POSITIVE_INFINITY,
): Promise<Conversation | undefined> {
  if (words) void freshen(cache, id, oldest);
  void cache.invalidateQueries({ queryKey: keys.counts });
  try {
    asks += 1;
    const turn = asks;
    latest.set(id, turn);
    const fresh = await client.call('readConversation', { params: { conversation: id } });
    if (latest.get(id) === turn) spread(cache, fresh);
    return fresh;
  } catch (error) {
    if (!isGone(error)) throw error;
    cache.setQueriesData<InfiniteData<ConversationPage>>({ queryKey: keys.lists }, (list) => list && remove(list, id));
    return undefined;
  }
}

/** Assigns or changes the status; shown at once, taken back if the server says no. */
export function useChangeConversation(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Body<'changeConversation'>) => client.call('changeConversation', { params: { conversation: id }, body }),
    onSuccess: (fresh) => {
      spread(cache, fresh);
      void cache.invalidateQueries({ queryKey: keys.counts });
    },
    onError: (error) => toast(errorWords(error), 'bad'),
  });
}

export function useMarkRead() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, sequence }: { id: string; sequence: number }) =>
      client.call('markRead', { params: { conversation: id }, body: { sequence } }),
    onMutate: ({ id }) => {
      const known = cache.getQueryData(conversationQuery(id).queryKey);
      if (known) spread(cache, { ...known, unread: 0 });
    },
  });
}

/** Puts a message the server confirmed into the thread, once, and its beginning into the lists; the live event that follows brings the rest. */
export function putMessage(cache: QueryClient, conversation: string, message: Message): void {
  cache.setQueryData(messagesQuery(conversation).queryKey, (thread) => {
    const newest = thread?.pages[0];
    if (!thread || !newest || thread.pages.some((page) => page.items.some((one) => one.id === message.id))) return thread;
    const items = [...newest.items, message].sort((one, other) => one.sequence - other.sequence);
    return { ...thread, pages: [{ ...newest, items }, ...thread.pages.slice(1)] };
  });
  const known = cache.getQueryData(conversationQuery(conversation).queryKey);
  if (known && message.sequence > known.lastSequence) {
    const excerptOf = message.kind === 'note' ? 'note' : message.direction;
    spread(cache, { ...known, excerpt: message.text.slice(0, 140), excerptOf, lastSequence: message.sequence, lastMessageAt: message.at });
  }
}

/** Reads the newest page of an open thread and lays it over what is known: one request and one look, however far back the thread is loaded. */
async function freshen(cache: QueryClient, id: string, oldest: number): Promise<void> {
  const { queryKey } = messagesQuery(id);
  cache.removeQueries({ queryKey, type: 'inactive' });
  if (!cache.getQueryData(queryKey)) {
    await underWay(cache, queryKey);
    return cache.invalidateQueries({ queryKey });
  }
  const page = await client.call('listMessages', { params: { conversation: id }, query: {} }).catch(() => undefined);
  const known = cache.getQueryData(queryKey);
  const laid = known && page && layOver(known, page);
  if (!laid || (page?.items[0]?.sequence ?? 0) > oldest) return cache.invalidateQueries({ queryKey });
  cache.setQueryData(queryKey, laid);
}

function spread(cache: QueryClient, fresh: Conversation): void {
  cache.setQueryData(keys.conversation(fresh.id), fresh);
  const me = cache.getQueryData(meQuery.queryKey)?.staff.id ?? '';
  const teams = cache.getQueryData(teamsQuery.queryKey)?.items.flatMap((one) => (one.isMine ? one.id : []));
  for (const [key, list] of cache.getQueriesData<InfiniteData<ConversationPage>>({ queryKey: keys.lists })) {
    const [, view, inbox, store, team] = key as [string, View, string, string, string];
    if (view === 'teams' && !teams) void cache.invalidateQueries({ queryKey: key }); // whose teams these are is not known yet
    const isWithin = [inbox, fresh.inbox.id, store, fresh.store, team, fresh.team?.id];
    const isThere = [0, 2, 4].every((at) => isWithin[at] === 'any' || isWithin[at] === isWithin[at + 1]);
    const shown = isThere && belongs(view, fresh, me, teams);
    if (list) cache.setQueryData(key, place(list, fresh, shown));
    if (!list || isUnderWay(cache, key)) void placeWhenThere(cache, key, fresh);
  }
}

/** A list under way, the first or one that was asked for anew, may be from before what is told now: the conversation finds its place there when the list has come. */
async function placeWhenThere(cache: QueryClient, queryKey: QueryKey, fresh: Conversation): Promise<void> {
  await underWay(cache, queryKey);
  if (cache.getQueryData(queryKey)) void refreshConversation(cache, fresh.id, false);
}

const isUnderWay = (cache: QueryClient, queryKey: QueryKey): boolean => cache.getQueryState(queryKey)?.fetchStatus === 'fetching';

/** The end of a first answer that is under way, however it ends. */
async function underWay(cache: QueryClient, queryKey: QueryKey): Promise<void> {
  const query = cache.getQueryCache().find({ queryKey, exact: true });
  if (query?.state.fetchStatus === 'fetching') await query.promise?.catch(() => undefined);
}
