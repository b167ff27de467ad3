// What a colleague holds: each role with where it counts and until when, and, for whoever may, the ways to end it.
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button, IconButton } from '#ui/button.tsx';
import { Menu, MenuItem } from '#ui/menu.tsx';
import { Time } from '#ui/time.tsx';
import { EndDialog } from './end-dialog.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { grantWords } from './grant-words.ts';
import { inboxesQuery, namedTeamsQuery, rolesQuery, teamsQuery } from './queries.ts';
import { useRoleName } from './role-words.ts';
import { TakeDialog } from './take-dialog.tsx';

export type Member = Answer<'listStaff'>['items'][number];
export type Grant = Member['grants'][number];

export function MemberGrants({ member, isMe, mayChange }: { member: Member; isMe: boolean; mayChange: boolean }) {
  const w = useWords(grantWords);
  const [open, setOpen] = useState<{ what: 'give' } | { what: 'end' | 'take'; grant: Grant }>();
  const close = (): void => setOpen(undefined);
  return (
    <div className="mt-2 grid gap-1.5">
      {member.grants.length === 0 && <p className="text-sm text-muted">{w.none}</p>}
      <ul className="grid gap-1">
        {member.grants.map((grant) => (
          <GrantRow key={grant.id} grant={grant} name={member.name} mayChange={mayChange} onOpen={(what) => setOpen({ what, grant })} />
        ))}
      </ul>
      {mayChange && (
        <div>
          <Button
            look="quiet"
            size="sm"
            icon={Plus}
            aria-label={`${w.give}: ${member.name}`}
            onClick={() => setOpen({ what: 'give' })}
            className="-ml-2.5"
          >
            {w.give}
          </Button>
        </div>
      )}
      {open?.what === 'give' && <GrantDialog member={member} isMe={isMe} onClose={close} />}
      {open?.what === 'end' && <EndDialog member={member} grant={open.grant} onClose={close} />}
      {open?.what === 'take' && <TakeDialog member={member} grant={open.grant} onClose={close} />}
    </div>
  );
}

type RowProps = { grant: Grant; name: string; mayChange: boolean; onOpen: (what: 'end' | 'take') => void };

function GrantRow({ grant, name, mayChange, onOpen }: RowProps) {
  const w = useWords(grantWords);
  const role = useRoleName()(grant);
  const isByGroup = grant.source === 'provider' || grant.source === 'scim';
  const roles = useQuery(rolesQuery).data;
  const held = roles?.items.find((each) => each.id === grant.role)?.permissions ?? [];
  const seesCustomers = roles?.permissions.some((each) => each.isContent && held.includes(each.code)) ?? false;
  return (
    <li className="flex min-h-8 items-center gap-2.5">
      <Badge tone={grant.role === 'administrator' ? 'accent' : 'plain'}>{role}</Badge>
      <span className="min-w-0 grow text-sm text-muted">
        {seesCustomers && <Where inboxes={grant.inboxes} teams={grant.teams} />}
        {isByGroup && (
          <>
            {seesCustomers && ' · '}
            {w.byGroup}
          </>
        )}
        {grant.until && (
          <>
            {(seesCustomers || isByGroup) && ' · '}
            {w.ends} <Time at={grant.until} as="day" />
          </>
        )}
      </span>
      {mayChange && (
        <Menu trigger={<IconButton icon={Ellipsis} label={`${role}: ${name}`} />}>
          <MenuItem icon={CalendarClock} onSelect={() => onOpen('end')}>
            {w.change}
          </MenuItem>
          <MenuItem icon={Trash2} danger onSelect={() => onOpen('take')}>
            {w.take}
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}

/** Names of the inboxes where this page may know them, else how many; and of the teams. */
export function Where({ inboxes, teams }: Pick<Grant, 'inboxes' | 'teams'>) {
  const w = useWords(grantWords);
  const known = useQuery({ ...inboxesQuery, enabled: inboxes !== null });
  const all = useQuery({ ...teamsQuery, enabled: teams !== null });
  const others = all.data ? (teams?.filter((id) => !all.data.some((each) => each.id === id)) ?? []) : [];
  const rested = useQuery({ ...namedTeamsQuery(others), enabled: others.length > 0 });
  const names = inboxes?.flatMap((id) => known.data?.find((each) => each.id === id)?.name ?? []);
  const where = !inboxes ? w.everywhere : names?.length === inboxes.length ? names.join(', ') : w.inboxes(inboxes.length);
  const ofTeams = teams?.map((id) => [...(all.data ?? []), ...(rested.data ?? [])].find((each) => each.id === id)?.name ?? id).join(', ');
  return ofTeams === undefined ? where : `${where}, ${w.teams(ofTeams)}`;
}
