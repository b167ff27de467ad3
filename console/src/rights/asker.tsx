// Whoever asked with no conversation: what is held of them, that nothing is (Art. 15(1)), and the answer as a letter where no mail reaches.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { toast } from '#ui/toast.tsx';
import { askerWords } from './asker-words.ts';
import type { Request } from './queries.ts';

/** While staff noted it and nobody answered. */
export function Asker({ request }: { request: Request }) {
  const w = useWords(askerWords);
  const called = usePersonName();
  const cache = useQueryClient();
  const stale = () => void cache.invalidateQueries({ queryKey: keys.requests });
  const params = { request: request.id };
  const look = useMutation({ mutationFn: () => client.call('lookUpAsker', { params }) });
  const answer = useMutation({
    mutationFn: () => client.call('answerNothingHeld', { params }),
    onSuccess: () => toast(w.answered),
    onSettled: stale,
  });
  const join = useMutation({
    mutationFn: ({ into, reason }: { into: string; reason: string }) =>
      client.call('mergePeople', { params: { person: into }, body: { other: request.person?.id ?? '', reason } }),
    onSuccess: () => {
      toast(w.joined);
      look.reset();
    },
    onSettled: stale,
  });
  const { permissions } = useMe();
  const isNoted = request.source === 'staff' && request.message === null && request.state === 'received' && request.person !== null;
  if (!isNoted || !permissions.includes('requests.approve')) return null;
  const found = look.data;
  const error = look.error ?? answer.error ?? join.error;
  const other = found?.person;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (other) join.mutate({ into: other.id, reason: String(new FormData(event.currentTarget).get('reason')).trim() });
  };
  return (
    <Card title={w.who} about={w.whoAbout}>
      {error && <Callout tone="warn" alert title={errorWords(error)} />}
      {!found && (
        <Button busy={look.isPending} onClick={() => look.mutate()}>
          {w.look}
        </Button>
      )}
      {found && (
        <p role="status">
          {w[found.held]}{' '}
          {other && (
            <Link to="/people/$person" params={{ person: other.id }} className="text-accent underline underline-offset-2">
              {called(other)}
            </Link>
          )}
        </p>
      )}
      {found?.held === 'nothing' && (
        <Button look="solid" className="mt-3" busy={answer.isPending} onClick={() => answer.mutate()}>
          {w.answerNothing}
        </Button>
      )}
      {other && permissions.includes('people.change') && (
        <form onSubmit={submit} className="mt-3 grid gap-3">
          <AreaField required label={w.reason} name="reason" rows={2} maxLength={500} />
          <div>
            <Button type="submit" busy={join.isPending}>
              {w.join}
            </Button>
          </div>
        </form>
      )}
    </Card>
  );
}

/** Of a closed request whose person is still known. */
export function AnswerLetter({ request }: { request: Request }) {
  const w = useWords(askerWords);
  const [isOpen, setOpen] = useState(false);
  if (request.person === null || (request.state !== 'fulfilled' && request.state !== 'refused')) return null;
  return (
    <p className="mt-4">
      <Button size="sm" onClick={() => setOpen(true)}>
        {w.letter}
      </Button>
      {isOpen && <LetterDialog request={request.id} onClose={() => setOpen(false)} />}
    </p>
  );
}

function LetterDialog({ request, onClose }: { request: string; onClose: () => void }) {
  const w = useWords(askerWords);
  // each reading is recorded: not read again because the window was looked at, and not kept
  const letter = useQuery({
    queryKey: [...keys.request(request), 'letter'],
    queryFn: () => client.call('readAnswerLetter', { params: { request } }),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });
  return (
    <Dialog open onClose={onClose} title={w.letterTitle} about={w.letterAbout}>
      {letter.isError && <Callout tone="warn" alert title={errorWords(letter.error)} />}
      {letter.data && (
        <div lang={letter.data.language}>
          <p className="font-semibold">{letter.data.subject}</p>
          <p className="mt-3 break-words whitespace-pre-line">{letter.data.text}</p>
        </div>
      )}
      <Actions>
        <Button onClick={onClose}>{w.close}</Button>
        {letter.data && (
          <Button
            look="solid"
            onClick={() => void navigator.clipboard.writeText(`${letter.data.subject}\n\n${letter.data.text}`).then(() => toast(w.copied))}
          >
            {w.copy}
          </Button>
        )}
      </Actions>
    </Dialog>
  );
}
