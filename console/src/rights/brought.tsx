// What a person brought along from other companies, with where it came from; and accepting what waits for them (Art. 20(2)).
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { becauseOf, client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { SelectField } from '#ui/field.tsx';
import { QuietLink, Section } from '#ui/section.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { handoverWords } from './handover-words.ts';

type Arrivals = Answer<'listArrivals'>['items'];
const refusals = ['sender-not-proved', 'envelope-broken', 'identity-does-not-match'] as const;

export function Brought({ person }: { person: string }) {
  const w = useWords(handoverWords);
  const { permissions } = useMe();
  const [isTaking, setTaking] = useState(false);
  const mayTake = permissions.includes('requests.approve') && permissions.includes('requests.read');
  const list = useQuery({ queryKey: keys.brought(person), queryFn: () => client.call('listBrought', { params: { person } }) });
  const waiting = useQuery({ queryKey: keys.arrivals, queryFn: () => client.call('listArrivals'), enabled: mayTake });
  const save = useMutation({
    mutationFn: (brought: string) => client.call('readBrought', { params: { person, brought } }),
    onSuccess: (bytes, brought) => saveFile(new Blob([bytes as BlobPart]), `${brought}.zip`),
    onError: (error) => toast(errorWords(error), 'bad'),
  });
  const items = list.data?.items ?? [];
  const arrivals = waiting.data?.items ?? [];
  if (items.length === 0 && arrivals.length === 0) return null;
  return (
    <Section title={w.brought} {...(arrivals.length > 0 && { action: <QuietLink onClick={() => setTaking(true)}>{w.accept}</QuietLink> })}>
      {arrivals.length > 0 && <p className="mb-2 text-sm text-muted">{w.waits(arrivals.length)}</p>}
      <ul className="grid gap-1.5">
        {items.map((each) => (
          <li key={each.id}>
            {each.from.name} <span className="text-muted">({each.from.host})</span>
            <span className="block text-sm text-muted">
              <Time at={each.at} as="day" /> · {w.records(Object.values(each.records).reduce((sum, count) => sum + count, 0))}
              {permissions.includes('requests.approve') && (
                <>
                  {' '}
                  · <QuietLink onClick={() => save.mutate(each.id)}>{w.save}</QuietLink>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Take person={person} arrivals={arrivals} open={isTaking} onClose={() => setTaking(false)} />
    </Section>
  );
}

function Take({ person, arrivals, open, onClose }: { person: string; arrivals: Arrivals; open: boolean; onClose: () => void }) {
  const w = useWords(handoverWords);
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: (handover: string) => client.call('acceptArrival', { params: { handover }, body: { person } }),
    onSuccess: () => {
      toast(w.accepted);
      onClose();
      for (const stale of [keys.arrivals, keys.brought(person)]) void cache.invalidateQueries({ queryKey: stale });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    take.mutate(String(new FormData(event.currentTarget).get('handover')));
  };
  const why = refusals.find((each) => each === becauseOf(take.error));
  return (
    <Dialog open={open} onClose={onClose} title={w.acceptTitle} about={w.acceptAbout}>
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          required
          label={w.whose}
          name="handover"
          choices={arrivals.map(({ id, from }) => ({ value: id, label: `${id} · ${from.name}` }))}
        />
        {take.isError && <Callout tone="warn" alert title={why ? w[why] : errorWords(take.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={take.isPending}>
            {w.take}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
