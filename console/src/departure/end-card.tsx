// The end of the contract: when, with what, and what stands against it. Asking for it takes a typed word besides the fresh proof.
import { type FormEvent, useState } from 'react';
import { client } from '#lib/client.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { fullDay } from '#lib/time.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { Failure } from './failure.tsx';
import { type End, useThen } from './queries.ts';
import { departureWords } from './words.ts';

const sureWord = 'DELETE';

export function EndCard({ end }: { end: End | null }) {
  const w = useWords(departureWords);
  const [asks, setAsks] = useState(false);
  return (
    <Card
      title={w.end}
      about={w.endAbout}
      actions={
        end === null && (
          <Button look="danger" onClick={() => setAsks(true)}>
            {w.askEnd}
          </Button>
        )
      }
    >
      {end && <Planned end={end} />}
      {asks && <EndDialog onClose={() => setAsks(false)} />}
    </Card>
  );
}

function Planned({ end }: { end: End }) {
  const w = useWords(departureWords);
  const language = useLanguage();
  const [sure, setSure] = useState('');
  const approve = useThen(() => client.call('approveEnd', { params: { departure: end.id } }));
  const cancel = useThen(() => client.call('cancelEnd'));
  const asksMe = end.state === 'asked' && !end.isMine;
  const title = { leaving: w.leaving, closing: w.closing, planned: undefined, asked: undefined }[end.state];
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-2.5 font-medium">
        {title ?? w.endsOn(fullDay(end.endsAt, language))}
        {end.state === 'asked' && <Badge tone="warn">{w.asked}</Badge>}
      </p>
      <ul className="list-disc pl-5">
        <li>{w.askedBy(end.asker)}</li>
        <li>{end.returns ? w.goesBack : w.goesNot}</li>
        {end.holds === 'handed-over' && <li>{w.holdsTaken}</li>}
      </ul>
      {end.fetchUntil && <Callout tone="warn">{w.until(fullDay(end.fetchUntil, language))}</Callout>}
      {end.blocks.map(({ because, count }) => (
        <Callout key={because} tone="warn">
          {w[because](count)}
        </Callout>
      ))}
      <CodeBlock label={w.certificate} text={end.certificate} />
      {asksMe && <p className="text-sm text-muted">{w.approveAbout}</p>}
      {asksMe && <Field label={w.sure} autoComplete="off" value={sure} onChange={(event) => setSure(event.target.value)} />}
      <Failure error={approve.error ?? cancel.error} />
      {end.state !== 'leaving' && (
        <div className="flex gap-2">
          {asksMe && (
            <Button look="danger" disabled={sure !== sureWord} busy={approve.isPending} onClick={() => approve.mutate(undefined)}>
              {w.approve}
            </Button>
          )}
          <Button busy={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
            {w.callOff}
          </Button>
        </div>
      )}
    </div>
  );
}

function EndDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(departureWords);
  const [returns, setReturns] = useState(true);
  const [sure, setSure] = useState('');
  const ask = useThen(
    (parts: { endsAt: string; holds: 'wait' | 'handed-over' }) => client.call('askEnd', { body: { ...parts, returns } }),
    onClose,
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    ask.mutate({
      endsAt: new Date(`${form.get('on')}T00:00:00`).toISOString(),
      holds: returns && form.get('handed-over') === 'on' ? 'handed-over' : 'wait',
    });
  };
  return (
    <Dialog open onClose={onClose} title={w.askEnd} about={w.endAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <Field type="date" label={w.on} name="on" required />
        <label className="flex min-h-9 items-center gap-2.5">
          <input type="checkbox" className="size-4" checked={returns} onChange={(event) => setReturns(event.target.checked)} />
          {w.returns}
        </label>
        {returns && (
          <label className="flex min-h-9 items-start gap-2.5">
            <input type="checkbox" name="handed-over" className="mt-1 size-4" />
            <span>
              {w.handedOver}
              <span className="block text-sm text-muted">{w.handedOverHint}</span>
            </span>
          </label>
        )}
        <Field label={w.sure} autoComplete="off" value={sure} onChange={(event) => setSure(event.target.value)} />
        <Failure error={ask.error} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="danger" type="submit" disabled={sure !== sureWord} busy={ask.isPending}>
            {w.askEnd}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
