// Writing to a person first: through which inbox, for which purpose, and what the gate says before a word is typed.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { inboxesQuery } from '#conversations/queries.ts';
import { PurposePicker, usePurposeChoice, Verdict } from '#gate/choice.tsx';
import { client, errorWords, refusalOf } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePersonName } from '#lib/person.ts';
import { personQuery } from '#people/person-card.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { Refusal } from '#ui/refusal.tsx';
import { toast } from '#ui/toast.tsx';
import { personWords } from './words.ts';

/** `channel`: where to begin; left out, a channel that reaches the person. */
export function StartMessage({ person, channel, onClose }: { person: string; channel?: string; onClose: () => void }) {
  const w = useWords(personWords);
  const inboxes = useQuery(inboxesQuery).data?.items ?? [];
  const [wanted, setWanted] = useState<string>();
  const known = useQuery(personQuery(person)).data;
  const reachable = known?.identities.some((identity) => identity.kind === 'email')
    ? 'email'
    : known?.identities.some((identity) => identity.kind === 'phone')
      ? 'sms'
      : 'web-chat';
  const inbox = inboxes.find((one) => one.id === wanted) ?? inboxes.find((one) => one.channel === (channel ?? reachable)) ?? inboxes[0];
  const choice = usePurposeChoice(person, inbox?.channel ?? 'email');
  const start = useStart(person, onClose);
  const refusal = refusalOf(start.error);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const subject = String(form.get('subject') ?? '').trim();
    if (inbox)
      start.mutate({ inbox: inbox.id, purpose: choice.purpose, text: String(form.get('text')).trim(), ...(subject && { subject }) });
  };
  return (
    <Dialog open onClose={onClose} title={w.startTitle} about={w.startAbout(usePersonName()(known ?? { id: person, name: null }))}>
      {inboxes.length === 0 && <Callout title={w.noInbox} />}
      <form onSubmit={submit} className="grid gap-4">
        <SelectField
          label={w.through}
          value={inbox?.id ?? ''}
          onChange={(event) => setWanted(event.target.value)}
          choices={inboxes.map((one) => ({ value: one.id, label: one.name }))}
        />
        <div className="grid gap-1.5">
          <span className="text-sm font-medium">{w.purpose}</span>
          <div className="flex rounded-md border border-edge bg-raised *:ml-0 *:h-9 *:grow">
            <PurposePicker choice={choice} />
          </div>
          {!refusal && <Verdict choice={choice} />}
        </div>
        {inbox?.channel === 'email' && <Field label={w.subject} name="subject" maxLength={200} optional={w.optional} />}
        <AreaField required label={w.text} name="text" rows={6} maxLength={20_000} />
        {refusal && <Refusal alert title={w.notSent} verdict={refusal} />}
        {start.isError && !refusal && <Callout tone="bad" alert title={errorWords(start.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button
            look={choice.chosen?.decision.allowed === false ? 'plain' : 'solid'}
            type="submit"
            busy={start.isPending}
            disabled={!inbox}
          >
            {w.send}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

type Letter = { inbox: string; purpose: string; text: string; subject?: string };

/** Sends with one key per letter: pressing again after a lost connection makes no second conversation. */
function useStart(person: string, onDone: () => void) {
  const w = useWords(personWords);
  const cache = useQueryClient();
  const navigate = useNavigate();
  const sent = useRef({ letter: '', key: '' });
  return useMutation({
    mutationFn: (letter: Letter) => {
      const words = JSON.stringify(letter);
      if (sent.current.letter !== words) sent.current = { letter: words, key: crypto.randomUUID() };
      return client.call('startConversation', { body: { person, ...letter }, idempotencyKey: sent.current.key });
    },
    onError: (error) => {
      if (refusalOf(error)) sent.current = { letter: '', key: '' };
    },
    onSuccess: ({ conversation }) => {
      for (const queryKey of [keys.lists, keys.counts, keys.timeline(person)]) void cache.invalidateQueries({ queryKey });
      toast(w.sent);
      onDone();
      void navigate({ to: '/inbox/$conversation', params: { conversation: conversation.id }, search: { view: 'all' } });
    },
  });
}
