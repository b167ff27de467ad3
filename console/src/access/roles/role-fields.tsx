// Which role, and in which inboxes: the same in an invitation and in a grant. Least privilege first: inboxes are chosen one by one unless somebody says all.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useWords } from '#lib/language.ts';
import { dayOf, endOfDay } from '#lib/time.ts';
import { Field, SelectField } from '#ui/field.tsx';
import { Pick } from '#ui/pick.tsx';
import { grantWords } from './grant-words.ts';
import { inboxesQuery, rolesQuery } from './queries.ts';
import { roleWords, useRoleName } from './role-words.ts';

/** Takes role, inboxes (null: all) and end out of a form with these fields; undefined when inboxes should be chosen and none was. */
export function grantIn(form: FormData): { role: string; inboxes: string[] | null; until: string | null } | undefined {
  const role = String(form.get('role'));
  const isAll = form.get('reach') !== 'some';
  const inboxes = form.getAll('inbox').map(String);
  if (!isAll && inboxes.length === 0) return undefined;
  const day = String(form.get('until') ?? '');
  return { role, inboxes: isAll ? null : inboxes, until: day ? endOfDay(day) : null };
}

export function RoleFields({ withEnd, error }: { withEnd?: boolean; error: string | undefined }) {
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
      {hasContent && <InboxChoice error={error} first={role === 'agent' ? 'some' : 'all'} key={role} />}
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

const tomorrow = (): string => dayOf(new Date(Date.now() + 86_400_000).toISOString());
