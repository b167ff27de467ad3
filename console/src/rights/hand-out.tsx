// The copy on paper or a stick, for whom neither mail nor a code reaches (Art. 12(1), 15(3)): asked for with how they showed who they are, confirmed by a second person where there is one, then saved.
import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { handOutWords } from './hand-out-words.ts';
import type { Request } from './queries.ts';

/** Whether somebody asked for it to be handed out: then it is not approved onto the privacy page. */
export const isForHand = ({ steps }: Request): boolean => steps.some(({ name }) => name === 'hand-out-asked');

export function HandOut({ request }: { request: Request }) {
  const w = useWords(handOutWords);
  const cache = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const stale = () => void cache.invalidateQueries({ queryKey: keys.requests });
  const params = { request: request.id };
  const confirm = useMutation({
    mutationFn: () => client.call('approveRequest', { params }),
    onSuccess: () => toast(w.confirmed),
    onSettled: stale,
  });
  const save = useMutation({
    mutationFn: async () => saveFile(await (await client.blob('readArchiveFor', { params })).blob(), `${w.file}.zip`),
    onSuccess: () => toast(w.saved),
    onSettled: stale,
  });
  const mayApprove = useMe().permissions.includes('requests.approve');
  const isOpen = request.state === 'received' && !request.paused;
  const isAsked = isForHand(request);
  const isCopy = request.kind === 'access' || request.kind === 'portability';
  if (!mayApprove || !isCopy || request.person === null || !(isOpen || request.outcome === 'copy-handed-out')) return null;
  const waits = isOpen && request.approvals < request.approvalsNeeded;
  const error = confirm.error ?? save.error;
  return (
    <Card title={w.title} about={w.about}>
      {error && <Callout tone="warn" alert title={errorWords(error)} />}
      {isAsked && waits && <p className="mb-3 text-sm text-muted">{w.second}</p>}
      <div className="flex flex-wrap gap-2">
        {isOpen && <Button onClick={() => setAsking(true)}>{w.ask}</Button>}
        {isAsked && waits && (
          <Button busy={confirm.isPending} onClick={() => confirm.mutate()}>
            {w.confirm}
          </Button>
        )}
        {isAsked && !waits && (
          <Button look="solid" icon={Download} busy={save.isPending} onClick={() => save.mutate()}>
            {w.save}
          </Button>
        )}
      </div>
      {isAsking && <AskDialog request={request.id} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function AskDialog({ request, onClose }: { request: string; onClose: () => void }) {
  const w = useWords(handOutWords);
  const cache = useQueryClient();
  const ask = useMutation({
    mutationFn: (body: Body<'askHandOut'>) => client.call('askHandOut', { params: { request }, body }),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    ask.mutate({ by: said('by') as Body<'askHandOut'>['by'], shown: said('shown'), reason: said('reason') });
  };
  return (
    <Dialog open onClose={onClose} title={w.askTitle} about={w.askAbout}>
      <form onSubmit={submit} className="grid gap-4">
        {ask.isError && <Callout tone="bad" alert title={errorWords(ask.error)} />}
        <SelectField
          label={w.by}
          name="by"
          choices={(['counter', 'letter', 'other'] as const).map((value) => ({ value, label: w[value] }))}
        />
        <AreaField required label={w.shown} hint={w.shownHint} name="shown" rows={2} maxLength={500} />
        <AreaField required label={w.reason} name="reason" rows={2} maxLength={500} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={ask.isPending}>
            {w.askNow}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
