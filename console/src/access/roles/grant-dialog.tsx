// Giving a colleague a role, or oneself: then the page says that it will not be silent.
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { toast } from '#ui/toast.tsx';
import { grantWords } from './grant-words.ts';
import type { Member } from './member-grants.tsx';
import { ReasonField } from './reason-field.tsx';
import { useRefreshStaff } from './refresh.ts';
import { grantIn, type Lacks, RoleFields, type Wanted } from './role-fields.tsx';

export function GrantDialog({ member, isMe, onClose }: { member: Member; isMe: boolean; onClose: () => void }) {
  const w = useWords(grantWords);
  const refresh = useRefreshStaff();
  const [lacks, setLacks] = useState<Lacks>();
  const give = useMutation({
    mutationFn: (body: Wanted & { reason: string }) => client.call('addGrant', { params: { staff: member.id }, body }),
    onSuccess: async () => {
      await refresh();
      toast(w.given);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = grantIn(form);
    setLacks(typeof given === 'string' ? given : undefined);
    if (typeof given !== 'string') give.mutate({ ...given, reason: String(form.get('reason')).trim() });
  };
  return (
    <Dialog open onClose={onClose} title={w.giveTo(member.name)} about={w.giveAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <RoleFields withEnd lacks={lacks} />
        <ReasonField />
        {isMe && <Callout tone="warn">{w.toYourself}</Callout>}
        {give.isError && <Callout tone="bad" alert title={errorWords(give.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={give.isPending}>
            {w.give}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
