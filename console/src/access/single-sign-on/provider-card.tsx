// One provider: what holds, what to enter there, and its tokens.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rolesQuery, teamsQuery } from '#access/roles/queries.ts';
import { useRoleName } from '#access/roles/role-words.ts';
import { ConfirmDialog } from '#access/security/confirm-dialog.tsx';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { ScimPart } from './scim-part.tsx';
import type { Provider } from './single-sign-on-page.tsx';
import { singleSignOnWords } from './words.ts';

export function ProviderCard({ provider, onEdit }: { provider: Provider; onEdit: () => void }) {
  const w = useWords(singleSignOnWords);
  const [isRemoving, setRemoving] = useState(false);
  const actions = (
    <div className="flex gap-2">
      <Button size="sm" aria-label={w.editOf(provider.name)} onClick={onEdit}>
        {w.edit}
      </Button>
      <Button size="sm" look="quiet" aria-label={w.removeOf(provider.name)} onClick={() => setRemoving(true)}>
        {w.remove}
      </Button>
    </div>
  );
  return (
    <Card title={provider.name} about={provider.issuer} actions={actions}>
      <div className="grid gap-5">
        <Facts
          facts={[
            [w.domains, provider.domains.join(', ')],
            [w.newPeople, provider.addsPeople ? w.addsPeople : w.addsNobody],
            [w.passwords, provider.passwordsOff ? w.passwordsOff : w.passwordsOn],
            [w.groups, <Mapping key="groups" provider={provider} />],
          ]}
        />
        <Disclosure summary={<span className="font-medium">{w.copyTitle}</span>}>
          <div className="mt-2 grid gap-3">
            <CodeBlock label={w.redirectUri} text={provider.redirectUri} />
            <CodeBlock label={w.signOutUri} text={provider.signOutUri} />
            <CodeBlock label={w.backChannelUri} text={provider.backChannelUri} />
            <CodeBlock label={w.signInUri} text={provider.signInUri} />
          </div>
        </Disclosure>
        <ScimPart provider={provider} />
      </div>
      {isRemoving && <RemoveDialog provider={provider} onClose={() => setRemoving(false)} />}
    </Card>
  );
}

function Mapping({ provider }: { provider: Provider }) {
  const w = useWords(singleSignOnWords);
  const nameOf = useRoleName();
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  if (provider.groups.length + provider.teams.length === 0) return <span className="text-muted">{w.noGroups}</span>;
  return (
    <ul>
      {provider.groups.map(({ group, role }) => (
        <li key={`${group} ${role}`}>
          <span className="font-mono text-sm break-all">{group}</span> →{' '}
          {nameOf({ role, roleName: roles.find((each) => each.id === role)?.name ?? null })}
        </li>
      ))}
      {provider.teams.map(({ group, team }) => (
        <li key={`${group} ${team}`}>
          <span className="font-mono text-sm break-all">{group}</span> → {w.meansTeam(teams.find((each) => each.id === team)?.name ?? team)}
        </li>
      ))}
    </ul>
  );
}

function RemoveDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const w = useWords(singleSignOnWords);
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.call('removeProvider', { params: { provider: provider.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.providers });
      toast(w.removed);
      onClose();
    },
  });
  return <ConfirmDialog title={w.removeTitle(provider.name)} about={w.removeAbout} act={w.remove} work={remove} onClose={onClose} />;
}
