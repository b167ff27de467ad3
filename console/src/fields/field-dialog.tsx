// Declaring a field: without a purpose, a period and a reason there is none.
import type { Body } from '@parley/contract';
import { type Special, specialCategories } from '@parley/contract/special';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { becauseOf, client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { fieldPageWords } from './words.ts';

type New = Body<'addField'>;
const kinds = ['text', 'number', 'date', 'choice'] as const;
const most = { D: 3660, M: 120 } as const;
const nothing = 'nothing';

export function FieldDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(fieldPageWords);
  const [kind, setKind] = useState<New['kind']>('text');
  const [unit, setUnit] = useState<'D' | 'M'>('M');
  const purposes = usePurposes();
  const save = useSave(onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(newFrom(new FormData(event.currentTarget)));
  };
  const error = (path: string) => fieldError(save.error, path);
  return (
    <Dialog open onClose={onClose} title={w.add}>
      <form onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field required label={w.nameEn} name="en" maxLength={60} error={error('names')} />
          <Field required label={w.nameDe} name="de" maxLength={60} />
          <Field label={w.nameFr} name="fr" maxLength={60} hint={w.nameHint} />
          <Field label={w.nameEs} name="es" maxLength={60} hint={w.nameHint} />
        </div>
        {becauseOf(save.error) === 'may-be-a-name' && <Tick name="isNoName" label={w.noName} />}
        <SelectField
          label={w.kind}
          name="kind"
          value={kind}
          choices={kinds.map((value) => ({ value, label: w[value] }))}
          onChange={(event) => setKind(event.target.value as New['kind'])}
        />
        {kind === 'choice' && (
          <AreaField required label={w.choices} name="choices" rows={4} hint={w.choicesHint} error={error('choices')} />
        )}
        <SelectField
          required
          label={w.tellsOf}
          name="tellsOf"
          defaultValue=""
          choices={[
            { value: '', label: w.toAnswer },
            { value: nothing, label: w.tellsOfNothing },
            ...specialCategories.map((value) => ({ value, label: w[value] })),
          ]}
          hint={w.tellsOfHint}
          error={error('tellsOf')}
        />
        <SelectField required label={w.purpose} name="purpose" choices={purposes} hint={w.purposeHint} error={error('purpose')} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            required
            type="number"
            label={w.period}
            name="count"
            min={1}
            max={most[unit]}
            defaultValue={12}
            hint={w.periodHint}
            error={error('period')}
          />
          <SelectField
            label={w.unit}
            name="unit"
            value={unit}
            choices={(['D', 'M'] as const).map((value) => ({ value, label: w[value] }))}
            onChange={(event) => setUnit(event.target.value as 'D' | 'M')}
          />
        </div>
        <div>
          <Tick name="provided" label={w.provided} />
          <p className="text-sm text-muted">{w.providedHint}</p>
        </div>
        <AreaField required label={w.reason} name="reason" rows={2} maxLength={500} hint={w.reasonHint} error={error('reason')} />
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function Tick({ name, label }: { name: string; label: string }) {
  return (
    <label className="flex min-h-6 items-center gap-2.5 text-sm font-medium">
      <input type="checkbox" name={name} className="size-4" /> {label}
    </label>
  );
}

/** Those that are switched on, are there for more than what the law demands, and name what people like or need among their kinds of data. */
function usePurposes() {
  const language = useLanguage();
  const query = useQuery({ queryKey: keys.purposes(language), queryFn: () => client.call('listPurposes', { query: { language } }) });
  const items = query.data?.items ?? [];
  const carries = ({ active, lawfulBasis, categories }: (typeof items)[number]) =>
    active && lawfulBasis !== 'legal-obligation' && categories.includes('Preference');
  return items.filter(carries).map(({ code, name }) => ({ value: code, label: name }));
}

function newFrom(form: FormData): New {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const choices = text('choices')
    .split('\n')
    .map((line) => line.split('=').map((part) => part.trim()))
    .flatMap(([en, de, fr, es]) => (en ? [named(en, de || en, fr, es)] : []));
  return {
    names: named(text('en'), text('de'), text('fr'), text('es')),
    kind: text('kind') as New['kind'],
    purpose: text('purpose'),
    period: `P${Number(text('count'))}${text('unit')}`,
    provided: form.has('provided'),
    tellsOf: text('tellsOf') === nothing ? [] : [text('tellsOf') as Special],
    reason: text('reason'),
    ...(choices.length > 0 && { choices }),
    ...(form.has('isNoName') && { isNoName: true }),
  };
}

const named = (en: string, de: string, fr: string | undefined, es: string | undefined): New['names'] => ({
  ...{ en, de },
  ...(fr && { fr }),
  ...(es && { es }),
});

function useSave(onDone: () => void) {
  const w = useWords(fieldPageWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: New) => client.call('addField', { body }),
    onSuccess: async () => {
      for (const queryKey of [keys.fields, keys.noticePreview]) await cache.invalidateQueries({ queryKey }); // the next notice names it
      toast(w.saved);
      onDone();
    },
  });
}
