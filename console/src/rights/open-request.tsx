// Opening a request on behalf of a person: what is asked, against which purpose, in their words. A restriction or objection holds from that moment.
import type { AskedRight } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useLanguage, useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { courseWords } from './course-words.ts';
import type { Request } from './queries.ts';
import { ReachedFields, reachedIn } from './reached.tsx';
import { wishWords } from './wish-words.ts';
import { rightsWords } from './words.ts';

export type RequestKind = Request['kind'];
type Behalf = NonNullable<Request['onBehalf']>;
type Asked = { kind: RequestKind; purpose?: string; text?: string; onBehalf?: Behalf; shown?: string } & ReturnType<typeof reachedIn>;

const behalves: readonly Behalf[] = ['representative', 'parent', 'heir'];

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
  const [behalf, setBehalf] = useState('');
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
    if (!kind) return;
    const form = new FormData(event.currentTarget);
    const part = (name: 'purpose' | 'text' | 'onBehalf' | 'shown') => {
      const value = String(form.get(name) ?? '').trim();
      return value ? { [name]: value } : {};
    };
    open.mutate({ kind, ...part('purpose'), ...part('text'), ...reachedIn(form), ...part('onBehalf'), ...part('shown') });
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
  const hasNothingToObject = kind === 'objection' && purposes?.length === 0;
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
        {hasNothingToObject && <Callout title={own.noneToObject} />}
        {kind === 'objection' && !hasNothingToObject && (
          <SelectField
            required
            label={own.purpose}
            name="purpose"
            defaultValue=""
            choices={[{ value: '', label: own.chooseOne }, ...(purposes ?? [])]}
          />
        )}
        {(kind === 'rectification' || kind === 'restriction' || kind === 'objection' || kind === 'human-review') && !hasNothingToObject && (
          <AreaField
            label={own.wanted}
            name="text"
            rows={4}
            maxLength={2000}
            required={kind === 'rectification' || kind === 'human-review'}
            optional={kind === 'rectification' || kind === 'human-review' ? undefined : own.optional}
          />
        )}
        {!hasNothingToObject && !message && <ReachedFields error={open.error} />}
        {!hasNothingToObject && (
          <SelectField
            label={course.behalf}
            name="onBehalf"
            value={behalf}
            onChange={(event) => setBehalf(event.currentTarget.value)}
            choices={[{ value: '', label: course.self }, ...behalves.map((value) => ({ value, label: course[value] }))]}
          />
        )}
        {behalf && <AreaField required label={course.shown} hint={course.shownHint} name="shown" rows={2} maxLength={500} />}
        <Actions>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={open.isPending} disabled={hasNothingToObject}>
            {w.openNow}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** Purposes in use that somebody can object to (Art. 21), or whose consent the objection takes back; undefined until they are known. */
function usePurposesToObject(wanted: boolean): { value: string; label: string }[] | undefined {
  const language = useLanguage();
  const query = useQuery({
    queryKey: keys.purposes(language),
    queryFn: () => client.call('listPurposes', { query: { language } }),
    staleTime: 5 * 60_000,
    enabled: wanted,
  });
  return query.data?.items
    .filter(({ active, lawfulBasis }) => active && ['legitimate-interests', 'public-task', 'consent'].includes(lawfulBasis))
    .map(({ code, name }) => ({ value: code, label: name }));
}
