// Signing in with a passkey: offered by the browser in the address field (conditional UI) and by a button. No address is typed, and none is asked for.
import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication } from '@simplewebauthn/browser';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { client, errorWords, problemCode } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { beginSession } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { gaveUp, type RequestOptions } from './passkey-words.ts';
import { entryWords } from './words.ts';

const renewMs = 240_000; // the server's challenge counts for five minutes

export function PasskeyEntry({ onSignedIn }: { onSignedIn: () => void }) {
  const w = useWords(entryWords);
  const cache = useQueryClient();
  const enter = useMutation({
    mutationFn: answer,
    onSuccess: (me) => {
      beginSession(cache, me);
      onSignedIn();
    },
  });
  const offer = useRef(enter.mutate);
  offer.current = enter.mutate;
  useEffect(() => offerInField((isQuiet) => offer.current(isQuiet)), []);
  if (!browserSupportsWebAuthn()) return null;
  const isShown = enter.isError && !(enter.variables && problemCode(enter.error) === undefined);
  return (
    <div className="grid gap-4">
      <p aria-hidden className="mt-4 text-center text-sm text-muted">
        {w.or}
      </p>
      <Button icon={KeyRound} className="w-full" busy={enter.isPending && !enter.variables} onClick={() => enter.mutate(false)}>
        {w.byPasskey}
      </Button>
      {isShown && <Callout tone="bad" alert title={gaveUp(enter.error) ? w.passkeyGaveUp : errorWords(enter.error)} />}
    </div>
  );
}

/** Asks and answers; `isQuiet` waits for a choice in the address field instead of opening the browser's dialog. */
async function answer(isQuiet: boolean) {
  const { options } = await client.call('askForPasskey');
  const response = await startAuthentication({ optionsJSON: options as RequestOptions, useBrowserAutofill: isQuiet });
  return client.call('signInByPasskey', { body: { response } });
}

/** Offers passkeys in the address field where the browser can, with a challenge that is renewed before it runs out. */
function offerInField(begin: (isQuiet: true) => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let isOver = false;
  void browserSupportsWebAuthnAutofill().then((can) => {
    if (!can || isOver) return;
    begin(true);
    timer = setInterval(() => begin(true), renewMs);
  });
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
