// Provisioning of one provider: where it asks, and the tokens by which it may.
import type { Answer } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '#access/security/confirm-dialog.tsx';
import { Line, Lines } from '#access/security/lines.tsx';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import type { Provider } from './single-sign-on-page.tsx';
import { singleSignOnWords } from './words.ts';

type Token = Provider['scimTokens'][number];

export function ScimPart({ provider }: { provider: Provider }) {
  const w = useWords(singleSignOnWords);
  const cache = useQueryClient();
  const [made, setMade] = useState<Answer<'makeScimToken'>>();
  const [revoking, setRevoking] = useState<Token>();
  const make = useMutation({
    mutationFn: () => client.call('makeScimToken', { params: { provider: provider.id }, body: {} }),
    onSuccess: async (token) => {
      setMade(token);
      await cache.invalidateQueries({ queryKey: keys.providers });
    },
  });
  return (
    <section className="border-t border-line pt-4">
      <header className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 grow basis-60">
          <h3 className="text-base font-medium">{w.scim}</h3>
          <p className="text-sm text-muted">{w.scimAbout}</p>
        </div>
        <Button size="sm" icon={Plus} busy={make.isPending} onClick={() => make.mutate()}>
          {w.makeToken}
        </Button>
      </header>
      <div className="grid gap-4">
        <CodeBlock label={w.scimUrl} text={provider.scimUrl} />
        {provider.scimTokens.length > 0 && (
          <Lines>
            {provider.scimTokens.map((token) => (
              <TokenLine key={token.id} token={token} onRevoke={() => setRevoking(token)} />
            ))}
          </Lines>
        )}
      </div>
      {made && <MadeDialog token={made.token} onClose={() => setMade(undefined)} />}
      {revoking && <RevokeDialog provider={provider} token={revoking} onClose={() => setRevoking(undefined)} />}
    </section>
  );
}

function TokenLine({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const w = useWords(singleSignOnWords);
  const action = (
    <Button size="sm" look="quiet" aria-label={w.revokeOf(token.prefix)} onClick={onRevoke}>
      {w.revoke}
    </Button>
  );
  return (
    <Line icon={KeyRound} title={<code className="font-mono text-sm font-normal">{token.prefix}…</code>} action={action}>
      {w.made} <Time at={token.madeAt} as="day" />
      {token.expiresAt && (
        <>
          , {w.until} <Time at={token.expiresAt} as="day" />
        </>
      )}
      {' · '}
      {token.usedOn ? (
        <>
          {w.used} <Time at={token.usedOn} as="day" />
        </>
      ) : (
        w.neverUsed
      )}
    </Line>
  );
}

function MadeDialog({ token, onClose }: { token: string; onClose: () => void }) {
  const w = useWords(singleSignOnWords);
  return (
    <Dialog open onClose={onClose} title={w.tokenMade} about={w.tokenMadeAbout}>
      <CodeBlock label={w.tokenMade} text={token} />
      <Actions>
        <Button look="solid" onClick={onClose}>
          {w.tokenKept}
        </Button>
      </Actions>
    </Dialog>
  );
}

function RevokeDialog({ provider, token, onClose }: { provider: Provider; token: Token; onClose: () => void }) {
  const w = useWords(singleSignOnWords);
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.call('revokeScimToken', { params: { provider: provider.id, token: token.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.providers });
      toast(w.revoked);
      onClose();
    },
  });
  return <ConfirmDialog title={w.revokeTitle} about={w.revokeAbout} act={w.revoke} work={revoke} onClose={onClose} />;
}
