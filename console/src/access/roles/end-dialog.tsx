// When a role ends by itself.
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { dayOf, endOfDay } from '#lib/time.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { grantWords } from './grant-words.ts';
import type { Grant, Member } from './member-grants.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRefreshStaff } from './refresh.ts';
import { useRoleName } from './role-words.ts';

export function EndDialog({ member, grant, onClose }: { member: Member; grant: Grant; onClose: () => void }) {
  const w = useWords(grantWords);
  const role = useRoleName()(grant);
  const refresh = useRefreshStaff();
  const first = grant.until ? dayOf(grant.until) : '';
  const [day, setDay] = useState(first);
  const isLonger = first !== '' && (day === '' || day > first);
  const save = useMutation({
    mutationFn: ({ day, reason }: { day: string; reason: string }) =>
      client.call('changeGrant', {
        params: { grant: grant.id },
        body: { until: day ? endOfDay(day) : null, ...(reason && { reason }) },
      }),
    onSuccess: async () => {
      await refresh();
      toast(w.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate({ day: String(form.get('until') ?? ''), reason: String(form.get('reason') ?? '').trim() });
  };
  return (
    <Dialog open onClose={onClose} title={w.changeOf(role, member.name)} about={w.endAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={w.until}
          optional={w.optional}
          hint={w.untilHint}
          name="until"
          type="date"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        {isLonger && <ReasonField />}
        {save.isError && <Callout tone="bad" alert title={errorWords(save.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={save.isPending}>
            {w.save}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
