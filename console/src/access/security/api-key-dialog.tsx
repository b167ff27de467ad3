// Making a key: what it is for, what it may do, how long. It is shown once.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { permissionWords } from '#access/roles/role-words.ts';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { keyWords } from './key-words.ts';

const lives = [30, 90, 366] as const;

export function ApiKeyDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(keyWords);
  const allowed = useWords(permissionWords);
  const { permissions } = useMe();
  const cache = useQueryClient();
  const make = useMutation({
    mutationFn: (form: FormData) =>
      client.call('makeApiKey', {
        body: { name: String(form.get('name')).trim(), scopes: form.getAll('scope').map(String), days: Number(form.get('days')) },
      }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.apiKeys }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    make.mutate(new FormData(event.currentTarget));
  };
  if (make.data)
    return (
      <Dialog open onClose={onClose} title={w.keyMade} about={w.keyMadeAbout}>
        <CodeBlock label={make.data.name} text={make.data.key} />
        <Actions>
          <Button look="solid" onClick={onClose}>
            {w.keyKept}
          </Button>
        </Actions>
      </Dialog>
    );
  return (
    <Dialog open onClose={onClose} title={w.makeKey} about={w.makeKeyAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.name} hint={w.nameHint} name="name" maxLength={60} autoComplete="off" />
        <fieldset>
          <legend className="text-sm font-medium">{w.scopes}</legend>
          <div className="mt-1.5 grid gap-x-4 sm:grid-cols-2">
            {permissions.map((each) => (
              <label key={each} className="flex min-h-8 items-start gap-2 py-1">
                <input type="checkbox" name="scope" value={each} className="mt-1 size-4 shrink-0 accent-accent" />
                <span className="min-w-0 text-sm">
                  <span className="block first-letter:uppercase">{named(allowed, each)}</span>
                  <code className="text-xs text-muted">{each}</code>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <SelectField label={w.life} name="days" choices={lives.map((days) => ({ value: String(days), label: w.days(days) }))} />
        {make.isError && <Callout tone="bad" alert title={errorWords(make.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={make.isPending}>
            {w.makeKey}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
