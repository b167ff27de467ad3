// What other companies handed in and nobody has opened yet (Art. 20(2)), and whether anything is received at all.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { AreaField } from '#ui/field.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { handoverWords } from './handover-words.ts';

export function Arrivals() {
  const w = useWords(handoverWords);
  const { permissions } = useMe();
  const cache = useQueryClient();
  const [refusing, setRefusing] = useState<readonly string[]>([]);
  const list = useQuery({ queryKey: keys.arrivals, queryFn: () => client.call('listArrivals') });
  const refuse = useMutation({
    mutationFn: (handovers: readonly string[]) => client.call('refuseArrivals', { body: { handovers: [...handovers] } }),
    onSuccess: () => {
      toast(w.refused);
      setRefusing([]);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.arrivals }),
  });
  if (list.isPending) return <Skeleton lines={6} className="py-6" />;
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className="grid gap-4 pt-4">
      <p className="text-pretty text-muted">{w.about}</p>
      <Reception />
      {list.data.items.length === 0 && <Empty icon={Inbox} title={w.none} more={w.noneMore} />}
      {list.data.items.map((each) => (
        <Card key={each.id} title={each.from.name} about={w.how}>
          <Facts
            facts={[
              [w.from, each.from.host || each.from.name],
              [
                w.number,
                <code key="number" className="text-sm break-all">
                  {each.id}
                </code>,
              ],
              [w.since, <Time key="at" at={each.at} as="day" />],
              [w.until, <Time key="until" at={each.until} as="day" />],
              [w.size, `${Math.ceil(each.bytes / 1024)} kB`],
            ]}
          />
          {permissions.includes('requests.approve') && (
            <p className="mt-3">
              <Button onClick={() => setRefusing([each.id])}>{w.refuse}</Button>
            </p>
          )}
        </Card>
      ))}
      {list.data.items.length > 1 && permissions.includes('requests.approve') && (
        <p>
          <Button onClick={() => setRefusing(list.data.items.map(({ id }) => id))}>{w.refuseAll(list.data.items.length)}</Button>
        </p>
      )}
      <Dialog
        open={refusing.length > 0}
        onClose={() => setRefusing([])}
        title={refusing.length > 1 ? w.refuseAll(refusing.length) : w.refuse}
        about={w.refuseAbout}
      >
        {refuse.isError && <Callout tone="warn" alert title={errorWords(refuse.error)} />}
        <Actions>
          <Button onClick={() => setRefusing([])}>{w.cancel}</Button>
          <Button look="solid" busy={refuse.isPending} onClick={() => refuse.mutate(refusing)}>
            {w.refuse}
          </Button>
        </Actions>
      </Dialog>
    </div>
  );
}

function Reception() {
  const w = useWords(handoverWords);
  const { permissions } = useMe();
  const cache = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const query = useQuery({ queryKey: keys.reception, queryFn: () => client.call('readReception') });
  const set = useMutation({
    mutationFn: (body: { isOpen: boolean; reason?: string }) => client.call('setReception', { body }),
    onSuccess: () => setAsking(false),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.reception }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    set.mutate({ isOpen: true, reason: String(new FormData(event.currentTarget).get('reason') ?? '') });
  };
  if (!query.data) return null;
  const { isOpen, document } = query.data;
  return (
    <Card title={w.reception}>
      <Facts facts={[[w.state, isOpen ? w.isOpen : w.isClosed]]} />
      {isOpen && (
        <div className="mt-3">
          <CodeBlock label={w.document} text={document} />
        </div>
      )}
      {permissions.includes('workspace.change') && (
        <p className="mt-3">
          <Button busy={set.isPending} onClick={() => (isOpen ? set.mutate({ isOpen: false }) : setAsking(true))}>
            {isOpen ? w.close : w.open}
          </Button>
        </p>
      )}
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={w.openNow} about={w.openAbout}>
        <form onSubmit={submit} className="grid gap-4">
          <AreaField required label={w.reason} name="reason" maxLength={500} />
          {set.isError && <Callout tone="warn" alert title={errorWords(set.error)} />}
          <Actions>
            <Button onClick={() => setAsking(false)}>{w.cancel}</Button>
            <Button look="solid" type="submit" busy={set.isPending}>
              {w.openNow}
            </Button>
          </Actions>
        </form>
      </Dialog>
    </Card>
  );
}
