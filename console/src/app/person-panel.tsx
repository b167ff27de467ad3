// Everything about one person beside their conversation, and what one may do for them.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  ArrowLeft,
  BookOpenCheck,
  CirclePause,
  Ellipsis,
  FileDown,
  GitMerge,
  Hand,
  PackageOpen,
  PencilLine,
  SquareArrowOutUpRight,
  SquarePen,
  UserRoundX,
} from 'lucide-react';
import { lazy, Suspense, startTransition, useEffect, useState } from 'react';
import { Consents, consentsQuery } from '#consent/consents.tsx';
import { useIsMarked } from '#conversations/aim.ts';
import { Allowances } from '#gate/allowances.tsx';
import { allowancesQuery } from '#gate/choice.tsx';
import { Restrictions, restrictionsQuery } from '#gate/restrictions.tsx';
import { useLanguage, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { InSlices } from '#lib/slices.tsx';
import { PersonCard, personQuery } from '#people/person-card.tsx';
import { PersonTags } from '#people/tags.tsx';
import { Timeline, timelineQuery } from '#people/timeline.tsx';
import type { RequestKind } from '#rights/asked-fields.tsx';
import { Brought } from '#rights/brought.tsx';
import { PersonRequests } from '#rights/person-requests.tsx';
import { requestsQuery } from '#rights/queries.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Skeleton } from '#ui/empty.tsx';
import { Menu, MenuItem, MenuLine } from '#ui/menu.tsx';
import { StartMessage } from './start-message.tsx';
import { personWords } from './words.ts';

const stayMs = 250;
// seldom needed, and heavy with words: fetched when asked for
const OpenRequestDialog = lazy(() => import('#rights/open-request.tsx').then((part) => ({ default: part.OpenRequestDialog })));
const MergeDialog = lazy(() => import('#people/merge-dialog.tsx').then((part) => ({ default: part.MergeDialog })));

type PanelProps = { person: string; conversation: string; onAsk: () => void; onClose: (() => void) | undefined };

export function PersonPanel({ person, conversation, onAsk, onClose }: PanelProps) {
  const w = useWords(personWords);
  const ready = useFirstLook(person, useIsMarked(conversation));
  return (
    <aside aria-label={w.panel} className="min-h-0 overflow-y-auto border-line bg-canvas md:border-l">
      {onClose && (
        <div className="flex h-14 items-center border-b border-line px-3">
          <IconButton icon={ArrowLeft} label={w.closePanel} onClick={onClose} />
        </div>
      )}
      {ready ? (
        <InSlices>
          <PersonCard person={person} actions={<PersonActions person={person} page={false} />} />
          <Restrictions person={person} />
          <Allowances person={person} />
          <Consents person={person} onAsk={onAsk} />
          <PersonTags person={person} />
          <PersonRequests person={person} />
          <Brought person={person} />
          <Timeline person={person} brief />
        </InSlices>
      ) : (
        <Skeleton lines={9} className="p-5" />
      )}
    </aside>
  );
}

/** Asks for everything once somebody stays with a person: whoever passes by looks at nobody, and the parts appear from the first to the last, so that none pushes another away. */
function useFirstLook(person: string, stays: boolean): boolean {
  const cache = useQueryClient();
  const language = useLanguage();
  const [ready, setReady] = useState<string>();
  useEffect(() => {
    if (!stays || ready === person) return undefined;
    const look = async (): Promise<void> => {
      await Promise.all([
        cache.prefetchQuery(personQuery(person)),
        cache.prefetchQuery(restrictionsQuery(person)),
        cache.prefetchQuery(allowancesQuery(person, language)),
        cache.prefetchQuery(consentsQuery(person)),
        cache.prefetchInfiniteQuery(requestsQuery('open')),
        cache.prefetchInfiniteQuery(requestsQuery('closed')),
        cache.prefetchInfiniteQuery(timelineQuery(person, language, 'brief')),
      ]);
      startTransition(() => setReady(person)); // drawn in slices: a key need not wait for it
    };
    const stay = setTimeout(look, stayMs);
    return () => clearTimeout(stay);
  }, [cache, person, language, stays, ready]);
  return ready === person;
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
            <MenuItem icon={PackageOpen} onSelect={() => setRequest('portability')}>
              {w.portability}
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
      <Suspense>
        {joining && <MergeDialog person={person} open onClose={() => setJoining(false)} />}
        {request && <OpenRequestDialog person={person} kind={request} onClose={() => setRequest(undefined)} />}
      </Suspense>
    </>
  );
}
