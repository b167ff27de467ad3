// Opening a request on behalf of a person: what is asked, against which purpose, in their words. A restriction or objection holds from that moment.
import type { AskedRight } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { toast } from '#ui/toast.tsx';
import { type Asked, AskedFields, askedIn, type RequestKind, usePurposesToObject } from './asked-fields.tsx';
import { courseWords } from './course-words.ts';
import { wishWords } from './wish-words.ts';
import { rightsWords } from './words.ts';

/** `message` is what the person wrote to ask for it; the month counts from its day. */
export function OpenRequestDialog({
  person,
  kind,
  message,
  asked: right,
  onClose,
}: {
  person: string;
  kind: RequestKind | undefined;
  message?: string;
  /** The right that the message was taken to ask for. */
  asked?: AskedRight;
  onClose: () => void;
}) {
  const w = useWords(rightsWords);
  const own = useWords(wishWords);
  const course = useWords(courseWords);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(crypto.randomUUID());
  const purposes = usePurposesToObject(kind === 'objection');
  const open = useMutation({
    mutationFn: (asked: Asked) =>
      client.call('openRequest', { body: { person, ...asked, ...(message && { message, asked: right }) }, idempotencyKey: key.current }),
    onSuccess: (request) => {
      key.current = crypto.randomUUID();
      toast(w.opened);
      for (const stale of [keys.requests, keys.person(person), keys.allowances(person), keys.restrictions(person)])
        void cache.invalidateQueries({ queryKey: stale });
      onClose();
      void navigate({ to: '/requests/$request', params: { request: request.id } });
    },
  });
  const close = (): void => {
    open.reset();
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (kind) open.mutate(askedIn(kind, new FormData(event.currentTarget)));
  };
  const words = {
    access: [w.openAccessTitle, w.openAccessAbout],
    portability: [w.openPortabilityTitle, w.openPortabilityAbout],
    rectification: [own.openRectification, own.openRectificationAbout],
    erasure: [w.openErasureTitle, w.openErasureAbout],
    restriction: [own.openRestriction, own.openRestrictionAbout],
    objection: [own.openObjection, own.openObjectionAbout],
    'human-review': [own.openReview, own.openReviewAbout],
  }[kind ?? 'access'];
  return (
    <Dialog
      open={kind !== undefined}
      onClose={close}
      title={words[0] ?? ''}
      about={message && (kind === 'access' || kind === 'portability' || kind === 'erasure') ? course[`from-${kind}`] : words[1]}
    >
      <form onSubmit={submit} className="grid gap-4">
        {open.isError && <Callout tone="bad" alert title={errorWords(open.error)} />}
        {message && kind !== 'access' && kind !== 'portability' && kind !== 'erasure' && (
          <p className="text-sm text-muted">{course.countsFrom}</p>
        )}
        <AskedFields kind={kind} purposes={purposes} withWay={!message} error={open.error} />
        <Actions>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={open.isPending} disabled={kind === 'objection' && purposes?.length === 0}>
            {w.openNow}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
