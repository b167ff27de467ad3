// "Is it still you?": asked before a dangerous act when the last proof is older than ten minutes. Whatever was to be done goes on afterwards.

import type { Body } from '@parley/contract';
import { startAuthentication } from '@simplewebauthn/browser';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Building2, KeyRound } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { answerProof } from '#lib/proof.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Field } from '#ui/field.tsx';
import { QuietLink } from '#ui/section.tsx';
import { gaveUp, type RequestOptions } from './passkey-words.ts';
import { PasswordField } from './password-field.tsx';
import { proveWords } from './prove-words.ts';
import { hearProven } from './single-sign-on/travel.ts';

export function ProveDialog() {
  const w = useWords(proveWords);
  const query = useQuery({ queryKey: keys.proofWays, queryFn: () => client.call('readProofWays'), gcTime: 0 });
  const prove = useMutation({
    mutationFn: async (proof: Body<'prove'> | 'passkey') => client.call('prove', { body: proof === 'passkey' ? await byPasskey() : proof }),
    onSuccess: () => answerProof(true),
  });
  const refusal = gaveUp(prove.error) ? w.gaveUp : errorWords(prove.error);
  return (
    <Dialog open onClose={() => answerProof(false)} title={w.title} about={w.about}>
      {query.isPending && <Skeleton lines={3} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className="grid gap-4">
          {prove.isError && <Callout tone="bad" alert title={refusal} />}
          {query.data.ways.includes('passkey') && (
            <Button icon={KeyRound} busy={prove.isPending} onClick={() => prove.mutate('passkey')}>
              {w.byPasskey}
            </Button>
          )}
          {query.data.ways.includes('provider') && <ByProvider />}
          <Typed ways={query.data.ways} busy={prove.isPending} onProof={prove.mutate} />
        </div>
      )}
    </Dialog>
  );
}

/** In a window of its own, so that what was begun on this page stays. It tells this one when it is done. */
function ByProvider() {
  const w = useWords(proveWords);
  useEffect(() => hearProven(() => answerProof(true)), []);
  const ask = useMutation({
    mutationFn: async (beside: Window | null) => ({ beside, ...(await client.call('startProviderProof')) }),
    onSuccess: ({ beside, url }) => (beside ? beside.location.replace(url) : location.assign(url)),
    onError: (_error, beside) => beside?.close(),
  });
  return (
    <>
      <Button
        icon={Building2}
        busy={ask.isPending}
        onClick={() => ask.mutate(window.open('about:blank', '_blank', 'popup,width=520,height=720'))}
      >
        {w.byProvider}
      </Button>
      {ask.isError && <Callout tone="bad" alert title={errorWords(ask.error)} />}
    </>
  );
}

type TypedProps = {
  ways: readonly ('passkey' | 'provider' | 'code' | 'password')[];
  busy: boolean;
  onProof: (proof: Body<'prove'>) => void;
};

/** The code of an app where there is one, or the password. */
function Typed({ ways, busy, onProof }: TypedProps) {
  const w = useWords(proveWords);
  const [isPassword, setPassword] = useState(!ways.includes('code'));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    onProof(isPassword ? { password: String(typed.get('password')) } : { code: String(typed.get('code')).trim() });
  };
  const mayChoose = ways.includes('code') && ways.includes('password');
  if (!ways.includes('code') && !ways.includes('password')) return null;
  return (
    <form onSubmit={submit} className="grid gap-3">
      {isPassword ? (
        <PasswordField />
      ) : (
        <Field required label={w.code} hint={w.codeHint} name="code" autoComplete="one-time-code" maxLength={40} spellCheck={false} />
      )}
      {mayChoose && (
        <p>
          <QuietLink onClick={() => setPassword(!isPassword)}>{isPassword ? w.codeInstead : w.passwordInstead}</QuietLink>
        </p>
      )}
      <Actions>
        <Button onClick={() => answerProof(false)}>{w.cancel}</Button>
        <Button look="solid" type="submit" busy={busy}>
          {w.goOn}
        </Button>
      </Actions>
    </form>
  );
}

async function byPasskey(): Promise<Body<'prove'>> {
  const { options } = await client.call('startProof');
  return { response: await startAuthentication({ optionsJSON: options as RequestOptions }) };
}
