// A team: its name, the inboxes it serves, who is in it. What a form leaves unticked leaves the team; where conversations fall back by that, it asks first.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Field } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { toast } from '#ui/toast.tsx';
import { changeIn, lostBy, putIn } from './change.ts';
import { inboxesQuery, isByGroup, loadQuery, staffQuery, type Team } from './queries.ts';
import { teamWords } from './words.ts';

export function TeamDialog({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const w = useWords(teamWords);
  const ofInboxes = useQuery({ ...inboxesQuery, retry: false });
  const ofStaff = useQuery(staffQuery);
  const isClosed = problemCode(ofInboxes.error) === 'not-permitted'; // then they stay as they are
  const failed = ofInboxes.isError && !isClosed ? ofInboxes : ofStaff.isError ? ofStaff : undefined;
  const inboxes = isClosed ? [] : ofInboxes.data;
  const staff = ofStaff.data?.items;
  const isIn = (id: string): boolean => team?.members.some((each) => each.id === id) === true;
  const atWork = staff?.filter((one) => (one.joinedAt && !one.suspendedAt && !one.leftAt) || isIn(one.id));
  const byGroup = team?.members.filter(isByGroup).map(({ id }) => id) ?? [];
  const shown = { inboxes: ofInboxes.data?.map(({ id }) => id), members: atWork?.map(({ id }) => id) ?? [] };
  const { save, falling, ask } = useSave(team, shown, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog open onClose={onClose} title={team ? w.editOf(team.name) : w.add}>
      {failed ? (
        <Failed error={failed.error} onRetry={() => void failed.refetch()} />
      ) : inboxes && atWork ? (
        <form onSubmit={submit} onChange={ask} className="grid gap-4">
          <Field
            required
            label={w.name}
            name="name"
            maxLength={80}
            autoComplete="off"
            defaultValue={team?.name}
            error={fieldError(save.error, 'name')}
          />
          {!isClosed && <Ticks name="inboxes" legend={w.inboxes} hint={w.inboxesHint} all={inboxes} chosen={team?.inboxes ?? []} />}
          <Ticks
            name="members"
            legend={w.members}
            hint={byGroup.length === 0 ? w.membersHint : `${w.membersHint} ${w.byGroupHint}`}
            all={atWork.map(({ id, name }) => ({ id, name: byGroup.includes(id) ? w.byGroup(name) : name }))}
            chosen={team ? putIn(team) : []}
          />
          {falling && <Callout tone="warn" alert title={w.falling(falling.open, falling.all)} />}
          <FormEnd of={save} onCancel={onClose} cancel={w.cancel}>
            {falling ? w.saveAnyway : w.save}
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

/** `falling`: what a change would let fall back, said before it is sent; `ask` says it anew, after the form was changed. */
function useSave(team: Team | undefined, shown: Parameters<typeof changeIn>[2], onDone: () => void) {
  const w = useWords(teamWords);
  const cache = useQueryClient();
  const [falling, setFalling] = useState<{ open: number; all: number }>();
  const save = useMutation({
    mutationFn: async (form: FormData) => {
      const all = (name: string) => form.getAll(name).map(String);
      if (!team)
        return client.call('addTeam', {
          body: { name: String(form.get('name')).trim(), inboxes: all('inboxes'), members: all('members') },
        });
      const body = changeIn(team, form, shown);
      const lost = lostBy(body);
      if (lost.length > 0 && !falling) {
        const load = (await cache.fetchQuery(loadQuery(team.id))).items.filter(({ inbox }) => lost.includes(inbox));
        const sum = (of: 'open' | 'all') => load.reduce((total, each) => total + each[of], 0);
        if (sum('all') > 0) return setFalling({ open: sum('open'), all: sum('all') });
      }
      return client.call('changeTeam', { params: { team: team.id }, body });
    },
    onSuccess: async (saved) => {
      if (!saved) return;
      await cache.invalidateQueries({ queryKey: keys.teams });
      toast(w.saved);
      onDone();
    },
  });
  return { save, falling, ask: () => setFalling(undefined) };
}
