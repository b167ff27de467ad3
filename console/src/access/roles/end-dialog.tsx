// When a role ends by itself.
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
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
import { useRefreshStaff } from './refresh.ts';
import { useRoleName } from './role-words.ts';

export function EndDialog({ member, grant, onClose }: { member: Member; grant: Grant; onClose: () => void }) {
  const w = useWords(grantWords);
  const role = useRoleName()(grant);
  const refresh = useRefreshStaff();
  const save = useMutation({
    mutationFn: (day: string) =>
      client.call('changeGrant', {
        params: { grant: grant.id },
        body: { until: day ? endOfDay(day) : null },
      }),
    onSuccess: async () => {
      await refresh();
      toast(w.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('until') ?? ''));
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
          defaultValue={grant.until ? dayOf(grant.until) : undefined}
        />
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
