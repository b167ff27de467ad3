// What is kept back from an erasure: chosen before the approval; read, renewed and let go afterwards.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { saveFile } from '#lib/download.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { EndDialog, KeepDialog, RenewDialog } from './kept-dialogs.tsx';
import { keptWords } from './kept-words.ts';
import type { Request } from './queries.ts';

export type Kept = Answer<'listKept'>['items'][number];
type Opened = Answer<'openKept'>;

export function KeptBack({ request }: { request: Request }) {
  const w = useWords(keptWords);
  const [isChoosing, setChoosing] = useState(false);
  const mayApprove = useMe().permissions.includes('requests.approve');
  const query = useQuery({
    queryKey: [...keys.request(request.id), 'kept'],
    queryFn: () => client.call('listKept', { params: { request: request.id } }),
  });
  const items = query.data?.items ?? [];
  const isOpen = request.state === 'received';
  if (!isOpen && items.length === 0) return null;
  return (
    <Card title={w.title} about={w.about}>
      {items.length === 0 && <p className="text-muted">{w.none}</p>}
      <ul className="grid gap-4">
        {items.map((kept) => (
          <Item key={kept.id} request={request.id} kept={kept} mayApprove={mayApprove} />
        ))}
      </ul>
      {isOpen && mayApprove && (
        <p className="mt-4">
          <Button onClick={() => setChoosing(true)}>{w.keep}</Button>
        </p>
      )}
      {isChoosing && <KeepDialog request={request.id} onClose={() => setChoosing(false)} />}
    </Card>
  );
}

function Item({ request, kept, mayApprove }: { request: string; kept: Kept; mayApprove: boolean }) {
  const w = useWords(keptWords);
  const cache = useQueryClient();
  const [opened, setOpened] = useState<Opened>();
  const [isRenewing, setRenewing] = useState(false);
  const [ending, setEnding] = useState<'release' | 'lift'>();
  const params = { request, kept: kept.id };
  const settled = { onSettled: () => void cache.invalidateQueries({ queryKey: keys.requests }) };
  const drop = useMutation({ mutationFn: () => client.call('dropKept', { params }), ...settled });
  const read = useMutation({ mutationFn: () => client.call('openKept', { params }), onSuccess: setOpened });
  const failed = drop.error ?? read.error;
  return (
    <li className="grid gap-2 border-t border-line pt-4 first:border-0 first:pt-0">
      <p>
        {w[kept.scope]} {kept.item && <code className="text-sm break-all">{kept.item}</code>} · {w[kept.ground]}
      </p>
      <p className="text-sm text-muted">
        {w[kept.state]}, {w.untilDay} <Time at={kept.until} as="day" />
        {kept.state !== 'planned' && ` · ${w.counts(kept.records, kept.files)}`}
      </p>
      {kept.isHeld && <p className="text-sm">{w.held}</p>}
      {failed && <Callout tone="warn" alert title={errorWords(failed)} />}
      {mayApprove && kept.state !== 'erased' && (
        <p className="flex flex-wrap gap-2">
          {kept.state === 'planned' ? (
            <Button busy={drop.isPending} onClick={() => drop.mutate()}>
              {w.drop}
            </Button>
          ) : (
            <>
              <Button busy={read.isPending} onClick={() => read.mutate()}>
                {w.open}
              </Button>
              <Button onClick={() => setRenewing(true)}>{w.renew}</Button>
              <Button look="danger" onClick={() => setEnding(kept.isHeld ? 'lift' : 'release')}>
                {kept.isHeld ? w.lift : w.release}
              </Button>
            </>
          )}
        </p>
      )}
      {isRenewing && <RenewDialog request={request} kept={kept} onClose={() => setRenewing(false)} />}
      {ending && <EndDialog request={request} kept={kept} what={ending} onClose={() => setEnding(undefined)} />}
      {opened && (
        <Dialog open wide onClose={() => setOpened(undefined)} title={`${w.title}: ${w[kept.scope]}`} about={opened.reason}>
          <ul className="grid max-h-96 gap-4 overflow-y-auto">
            {opened.parts.map((part) => (
              <Part key={part.id} params={params} part={part} />
            ))}
          </ul>
        </Dialog>
      )}
    </li>
  );
}

function Part({ params, part }: { params: { request: string; kept: string }; part: Opened['parts'][number] }) {
  const w = useWords(keptWords);
  const save = useMutation({
    mutationFn: () => client.call('readKeptFile', { params: { ...params, part: part.id } }),
    onSuccess: (bytes) => saveFile(new Blob([bytes as BlobPart]), String(part.fields['name'] ?? part.id)),
  });
  const facts = Object.entries(part.fields).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[<code key={name}>{name}</code>, String(value)] as const],
  );
  return (
    <li className="border-t border-line pt-3 first:border-0">
      <p className="mb-1 text-sm text-muted">
        {part.holding} {part.at && <Time at={part.at} as="full" />}
      </p>
      <Facts facts={facts} />
      {part.isFile && (
        <Button busy={save.isPending} onClick={() => save.mutate()}>
          {w.save}
        </Button>
      )}
    </li>
  );
}
