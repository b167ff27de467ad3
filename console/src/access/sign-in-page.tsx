// Sign-in. Which of address and password was wrong is never said.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client, errorWords, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { beginSession } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field } from '#ui/field.tsx';
import { CodeForm } from './code-form.tsx';
import { EntryFrame } from './entry-frame.tsx';
import { PasskeyEntry } from './passkey-entry.tsx';
import { PasswordField } from './password-field.tsx';
import { resetWords } from './reset/words.ts';
import { ProviderButtons } from './single-sign-on/provider-buttons.tsx';
import { entryWords } from './words.ts';

type Credentials = { email: string; password: string };

export function SignInPage({ next, onSignedIn }: { next: string | undefined; onSignedIn: () => void }) {
  const w = useWords(entryWords);
  const { forgot } = useWords(resetWords);
  const cache = useQueryClient();
  const [halfway, setHalfway] = useState<Credentials>();
  const [typed, setTyped] = useState<string>();
  const needed = useQuery({ queryKey: keys.setUp, queryFn: () => client.call('setUpState') }).data?.needed;
  const signIn = useMutation({
    mutationFn: (body: Credentials & { code?: string }) => client.call('signIn', { body }),
    onSuccess: (me) => {
      beginSession(cache, me);
      onSignedIn();
    },
    onError: (error, { email, password }) => {
      if (problemCode(error) === 'code-needed') setHalfway({ email, password });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    signIn.mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')) });
  };
  const error = signIn.error && problemCode(signIn.error) !== 'code-needed' ? signIn.error : undefined;
  if (halfway) {
    const back = (): void => {
      signIn.reset();
      setHalfway(undefined);
    };
    return (
      <EntryFrame title={w.codeTitle} about={w.codeAbout}>
        <CodeForm error={error} busy={signIn.isPending} onCode={(code) => signIn.mutate({ ...halfway, code })} onBack={back} />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={w.signIn} about={w.signInAbout}>
      {needed && (
        <div className="mb-6">
          <Callout title={w.notSetUp}>{w.notSetUpMore}</Callout>
        </div>
      )}
      <ProviderButtons email={typed} next={next} />
      <form onSubmit={submit} className="grid gap-4">
        <Field
          required
          autoFocus
          label={w.email}
          name="email"
          type="email"
          autoComplete="username webauthn"
          onBlur={(event) => setTyped(event.target.checkValidity() ? event.target.value.trim() : undefined)}
        />
        <PasswordField />
        {error && <Callout tone="bad" alert title={errorWords(error)} />}
        <Button look="solid" type="submit" busy={signIn.isPending} className="mt-2 w-full">
          {w.signIn}
        </Button>
      </form>
      <p className="mt-3 text-center text-sm">
        <Link to="/forgotten" className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline">
          {forgot}
        </Link>
      </p>
      <PasskeyEntry onSignedIn={onSignedIn} />
    </EntryFrame>
  );
}
