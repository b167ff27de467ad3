// Opening an emergency access: for what, why, for how long. The server asks once more who sits there.
import type { Body } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { inboxesQuery } from '#access/roles/queries.ts';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { reachChanged } from './queries.ts';
import { emergencyWords } from './words.ts';

const reasons = ['vital-interest', 'incident', 'legal-deadline', 'colleague-absent', 'fault'] as const;
const lengths = [15, 30, 60, 120, 240];
type Opening = Body<'openEmergency'>;

export function OpenDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(emergencyWords);
  const cache = useQueryClient();
  const inboxes = useQuery({ ...inboxesQuery, retry: false }).data ?? [];
  const [kind, setKind] = useState<'person' | 'inbox'>('person');
  const [strange, setStrange] = useState(false);
  const open = useMutation({
    mutationFn: (body: Opening) => client.call('openEmergency', { body }),
    onSuccess: async () => {
      await reachChanged(cache);
      toast(w.opened);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const person = /per_[0-9a-hjkmnp-tv-z]{26}/.exec(String(form.get('person') ?? ''))?.[0];
    setStrange(kind === 'person' && !person);
    if (kind === 'person' && !person) return;
    open.mutate({
      scope: kind === 'person' ? { person: person ?? '' } : { inbox: String(form.get('inbox')) },
      reason: String(form.get('reason')) as Opening['reason'],
      note: String(form.get('note')).trim(),
      minutes: Number(form.get('minutes')),
    });
  };
  const noteError = fieldError(open.error, 'note');
  return (
    <Dialog open onClose={onClose} title={w.open} about={w.openAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <fieldset className="flex flex-wrap gap-x-6 gap-y-1">
          <legend className="mb-1 text-sm font-medium">{w.what}</legend>
          {(['person', 'inbox'] as const).map((each) => (
            <label key={each} className="flex min-h-8 items-center gap-2.5">
              <input type="radio" name="kind" value={each} checked={kind === each} onChange={() => setKind(each)} className="size-4" />
              {each === 'person' ? w.onePerson : w.oneInbox}
            </label>
          ))}
        </fieldset>
        {kind === 'person' ? (
          <Field
            required
            label={w.person}
            name="person"
            hint={w.personHint}
            error={strange ? w.noPerson : undefined}
            autoComplete="off"
            maxLength={300}
            spellCheck={false}
          />
        ) : (
          <SelectField required label={w.inbox} name="inbox" choices={inboxes.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
        <SelectField label={w.reason} name="reason" choices={reasons.map((each) => ({ value: each, label: w[each] }))} />
        <AreaField required label={w.note} name="note" hint={w.noteHint} minLength={8} maxLength={1000} rows={2} error={noteError} />
        <SelectField
          label={w.minutes}
          name="minutes"
          defaultValue="60"
          choices={lengths.map((each) => ({ value: String(each), label: w.forMinutes(each) }))}
        />
        {open.isError && !noteError && <Callout tone="bad" alert title={errorWords(open.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={open.isPending}>
            {w.openIt}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
