// The switch of the sandbox, for whoever may change channels; everybody else sees how it stands.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Callout } from '#ui/callout.tsx';
import { Card } from '#ui/page.tsx';
import { Switch } from '#ui/switch.tsx';
import { toast } from '#ui/toast.tsx';
import { switchQuery } from './sandbox-query.ts';
import { switchWords } from './switch-words.ts';

export function SandboxSwitch() {
  const w = useWords(switchWords);
  const mayChange = useMe().permissions.includes('channels.change');
  const stand = useQuery(switchQuery).data;
  const cache = useQueryClient();
  const move = useMutation({
    mutationFn: (isOn: boolean) => client.call('moveSandboxSwitch', { body: { isOn } }),
    onSuccess: ({ isOn }) => {
      for (const queryKey of [keys.sandboxSwitch, keys.channels, keys.inboxes, keys.captured]) void cache.invalidateQueries({ queryKey });
      toast(isOn ? w.nowOn : w.nowOff);
    },
  });
  if (!stand) return null;
  return (
    <Card title={w.title} about={w.about}>
      <div className="grid gap-3">
        <div className="flex items-center gap-3">
          <Switch label={w.title} checked={stand.isOn} disabled={!mayChange || move.isPending} onChange={(next) => move.mutate(next)} />
          <span>{stand.isOn ? w.on : w.off}</span>
        </div>
        <p className="text-sm text-muted">{w.waiting}</p>
        {move.isError && <Callout tone="bad">{errorWords(move.error)}</Callout>}
      </div>
    </Card>
  );
}
