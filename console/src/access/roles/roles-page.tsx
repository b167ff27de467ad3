// Every role in words: what it allows, for which purposes, how many hold it. A company's own can be made, changed and taken away.
import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Eye, EyeOff, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { named, useWords } from '#lib/language.ts';
import { usePurposeNames } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Back } from '#ui/back.tsx';
import { Badge } from '#ui/badge.tsx';
import { Button, IconButton } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Facts, Page } from '#ui/page.tsx';
import { rolesQuery } from './queries.ts';
import { RemoveRoleDialog } from './remove-role-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';
import { permissionWords, roleWords, useRoleName } from './role-words.ts';
import { rolesWords } from './words.ts';

export type Roles = Answer<'listRoles'>;
export type Role = Roles['items'][number];

export function RolesPage() {
  const w = useWords(rolesWords);
  const mayChange = useMe().permissions.includes('staff.change');
  const query = useQuery(rolesQuery);
  const [editing, setEditing] = useState<Role | 'new'>();
  const [removing, setRemoving] = useState<Role>();
  const add = mayChange && (
    <Button look="solid" icon={Plus} onClick={() => setEditing('new')}>
      {w.add}
    </Button>
  );
  return (
    <Page title={w.title} about={w.about} actions={add} back={<Back to="/staff">{w.back}</Back>}>
      {query.isPending && <Skeleton lines={8} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      <div className="grid gap-5">
        {query.data?.items.map((role) => (
          <RoleCard
            key={role.id}
            role={role}
            roles={query.data}
            actions={
              mayChange &&
              !role.isDefault && (
                <div className="flex gap-1">
                  <IconButton icon={Pencil} label={w.changeOf(role.name ?? '')} onClick={() => setEditing(role)} />
                  <IconButton icon={Trash2} label={w.removeOf(role.name ?? '')} onClick={() => setRemoving(role)} />
                </div>
              )
            }
          />
        ))}
      </div>
      {editing && query.data && (
        <RoleDialog role={editing === 'new' ? undefined : editing} roles={query.data} onClose={() => setEditing(undefined)} />
      )}
      {removing && <RemoveRoleDialog role={removing} onClose={() => setRemoving(undefined)} />}
    </Page>
  );
}

function RoleCard({ role, roles, actions }: { role: Role; roles: Roles; actions: React.ReactNode }) {
  const w = useWords(rolesWords);
  const about = useWords(roleWords) as Readonly<Record<string, string>>;
  const p = useWords(permissionWords);
  const name = useRoleName()({ role: role.id, roleName: role.name });
  const purposeNames = usePurposeNames();
  const content = roles.permissions.filter((each) => each.isContent && role.permissions.includes(each.code));
  const rest = role.permissions.filter((code) => !content.some((each) => each.code === code));
  const may = (codes: readonly string[]) => <Listed items={codes.map((code) => named(p, code))} />;
  const title = (
    <span className="flex flex-wrap items-center gap-2">
      {name}
      <Badge tone={content.length > 0 ? 'accent' : 'plain'} icon={content.length > 0 ? Eye : EyeOff}>
        {content.length > 0 ? w.seesCustomers : w.seesNone}
      </Badge>
    </span>
  );
  return (
    <Card title={title} about={about[`${role.id}-about`] ?? w.own} actions={actions}>
      <Facts
        facts={[
          ...(content.length > 0
            ? ([
                [w.customers, may(content.map((each) => each.code))],
                [w.purposes, role.purposes === null ? w.everyPurpose : <Listed key="purposes" items={purposeNames(role.purposes)} />],
              ] as const)
            : []),
          ...(rest.length > 0 ? ([[w.besides, may(rest)]] as const) : []),
          [w.held, role.grants === 0 ? w.heldByNobody : w.heldTimes(role.grants)],
        ]}
      />
    </Card>
  );
}

/** What a role allows, one under the other: a line of them all would be read by nobody. */
function Listed({ items }: { items: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-x-8 pl-4 marker:text-muted sm:grid-cols-2">
      {items.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
