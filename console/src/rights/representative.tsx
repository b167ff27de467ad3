// Where whoever asks for the person is answered: an address of their own, once a code proved it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords, words } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Field } from '#ui/field.tsx';
import { QuietLink } from '#ui/section.tsx';
import { toast } from '#ui/toast.tsx';
import type { Request } from './queries.ts';

export function Representative({ request }: { request: Request }) {
  const w = useWords(own);
  const { permissions } = useMe();
  const cache = useQueryClient();
  const [isNaming, setNaming] = useState(false);
  const name = useMutation({
    mutationFn: (email: string) => client.call('nameRepresentative', { params: { request: request.id }, body: { email } }),
    onSuccess: () => {
      toast(w.sent);
      setNaming(false);
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.requests }),
  });
  const end = useMutation({
    mutationFn: () => client.call('endRepresentative', { params: { request: request.id } }),
    onSuccess: () => toast(w.ended),
    onError: (error) => toast(errorWords(error)),
    onSettled: () => void cache.invalidateQueries({ queryKey: keys.requests }),
  });
  if (request.onBehalf === null) return null;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    name.mutate(String(new FormData(event.currentTarget).get('email') ?? '').trim());
  };
  const stands = request.representative;
  const mayName = permissions.includes('requests.approve') && request.closedAt === null;
  return (
    <>
      <p className="mt-3 text-sm">
        {stands ? `${stands.email} · ${stands.provedAt ? w.proved : w.waits}` : w.none}{' '}
        {mayName && <QuietLink onClick={() => setNaming(true)}>{w.name}</QuietLink>}{' '}
        {stands && permissions.includes('requests.approve') && <QuietLink onClick={() => end.mutate()}>{w.end}</QuietLink>}
      </p>
      <Dialog open={isNaming} onClose={() => setNaming(false)} title={w.title} about={w.about}>
        <form onSubmit={submit} className="grid gap-4">
          <Field required label={w.email} name="email" type="email" maxLength={254} autoComplete="off" />
          {name.isError && <Callout tone="warn" alert title={errorWords(name.error)} />}
          <Actions>
            <Button onClick={() => setNaming(false)}>{w.cancel}</Button>
            <Button look="solid" type="submit" busy={name.isPending}>
              {w.send}
            </Button>
          </Actions>
        </form>
      </Dialog>
    </>
  );
}

const own = words(
  {
    none: 'Whoever asks has no address of their own here: the answer goes to the person.',
    proved: 'proved; answers and a copy go there',
    waits: 'not proved yet; nothing goes there',
    name: 'Write an address down…',
    end: 'Send nothing more there',
    ended: 'Nothing more goes there',
    title: 'Address of whoever asks',
    about:
      'A mail asks its reader for a proof by code. From then on they are answered there, and fetch a copy there once it is approved, for two weeks. The person hears of it at their own address, and can end it. Whoever writes it down does not approve alone.',
    email: 'Email address',
    send: 'Ask for the proof',
    cancel: 'Cancel',
    sent: 'The mail is on its way',
  },
  {
    none: 'Wer fragt, hat hier keine eigene Adresse: Die Antwort geht an die Person.',
    proved: 'bewiesen; Antworten und eine Kopie gehen dorthin',
    waits: 'noch nicht bewiesen; nichts geht dorthin',
    name: 'Adresse notieren…',
    end: 'Nichts mehr dorthin senden',
    ended: 'Dorthin geht nichts mehr',
    title: 'Adresse der anfragenden Person',
    about:
      'Eine Mail bittet um den Beweis durch einen Code. Von da an wird dort geantwortet, und eine genehmigte Kopie wird dort geholt, zwei Wochen lang. Die betroffene Person erfährt davon an ihrer eigenen Adresse und kann es beenden. Wer die Adresse notiert, genehmigt nicht allein.',
    email: 'E-Mail-Adresse',
    send: 'Um den Beweis bitten',
    cancel: 'Abbrechen',
    sent: 'Die Mail ist unterwegs',
  },
);
