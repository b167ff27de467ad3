// One inbox only, or all of them; and one team only, where there are teams.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { IconButton } from '#ui/button.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Menu, MenuChoice, MenuChoices, MenuLine } from '#ui/menu.tsx';
import { inboxesQuery, teamsQuery } from './queries.ts';
import type { View, Within } from './views.ts';
import { inboxWords } from './words.ts';

export function InboxFilter({ view, inbox, store, team }: Within & { view: View }) {
  const w = useWords(inboxWords);
  const navigate = useNavigate();
  const inboxes = useQuery(inboxesQuery).data?.items ?? [];
  const [open, setOpen] = useState(false);
  const teams = useQuery({ ...teamsQuery, enabled: open || team !== undefined }).data?.items ?? [];
  const go = (next: Partial<Within>): void => {
    const now = { inbox, store, team, ...next };
    const search = { view, ...(now.inbox && { inbox: now.inbox }), ...(store && { store }), ...(now.team && { team: now.team }) };
    void navigate({ to: '/inbox', search });
  };
  const chosen = (next: string) => (next === 'any' ? undefined : next);
  return (
    <Menu
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton icon={ListFilter} label={w.filterInbox}>
          {(inbox || team) && <span className="absolute top-1 right-1 size-2 rounded-full bg-solid ring-2 ring-surface" />}
        </IconButton>
      }
    >
      <MenuChoices value={inbox ?? 'any'} onChoose={(next) => go({ inbox: chosen(next) })}>
        <MenuChoice value="any">{w.anyInbox}</MenuChoice>
        {inboxes.map((one) => (
          <MenuChoice key={one.id} value={one.id}>
            <span className="flex items-center gap-2">
              <ChannelIcon channel={one.channel} className="size-3.5 text-muted" /> {one.name}
            </span>
          </MenuChoice>
        ))}
      </MenuChoices>
      {teams.length > 0 && (
        <>
          <MenuLine />
          <MenuChoices value={team ?? 'any'} onChoose={(next) => go({ team: chosen(next) })}>
            <MenuChoice value="any">{w.anyTeam}</MenuChoice>
            {teams.map((one) => (
              <MenuChoice key={one.id} value={one.id}>
                {one.name}
              </MenuChoice>
            ))}
          </MenuChoices>
        </>
      )}
    </Menu>
  );
}
