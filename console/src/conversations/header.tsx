// The head of a thread: who, through which inbox, who looks after it, and its status.

import type { Answer, Body } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, Check, PanelRight, RotateCcw, UserRoundPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Menu, MenuChoice, MenuChoices, MenuLabel, MenuLine } from '#ui/menu.tsx';
import { Tooltip } from '#ui/tooltip.tsx';
import { useConversationKeys } from './aim.ts';
import { GuardMark } from './guarded.tsx';
import { Others } from './others.tsx';
import { teamsQuery, useChangeConversation } from './queries.ts';
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

function AssignMenu({ conversation, onChange }: { conversation: Conversation; onChange: (change: Body<'changeConversation'>) => void }) {
  const w = useWords(inboxWords);
  const me = useMe().staff;
  const [open, setOpen] = useState(false);
  const { assignee } = conversation;
  const staff = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff'), enabled: open, retry: false }).data?.items ?? [];
  const others = staff.filter((one) => one.joinedAt && !one.suspendedAt && !one.leftAt && one.id !== me.id);
  const teams = useQuery({ ...teamsQuery, enabled: open }).data?.items.filter((one) => serves(one, conversation)) ?? [];
  useConversationKeys(conversation.id, { a: () => setOpen(true) });
  return (
    <Menu
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" look="quiet" icon={UserRoundPlus} aria-keyshortcuts="a">
          {assignee && <span className="sr-only">{w.assignedTo}: </span>}
          <span className="max-w-24 truncate max-sm:sr-only">
            {assignee ? (assignee.id === me.id ? assignee.name.split(' ')[0] : assignee.name) : w.assign}
          </span>
        </Button>
      }
    >
      <MenuLabel>{w.assignTo}</MenuLabel>
      <MenuChoices value={assignee?.id ?? 'nobody'} onChoose={(next) => onChange({ assignee: next === 'nobody' ? null : next })}>
        <MenuChoice value={me.id}>
          {me.name} ({w.me})
        </MenuChoice>
        {others.map((one) => (
          <MenuChoice key={one.id} value={one.id}>
            {one.name}
          </MenuChoice>
        ))}
        <MenuChoice value="nobody">{w.noOne}</MenuChoice>
      </MenuChoices>
      {(teams.length > 0 || conversation.team) && (
        <>
          <MenuLine />
          <MenuLabel>{w.giveToTeam}</MenuLabel>
          <MenuChoices value={conversation.team?.id ?? 'none'} onChoose={(next) => onChange({ team: next === 'none' ? null : next })}>
            {teams.map((one) => (
              <MenuChoice key={one.id} value={one.id}>
                {one.name}
              </MenuChoice>
            ))}
            <MenuChoice value="none">{w.noTeam}</MenuChoice>
          </MenuChoices>
        </>
      )}
    </Menu>
  );
}

const serves = ({ restedAt, inboxes }: Answer<'listTeams'>['items'][number], { inbox }: Conversation): boolean =>
  restedAt === null && inboxes.includes(inbox.id);
