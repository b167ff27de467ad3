// Noting a request of somebody who has no conversation here: they called, wrote a letter or stood at the counter, and an address is all that there is (Art. 12(2)).
import type { Body } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { NotebookPen } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field, SelectField } from '#ui/field.tsx';
import { toast } from '#ui/toast.tsx';
import { AskedFields, askedIn, type RequestKind, usePurposesToObject } from './asked-fields.tsx';
import { askerWords } from './asker-words.ts';
import { rightsWords } from './words.ts';

type Known = 'phone' | 'email' | 'name';
const kinds: readonly RequestKind[] = ['access', 'portability', 'erasure', 'rectification', 'restriction', 'objection', 'human-review'];

export function NoteRequest() {
  const w = useWords(askerWords);
  const [isOpen, setOpen] = useState(false);
  if (!useMe().permissions.includes('requests.open')) return null;
  return (
    <>
      <Button icon={NotebookPen} onClick={() => setOpen(true)}>
        {w.note}
      </Button>
      {isOpen && <NoteDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NoteDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(askerWords);
  const rights = useWords(rightsWords);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const key = useRef(crypto.randomUUID());
  const [known, setKnown] = useState<Known>('phone');
  const [kind, setKind] = useState<RequestKind>('access');
  const purposes = usePurposesToObject(kind === 'objection');
  const note = useMutation({
    mutationFn: (body: Body<'openRequest'>) => client.call('openRequest', { body, idempotencyKey: key.current }),
    onSuccess: (request) => {
      toast(request.person ? rights.opened : w.noted);
      void cache.invalidateQueries({ queryKey: keys.requests });
      onClose();
      if (request.person) void navigate({ to: '/requests/$request', params: { request: request.id } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    note.mutate({ address: addressIn(known, form), ...askedIn(kind, form) });
  };
  return (
    <Dialog open onClose={onClose} title={w.noteTitle} about={w.noteAbout}>
      <form onSubmit={submit} className="grid gap-4">
        {note.isError && <Callout tone="bad" alert title={errorWords(note.error)} />}
        <SelectField
          label={w.kind}
          name="kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as RequestKind)}
          choices={kinds.map((value) => ({ value, label: rights[value] }))}
        />
        <SelectField
          label={w.known}
          name="known"
          value={known}
          onChange={(event) => setKnown(event.currentTarget.value as Known)}
          choices={(['phone', 'email', 'name'] as const).map((value) => ({ value, label: w[value] }))}
        />
        {known === 'phone' && (
          <Field
            required
            type="tel"
            label={w.phoneValue}
            name="phone"
            maxLength={40}
            autoComplete="off"
            error={fieldError(note.error, 'address/phone')}
          />
        )}
        {known === 'email' && (
          <Field
            required
            type="email"
            label={w.emailValue}
            name="email"
            maxLength={254}
            autoComplete="off"
            error={fieldError(note.error, 'address/email')}
          />
        )}
        <Field
          required={known === 'name'}
          label={w.nameValue}
          optional={known === 'name' ? undefined : w.optional}
          name="name"
          maxLength={160}
          autoComplete="off"
          error={fieldError(note.error, 'address/name')}
        />
        <AskedFields kind={kind} purposes={purposes} withWay withWords error={note.error} />
        <Actions>
          <Button onClick={onClose}>{rights.cancel}</Button>
          <Button look="solid" type="submit" busy={note.isPending} disabled={kind === 'objection' && purposes?.length === 0}>
            {rights.openNow}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function addressIn(known: Known, form: FormData): NonNullable<Body<'openRequest'>['address']> {
  const [value, name] = [String(form.get(known) ?? '').trim(), String(form.get('name') ?? '').trim()];
  if (known === 'name') return { name };
  return { ...(known === 'phone' ? { phone: value } : { email: value }), ...(name && { name }) };
}
