// Inviting a colleague. The link is mailed to them; where no mail leaves it is shown once and handed over by a person.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { FormEnd } from '#ui/form-end.tsx';
import { grantIn, type Lacks, RoleFields, type Wanted } from './roles/role-fields.tsx';
import { staffWords } from './words.ts';

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const w = useWords(staffWords);
  const cache = useQueryClient();
  const [lacks, setLacks] = useState<Lacks>();
  const invite = useMutation({
    mutationFn: ({ form, given }: { form: FormData; given: Wanted }) =>
      client.call('invite', { body: { name: String(form.get('name')).trim(), email: String(form.get('email')).trim(), ...given } }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.staff }),
  });
  const close = (): void => {
    invite.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = grantIn(form);
    setLacks(typeof given === 'string' ? given : undefined);
    if (typeof given !== 'string') invite.mutate({ form, given });
  };
  if (invite.data) {
    return (
      <Dialog
        open={open}
        onClose={close}
        title={w.linkFor(invite.data.staff.name)}
        about={invite.data.link ? w.linkAbout : invite.data.waits ? w.linkWaits : w.linkMailed}
      >
        {invite.data.link && <CodeBlock label={w.linkFor(invite.data.staff.name)} text={invite.data.link} />}
        <Actions>
          <Button look="solid" onClick={close}>
            {w.done}
          </Button>
        </Actions>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onClose={close} title={w.inviteTitle} about={w.inviteAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field required label={w.name} name="name" maxLength={120} autoComplete="off" error={fieldError(invite.error, 'name')} />
        <Field required label={w.email} name="email" type="email" autoComplete="off" error={fieldError(invite.error, 'email')} />
        <RoleFields lacks={lacks} withEnd />
        <FormEnd of={invite} onCancel={close} cancel={w.cancel}>
          {w.make}
        </FormEnd>
      </form>
    </Dialog>
  );
}
