// One inbox only, or all of them.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ListFilter } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import { IconButton } from '#ui/button.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Menu, MenuChoice, MenuChoices } from '#ui/menu.tsx';
import { inboxesQuery } from './queries.ts';
import type { View } from './views.ts';
import { inboxWords } from './words.ts';

export function InboxFilter({ view, inbox, store }: { view: View; inbox: string | undefined; store: string | undefined }) {
  const w = useWords(inboxWords);
  const navigate = useNavigate();
  const inboxes = useQuery(inboxesQuery).data?.items ?? [];
  const choose = (next: string) =>
    void navigate({ to: '/inbox', search: { view, ...(next !== 'any' && { inbox: next }), ...(store && { store }) } });
  return (
    <Menu
      trigger={
        <IconButton icon={ListFilter} label={w.filterInbox}>
          {inbox && <span className="absolute top-1 right-1 size-2 rounded-full bg-solid ring-2 ring-surface" />}
        </IconButton>
      }
    >
      <MenuChoices value={inbox ?? 'any'} onChoose={choose}>
        <MenuChoice value="any">{w.anyInbox}</MenuChoice>
        {inboxes.map((one) => (
          <MenuChoice key={one.id} value={one.id}>
            <span className="flex items-center gap-2">
              <ChannelIcon channel={one.channel} className="size-3.5 text-muted" /> {one.name}
            </span>
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  );
}
