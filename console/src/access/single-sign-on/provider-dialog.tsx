// Adding a provider, or changing one. The issuer can be tested before anything is saved.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { DiscoveryTest } from './discovery-test.tsx';
import { linesOf, MappingEditor, type Meaning, mappedBy } from './mapping-editor.tsx';
import type { Provider } from './single-sign-on-page.tsx';
import { singleSignOnWords } from './words.ts';

export function ProviderDialog({ provider, onClose }: { provider: Provider | undefined; onClose: () => void }) {
  const w = useWords(singleSignOnWords);
  const [issuer, setIssuer] = useState(provider?.issuer ?? '');
  const [groups, setGroups] = useState<readonly Meaning[]>(() => linesOf(provider));
  const save = useSave(provider, groups, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const error = (path: string) => fieldError(save.error, path);
  return (
    <Dialog open wide onClose={onClose} title={provider ? w.editTitle(provider.name) : w.addTitle}>
      <form onSubmit={submit} className="grid gap-5">
        <Field required label={w.name} hint={w.nameHint} name="name" maxLength={60} defaultValue={provider?.name} error={error('name')} />
        <Field
          required
          label={w.issuer}
          hint={provider && issuer !== provider.issuer ? w.issuerChanged : w.issuerHint}
          name="issuer"
          type="url"
          maxLength={500}
          value={issuer}
          onChange={(event) => setIssuer(event.target.value)}
          error={error('issuer')}
        />
        <DiscoveryTest issuer={issuer.trim()} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            required
            label={w.clientId}
            name="clientId"
            maxLength={300}
            autoComplete="off"
            spellCheck={false}
            defaultValue={provider?.clientId}
            error={error('clientId')}
          />
          <Field
            label={w.secret}
            hint={provider?.hasSecret ? w.secretKept : w.secretHint}
            optional={w.optional}
            name="secret"
            type="password"
            maxLength={1000}
            autoComplete="off"
            error={error('secret')}
          />
        </div>
        <AreaField
          required
          label={w.domains}
          hint={w.domainsHint}
          name="domains"
          rows={2}
          spellCheck={false}
          defaultValue={provider?.domains.join('\n')}
          error={error('domains')}
        />
        <MappingEditor groups={groups} onChange={setGroups} error={error('groups') ?? error('teams')} />
        <Field
          required
          label={w.groupsClaim}
          name="groupsClaim"
          maxLength={100}
          spellCheck={false}
          defaultValue={provider?.groupsClaim ?? 'groups'}
          error={error('groupsClaim')}
        />
        <AreaField
          label={w.strongAcr}
          hint={w.strongAcrHint}
          optional={w.optional}
          name="strongAcr"
          rows={2}
          spellCheck={false}
          defaultValue={provider?.strongAcr.join('\n')}
        />
        <Tick name="addsPeople" label={w.letJoin} checked={provider?.addsPeople ?? true} />
        <Tick name="passwordsOff" label={w.switchOff} hint={w.switchOffHint} checked={provider?.passwordsOff ?? false} />
        {save.isError && <Callout tone="bad" alert title={errorWords(save.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={save.isPending}>
            {w.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function Tick({ name, label, hint, checked }: { name: string; label: string; hint?: string; checked: boolean }) {
  return (
    <label className="flex items-start gap-2.5">
      <input type="checkbox" name={name} defaultChecked={checked} className="mt-1 size-4 accent-accent" />
      <span>
        {label}
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}

function useSave(provider: Provider | undefined, groups: readonly Meaning[], onDone: () => void) {
  const w = useWords(singleSignOnWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name)).trim();
      const lines = (name: string) => [
        ...new Set(
          text(name)
            .split(/[\s,]+/)
            .filter(Boolean),
        ),
      ];
      const facts = {
        name: text('name'),
        issuer: text('issuer'),
        clientId: text('clientId'),
        domains: lines('domains').map((each) => each.toLowerCase().replace(/^@/, '')),
        addsPeople: form.has('addsPeople'),
        groupsClaim: text('groupsClaim'),
        ...mappedBy(groups),
        strongAcr: lines('strongAcr'),
        passwordsOff: form.has('passwordsOff'),
        ...(text('secret') !== '' && { secret: text('secret') }),
      };
      if (provider) return client.call('changeProvider', { params: { provider: provider.id }, body: facts });
      return client.call('addProvider', { body: facts });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.providers });
      toast(w.saved);
      onDone();
    },
  });
}
