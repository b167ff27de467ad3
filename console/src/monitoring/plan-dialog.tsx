// Planning an audit, or planning it otherwise.

import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { auditWords } from './audit-words.ts';
import { OwnerField } from './finding-dialog.tsx';
import type { Audit } from './queries.ts';

const checklists = ['article-32', 'asvs-1', 'asvs-2'] as const;
const repeats = [3, 6, 12, 24] as const;

export function PlanDialog({ audit, onClose }: { audit: Audit | undefined; onClose: () => void }) {
  const w = useWords(auditWords);
  const save = useSave(audit, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const months = [...new Set([...repeats, ...(audit?.everyMonths ? [audit.everyMonths] : [])])].sort((one, other) => one - other);
  return (
    <Dialog open onClose={onClose} title={audit ? w.changeTitle : w.plan} about={audit ? w[audit.checklist] : w.planAbout}>
      <form onSubmit={submit} className="grid gap-4">
        {!audit && <SelectField label={w.checklist} name="checklist" choices={checklists.map((value) => ({ value, label: w[value] }))} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            required
            type="date"
            label={w.plannedOn}
            name="plannedOn"
            defaultValue={audit?.plannedOn ?? new Date().toISOString().slice(0, 10)}
            error={fieldError(save.error, 'plannedOn')}
          />
          <SelectField
            label={w.repeat}
            name="everyMonths"
            defaultValue={audit ? (audit.everyMonths ?? '') : 12}
            choices={[{ value: '', label: w.once }, ...months.map((each) => ({ value: String(each), label: w.every(each) }))]}
          />
          <OwnerField owner={audit?.auditor?.id} label={w.auditor} name="auditor" />
        </div>
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {audit ? w.save : w.plan}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function useSave(audit: Audit | undefined, onDone: () => void) {
  const w = useWords(auditWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const body = {
        plannedOn: text('plannedOn'),
        everyMonths: text('everyMonths') ? Number(text('everyMonths')) : null,
        auditor: text('auditor') || null,
      };
      if (audit) return client.call('changeAudit', { params: { audit: audit.id }, body });
      return client.call('planAudit', { body: { ...body, checklist: text('checklist') as Body<'planAudit'>['checklist'] } });
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.audits });
      toast(w.saved);
      onDone();
    },
  });
}
