// What a record must say and no machine knows.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '#lib/client.ts';
import { countryChoices } from '#lib/countries.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { JointFields } from './joint-fields.tsx';
import type { RecordFacts } from './queries.ts';
import { mapWords } from './words.ts';

type Runs = 'nobody-said' | 'self' | 'other';

export function FactsDialog({ facts, onClose }: { facts: RecordFacts; onClose: () => void }) {
  const w = useWords(mapWords);
  const language = useLanguage();
  const [runs, setRuns] = useState<Runs>(facts.operatedBySelf === null ? 'nobody-said' : facts.operator ? 'other' : 'self');
  const [joint, setJoint] = useState(facts.joint);
  const [version] = useState(facts.version); // what the fields were filled from, whatever is fetched meanwhile
  const save = useSave(onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate({ ...factsIn(new FormData(event.currentTarget), runs), joint, version });
  };
  const notSaid = { value: '', label: w.notSaid };
  return (
    <Dialog open onClose={onClose} title={w.facts} about={w.factsAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          label={w.runBy}
          value={runs}
          onChange={(event) => setRuns(event.target.value as Runs)}
          choices={[
            { value: 'nobody-said', label: w.notSaid },
            { value: 'self', label: w.bySelf },
            { value: 'other', label: w.byOther },
          ]}
        />
        {runs === 'other' && (
          <div className="grid gap-4 rounded-lg border border-line p-4 sm:grid-cols-2">
            <Field required label={w.operatorName} name="operatorName" maxLength={200} defaultValue={facts.operator?.name} />
            <Field required label={w.operatorContact} name="operatorContact" maxLength={400} defaultValue={facts.operator?.contact} />
            <Field
              label={w.operatorRepresentative}
              optional={w.optional}
              name="operatorRepresentative"
              maxLength={400}
              defaultValue={facts.operator?.representative ?? ''}
            />
            <Field
              label={w.operatorDpo}
              optional={w.optional}
              name="operatorDpo"
              maxLength={400}
              defaultValue={facts.operator?.dpo ?? ''}
            />
            <Field
              label={w.agreement}
              optional={w.optional}
              name="agreement"
              maxLength={200}
              defaultValue={facts.operator?.agreement ?? ''}
            />
          </div>
        )}
        <SelectField
          label={w.hostedIn}
          name="hostedIn"
          defaultValue={facts.hostedIn ?? ''}
          choices={[notSaid, ...countryChoices(language, facts.hostedIn ?? undefined)]}
        />
        <Field
          label={w.hostedBy}
          optional={w.optional}
          hint={w.hostedByHint}
          name="hostedBy"
          maxLength={60}
          defaultValue={facts.hostedBy ?? ''}
        />
        <Field
          label={w.representative}
          optional={w.optional}
          name="representative"
          maxLength={400}
          defaultValue={facts.representative ?? ''}
        />
        <JointFields joint={joint} onChange={setJoint} />
        <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
          {w.saveIt}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function factsIn(form: FormData, runs: Runs): Omit<RecordFacts, 'joint' | 'version'> {
  const text = (name: string): string | null => String(form.get(name) ?? '').trim() || null;
  const operator = {
    name: text('operatorName') ?? '',
    contact: text('operatorContact') ?? '',
    representative: text('operatorRepresentative'),
    dpo: text('operatorDpo'),
    agreement: text('agreement'),
  };
  return {
    representative: text('representative'),
    hostedIn: text('hostedIn'),
    hostedBy: text('hostedBy'),
    operatedBySelf: runs === 'nobody-said' ? null : runs === 'self',
    operator: runs === 'other' ? operator : null,
  };
}

function useSave(onDone: () => void) {
  const w = useWords(mapWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RecordFacts) => client.call('changeRecordFacts', { body }),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.recordFacts, fresh);
      for (const queryKey of [keys.allDataMaps, keys.recordVersions]) void cache.invalidateQueries({ queryKey });
      toast(w.saved);
      onDone();
    },
  });
}
