// The only page for whoever came in by a password alone where the company asks for more: a passkey or an app first, then everything else.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Page } from '#ui/page.tsx';
import { Proving } from './proving.tsx';
import { PasskeysCard } from './security/passkeys-card.tsx';
import { SecondFactorCard } from './security/second-factor-card.tsx';

export function SecondFactorFirst() {
  const w = useWords(own);
  const cache = useQueryClient();
  const goOn = useMutation({ mutationFn: () => cache.invalidateQueries({ queryKey: keys.me }) });
  const leave = useMutation({
    mutationFn: () => client.call('signOut'),
    onSuccess: ({ to }) => location.assign(to ?? '/sign-in'),
  });
  return (
    <Page narrow title={w.title} about={w.about}>
      <div className="grid gap-5">
        <PasskeysCard />
        <SecondFactorCard />
        {leave.isError && <Callout tone="bad" alert title={errorWords(leave.error)} />}
        <div className="flex justify-end gap-3">
          <Button look="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
            {w.leave}
          </Button>
          <Button look="solid" busy={goOn.isPending} onClick={() => goOn.mutate()}>
            {w.goOn}
          </Button>
        </div>
      </div>
      <Proving />
    </Page>
  );
}

const own = dictionary(
  {
    title: 'One more thing first',
    about: 'Your company asks for more than a password. Add a passkey or set up an app with codes; one of the two is enough.',
    goOn: 'Go on',
    leave: 'Sign out',
  },
  {
    title: 'Vorher noch eines',
    about: 'Deiner Firma genügt ein Passwort nicht. Füge einen Passkey hinzu oder richte eine App mit Codes ein; eines von beiden reicht.',
    goOn: 'Weiter',
    leave: 'Abmelden',
  },
);
