// The requests of one person beside their conversation, and opening one on their behalf.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Section } from '#ui/section.tsx';
import { toast } from '#ui/toast.tsx';
import { RequestClock } from './clock.tsx';
import { type Request, requestsQuery } from './queries.ts';
import { rightsWords } from './words.ts';

export type RequestKind = Request['kind'];

export function PersonRequests({ person }: { person: string }) {
  const w = useWords(rightsWords);
  const open = useInfiniteQuery(requestsQuery('open'));
  const closed = useInfiniteQuery(requestsQuery('closed'));
  const theirs = [open, closed]
    .flatMap((list) => list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((request) => request.person?.id === person);
  if (theirs.length === 0) return null;
  return (
    <Section title={w.title}>
      <ul className="grid gap-1.5">
        {theirs.map((request) => (
          <li key={request.id} className="flex items-center gap-2">
            <Link
              to="/requests/$request"
              params={{ request: request.id }}
              className="min-w-0 grow truncate underline-offset-2 hover:underline"
            >
              {w[request.kind]}
            </Link>
            <RequestClock request={request} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function OpenRequestDialog({ person, kind, onClose }: { person: string; kind: RequestKind | undefined; onClose: () => void }) {
  const w = useWords(rightsWords);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(crypto.randomUUID());
  const open = useMutation({
    mutationFn: (kind: RequestKind) => client.call('openRequest', { body: { person, kind }, idempotencyKey: key.current }),
    onSuccess: (request) => {
      key.current = crypto.randomUUID();
      toast(w.opened);
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
      void navigate({ to: '/requests/$request', params: { request: request.id } });
    },
  });
  const erasure = kind === 'erasure';
  return (
    <Dialog
      open={kind !== undefined}
      onClose={onClose}
      title={erasure ? w.openErasureTitle : w.openAccessTitle}
      about={erasure ? w.openErasureAbout : w.openAccessAbout}
    >
      {open.isError && <Callout tone="bad" alert title={errorWords(open.error)} />}
      <Actions>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="solid" busy={open.isPending} onClick={() => kind && open.mutate(kind)}>
          {w.openNow}
        </Button>
      </Actions>
    </Dialog>
  );
}
