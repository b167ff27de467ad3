// What may be done with a campaign now: send, approve, pause, go on, stop, throw away. What cannot be called back asks once more.
import { type FormEvent, useState } from 'react';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Failure } from './failure.tsx';
import type { Campaign } from './queries.ts';
import { useThen } from './use-then.ts';
import { campaignWords } from './words.ts';

type Call = 'approveCampaign' | 'pauseCampaign' | 'resumeCampaign' | 'stopCampaign';

export function CampaignActions({ campaign: { id, state, isMine }, onGone }: { campaign: Campaign; onGone: () => void }) {
  const w = useWords(campaignWords);
  const { permissions } = useMe();
  const [asks, setAsks] = useState<'send' | 'stop'>();
  const close = (): void => setAsks(undefined);
  const params = { campaign: id };
  const act = useThen((name: Call) => client.call(name, { params }), close);
  const remove = useThen(() => client.call('removeCampaign', { params }), onGone);
  const maySend = permissions.includes('campaigns.send');
  const mayWrite = permissions.includes('campaigns.write');
  const button = (name: Call, label: string, look?: 'solid') => (
    <Button {...(look && { look })} busy={act.isPending && act.variables === name} onClick={() => act.mutate(name)}>
      {label}
    </Button>
  );
  return (
    <>
      {state === 'draft' && mayWrite && (
        <Button look="quiet" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {w.remove}
        </Button>
      )}
      {state === 'draft' && maySend && (
        <Button look="solid" onClick={() => setAsks('send')}>
          {w.send}
        </Button>
      )}
      {state === 'asked' && isMine && <p className="self-center text-sm text-muted">{w.second}</p>}
      {state === 'asked' && !isMine && maySend && button('approveCampaign', w.approve, 'solid')}
      {(state === 'sending' || state === 'planned') && mayWrite && button('pauseCampaign', w.pause, 'solid')}
      {state === 'paused' && maySend && button('resumeCampaign', w.resume, 'solid')}
      {!['draft', 'done', 'stopped'].includes(state) && mayWrite && <Button onClick={() => setAsks('stop')}>{w.stop}</Button>}
      {asks === undefined && <Failure error={act.error ?? remove.error} />}
      {asks === 'send' && <SendDialog id={id} onClose={close} />}
      {asks === 'stop' && (
        <Dialog open onClose={close} title={w.stopTitle} about={w.stopAbout}>
          <Failure error={act.error} />
          <Actions>
            <Button onClick={close}>{w.cancel}</Button>
            <Button look="danger" busy={act.isPending} onClick={() => act.mutate('stopCampaign')}>
              {w.stop}
            </Button>
          </Actions>
        </Dialog>
      )}
    </>
  );
}

function SendDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(campaignWords);
  const send = useThen((at: string | null) => client.call('sendCampaign', { params: { campaign: id }, body: { at } }), onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const at = String(new FormData(event.currentTarget).get('at') ?? '');
    send.mutate(at === '' ? null : new Date(at).toISOString());
  };
  return (
    <Dialog open onClose={onClose} title={w.sendTitle} about={w.sendAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field type="datetime-local" label={w.when} name="at" />
        <Failure error={send.error} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={send.isPending}>
            {w.sendNow}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
