// The second factor to my password: an app with codes, and recovery codes for the day the phone is gone.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { LifeBuoy, Smartphone } from 'lucide-react';
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
import { RecoveryDialog } from './recovery-dialog.tsx';
import { refresh } from './refresh.ts';
import { TotpDialog } from './totp-dialog.tsx';
import { securityWords } from './words.ts';

type State = Answer<'readSecondFactor'>;
type Asked = 'set-up' | 'renew' | 'remove';

export function SecondFactorCard() {
  const w = useWords(securityWords);
  const query = useQuery({ queryKey: keys.secondFactor, queryFn: () => client.call('readSecondFactor') });
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const setUp = query.data?.since === null && (
    <Button size="sm" icon={Smartphone} onClick={() => setAsked('set-up')}>
      {w.setUpApp}
    </Button>
  );
  return (
    <Card title={w.secondFactor} about={w.secondFactorAbout} actions={setUp}>
      {query.isPending && <Skeleton lines={2} />}
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.since === null && <p className="text-base text-muted">{w.noSecondFactor}</p>}
      {query.data?.since && <InUse state={query.data} since={query.data.since} onAsk={setAsked} />}
      {asked === 'set-up' && <TotpDialog onClose={close} />}
      {asked === 'renew' && <RecoveryDialog onClose={close} />}
      {asked === 'remove' && <RemoveDialog onClose={close} />}
    </Card>
  );
}

function InUse({ state, since, onAsk }: { state: State; since: string; onAsk: (asked: Asked) => void }) {
  const w = useWords(securityWords);
  return (
    <Lines>
      <Line
        icon={Smartphone}
        title={w.app}
        action={
          <Button size="sm" look="quiet" aria-label={w.removeSecondFactor} onClick={() => onAsk('remove')}>
            {w.remove}
          </Button>
        }
      >
        {w.appSince} <Time at={since} as="day" />
      </Line>
      <Line
        icon={LifeBuoy}
        title={w.recoveryCodes}
        action={
          <Button size="sm" look="quiet" onClick={() => onAsk('renew')}>
            {w.renew}
          </Button>
        }
      >
        {w.codesLeft(state.recoveryCodes)}
      </Line>
    </Lines>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(securityWords);
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => client.call('removeSecondFactor'),
    onSuccess: async () => {
      await refresh(cache, keys.secondFactor);
      toast(w.secondFactorRemoved);
      onClose();
    },
  });
  return <ConfirmDialog title={w.removeFactorTitle} about={w.removeFactorAbout} act={w.remove} work={remove} onClose={onClose} />;
}
