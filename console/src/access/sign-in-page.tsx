// Sign-in. Which of address and password was wrong is never said.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { beginSession } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field } from '#ui/field.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { PasskeyEntry } from './passkey-entry.tsx';
import { PasswordField } from './password-field.tsx';
import { entryWords } from './words.ts';

export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const w = useWords(entryWords);
  const cache = useQueryClient();
  const needed = useQuery({ queryKey: keys.setUp, queryFn: () => client.call('setUpState') }).data?.needed;
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      client.call('signIn', { body: { email: String(form.get('email')).trim(), password: String(form.get('password')) } }),
    onSuccess: (me) => {
      beginSession(cache, me);
      onSignedIn();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    signIn.mutate(new FormData(event.currentTarget));
  };
  return (
    <EntryFrame title={w.signIn} about={w.signInAbout}>
      {needed && (
        <div className="mb-6">
          <Callout title={w.notSetUp}>{w.notSetUpMore}</Callout>
        </div>
      )}
      <form onSubmit={submit} className="grid gap-4">
        <Field required autoFocus label={w.email} name="email" type="email" autoComplete="username webauthn" />
        <PasswordField />
        {signIn.isError && <Callout tone="bad" alert title={errorWords(signIn.error)} />}
        <Button look="solid" type="submit" busy={signIn.isPending} className="mt-2 w-full">
          {w.signIn}
        </Button>
      </form>
      <p aria-hidden className="my-4 text-center text-sm text-muted">
        {w.or}
      </p>
      <PasskeyEntry onSignedIn={onSignedIn} />
    </EntryFrame>
  );
}
