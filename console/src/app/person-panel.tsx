// Everything about one person beside their conversation, and what one may do for them.
import { type Query, useIsFetching } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  ArrowLeft,
  BookOpenCheck,
  CirclePause,
  Ellipsis,
  FileDown,
  GitMerge,
  Hand,
  PencilLine,
  SquareArrowOutUpRight,
  SquarePen,
  UserRoundX,
} from 'lucide-react';
import { useState } from 'react';
import { Consents } from '#consent/consents.tsx';
import { Allowances } from '#gate/allowances.tsx';
import { Restrictions } from '#gate/restrictions.tsx';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { MergeDialog } from '#people/merge-dialog.tsx';
import { PersonCard } from '#people/person-card.tsx';
import { Timeline } from '#people/timeline.tsx';
import { OpenRequestDialog, type RequestKind } from '#rights/open-request.tsx';
import { PersonRequests } from '#rights/person-requests.tsx';
import { Button, IconButton } from '#ui/button.tsx';
import { Skeleton } from '#ui/empty.tsx';
import { Menu, MenuItem, MenuLine } from '#ui/menu.tsx';
import { StartMessage } from './start-message.tsx';
import { personWords } from './words.ts';

type PanelProps = { person: string; onAsk: () => void; onClose: (() => void) | undefined };

export function PersonPanel({ person, onAsk, onClose }: PanelProps) {
  const w = useWords(personWords);
  const loading = useFirstLook(person);
  return (
    <aside aria-label={w.panel} className="min-h-0 overflow-y-auto border-line bg-canvas md:border-l">
      {onClose && (
        <div className="flex h-14 items-center border-b border-line px-3">
          <IconButton icon={ArrowLeft} label={w.closePanel} onClick={onClose} />
        </div>
      )}
      {loading && <Skeleton lines={9} className="p-5" />}
      <div hidden={loading}>
        <PersonCard person={person} actions={<PersonActions person={person} page={false} />} />
        <Restrictions person={person} />
        <Allowances person={person} />
        <Consents person={person} onAsk={onAsk} />
        <PersonRequests person={person} />
        <Timeline person={person} brief />
      </div>
    </aside>
  );
}

/** Whether a part of the panel has nothing to show yet: they appear together, so that none pushes another away from under the pointer. */
function useFirstLook(person: string): boolean {
  const ask = {
    predicate: ({ queryKey, state }: Query) => (queryKey[1] === person || queryKey[0] === keys.requests[0]) && state.data === undefined,
  };
  return useIsFetching(ask) > 0;
}

/** New message, and the rarer things behind one button. */
export function PersonActions({ person, page }: { person: string; page: boolean }) {
  const w = useWords(personWords);
  const navigate = useNavigate();
  const { permissions } = useMe();
  const [request, setRequest] = useState<RequestKind>();
  const [writing, setWriting] = useState(false);
  const [joining, setJoining] = useState(false);
  return (
    <>
      <Button size="sm" icon={SquarePen} onClick={() => setWriting(true)}>
        {w.newMessage}
      </Button>
      <Menu
        trigger={
          <IconButton icon={Ellipsis} label={w.more} className="size-7! border pointer-coarse:size-10! border-line bg-raised shadow-card" />
        }
      >
        {permissions.includes('requests.open') && (
          <>
            <MenuItem icon={FileDown} onSelect={() => setRequest('access')}>
              {w.access}
            </MenuItem>
            <MenuItem icon={PencilLine} onSelect={() => setRequest('rectification')}>
              {w.correct}
            </MenuItem>
            <MenuItem icon={CirclePause} onSelect={() => setRequest('restriction')}>
              {w.restrict}
            </MenuItem>
            <MenuItem icon={Hand} onSelect={() => setRequest('objection')}>
              {w.object}
            </MenuItem>
            <MenuItem icon={UserRoundX} danger onSelect={() => setRequest('erasure')}>
              {w.erase}
            </MenuItem>
            <MenuLine />
          </>
        )}
        <MenuItem icon={GitMerge} onSelect={() => setJoining(true)}>
          {w.join}
        </MenuItem>
        {!page && (
          <MenuItem icon={SquareArrowOutUpRight} onSelect={() => void navigate({ to: '/people/$person', params: { person } })}>
            {w.page}
          </MenuItem>
        )}
        <MenuItem icon={BookOpenCheck} onSelect={() => void navigate({ to: '/ledger', search: { person } })}>
          {w.looked}
        </MenuItem>
      </Menu>
      {writing && <StartMessage person={person} onClose={() => setWriting(false)} />}
      <MergeDialog person={person} open={joining} onClose={() => setJoining(false)} />
      <OpenRequestDialog person={person} kind={request} onClose={() => setRequest(undefined)} />
    </>
  );
}
