// Opening a store, or changing one.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import type { Store } from './stores-page.tsx';
import { storeWords } from './words.ts';

const languages = ['en', 'de', 'fr', 'es'] as const;

export function StoreDialog({ store, onClose }: { store: Store | 'new' | undefined; onClose: () => void }) {
  const w = useWords(storeWords);
  const known = store === 'new' ? undefined : store;
  const inboxes = useQuery({ queryKey: keys.inboxes, queryFn: () => client.call('listInboxes'), enabled: store !== undefined });
  const chats = inboxes.data?.items.filter((each) => each.channel === 'web-chat') ?? [];
  const save = useSave(known, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const error = (path: string) => fieldError(save.error, path);
  return (
    <Dialog open={store !== undefined} onClose={onClose} title={known ? w.editTitle : w.addTitle}>
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.name} name="name" maxLength={120} defaultValue={known?.name} error={error('name')} />
        <AreaField
          required
          label={w.address}
          name="address"
          rows={2}
          maxLength={300}
          hint={w.addressHint}
          defaultValue={known?.address}
          error={error('address')}
        />
        <Languages known={known} />
        <AreaField label={w.hours} name="hours" rows={2} maxLength={300} optional={w.optional} defaultValue={known?.hours} />
        <SelectField
          key={chats.length}
          required
          label={w.inbox}
          name="inbox"
          defaultValue={known?.inbox.id}
          choices={chats.map((each) => ({ value: each.id, label: each.name }))}
          {...(inboxes.isSuccess && chats.length === 0 && { hint: w.noInbox })}
          error={error('inbox')}
        />
        <Field
          required
          type="number"
          label={w.rest}
          name="restSeconds"
          min={20}
          max={600}
          hint={w.restHint}
          defaultValue={known?.restSeconds ?? 60}
          error={error('restSeconds')}
        />
        {known && (
          <label className="flex min-h-6 items-center gap-2.5 text-sm font-medium">
            <input type="checkbox" name="retired" defaultChecked={known.retiredAt !== null} className="size-4" />
            {w.retired}
          </label>
        )}
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function Languages({ known }: { known: Store | undefined }) {
  const w = useWords(storeWords);
  const first = known?.languages ?? languages;
  const all = [...first, ...languages.filter((each) => !first.includes(each))];
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">{w.languages}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {all.map((each) => (
          <label key={each} className="flex min-h-6 items-center gap-2 text-sm">
            <input type="checkbox" name="languages" value={each} defaultChecked={first.includes(each)} className="size-4" />
            {w[each]}
          </label>
        ))}
      </div>
      <p className="text-sm text-muted">{w.languagesHint}</p>
    </fieldset>
  );
}

function useSave(known: Store | undefined, onDone: () => void) {
  const w = useWords(storeWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const chosen = form.getAll('languages') as Store['languages'];
      const body = {
        name: text('name'),
        address: text('address'),
        languages: chosen.length > 0 ? chosen : (['en'] as Store['languages']),
        hours: text('hours'),
        inbox: text('inbox'),
        restSeconds: Number(text('restSeconds')),
      };
      if (!known) return client.call('addStore', { body });
      return client.call('changeStore', { params: { store: known.id }, body: { ...body, retired: form.get('retired') === 'on' } });
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.stores });
      toast(w.saved);
      onDone();
    },
  });
}
