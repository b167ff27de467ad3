// My passkeys: what they are called, when they were used, adding and removing.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Line, Lines } from './lines.tsx';
import { PasskeyDialog } from './passkey-dialog.tsx';
import { refresh } from './refresh.ts';
import { securityWords } from './words.ts';

type Passkey = Answer<'listPasskeys'>['items'][number];

export function PasskeysCard() {
  const w = useWords(securityWords);
  const query = useQuery({ queryKey: keys.passkeys, queryFn: () => client.call('listPasskeys') });
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey>();
  const add = (
    <Button size="sm" icon={Plus} onClick={() => setAdding(true)}>
      {w.addPasskey}
    </Button>
  );
  return (
    <Card title={w.passkeys} about={w.passkeysAbout} actions={add}>
      {query.isPending && <Skeleton lines={2} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-base text-muted">{w.noPasskeys}</p>}
      {query.data && query.data.items.length > 0 && (
        <Lines>
          {query.data.items.map((passkey) => (
            <Line key={passkey.id} icon={KeyRound} title={passkey.name} action={<RemoveButton {...{ passkey, setRemoving }} />}>
              {passkey.usedAt ? (
                <>
                  {w.lastUsed} <Time at={passkey.usedAt} />
                </>
              ) : (
                w.neverUsed
              )}
            </Line>
          ))}
        </Lines>
      )}
      <PasskeyDialog open={isAdding} onClose={() => setAdding(false)} />
      {removing && <RemoveDialog passkey={removing} onClose={() => setRemoving(undefined)} />}
    </Card>
  );
}

function RemoveButton({ passkey, setRemoving }: { passkey: Passkey; setRemoving: (passkey: Passkey) => void }) {
  const w = useWords(securityWords);
  return (
    <Button size="sm" look="quiet" aria-label={w.removePasskey(passkey.name)} onClick={() => setRemoving(passkey)}>
      {w.remove}
    </Button>
  );
}

function RemoveDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const w = useWords(securityWords);
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.call('removePasskey', { params: { passkey: passkey.id } }),
    onSuccess: async () => {
      await refresh(cache, keys.passkeys);
      toast(w.passkeyRemoved);
      onClose();
    },
  });
  return <ConfirmDialog title={w.removeTitle(passkey.name)} about={w.removeAbout} act={w.remove} work={remove} onClose={onClose} />;
}
