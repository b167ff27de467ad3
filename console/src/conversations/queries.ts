// What this feature asks of the server, and how a changed conversation finds its way into everything already loaded.

import type { Body } from '@parley/contract';
import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { client, isGone } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { meQuery } from '#lib/query.ts';
import { belongs, place, remove } from './placing.ts';
import type { Conversation, ConversationPage, Message, MessagePage } from './types.ts';
import type { View } from './views.ts';

export const listQuery = (view: View, inbox: string | undefined) =>
  infiniteQueryOptions({
    queryKey: keys.list(view, inbox),
    queryFn: ({ pageParam }) =>
      client.call('listConversations', { query: { view, limit: 40, ...(inbox && { inbox }), ...(pageParam && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (page: ConversationPage) => page.next,
  });

/** How many conversations each view holds. */
export const countsQuery = queryOptions({
  queryKey: keys.counts,
  queryFn: async () => (await client.call('listConversations', { query: { view: 'mine', limit: 1 } })).counts,
});

export const inboxesQuery = queryOptions({ queryKey: keys.inboxes, queryFn: () => client.call('listInboxes'), staleTime: 5 * 60_000 });

export const conversationQuery = (id: string) =>
  queryOptions({ queryKey: keys.conversation(id), queryFn: () => client.call('readConversation', { params: { conversation: id } }) });

/** Pages of a thread from the newest backwards. Reading is recorded in the ledger, so it is repeated only when something changed. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.messages(id),
    queryFn: ({ pageParam }) =>
      client.call('listMessages', { params: { conversation: id }, query: pageParam > 0 ? { before: pageParam } : {} }),
    initialPageParam: 0,
    getNextPageParam: (page: MessagePage) => (page.earlier ? page.items[0]?.sequence : undefined),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Brings one conversation up to date everywhere; answers with it, or with nothing when it is gone. */
export async function refreshConversation(cache: QueryClient, id: string): Promise<Conversation | undefined> {
  void cache.invalidateQueries({ queryKey: keys.messages(id) });
  void cache.invalidateQueries({ queryKey: keys.counts });
  try {
    const fresh = await cache.fetchQuery({ ...conversationQuery(id), staleTime: 0 });
    spread(cache, fresh);
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
    spread(cache, { ...known, excerpt: message.text.slice(0, 140), lastSequence: message.sequence, lastMessageAt: message.at });
  }
}

function spread(cache: QueryClient, fresh: Conversation): void {
  cache.setQueryData(keys.conversation(fresh.id), fresh);
  const me = cache.getQueryData(meQuery.queryKey)?.staff.id ?? '';
  for (const [key, list] of cache.getQueriesData<InfiniteData<ConversationPage>>({ queryKey: keys.lists })) {
    const [, view, inbox] = key as [string, View, string];
    const shown = belongs(view, fresh, me) && (inbox === 'any' || inbox === fresh.inbox.id);
    if (list) cache.setQueryData(key, place(list, fresh, shown));
  }
}
