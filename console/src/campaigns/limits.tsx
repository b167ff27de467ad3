// Quiet hours and frequency: what holds, and the form that changes it.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, fieldError } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field } from '#ui/field.tsx';
import { Switch } from '#ui/switch.tsx';
import { Time } from '#ui/time.tsx';
import { Failure } from './failure.tsx';
import { changesQuery, type Limits, limitsQuery } from './queries.ts';
import { useThen } from './use-then.ts';
import { campaignWords } from './words.ts';

export function LimitsNow() {
  const w = useWords(campaignWords);
  const [isOpen, setOpen] = useState(false);
  const mayChange = useMe().permissions.includes('campaigns.send');
  const { data } = useQuery(limitsQuery);
  if (!data) return null;
  return (
    <section aria-label={w.limits}>
      <h2 className="font-semibold">{w.limits}</h2>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">{w.limitsNow(data.quietFrom, data.quietUntil, data.sundays, data.most, data.days, data.timeZone)}</p>
        {mayChange && (
          <Button size="sm" onClick={() => setOpen(true)} aria-label={`${w.change}: ${w.limits}`}>
            {w.change}
          </Button>
        )}
      </div>
      <Changes />
      {isOpen && <LimitsDialog before={data} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** What was changed when, by whom, and why. */
function Changes() {
  const w = useWords(campaignWords);
  const items = useQuery(changesQuery).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-sm text-muted">{w.changes}</summary>
      <ul className="mt-1 divide-y divide-line">
        {items.map((each) => (
          <li key={each.at} className="py-1.5">
            <p className="text-sm text-muted">
              <Time at={each.at} as="full" /> {each.by && `· ${each.by}`}
            </p>
            <p>{w.limitsNow(each.quietFrom, each.quietUntil, each.sundays, each.most, each.days, each.timeZone)}</p>
            {each.reason && <p className="break-words">{each.reason}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function LimitsDialog({ before, onClose }: { before: Limits; onClose: () => void }) {
  const w = useWords(campaignWords);
  const [sundays, setSundays] = useState(before.sundays);
  const save = useThen((form: FormData) => {
    const number = (name: string) => Number(form.get(name));
    const reason = String(form.get('reason') ?? '').trim();
    const [quietFrom, quietUntil, most, days] = [number('quietFrom'), number('quietUntil'), number('most'), number('days')];
    const timeZone = String(form.get('timeZone') ?? '').trim();
    return client.call('changeCampaignLimits', {
      body: { quietFrom, quietUntil, sundays, timeZone, most, days, ...(reason && { reason }) },
    });
  }, onClose);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const hour = { type: 'number', min: 0, max: 23, required: true } as const;
  return (
    <Dialog open onClose={onClose} title={w.limits} about={w.limitsAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={w.quietFrom} name="quietFrom" defaultValue={before.quietFrom} {...hour} />
          <Field label={w.quietUntil} name="quietUntil" defaultValue={before.quietUntil} {...hour} />
          <Field label={w.most} name="most" type="number" min={1} max={100} required defaultValue={before.most} />
          <Field label={w.days} name="days" type="number" min={1} max={366} required defaultValue={before.days} />
        </div>
        <div className="flex items-center justify-between gap-4">
          <span>{w.sundays}</span>
          <Switch label={w.sundays} checked={sundays} onChange={setSundays} />
        </div>
        <Field label={w.timeZone} name="timeZone" required defaultValue={before.timeZone} error={fieldError(save.error, 'timeZone')} />
        <AreaField label={w.reason} name="reason" hint={w.reasonHelp} maxLength={500} error={fieldError(save.error, 'reason')} />
        <Failure error={save.error} />
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={save.isPending}>
            {w.change}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
