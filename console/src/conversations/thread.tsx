// The thread of a conversation: opens at the newest message, keeps its place when older ones load above or new ones come below.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { useLater } from '#lib/slices.tsx';
import { sameDay } from '#lib/time.ts';
import { Failed } from '#ui/empty.tsx';
import { useOutgoing } from './outbox.ts';
import { messagesQuery, useMarkRead } from './queries.ts';
import { firstUnread, rowsOf } from './rows.ts';
import { ThreadRows } from './thread-rows.tsx';
import { ThreadShape } from './thread-shape.tsx';
import { withoutTwins } from './twins.ts';
import type { Conversation, Message } from './types.ts';
import { threadWords } from './words.ts';

export function Thread({ conversation }: { conversation: Conversation }) {
  const w = useWords(threadWords);
  const me = useMe().staff.id;
  const thread = useInfiniteQuery(messagesQuery(conversation.id));
  const arrived = useDeferredValue(thread.data);
  const read = useLater() ? arrived : undefined;
  const messages = useMemo(() => read?.pages.toReversed().flatMap((page) => page.items) ?? [], [read]);
  const isMoreAbove = read?.pages.at(-1)?.earlier ?? false;
  const waiting = useOutgoing(conversation.id);
  const outgoing = waiting.length === 0 ? waiting : withoutTwins(waiting, messages, me);
  const firstNew = useFirstNew(conversation, messages);
  const rows = useMemo(() => {
    const all = rowsOf(messages, sameDay, firstNew);
    return isMoreAbove ? all.slice(1) : all; // what stands above the oldest depends on what came before it: shown when that is known
  }, [messages, firstNew, isMoreAbove]);
  useMarkWhatIsSeen(conversation, messages.at(-1)?.sequence ?? 0);
  if (read)
    return (
      <ThreadRows
        conversation={conversation.id}
        rows={rows}
        outgoing={outgoing}
        size={Math.max(conversation.lastSequence, messages.at(-1)?.sequence ?? 0)}
        earlier={{ there: isMoreAbove, busy: thread.isFetchingNextPage, load: () => void thread.fetchNextPage() }}
      />
    );
  return (
    <section aria-label={w.messages} className="min-h-0 grow overflow-hidden">
      {thread.isError && <Failed error={thread.error} onRetry={() => void thread.refetch()} />}
      {!thread.isError && arrived === undefined && <ThreadShape />}
    </section>
  );
}

/** Where the new ones begin: the unread ones of the moment the thread was opened, later those that came while nobody looked at the page. */
function useFirstNew(conversation: Conversation, messages: readonly Message[]): number | undefined {
  const [unread] = useState(conversation.unread);
  const [atOpening, setAtOpening] = useState<number>();
  const [since, setSince] = useState<number>();
  const last = messages.at(-1)?.sequence ?? 0;
  if (atOpening === undefined && messages.length > 0) setAtOpening(firstUnread(messages, unread) ?? 0);
  const leave = useEffectEvent(() => document.visibilityState === 'hidden' && setSince(last));
  useEffect(() => {
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, []);
  const sinceAway = since === undefined ? undefined : messages.find((one) => one.sequence > since && one.direction === 'in');
  return sinceAway?.sequence ?? (atOpening || undefined);
}

/** Says to the server what an agent has seen: only while the page is looked at. */
function useMarkWhatIsSeen(conversation: Conversation, sequence: number): void {
  const { mutate } = useMarkRead();
  const mark = useEffectEvent(() => {
    if (sequence > 0 && conversation.unread > 0 && document.visibilityState === 'visible') mutate({ id: conversation.id, sequence });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever one of these changes there may be something new to mark
  useEffect(() => {
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [conversation.id, conversation.unread, sequence]);
}
