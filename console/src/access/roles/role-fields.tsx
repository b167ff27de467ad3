// Which role, in which inboxes, and for which teams: the same in an invitation and in a grant. Least privilege first: inboxes are chosen one by one unless somebody says all.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { dayOf, endOfDay } from '#lib/time.ts';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { Pick } from '#ui/pick.tsx';
import { grantWords } from './grant-words.ts';
import { inboxesQuery, rolesQuery, teamsQuery } from './queries.ts';
import { roleWords, useRoleName } from './role-words.ts';

export type Lacks = 'inboxes' | 'teams' | 'known-teams' | undefined;
export type Wanted = { role: string; inboxes: string[] | null; teams: string[] | null; until: string | null };

/** Takes role, inboxes and teams (null: all) and end out of a form with these fields; says which should be chosen where none was, and holds while it is not known which teams there are: none chosen would mean all. */
export function grantIn(form: FormData): Wanted | NonNullable<Lacks> {
  const role = String(form.get('role'));
  const isAll = form.get('reach') !== 'some';
  const inboxes = form.getAll('inbox').map(String);
  if (!isAll && inboxes.length === 0) return 'inboxes';
  if (form.get('teams') === 'unknown') return 'known-teams';
  const teams = form.get('teams') === 'some' ? form.getAll('team').map(String) : null;
  if (teams?.length === 0) return 'teams';
  const day = String(form.get('until') ?? '');
  return { role, inboxes: isAll ? null : inboxes, teams, until: day ? endOfDay(day) : null };
}

export function RoleFields({ withEnd, lacks }: { withEnd?: boolean; lacks: Lacks }) {
  const w = useWords(grantWords);
  const r = useWords(roleWords) as Readonly<Record<string, string>>;
  const nameOf = useRoleName();
  const language = useLanguage();
  const roles = useQuery(rolesQuery);
  const contentCodes = new Set(roles.data?.permissions.filter((each) => each.isContent).map((each) => each.code));
  const [role, setRole] = useState('agent');
  const chosen = roles.data?.items.find((each) => each.id === role);
  const hasContent = chosen?.permissions.some((each) => contentCodes.has(each)) ?? true;
  return (
    <>
      <SelectField
        label={w.role}
        name="role"
        value={role}
        onChange={(event) => setRole(event.target.value)}
        hint={r[`${role}-about`] ?? w.ownRole}
        choices={(roles.data?.items ?? [{ id: 'agent', name: null }]).map((each) => ({
          value: each.id,
          label: nameOf({ role: each.id, roleName: each.name }),
        }))}
      />
      {hasContent && (
        <InboxChoice error={lacks === 'inboxes' ? w.noInbox : undefined} first={role === 'agent' ? 'some' : 'all'} key={role} />
      )}
      {hasContent && <TeamChoice error={lacks === 'teams' ? w.noTeam : undefined} />}
      {withEnd && (
        <Field label={w.until} optional={w.optional} hint={w.untilHint} name="until" type="date" lang={language} min={tomorrow()} />
      )}
    </>
  );
}

function InboxChoice({ error, first }: { error: string | undefined; first: 'all' | 'some' }) {
  const w = useWords(grantWords);
  const inboxes = useQuery(inboxesQuery);
  const [reach, setReach] = useState(first);
  const only = inboxes.data?.length === 1;
  const pick = { name: 'reach', chosen: reach, onChoose: setReach };
  return (
    <fieldset aria-describedby={error ? 'inboxes-error' : undefined}>
      <legend className="text-sm font-medium">{w.where}</legend>
      <div className="mt-1">
        <Pick {...pick} value="some">
          {w.someInboxes}
        </Pick>
        {reach === 'some' && (
          <div className="mb-1 ml-6 grid gap-x-4 sm:grid-cols-2">
            {inboxes.data?.map((inbox) => (
              <label key={inbox.id} className="flex min-h-8 min-w-0 items-center gap-2 pointer-coarse:min-h-11">
                <input type="checkbox" name="inbox" value={inbox.id} defaultChecked={only} className="size-4 shrink-0 accent-accent" />
                <span className="truncate">{inbox.name}</span>
              </label>
            ))}
          </div>
        )}
        <Pick {...pick} value="all">
          {w.allInboxes}
        </Pick>
      </div>
      {error && (
        <p id="inboxes-error" role="alert" className="mt-1 text-sm text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** There only where there are teams; until that is known the form is held. */
function TeamChoice({ error }: { error: string | undefined }) {
  const w = useWords(grantWords);
  const query = useQuery(teamsQuery);
  const teams = query.data ?? [];
  const [which, setWhich] = useState<'all' | 'some'>('all');
  const pick = { name: 'teams', chosen: which, onChoose: setWhich };
  if (!query.data)
    return (
      <>
        <input type="hidden" name="teams" value="unknown" />
        {query.isError ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton lines={2} />}
      </>
    );
  if (teams.length === 0) return null;
  return (
    <fieldset aria-describedby={error ? 'teams-error' : undefined}>
      <legend className="text-sm font-medium">{w.ofWhich}</legend>
      <div className="mt-1">
        <Pick {...pick} value="all">
          {w.anyTeam}
        </Pick>
        <Pick {...pick} value="some">
          {w.someTeams}
        </Pick>
        {which === 'some' && (
          <div className="mb-1 ml-6 grid gap-x-4 sm:grid-cols-2">
            {teams.map(({ id, name }) => (
              <label key={id} className="flex min-h-8 min-w-0 items-center gap-2 pointer-coarse:min-h-11">
                <input type="checkbox" name="team" value={id} className="size-4 shrink-0 accent-accent" />
                <span className="truncate">{name}</span>
              </label>
            ))}
          </div>
        )}
      </div>
      {error && (
        <p id="teams-error" role="alert" className="mt-1 text-sm text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}

const tomorrow = (): string => dayOf(new Date(Date.now() + 86_400_000).toISOString());
