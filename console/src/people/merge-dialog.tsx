// Joining two people by the decision of staff: with a reason, recorded, and never by mere similarity of names.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { Dialog } from '#ui/dialog.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { peopleWords } from './words.ts';

export function MergeDialog({ person, open, onClose }: { person: string; open: boolean; onClose: () => void }) {
  const w = useWords(peopleWords);
  const cache = useQueryClient();
  const others = useOthers(person, open);
  const join = useMutation({
    mutationFn: (form: FormData) =>
      client.call('mergePeople', {
        params: { person },
        body: { other: String(form.get('other')), reason: String(form.get('reason')).trim() },
      }),
    onSuccess: (fresh) => {
      cache.setQueryData(keys.person(person), fresh);
      for (const queryKey of [keys.lists, keys.timeline(person), keys.consents(person), keys.allowances(person)])
        void cache.invalidateQueries({ queryKey });
      toast(w.merged);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    join.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open={open} onClose={onClose} title={w.mergeTitle} about={w.mergeAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          required
          label={w.other}
          name="other"
          defaultValue=""
          hint={w.otherHint}
          choices={[{ value: '', label: w.otherChoose }, ...others]}
        />
        <AreaField required label={w.reason} name="reason" maxLength={500} />
        <FormEnd of={join} onCancel={onClose} cancel={w.cancel}>
          {w.merge}
        </FormEnd>
      </form>
    </Dialog>
  );
}

/** People one could mean: those of the latest conversations, told apart by what they wrote last. */
function useOthers(person: string, enabled: boolean): { value: string; label: string }[] {
  const called = usePersonName();
  const recent = useQuery({
    queryKey: keys.recentPeople,
    queryFn: () => client.call('listConversations', { query: { view: 'all', limit: 100 } }),
    enabled,
  });
  const rows = recent.data?.items.filter((item) => item.person.id !== person) ?? [];
  const first = new Map(rows.toReversed().map((item) => [item.person.id, item] as const));
  return [...first.values()].reverse().map((item) => ({
    value: item.person.id,
    label: `${called(item.person)} · ${item.inbox.name} · ${item.excerpt.slice(0, 40)}`,
  }));
}
