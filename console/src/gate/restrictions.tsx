// What stands in the way for this person: restrictions, objections and holds, since when and why, and ending one. The person hears of it before it ends (Art. 18(3)).
import type { Answer } from '@parley/contract';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { becauseOf, client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { named, useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { restrictionWords } from './restriction-words.ts';

type Restriction = Answer<'listRestrictions'>['items'][number];

export const restrictionsQuery = (person: string) =>
  queryOptions({ queryKey: keys.restrictions(person), queryFn: () => client.call('listRestrictions', { params: { person } }) });

/** Shown only when something stands: its absence is the everyday case. */
export function Restrictions({ person }: { person: string }) {
  const w = useWords(restrictionWords);
  const query = useQuery(restrictionsQuery(person));
  const [lifting, setLifting] = useState<Restriction>();
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={w.title}>
      <ul className="grid gap-3">
        {items.map((item) => (
          <Line key={item.id} item={item} onLift={() => setLifting(item)} />
        ))}
      </ul>
      <LiftDialog person={person} restriction={lifting} onClose={() => setLifting(undefined)} />
    </Section>
  );
}

function Line({ item, onLift }: { item: Restriction; onLift: () => void }) {
  const w = useWords(restrictionWords);
  const purposeName = usePurposeName();
  const mayLift = useMe().permissions.includes('requests.approve') && item.ground !== 'direct-marketing';
  return (
    <li>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="warn">{w[item.kind]}</Badge>
        {item.purpose && <span className="min-w-0 break-words">{purposeName(item.purpose, item.purposeName ?? '')}</span>}
      </p>
      <p className="mt-1 text-sm text-muted">
        {named(w, item.ground)} · {w.since} <Time at={item.since} as="day" />
        {mayLift && (
          <>
            {' · '}
            <QuietLink onClick={onLift}>{w.lift}</QuietLink>
          </>
        )}
      </p>
    </li>
  );
}

function LiftDialog({ person, restriction, onClose }: { person: string; restriction: Restriction | undefined; onClose: () => void }) {
  const w = useWords(restrictionWords);
  const cache = useQueryClient();
  const lift = useMutation({
    mutationFn: (id: string) => client.call('liftRestriction', { params: { person, restriction: id } }),
    onSuccess: () => {
      toast(restriction?.kind === 'held' ? w.ended : w.willEnd);
      onClose();
    },
    onSettled: () => {
      for (const stale of [keys.restrictions(person), keys.requests]) void cache.invalidateQueries({ queryKey: stale });
    },
  });
  const close = (): void => {
    lift.reset();
    onClose();
  };
  const because = becauseOf(lift.error);
  return (
    <Dialog
      open={restriction !== undefined}
      onClose={close}
      title={w.sureLift}
      about={restriction?.kind === 'held' ? w.sureLiftHold : w.sureLiftAbout}
    >
      {lift.isError && <Callout tone="warn" alert title={because === 'request-open' ? w.requestOpen : errorWords(lift.error)} />}
      <Actions>
        <Button onClick={close}>{w.cancel}</Button>
        {because !== 'request-open' && (
          <Button look="solid" busy={lift.isPending} onClick={() => restriction && lift.mutate(restriction.id)}>
            {restriction?.kind === 'held' ? w.endHold : w.liftNow}
          </Button>
        )}
      </Actions>
    </Dialog>
  );
}
