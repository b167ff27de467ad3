// Keys for programs of all staff: whose each is, and its end. The id stands beside it, since controls name keys by it.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { words as dictionary, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { ConfirmDialog } from './security/confirm-dialog.tsx';
import { KeyUse } from './security/key-use.tsx';
import { Line, Lines } from './security/lines.tsx';

type Key = Answer<'listStaffKeys'>['items'][number];

export function StaffKeysCard() {
  const w = useWords(own);
  const query = useQuery({ queryKey: keys.staffKeys, queryFn: () => client.call('listStaffKeys') });
  const [revoking, setRevoking] = useState<Key>();
  return (
    <div className="mt-8">
      <Card title={w.title} about={w.about}>
        {query.isPending && <Skeleton lines={1} />}
        {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && <p className="text-base text-muted">{w.none}</p>}
        <Lines>
          {query.data?.items.map((key) => (
            <KeyLine key={key.id} held={key} onRevoke={() => setRevoking(key)} />
          ))}
        </Lines>
      </Card>
      {revoking && <RevokeDialog held={revoking} onClose={() => setRevoking(undefined)} />}
    </div>
  );
}

function KeyLine({ held, onRevoke }: { held: Key; onRevoke: () => void }) {
  const w = useWords(own);
  const action = (
    <Button size="sm" look="quiet" aria-label={w.endOf(held.name, held.staff.name)} onClick={onRevoke}>
      {w.end}
    </Button>
  );
  return (
    <Line icon={SquareTerminal} title={`${held.name}, ${held.staff.name}`} action={action}>
      <KeyUse held={held} />
      <code className="block break-all font-mono text-xs">{held.id}</code>
    </Line>
  );
}

function RevokeDialog({ held, onClose }: { held: Key; onClose: () => void }) {
  const w = useWords(own);
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => client.call('revokeStaffKey', { params: { key: held.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keys.staffKeys });
      toast(w.ended);
      onClose();
    },
  });
  return <ConfirmDialog title={w.endTitle(held.name, held.staff.name)} about={w.endAbout} act={w.end} work={revoke} onClose={onClose} />;
}

const own = dictionary(
  {
    title: 'Keys for programs',
    about: 'A program with such a key acts for whoever made it. Controls name a key by the id that stands beside it.',
    none: 'Nobody has one.',
    end: 'End key',
    endOf: (key: string, name: string) => `End key: “${key}” of ${name}`,
    endTitle: (key: string, name: string) => `End “${key}” of ${name}?`,
    endAbout: 'The program that uses it stops at once.',
    ended: 'The key is ended.',
  },
  {
    title: 'Schlüssel für Programme',
    about:
      'Ein Programm mit einem solchen Schlüssel handelt für die Person, die ihn erzeugt hat. Kontrollen nennen ihn bei der Kennung, die dabeisteht.',
    none: 'Niemand hat einen.',
    end: 'Schlüssel beenden',
    endOf: (key: string, name: string) => `Schlüssel beenden: „${key}“ von ${name}`,
    endTitle: (key: string, name: string) => `„${key}“ von ${name} beenden?`,
    endAbout: 'Das Programm, das ihn benutzt, hört sofort auf.',
    ended: 'Der Schlüssel ist beendet.',
  },
);
