// Where I am signed in: each session by the kind of its device, and ending it there.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Failed, Skeleton } from '#ui/empty.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { deviceNames, proofNames } from './device-names.ts';
import { Line, Lines } from './lines.tsx';
import { securityWords } from './words.ts';

type Session = Answer<'listSessions'>['items'][number];

export function SessionsCard() {
  const w = useWords(securityWords);
  const cache = useQueryClient();
  const query = useQuery({ queryKey: keys.sessions, queryFn: () => client.call('listSessions') });
  const end = useMutation({
    mutationFn: (session: string | undefined): Promise<unknown> =>
      session === undefined ? client.call('endOtherSessions') : client.call('endSession', { params: { session } }),
    onSuccess: (_answer, session) => toast(session === undefined ? w.othersEnded : w.sessionEnded),
    onError: (error) => toast(errorWords(error), 'bad'),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.sessions }),
  });
  const items = query.data?.items ?? [];
  const others = items.length > 1 && (
    <Button size="sm" busy={end.isPending} onClick={() => end.mutate(undefined)}>
      {w.endOthers}
    </Button>
  );
  return (
    <Card title={w.sessions} about={w.sessionsAbout} actions={others}>
      {query.isPending && <Skeleton lines={3} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {items.length > 0 && (
        <Lines>
          {items.map((session) => (
            <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
          ))}
        </Lines>
      )}
    </Card>
  );
}

function SessionLine({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const w = useWords(securityWords);
  const names = useWords(deviceNames);
  const proofs = useWords(proofNames);
  const [browser = 'other', system = 'other'] = session.device.split('/');
  const device = browser === 'other' && system === 'other' ? names.unknown : names.on(named(names, browser), named(names, system));
  const action = session.isCurrent ? (
    <Badge tone="accent">{w.thisOne}</Badge>
  ) : (
    <Button size="sm" look="quiet" aria-label={w.endSession(device)} onClick={onEnd}>
      {w.end}
    </Button>
  );
  return (
    <Line icon={/android|ios/.test(system) ? Smartphone : Monitor} title={device} action={action}>
      {named(proofs, session.by)} · {w.lastSeen} <Time at={session.seenAt} />
    </Line>
  );
}
