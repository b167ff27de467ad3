// The thread. The scroller grows from its end (column-reverse around one list in natural order), so that it opens at the newest message
// and older ones load above without moving what is being read.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { dayMark, sameDay } from '#lib/time.ts';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { MessageItem } from './message.tsx';
import { useOutgoing } from './outbox.ts';
import { OutgoingItem } from './outgoing.tsx';
import { messagesQuery, useMarkRead } from './queries.ts';
import { rowsOf } from './rows.ts';
import { withoutTwins } from './twins.ts';
import type { Conversation } from './types.ts';
import { threadWords } from './words.ts';

export function Thread({ conversation }: { conversation: Conversation }) {
  const w = useWords(threadWords);
  const language = useLanguage();
  const me = useMe().staff.id;
  const thread = useInfiniteQuery(messagesQuery(conversation.id));
  const messages = thread.data?.pages.toReversed().flatMap((page) => page.items) ?? [];
  const outgoing = withoutTwins(useOutgoing(conversation.id), messages, me);
  useMarkWhatIsSeen(conversation, messages.at(-1)?.sequence ?? 0);
  return (
    <section
      className="focus-inset flex min-h-0 grow flex-col-reverse overflow-y-auto overscroll-contain"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={w.messages}
    >
      <div className="mx-auto w-full max-w-3xl px-4 pt-2 pb-5 sm:px-6">
        {thread.isPending && <Skeleton lines={6} className="py-6" />}
        {thread.isError && !thread.data && <Failed error={thread.error} onRetry={() => void thread.refetch()} />}
        {thread.hasNextPage && (
          <p className="pt-3 text-center">
            <button
              type="button"
              disabled={thread.isFetchingNextPage}
              onClick={() => void thread.fetchNextPage()}
              className="rounded-md px-3 py-1.5 text-sm text-muted hover:bg-hover hover:text-ink"
            >
              {w.earlier}
            </button>
          </p>
        )}
        <ol>
          {rowsOf(messages, sameDay).map((row) =>
            row.kind === 'day' ? (
              <DayMark key={row.at} text={dayMark(row.at, language)} />
            ) : (
              <MessageItem key={row.message.id} message={row.message} begins={row.begins} />
            ),
          )}
          {outgoing.map((one) => (
            <OutgoingItem key={one.key} outgoing={one} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function DayMark({ text }: { text: string }) {
  return (
    <li className="mt-6 flex items-center gap-3 text-xs font-medium text-muted">
      <span aria-hidden className="h-px grow bg-line" />
      {text}
      <span aria-hidden className="h-px grow bg-line" />
    </li>
  );
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
