// Behind the link: the second factor where there is one, then the new password, with everything else that lets its owner in before their eyes.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { CodeForm } from '#access/code-form.tsx';
import { EntryFrame } from '#access/entry-frame.tsx';
import { PasswordField } from '#access/password-field.tsx';
import { tokenOfLink } from '#access/set-up-page.tsx';
import { client, errorWords, problemCode } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { beginSession } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { forgetOf, WaysToForget } from './ways.tsx';
import { resetWords } from './words.ts';

type Reset = Answer<'readReset'>;

export function ResetPage({ onDone }: { onDone: () => void }) {
  const w = useWords(resetWords);
  const cache = useQueryClient();
  const [token] = useState(tokenOfLink);
  const query = useQuery({
    queryKey: keys.reset(token),
    queryFn: () => client.call('readReset', { params: { token } }),
    retry: false,
    enabled: token !== '',
    gcTime: 0,
  });
  const prove = useMutation({
    mutationFn: (code: string) => client.call('proveReset', { params: { token }, body: { code } }),
    onSuccess: (fresh) => cache.setQueryData(keys.reset(token), fresh),
  });
  if (!token || query.isError)
    return (
      <EntryFrame title={w.badLink} about={w.badLinkMore}>
        <Link to="/forgotten" className="inline-flex min-h-6 items-center text-accent underline underline-offset-2">
          {w.askAgain}
        </Link>
      </EntryFrame>
    );
  if (!query.data) return <EntryFrame title="…" />;
  if (query.data.needsCode)
    return (
      <EntryFrame title={w.codeTitle} about={w.codeAbout}>
        <CodeForm error={prove.error ?? undefined} busy={prove.isPending} act={w.goOn} onCode={prove.mutate} />
      </EntryFrame>
    );
  return <NewPassword token={token} reset={query.data} onDone={onDone} />;
}

function NewPassword({ token, reset, onDone }: { token: string; reset: Reset; onDone: () => void }) {
  const w = useWords(resetWords);
  const cache = useQueryClient();
  const set = useMutation({
    mutationFn: (form: FormData) =>
      client.call('resetPassword', { params: { token }, body: { password: String(form.get('password')), forget: forgetOf(form) } }),
    onSuccess: (me) => {
      beginSession(cache, me);
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    set.mutate(new FormData(event.currentTarget));
  };
  const isWeak = problemCode(set.error) === 'weak-password';
  return (
    <EntryFrame title={w.newTitle} about={w.newAbout(reset.email, reset.company)}>
      <form onSubmit={submit} className="grid gap-5">
        <input type="hidden" name="username" autoComplete="username" value={reset.email} readOnly />
        <PasswordField isNew label={w.newPassword} hint={w.newPasswordHint} error={isWeak ? errorWords(set.error) : undefined} />
        <WaysToForget passkeys={reset.passkeys} apiKeys={reset.apiKeys} />
        {set.isError && !isWeak && <Callout tone="bad" alert title={errorWords(set.error)} />}
        <Button look="solid" type="submit" busy={set.isPending} className="w-full">
          {w.set}
        </Button>
      </form>
    </EntryFrame>
  );
}
