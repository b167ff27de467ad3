// Which group has which role: lines of two fields each.
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { rolesQuery } from '#access/roles/queries.ts';
import { useRoleName } from '#access/roles/role-words.ts';
import { useWords } from '#lib/language.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import type { Provider } from './single-sign-on-page.tsx';
import { singleSignOnWords } from './words.ts';

type Mapping = Provider['groups'];
type EditorProps = { groups: Mapping; onChange: (groups: Mapping) => void; error: string | undefined };

export function MappingEditor({ groups, onChange, error }: EditorProps) {
  const w = useWords(singleSignOnWords);
  const about = useId();
  const nameOf = useRoleName();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const choices = roles.map((role) => ({ value: role.id, label: nameOf({ role: role.id, roleName: role.name }) }));
  const change = (at: number, part: Partial<Mapping[number]>): void =>
    onChange(groups.map((each, place) => (place === at ? { ...each, ...part } : each)));
  return (
    <fieldset aria-describedby={about} className="grid gap-3">
      <legend className="text-sm font-medium">{w.mapping}</legend>
      <p id={about} className={`text-sm ${error ? 'text-bad' : 'text-muted'}`}>
        {error ?? w.mappingAbout}
      </p>
      {groups.map(({ group, role }, at) => (
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
          <SelectField label={w.role} value={role} choices={choices} onChange={(event) => change(at, { role: event.target.value })} />
          <IconButton icon={X} label={w.removeGroup(group)} onClick={() => onChange(groups.filter((_, place) => place !== at))} />
        </div>
      ))}
      <div>
        <Button size="sm" icon={Plus} onClick={() => onChange([...groups, { group: '', role: choices[0]?.value ?? 'agent' }])}>
          {w.addGroup}
        </Button>
      </div>
    </fieldset>
  );
}
