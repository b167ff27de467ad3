// One conversation in the list, and its grey shape of the very same size. The whole row is one link; unread is a dot, a weight and a word.
// The link is a plain one, opened by the list: a list of router links would look at the address again in every row with every step.

import { CircleAlert, Reply, ShieldAlert, StickyNote } from 'lucide-react';
import { memo } from 'react';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { Avatar } from '#ui/avatar.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Time } from '#ui/time.tsx';
import { changedWords } from './changed-words.ts';
import { guardWords } from './guard-words.ts';
import type { Conversation } from './types.ts';
import { inboxWords } from './words.ts';

/** Height of a row in rem: fixed, so that the place of each is known before it is drawn. */
export const rowRem = 4.75;
const shape = 'flex h-19 items-start gap-3 border-b border-line px-4 py-3';

/** `search` is the query of the address that the row leads to. */
type RowProps = { conversation: Conversation; search: string; selected: boolean };

export const ConversationRow = memo(function ConversationRow({ conversation, search, selected }: RowProps) {
  const w = useWords(inboxWords);
  const guard = useWords(guardWords);
  const changed = useWords(changedWords);
  const { person, assignee, unread, undelivered, status } = conversation;
  const name = usePersonName()(person);
  return (
    <a
      href={`/inbox/${conversation.id}${search}`}
      data-conversation={conversation.id}
      aria-current={selected ? 'true' : undefined}
      data-selected={selected || undefined}
      className={`focus-inset relative ${shape} hover:bg-hover data-selected:bg-accent-soft data-selected:hover:bg-accent-soft`}
    >
      <Avatar name={person.name} id={person.id} />
      <span className="min-w-0 grow">
        <span className="flex items-baseline gap-2">
          <span className={`min-w-0 grow truncate text-base ${unread > 0 ? 'font-semibold' : 'font-medium'}`}>{name}</span>
          <Time
            at={conversation.lastMessageAt}
            className={`shrink-0 text-xs tabular-nums ${unread > 0 ? 'font-medium text-accent' : 'text-muted'}`}
          />
        </span>
        <span className={`block truncate text-sm ${unread > 0 ? 'font-medium text-ink' : 'text-muted'}`}>
          <Whose conversation={conversation} />
          {conversation.guarded && <ShieldAlert aria-hidden className="mr-1 inline size-3.5 -translate-y-px" />}
          {(conversation.guarded ? guard.closed : conversation.excerptOf === 'unsent' ? changed.unsent : conversation.excerpt) ||
            conversation.subject ||
            '\u00a0'}
        </span>
        <span className="flex items-center gap-1.5 text-xs text-muted">
          <ChannelIcon channel={conversation.inbox.channel} className="size-3" />
          <span className="min-w-0 truncate">{conversation.subject ?? conversation.inbox.name}</span>
          {status !== 'open' && <span className="shrink-0">· {status === 'closed' ? w.statusClosed : w.statusSnoozed}</span>}
          <span className="ml-auto flex shrink-0 items-center gap-1.5 pl-2">
            {assignee && (
              <span className="max-w-24 truncate">
                <span className="sr-only">{w.assignedTo} </span>
                {firstName(assignee.name)}
              </span>
            )}
            {undelivered > 0 && (
              <span className="text-bad" title={w.undeliveredHere(undelivered)}>
                <CircleAlert aria-hidden className="size-3.5" strokeWidth={2} />
                <span className="sr-only">{w.undeliveredHere(undelivered)}</span>
              </span>
            )}
            {unread > 0 && (
              <span className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-solid px-1 text-2xs leading-none font-semibold text-white tabular-nums">
                {unread > 99 ? '99+' : unread}
                <span className="sr-only"> {w.unread}</span>
              </span>
            )}
          </span>
        </span>
      </span>
    </a>
  );
});

/** Words that are not the person's say so: an answer of ours, or a note that the person never sees. */
function Whose({ conversation: { excerpt, excerptOf } }: Pick<RowProps, 'conversation'>) {
  const w = useWords(inboxWords);
  if (excerptOf === 'in' || !excerpt) return null;
  const [Icon, word] = excerptOf === 'note' ? [StickyNote, w.excerptNote] : [Reply, w.excerptOut];
  return (
    <>
      <Icon aria-hidden className="mr-1 inline size-3.5 -translate-y-px text-muted" />
      <span className="sr-only">{word}: </span>
    </>
  );
}

/** A row that is still to come. */
export function RowShape() {
  const bar = 'block animate-breathe rounded-full bg-hover';
  return (
    <span aria-hidden className={shape}>
      <span className="size-9 shrink-0 animate-breathe rounded-full bg-hover" />
      <span className="min-w-0 grow">
        <span className="flex h-5.5 items-center gap-6">
          <span className={`${bar} h-3 grow`} />
          <span className={`${bar} h-2.5 w-9`} />
        </span>
        <span className="flex h-5 items-center">
          <span className={`${bar} h-2.5 w-11/12`} />
        </span>
        <span className="flex h-4.5 items-center">
          <span className={`${bar} h-2 w-2/5`} />
        </span>
      </span>
    </span>
  );
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}
