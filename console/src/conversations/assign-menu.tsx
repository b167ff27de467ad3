// Who looks after a conversation: a colleague, and a team. Whoever may see it no more once it is with another team is asked first; where they go on seeing it the way back is offered.
import type { Answer, Body } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Menu, MenuChoice, MenuChoices, MenuLabel, MenuLine } from '#ui/menu.tsx';
import { toast } from '#ui/toast.tsx';
import { useConversationKeys } from './aim.ts';
import { staysInReach } from './placing.ts';
import { teamsQuery } from './queries.ts';
import type { Conversation } from './types.ts';
import { inboxWords } from './words.ts';

type Change = (change: Body<'changeConversation'>, after?: { onSuccess?: () => void }) => void;
type Team = { readonly id: string | null; readonly name: string };

export function AssignMenu({ conversation, onChange }: { conversation: Conversation; onChange: Change }) {
  const w = useWords(inboxWords);
  const me = useMe().staff;
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState<Team>();
  const { assignee } = conversation;
  const staff = useQuery({ queryKey: keys.staff, queryFn: () => client.call('listStaff'), enabled: open, retry: false }).data?.items ?? [];
  const others = staff.filter((one) => one.joinedAt && !one.suspendedAt && !one.leftAt && one.id !== me.id);
  const teams = useQuery({ ...teamsQuery, enabled: open }).data?.items.filter((one) => serves(one, conversation)) ?? [];
  useConversationKeys(conversation.id, { a: () => setOpen(true) });
  const give = ({ id, name }: Team): void => {
    if (!staysInReach(me.grants, conversation.inbox.id, id)) {
      setAsked({ id, name });
      return;
    }
    const back = { team: conversation.team?.id ?? null, assignee: assignee?.id ?? null };
    onChange({ team: id }, { onSuccess: () => toast(w.handedOn(name), 'good', { label: w.undo, run: () => onChange(back) }) });
  };
  return (
    <>
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
            <MenuChoices
              value={conversation.team?.id ?? 'none'}
              onChoose={(next) => give(teams.find(({ id }) => id === next) ?? { id: null, name: w.noTeam })}
            >
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
      {asked && (
        <Dialog open onClose={() => setAsked(undefined)} title={w.handOnTo(asked.name)} about={w.handOnAbout}>
          <Actions>
            <Button onClick={() => setAsked(undefined)}>{w.cancel}</Button>
            <Button
              look="solid"
              onClick={() => {
                onChange({ team: asked.id });
                setAsked(undefined);
              }}
            >
              {w.handOn}
            </Button>
          </Actions>
        </Dialog>
      )}
    </>
  );
}

const serves = ({ inboxes }: Answer<'listTeamNames'>['items'][number], { inbox }: Conversation): boolean => inboxes.includes(inbox.id);
