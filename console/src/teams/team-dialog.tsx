// A team: its name, the inboxes it serves, who is in it. What a form leaves unticked leaves the team.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Skeleton } from '#ui/empty.tsx';
import { Field } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { inboxesQuery, staffQuery, type Team } from './queries.ts';
import { teamWords } from './words.ts';

export function TeamDialog({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const w = useWords(teamWords);
  const inboxes = useQuery(inboxesQuery).data;
  const staff = useQuery(staffQuery).data?.items;
  const save = useSave(team, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const isIn = (id: string): boolean => team?.members.some((each) => each.id === id) === true;
  const atWork = staff?.filter((one) => (one.joinedAt && !one.suspendedAt && !one.leftAt) || isIn(one.id));
  return (
    <Dialog open onClose={onClose} title={team ? w.editOf(team.name) : w.add}>
      {inboxes && atWork ? (
        <form onSubmit={submit} className="grid gap-4">
          <Field
            required
            label={w.name}
            name="name"
            maxLength={80}
            autoComplete="off"
            defaultValue={team?.name}
            error={fieldError(save.error, 'name')}
          />
          <Ticks name="inboxes" legend={w.inboxes} hint={w.inboxesHint} all={inboxes} chosen={team?.inboxes ?? []} />
          <Ticks name="members" legend={w.members} hint={w.membersHint} all={atWork} chosen={team?.members.map(({ id }) => id) ?? []} />
          <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
            {w.save}
          </FormEnd>
        </form>
      ) : (
        <Skeleton lines={6} />
      )}
    </Dialog>
  );
}

type TicksProps = {
  name: string;
  legend: string;
  hint: string;
  all: readonly { id: string; name: string }[];
  chosen: readonly string[];
};

function Ticks({ name, legend, hint, all, chosen }: TicksProps) {
  return (
    <fieldset aria-describedby={`${name}-hint`}>
      <legend className="text-sm font-medium">{legend}</legend>
      <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
        {all.map((each) => (
          <label key={each.id} className="flex min-h-8 min-w-0 items-center gap-2 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              name={name}
              value={each.id}
              defaultChecked={chosen.includes(each.id)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="truncate">{each.name}</span>
          </label>
        ))}
      </div>
      <p id={`${name}-hint`} className="mt-1 text-sm text-muted">
        {hint}
      </p>
    </fieldset>
  );
}

function useSave(team: Team | undefined, onDone: () => void) {
  const w = useWords(teamWords);
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (form: FormData) => {
      const all = (name: string) => form.getAll(name).map(String);
      const body = { name: String(form.get('name')).trim(), inboxes: all('inboxes'), members: all('members') };
      return team ? client.call('changeTeam', { params: { team: team.id }, body }) : client.call('addTeam', { body });
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.teams });
      toast(w.saved);
      onDone();
    },
  });
}
