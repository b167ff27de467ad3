// My keys for programs: what each may do, when it runs out, on which day it was last used.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { ApiKeyDialog } from './api-key-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { KeyUse } from './key-use.tsx';
import { keyWords } from './key-words.ts';
import { Line, Lines } from './lines.tsx';

type Key = Answer<'listApiKeys'>['items'][number];

export function ApiKeysCard() {
  const w = useWords(keyWords);
  const query = useQuery({ queryKey: keys.apiKeys, queryFn: () => client.call('listApiKeys') });
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key>();
  const make = (
    <Button size="sm" icon={Plus} onClick={() => setMaking(true)}>
      {w.makeKey}
    </Button>
  );
  return (
    <Card title={w.keys} about={w.keysAbout} actions={make}>
      {query.isPending && <Skeleton lines={2} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-base text-muted">{w.noKeys}</p>}
      {query.data && query.data.items.length > 0 && (
        <Lines>
          {query.data.items.map((key) => (
            <KeyLine key={key.id} held={key} onRevoke={() => setRevoking(key)} />
          ))}
        </Lines>
      )}
      {isMaking && <ApiKeyDialog onClose={() => setMaking(false)} />}
      {revoking && <RevokeDialog held={revoking} onClose={() => setRevoking(undefined)} />}
    </Card>
  );
}

function KeyLine({ held, onRevoke }: { held: Key; onRevoke: () => void }) {
  const w = useWords(keyWords);
  const title = (
    <>
      {held.name} <code className="ml-1 font-mono text-sm font-normal text-muted">{held.prefix}…</code>
    </>
  );
  const action = (
    <Button size="sm" look="quiet" aria-label={w.revokeKey(held.name)} onClick={onRevoke}>
      {w.revoke}
    </Button>
  );
  return (
    <Line icon={SquareTerminal} title={title} action={action}>
      <KeyUse held={held} />
    </Line>
  );
}

function RevokeDialog({ held, onClose }: { held: Key; onClose: () => void }) {
  const w = useWords(keyWords);
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.call('revokeApiKey', { params: { key: held.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.apiKeys });
      toast(w.revoked);
      onClose();
    },
  });
  return <ConfirmDialog title={w.revokeTitle(held.name)} about={w.revokeAbout} act={w.revoke} work={revoke} onClose={onClose} />;
}
