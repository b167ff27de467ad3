// How I sign in: everything by which I, and nobody else, come in. All of it is read first, so that nothing jumps when a part of it arrives later.
import { useQueries } from '@tanstack/react-query';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { ApiKeysCard } from './api-keys-card.tsx';
import { OwnCopyCard } from './own-copy-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { securityWords } from './words.ts';

export function SecurityPage() {
  const w = useWords(securityWords);
  const parts = useQueries({
    queries: [
      { queryKey: keys.passkeys, queryFn: () => client.call('listPasskeys') },
      { queryKey: keys.proofWays, queryFn: () => client.call('readProofWays') },
      { queryKey: keys.secondFactor, queryFn: () => client.call('readSecondFactor') },
      { queryKey: keys.sessions, queryFn: () => client.call('listSessions') },
      { queryKey: keys.apiKeys, queryFn: () => client.call('listApiKeys') },
    ],
  });
  return (
    <Page narrow title={w.title} about={w.about}>
      {parts.some((part) => part.isPending) ? (
        <Skeleton lines={12} />
      ) : (
        <div className="grid gap-5">
          <PasskeysCard />
          <PasswordCard />
          <SecondFactorCard />
          <SessionsCard />
          <ApiKeysCard />
          <OwnCopyCard />
        </div>
      )}
    </Page>
  );
}
