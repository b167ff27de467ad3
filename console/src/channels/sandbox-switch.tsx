// The switch of the sandbox, for whoever may change channels; everybody else sees how it stands.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Card } from '#ui/page.tsx';
import { Switch } from '#ui/switch.tsx';
import { toast } from '#ui/toast.tsx';
import { countedQuery, switchQuery } from './sandbox-query.ts';
import { switchWords } from './switch-words.ts';

export function SandboxSwitch() {
  const w = useWords(switchWords);
  const mayChange = useMe().permissions.includes('channels.change');
  const stand = useQuery(switchQuery).data;
  const [isAsking, ask] = useState(false);
  const isOn = stand?.isOn ?? false;
  return (
    <Card title={w.title} about={w.about}>
      {/* it keeps its place until it is known, so that what stands below does not jump */}
      <div className={stand ? 'grid gap-3' : 'invisible grid gap-3'}>
        <div className="flex items-center gap-3">
          <Switch label={w.title} checked={isOn} disabled={!mayChange} onChange={() => ask(true)} />
          <span>{isOn ? w.on : w.off}</span>
        </div>
        <p className="text-sm text-muted">{w.waiting}</p>
      </div>
      {isAsking && <AskFirst next={!isOn} onClose={() => ask(false)} />}
    </Card>
  );
}

/** What is stopped is not sent later: one question before, with how much that is. */
function AskFirst({ next, onClose }: { next: boolean; onClose: () => void }) {
  const w = useWords(switchWords);
  const cache = useQueryClient();
  const waiting = useQuery(countedQuery).data?.waiting;
  const move = useMutation({
    mutationFn: () => client.call('moveSandboxSwitch', { body: { isOn: next } }),
    onSuccess: ({ isOn }) => {
      for (const queryKey of [keys.sandboxSwitch, keys.channels, keys.inboxes, keys.captured]) void cache.invalidateQueries({ queryKey });
      toast(isOn ? w.nowOn : w.nowOff);
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={next ? w.askOn : w.askOff} about={next ? w.whenOn : w.whenOff}>
      {typeof waiting === 'number' && <p>{w.stopped(waiting)}</p>}
      {move.isError && <Callout tone="bad" alert title={errorWords(move.error)} />}
      <Actions>
        <Button onClick={onClose}>{w.leave}</Button>
        <Button look="danger" busy={move.isPending} disabled={typeof waiting !== 'number'} onClick={() => move.mutate()}>
          {next ? w.turnOn : w.turnOff}
        </Button>
      </Actions>
    </Dialog>
  );
}
