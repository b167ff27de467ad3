// The reply window of a conversation: on some channels a company may write freely only for a while after the person's last message.
import type { Answer } from '@parley/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import type { Conversation } from './types.ts';

export type ReplyWindow = Answer<'readWindow'>;

const withWindow: ReadonlySet<string> = new Set(['whatsapp', 'messenger', 'instagram']);
const minute = 60_000;

/** Asked anew with every message, which may open it, and each minute, since it closes by itself. */
const windowQuery = ({ id, lastSequence }: Conversation) =>
  queryOptions({
    queryKey: [...keys.window(id), lastSequence],
    queryFn: () => client.call('readWindow', { params: { conversation: id } }),
    staleTime: minute / 2,
    refetchInterval: minute,
  });

/** Undefined on channels that have none, and until it is known. */
export function useReplyWindow(conversation: Conversation): ReplyWindow | undefined {
  return useQuery({ ...windowQuery(conversation), enabled: withWindow.has(conversation.inbox.channel) }).data;
}
