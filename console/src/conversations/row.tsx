// One conversation in the list. The whole row is one link; unread is a dot, a weight and a word.

import { Link } from '@tanstack/react-router';
import { memo, useEffect, useRef } from 'react';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { Avatar } from '#ui/avatar.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Time } from '#ui/time.tsx';
import type { Conversation } from './types.ts';
import type { View } from './views.ts';
import { inboxWords } from './words.ts';

type RowProps = { conversation: Conversation; view: View; inbox: string | undefined; selected: boolean };

export const ConversationRow = memo(function ConversationRow({ conversation, view, inbox, selected }: RowProps) {
  const w = useWords(inboxWords);
  const { person, assignee, unread, status } = conversation;
  const name = usePersonName()(person);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!selected) return;
    link.current?.scrollIntoView({ block: 'nearest' });
    if (link.current?.closest('ul')?.contains(document.activeElement)) link.current.focus();
  }, [selected]);
  return (
    <li className="row-cheap">
      <Link
        ref={link}
        to="/inbox/$conversation"
        params={{ conversation: conversation.id }}
        search={{ view, ...(inbox && { inbox }) }}
        aria-current={selected ? 'true' : undefined}
        data-selected={selected || undefined}
        className="focus-inset relative flex h-19 items-start gap-3 border-b border-line px-4 py-3 transition-colors duration-75 hover:bg-hover data-selected:bg-accent-soft data-selected:hover:bg-accent-soft"
      >
        <Avatar name={person.name} id={person.id} />
        <span className="min-w-0 grow">
          <span className="flex items-baseline gap-2">
            <span className={`min-w-0 grow truncate text-base ${unread > 0 ? 'font-semibold' : 'font-medium'}`}>{name}</span>
            <Time
              at={conversation.lastMessageAt}
              className={`shrink-0 text-xs tabular-nums ${unread > 0 ? 'text-accent' : 'text-muted'}`}
            />
          </span>
          <span className={`block truncate text-sm ${unread > 0 ? 'text-ink' : 'text-muted'}`}>
            {conversation.excerpt || conversation.subject}
          </span>
          <span className="flex items-center gap-1.5 text-xs text-muted">
            <ChannelIcon channel={conversation.inbox.channel} className="size-3" />
            <span className="min-w-0 truncate">{conversation.subject ?? conversation.inbox.name}</span>
            {status !== 'open' && <span className="shrink-0">· {status === 'closed' ? w.statusClosed : w.statusSnoozed}</span>}
            {assignee && <span className="ml-auto shrink-0 truncate pl-2">{firstName(assignee.name)}</span>}
            {unread > 0 && (
              <span className={`size-2 shrink-0 rounded-full bg-solid ${assignee ? '' : 'ml-auto'}`}>
                <span className="sr-only">
                  {unread} {w.unread}
                </span>
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
});

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}
