// What may be done with a campaign now: send, approve, pause, go on, stop, throw away. What cannot be called back asks once more, and says what it is about.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Time } from '#ui/time.tsx';
import { Failure } from './failure.tsx';
import { type Campaign, dryRunQuery } from './queries.ts';
import { useThen } from './use-then.ts';
import { campaignWords } from './words.ts';

type Ask = 'send' | 'approve' | 'resume' | 'stop' | 'remove';
type Props = { campaign: Campaign; isDirty: boolean; onGone: () => void };

export function CampaignActions({ campaign, isDirty, onGone }: Props) {
  const w = useWords(campaignWords);
  const { permissions } = useMe();
  const [asks, setAsks] = useState<Ask>();
  const { id, state, isMine } = campaign;
  const params = { campaign: id };
  const pause = useThen(() => client.call('pauseCampaign', { params }));
  const maySend = permissions.includes('campaigns.send');
  const mayWrite = permissions.includes('campaigns.write');
  const isOver = state === 'done' || state === 'stopped';
  return (
    <>
      {(state === 'draft' || isOver) && mayWrite && (
        <Button look="quiet" onClick={() => setAsks('remove')}>
          {w.remove}
        </Button>
      )}
      {state === 'draft' && maySend && isDirty && <p className="self-center text-sm text-muted">{w.saveFirst}</p>}
      {state === 'draft' && maySend && (
        <Button look="solid" disabled={isDirty} onClick={() => setAsks('send')}>
          {w.send}
        </Button>
      )}
      {state === 'asked' && isMine && <p className="self-center text-sm text-muted">{w.second}</p>}
      {state === 'asked' && !isMine && maySend && (
        <Button look="solid" onClick={() => setAsks('approve')}>
          {w.approve}
        </Button>
      )}
      {(state === 'sending' || state === 'planned') && mayWrite && (
        <Button look="solid" busy={pause.isPending} onClick={() => pause.mutate(undefined)}>
          {w.pause}
        </Button>
      )}
      {state === 'paused' && maySend && (
        <Button look="solid" onClick={() => setAsks('resume')}>
          {w.resume}
        </Button>
      )}
      {!isOver && state !== 'draft' && mayWrite && <Button onClick={() => setAsks('stop')}>{w.stop}</Button>}
      {asks === undefined && <Failure error={pause.error} />}
      {asks && <Asking ask={asks} campaign={campaign} onClose={() => setAsks(undefined)} onGone={onGone} />}
    </>
  );
}

type AskingProps = { ask: Ask; campaign: Campaign; onClose: () => void; onGone: () => void };

function Asking({ ask, campaign, onClose, onGone }: AskingProps) {
  const w = useWords(campaignWords);
  const { id, version, plannedAt, pausedBecause } = campaign;
  const params = { campaign: id };
  const act = useThen(
    async (at: string | null): Promise<void> => {
      if (ask === 'send') await client.call('sendCampaign', { params, body: { at, version } });
      else if (ask === 'approve') await client.call('approveCampaign', { params, body: { version } });
      else if (ask === 'resume') await client.call('resumeCampaign', { params });
      else if (ask === 'stop') await client.call('stopCampaign', { params });
      else await client.call('removeCampaign', { params });
    },
    ask === 'remove' ? onGone : onClose,
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const at = String(new FormData(event.currentTarget).get('at') ?? '');
    act.mutate(at === '' ? null : new Date(at).toISOString());
  };
  const words = {
    send: [w.sendTitle, w.sendAbout, w.sendNow],
    approve: [w.approveTitle, w.sendAbout, w.approve],
    resume: [w.resumeTitle, pausedBecause === 'restored' ? w.resumeRestored : w.sendAbout, w.resume],
    stop: [w.stopTitle, w.stopAbout, w.stop],
    remove: [w.removeTitle, w.removeAbout, w.remove],
  } as const;
  const [title, about, label] = words[ask];
  return (
    <Dialog open onClose={onClose} title={title} about={about}>
      <form onSubmit={submit} className="grid gap-4">
        {(ask === 'send' || ask === 'approve') && <About campaign={campaign} />}
        {ask === 'approve' && plannedAt && (
          <p>
            {w.plannedFor}: <Time at={plannedAt} as="full" />
          </p>
        )}
        {ask === 'send' && (
          <Field type="datetime-local" label={w.when} hint={w.whenHelp(zoneHere())} name="at" min={new Date().toISOString().slice(0, 10)} />
        )}
        <Failure error={act.error} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look={ask === 'stop' || ask === 'remove' ? 'danger' : 'solid'} type="submit" busy={act.isPending}>
            {label}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** Which words go to how many. */
function About({ campaign: { id, texts } }: { campaign: Campaign }): ReactNode {
  const w = useWords(campaignWords);
  const mayCount = useMe().permissions.includes('campaigns.write');
  const { data } = useQuery({ ...dryRunQuery(id), enabled: mayCount });
  const [first] = texts;
  return (
    <>
      <p lang={first?.language} className="font-semibold break-words">
        {first?.subject ?? first?.text.slice(0, 80)}
      </p>
      {data && <p>{data.audience === 0 ? w.nobody : w.would(data.sends, data.audience)}</p>}
    </>
  );
}

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
