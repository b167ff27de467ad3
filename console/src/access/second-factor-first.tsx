// The only page for whoever came in by a password alone where the company asks for more: a passkey or an app is shown, or set up by whoever has neither, and then everything else.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { askForProof } from '#lib/proof.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card, Page } from '#ui/page.tsx';
import { Proving } from './proving.tsx';
import { PasskeysCard } from './security/passkeys-card.tsx';
import { SecondFactorCard } from './security/second-factor-card.tsx';

export function SecondFactorFirst() {
  const w = useWords(own);
  const cache = useQueryClient();
  const goOn = useMutation({ mutationFn: () => cache.invalidateQueries({ queryKey: keys.me }) });
  // as they were when the page opened: whoever sets one up here is not asked to show it while its recovery codes are read
  const ways = useQuery({
    queryKey: keys.waysAtFirst,
    queryFn: () => client.call('readProofWays'),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const hasMore = ways.data?.ways.some((way) => way === 'passkey' || way === 'code') ?? false;
  const show = useMutation({ mutationFn: async () => (await askForProof()) && cache.invalidateQueries({ queryKey: keys.me }) });
  const leave = useMutation({
    mutationFn: () => client.call('signOut'),
    onSuccess: ({ to }) => location.assign(to ?? '/sign-in'),
  });
  return (
    <Page narrow title={w.title} about={hasMore ? w.aboutShow : w.about}>
      <div className="grid gap-5">
        {ways.isPending && <Skeleton lines={3} />}
        {ways.isError && <Failed error={ways.error} onRetry={() => void ways.refetch()} />}
        {hasMore && (
          <Card
            title={w.showTitle}
            about={w.showAbout}
            actions={
              <Button size="sm" look="solid" busy={show.isPending} onClick={() => show.mutate()}>
                {w.show}
              </Button>
            }
          >
            <p className="text-base text-muted">{w.lost}</p>
          </Card>
        )}
        {ways.data && !hasMore && (
          <>
            <PasskeysCard />
            <SecondFactorCard />
          </>
        )}
        {leave.isError && <Callout tone="bad" alert title={errorWords(leave.error)} />}
        <div className="flex justify-end gap-3">
          <Button look="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
            {w.leave}
          </Button>
          {!hasMore && (
            <Button look="solid" busy={goOn.isPending} onClick={() => goOn.mutate()}>
              {w.goOn}
            </Button>
          )}
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
    aboutShow: 'Your company asks for more than a password.',
    showTitle: 'Show your passkey or a code',
    showAbout: 'You have set one up before. Show it once, and everything is open.',
    show: 'Show it',
    lost: 'Is it lost? An administrator can take it away, so that you set up another one.',
    goOn: 'Go on',
    leave: 'Sign out',
  },
  {
    title: 'Vorher noch eines',
    about: 'Deiner Firma genügt ein Passwort nicht. Füge einen Passkey hinzu oder richte eine App mit Codes ein; eines von beiden reicht.',
    aboutShow: 'Deiner Firma genügt ein Passwort nicht.',
    showTitle: 'Zeige deinen Passkey oder einen Code',
    showAbout: 'Du hast früher etwas eingerichtet. Zeige es einmal, dann ist alles offen.',
    show: 'Zeigen',
    lost: 'Ist es verloren? Die Administration kann es entfernen, damit du etwas Neues einrichtest.',
    goOn: 'Weiter',
    leave: 'Abmelden',
  },
);
