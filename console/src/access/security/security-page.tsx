// How I sign in: everything by which I, and nobody else, come in.
import { useWords } from '#lib/language.ts';
import { Page } from '#ui/page.tsx';
import { ApiKeysCard } from './api-keys-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';
import { securityWords } from './words.ts';

export function SecurityPage() {
  const w = useWords(securityWords);
  return (
    <Page narrow title={w.title} about={w.about}>
      <div className="grid gap-5">
        <PasskeysCard />
        <PasswordCard />
        <SecondFactorCard />
        <SessionsCard />
        <ApiKeysCard />
      </div>
    </Page>
  );
}
