// The reply window of a conversation: on some channels a company may write freely only for a while after the person's last message.
import type { Answer } from '@parley/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import type { Conversation } from './types.ts';

export type ReplyWindow = Answer<'readWindow'>;

const withWindow: ReadonlySet<string> = new Set(['whatsapp', 'messenger', 'instagram']);
/** Those that take a text up to a length. */
const withEnd: ReadonlySet<string> = new Set([...withWindow, 'sms']);
const minute = 60_000;

/** Asked anew with every message, which may open it, and each minute, since it closes by itself. */
const windowQuery = ({ id, lastSequence }: Conversation) =>
  queryOptions({
    queryKey: [...keys.window(id), lastSequence],
    queryFn: () => client.call('readWindow', { params: { conversation: id } }),
    staleTime: minute / 2,
    refetchInterval: ({ state: { data } }) => (data?.state === 'none' ? false : minute),
  });

/** Undefined on channels that have neither a window nor an end to a text, and until it is known. */
export function useReplyWindow(conversation: Conversation): ReplyWindow | undefined {
  return useQuery({ ...windowQuery(conversation), enabled: withEnd.has(conversation.inbox.channel) }).data;
}
