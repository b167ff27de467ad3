// Asking for a link. What is said afterwards is the same for every address.
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { EntryFrame } from '#access/entry-frame.tsx';
import { client, errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Field } from '#ui/field.tsx';
import { resetWords } from './words.ts';

export function ForgottenPage() {
  const w = useWords(resetWords);
  const ask = useMutation({ mutationFn: (email: string) => client.call('askForReset', { body: { email } }) });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    ask.mutate(String(new FormData(event.currentTarget).get('email')).trim());
  };
  return (
    <EntryFrame title={ask.isSuccess ? w.sent : w.title} about={ask.isSuccess ? undefined : w.about}>
      {ask.isSuccess ? (
        <p role="status" className="text-base text-pretty text-muted">
          {w.sentMore}
        </p>
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          <Field required autoFocus label={w.email} name="email" type="email" maxLength={254} autoComplete="username" />
          {ask.isError && <Callout tone="bad" alert title={errorWords(ask.error)} />}
          <Button look="solid" type="submit" busy={ask.isPending} className="mt-2 w-full">
            {w.send}
          </Button>
        </form>
      )}
      <p className="mt-6 text-sm">
        <Link to="/sign-in" search={{}} className="inline-flex min-h-6 items-center text-accent underline-offset-2 hover:underline">
          {w.backToSignIn}
        </Link>
      </p>
    </EntryFrame>
  );
}
