// Which group has which role, or is in which team: lines of two fields each.
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { rolesQuery, teamsQuery } from '#access/roles/queries.ts';
import { useRoleName } from '#access/roles/role-words.ts';
import { useWords } from '#lib/language.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import type { Provider } from './single-sign-on-page.tsx';
import { singleSignOnWords } from './words.ts';

/** A line of the form: `means` is a role or a team by its id. */
export type Meaning = { readonly group: string; readonly means: string };
const isTeam = (means: string): boolean => means.startsWith('tem_');

/** What a provider's groups mean, as lines. */
export const linesOf = (provider: Pick<Provider, 'groups' | 'teams'> | undefined): Meaning[] => [
  ...(provider?.groups.map(({ group, role }) => ({ group, means: role })) ?? []),
  ...(provider?.teams.map(({ group, team }) => ({ group, means: team })) ?? []),
];

/** Lines as a provider takes them; empty ones are left out. */
export function mappedBy(lines: readonly Meaning[]): Pick<Provider, 'groups' | 'teams'> {
  const told = lines.map(({ group, means }) => ({ group: group.trim(), means })).filter(({ group }) => group !== '');
  return {
    groups: told.filter(({ means }) => !isTeam(means)).map(({ group, means }) => ({ group, role: means })),
    teams: told.filter(({ means }) => isTeam(means)).map(({ group, means }) => ({ group, team: means })),
  };
}

type EditorProps = { groups: readonly Meaning[]; onChange: (groups: Meaning[]) => void; error: string | undefined };

export function MappingEditor({ groups, onChange, error }: EditorProps) {
  const w = useWords(singleSignOnWords);
  const about = useId();
  const nameOf = useRoleName();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const choices = [
    ...roles.map((role) => ({ value: role.id, label: w.meansRole(nameOf({ role: role.id, roleName: role.name })) })),
    ...teams.map(({ id, name }) => ({ value: id, label: w.meansTeam(name) })),
  ];
  const change = (at: number, part: Partial<Meaning>): void =>
    onChange(groups.map((each, place) => (place === at ? { ...each, ...part } : each)));
  return (
    <fieldset aria-describedby={about} className="grid gap-3">
      <legend className="text-sm font-medium">{w.mapping}</legend>
      <p id={about} className={`text-sm ${error ? 'text-bad' : 'text-muted'}`}>
        {error ?? w.mappingAbout}
      </p>
      {groups.map(({ group, means }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity while it is typed
        <div key={at} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <div className="max-sm:col-span-2">
            <Field
              label={w.group}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              value={group}
              onChange={(event) => change(at, { group: event.target.value })}
            />
          </div>
          <SelectField label={w.means} value={means} choices={choices} onChange={(event) => change(at, { means: event.target.value })} />
          <IconButton icon={X} label={w.removeGroup(group)} onClick={() => onChange(groups.filter((_, place) => place !== at))} />
        </div>
      ))}
      <div>
        <Button size="sm" icon={Plus} onClick={() => onChange([...groups, { group: '', means: choices[0]?.value ?? 'agent' }])}>
          {w.addGroup}
        </Button>
      </div>
    </fieldset>
  );
}
