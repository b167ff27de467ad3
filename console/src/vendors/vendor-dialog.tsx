// Entering a recipient, or changing its agreement.

import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { countryChoices } from '#lib/countries.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import type { Vendor } from './vendors-page.tsx';
import { vendorWords } from './words.ts';

const transfers = ['A45-3', 'A46-2-b', 'A46-2-c', 'A46-2-f', 'A49-1-a'] as const;

export function VendorDialog({ vendor, onClose }: { vendor: Vendor | 'new' | undefined; onClose: () => void }) {
  const w = useWords(vendorWords);
  const known = vendor === 'new' ? undefined : vendor;
  const language = useLanguage();
  const save = useSave(known, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const error = (path: string) => fieldError(save.error, path);
  return (
    <Dialog open={vendor !== undefined} onClose={onClose} title={known ? w.editTitle : w.addTitle}>
      <form onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field required label={w.name} name="name" maxLength={160} defaultValue={known?.name} error={error('name')} />
          {known ? null : <Field required label={w.code} name="code" pattern="[a-z0-9\-]{2,60}" hint={w.codeHint} error={error('code')} />}
        </div>
        <Field required label={w.service} name="service" maxLength={300} defaultValue={known?.service} error={error('service')} />
        <div className="grid gap-4 sm:grid-cols-2">
          {known ? null : (
            <SelectField
              label={w.role}
              name="role"
              choices={(['processor', 'controller', 'joint-controller'] as const).map((role) => ({ value: role, label: w[role] }))}
            />
          )}
          <SelectField
            label={w.region}
            name="region"
            defaultValue={known?.region ?? 'DE'}
            choices={countryChoices(language, known?.region)}
          />
        </div>
        <SelectField
          label={w.transfer}
          name="transfer"
          defaultValue={known?.transfer ?? ''}
          choices={[{ value: '', label: w.none }, ...transfers.map((code) => ({ value: code, label: w[code] }))]}
        />
        <fieldset className="grid gap-4 rounded-lg border border-line p-4">
          <legend className="px-1.5 text-sm font-semibold">{w.agreement}</legend>
          <Field label={w.reference} name="reference" maxLength={200} hint={w.agreementHint} defaultValue={known?.agreement?.reference} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={w.signedOn}
              name="signedOn"
              type="date"
              defaultValue={known?.agreement?.signedOn}
              error={error('agreement/signedOn')}
            />
            <Field
              label={w.expiresOn}
              name="expiresOn"
              type="date"
              optional={w.optional}
              defaultValue={known?.agreement?.expiresOn ?? undefined}
              error={error('agreement/expiresOn')}
            />
          </div>
        </fieldset>
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function useSave(known: Vendor | undefined, onDone: () => void) {
  const w = useWords(vendorWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const agreement = text('reference')
        ? { reference: text('reference'), signedOn: text('signedOn'), expiresOn: text('expiresOn') || null }
        : null;
      const transfer = (text('transfer') || null) as Body<'addVendor'>['transfer'];
      const body = { name: text('name'), service: text('service'), region: text('region'), agreement, transfer };
      if (known) return client.call('changeVendor', { params: { vendor: known.id }, body });
      return client.call('addVendor', { body: { ...body, code: text('code'), role: text('role') as Vendor['role'] } });
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.vendors });
      toast(w.saved);
      onDone();
    },
  });
}
