// The head of a thread: who, through which inbox, who looks after it, and its status.

import { Link } from '@tanstack/react-router';
import { ArrowLeft, Check, PanelRight, RotateCcw } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Tooltip } from '#ui/tooltip.tsx';
import { useConversationKeys } from './aim.ts';
import { AssignMenu } from './assign-menu.tsx';
import { GuardMark } from './guarded.tsx';
import { Others } from './others.tsx';
import { useChangeConversation } from './queries.ts';
import type { Conversation } from './types.ts';
import type { View } from './views.ts';
import { inboxWords } from './words.ts';

const StoreMark = lazy(async () => ({ default: (await import('./store-mark.tsx')).StoreMark }));

type HeaderProps = { conversation: Conversation; view: View; inbox: string | undefined; panelOpen: boolean; onPanel: () => void };

export function ThreadHeader({ conversation, view, inbox, panelOpen, onPanel }: HeaderProps) {
  const w = useWords(inboxWords);
  const name = usePersonName()(conversation.person);
  const change = useChangeConversation(conversation.id);
  const closed = conversation.status === 'closed';
  const toggle = () => change.mutate({ status: closed ? 'open' : 'closed' });
  useConversationKeys(conversation.id, { e: toggle, i: onPanel });
  return (
    <header className="@container flex min-h-14 items-center gap-2 border-b border-line px-3 sm:px-5">
      <Link
        to="/inbox"
        search={(now) => ({ ...now, view, ...(inbox && { inbox }) })}
        aria-label={w.back}
        className="flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover md:hidden pointer-coarse:size-10"
      >
        <ArrowLeft aria-hidden className="size-4" strokeWidth={2} />
      </Link>
      <div className="min-w-0 grow py-2">
        <h2 className="truncate text-base font-semibold">{conversation.subject ?? name}</h2>
        <p className="flex h-6 items-center gap-1.5 text-sm text-muted">
          <ChannelIcon channel={conversation.inbox.channel} className="size-3.5" />
          <span className="truncate">
            {conversation.subject ? `${name} · ` : ''}
            {w.inThread(conversation.inbox.name)}
            {conversation.team && ` · ${w.withTeam(conversation.team.name)}`}
          </span>
          {conversation.inbox.channel === 'web-chat' && (
            <Suspense fallback={null}>
              <StoreMark conversation={conversation.id} />
            </Suspense>
          )}
          <GuardMark conversation={conversation} />
          {!conversation.guarded && <Others conversation={conversation.id} />}
        </p>
      </div>
      <AssignMenu conversation={conversation} onChange={change.mutate} />
      <Tooltip text={closed ? w.reopen : w.close} keys="e">
        <Button size="sm" icon={closed ? RotateCcw : Check} aria-keyshortcuts="e" busy={change.isPending} onClick={toggle}>
          <span className="@max-lg:sr-only">{closed ? w.reopen : w.close}</span>
        </Button>
      </Tooltip>
      <IconButton icon={PanelRight} label={w.person} keys="i" aria-pressed={panelOpen} onClick={onPanel} />
    </header>
  );
}
