// The teams of the company: which inboxes each serves and who is in it; a new one, a change, and putting one to rest.
import { useQuery } from '@tanstack/react-query';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { inboxesQuery, isByGroup, type Team, teamsQuery } from './queries.ts';
import { RestDialog } from './rest-dialog.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { teamWords } from './words.ts';

export function TeamsPage() {
  const w = useWords(teamWords);
  const query = useQuery(teamsQuery);
  const mayChange = useMe().permissions.includes('staff.change');
  const [editing, setEditing] = useState<Team | 'new'>();
  const [resting, setResting] = useState<Team>();
  const items = query.data?.items ?? [];
  const add = mayChange && (
    <Button look="solid" icon={Plus} onClick={() => setEditing('new')}>
      {w.add}
    </Button>
  );
  return (
    <Page narrow title={w.title} about={w.about} actions={add}>
      {query.isPending && <Skeleton lines={6} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty icon={UsersRound} title={w.empty} more={w.emptyMore} />}
      {items.length > 0 && (
        <ul className="overflow-hidden rounded-lg border border-line bg-raised shadow-card">
          {items.map((team) => (
            <Row key={team.id} team={team} mayChange={mayChange} onEdit={() => setEditing(team)} onRest={() => setResting(team)} />
          ))}
        </ul>
      )}
      {editing && <TeamDialog team={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {resting && <RestDialog team={resting} onClose={() => setResting(undefined)} />}
    </Page>
  );
}

type RowProps = { team: Team; mayChange: boolean; onEdit: () => void; onRest: () => void };

function Row({ team, mayChange, onEdit, onRest }: RowProps) {
  const w = useWords(teamWords);
  const inboxes = useQuery({ ...inboxesQuery, retry: false }).data ?? [];
  const served = team.inboxes.flatMap((id) => inboxes.find((each) => each.id === id)?.name ?? []).join(', ');
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line px-5 py-3.5 last:border-b-0">
      <div className="min-w-0 grow basis-72">
        <p className="font-medium break-words">
          {team.name} {team.isMine && <Badge tone="accent">{w.mine}</Badge>} {team.restedAt && <Badge>{w.restedMark}</Badge>}
        </p>
        {!team.restedAt && (
          <p className="mt-0.5 text-sm text-muted">
            {[team.inboxes.length === 0 ? w.noInbox : served, w.people(team.members.length)].filter(Boolean).join(' · ')}
            {team.members.length > 0 && `: ${team.members.map((each) => (isByGroup(each) ? w.byGroup(each.name) : each.name)).join(', ')}`}
          </p>
        )}
      </div>
      {mayChange && !team.restedAt && (
        <div className="flex gap-2">
          <Button size="sm" aria-label={w.editOf(team.name)} onClick={onEdit}>
            {w.edit}
          </Button>
          <Button size="sm" look="quiet" aria-label={`${w.rest}: ${team.name}`} onClick={onRest}>
            {w.rest}
          </Button>
        </div>
      )}
    </li>
  );
}
