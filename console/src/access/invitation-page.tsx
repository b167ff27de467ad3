// Accepting an invitation: name and password, then straight in.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { beginSession } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field } from '#ui/field.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { PasswordField } from './password-field.tsx';
import { tokenOfLink } from './set-up-page.tsx';
import { entryWords } from './words.ts';

export function InvitationPage({ onDone }: { onDone: () => void }) {
  const w = useWords(entryWords);
  const [token] = useState(tokenOfLink);
  const cache = useQueryClient();
  const invitation = useQuery({
    queryKey: keys.invitation(token),
    queryFn: () => client.call('readInvitation', { params: { token } }),
    retry: false,
    enabled: token !== '',
  });
  const accept = useMutation({
    mutationFn: (form: FormData) =>
      client.call('acceptInvitation', {
        params: { token },
        body: { name: String(form.get('name')).trim(), password: String(form.get('password')) },
      }),
    onSuccess: (me) => {
      beginSession(cache, me);
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    accept.mutate(new FormData(event.currentTarget));
  };
  if (!token || invitation.isError) return <EntryFrame title={w.badLink} about={w.badLinkMore} />;
  if (!invitation.data) return <EntryFrame title="…" />;
  const weak = problemCode(accept.error) === 'weak-password';
  return (
    <EntryFrame title={w.joinTitle(invitation.data.company)} about={w.joinAbout(invitation.data.email)}>
      <form onSubmit={submit} className="grid gap-4">
        <input type="hidden" name="username" autoComplete="username" value={invitation.data.email} readOnly />
        <Field
          required
          label={w.name}
          name="name"
          autoComplete="name"
          maxLength={120}
          defaultValue={invitation.data.name}
          hint={w.nameHint}
        />
        <PasswordField isNew hint={w.passwordHint} error={weak ? errorWords(accept.error) : undefined} />
        {accept.isError && !weak && <Callout tone="bad" alert title={errorWords(accept.error)} />}
        <Button look="solid" type="submit" busy={accept.isPending} className="mt-2 w-full">
          {w.join}
        </Button>
      </form>
    </EntryFrame>
  );
}
