// Asking a person for a consent in their conversation. What may not be asked now stands there too, with the reason: nobody is nagged.
import type { Answer } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { client, errorWords, refusalOf } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { usePurposeName } from '#lib/purposes.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { Actions, Dialog } from '#ui/dialog.tsx';
import { Article, Refusal } from '#ui/refusal.tsx';
import { toast } from '#ui/toast.tsx';
import { consentWords } from './words.ts';

type Allowance = Answer<'readAllowances'>['items'][number];
type Asked = Answer<'askConsent'>;
type AskProps = {
  conversation: string;
  person: string;
  /** Allowances of the person; those that rest on consent say whether they may be asked for. */
  items: readonly Allowance[];
  onAsked?: ((message: Asked) => void) | undefined;
  onClose: () => void;
};

export function AskConsent({ conversation, person, items, onAsked, onClose }: AskProps) {
  const w = useWords(consentWords);
  const choices = items.flatMap((item) => (item.ask ? [{ ...item, ask: item.ask }] : []));
  const [wanted, setWanted] = useState<string>();
  const chosen = choices.find((item) => keyOf(item) === wanted && item.ask.allowed);
  const ask = useAsk(conversation, person, (message) => {
    onAsked?.(message);
    toast(w.asked);
    onClose();
  });
  const refusal = refusalOf(ask.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (chosen) ask.mutate({ purpose: chosen.purpose, channel: chosen.channel });
  };
  return (
    <Dialog open onClose={onClose} title={w.askTitle} about={w.askAbout}>
      <form onSubmit={submit} className="grid gap-4">
        {choices.length === 0 && <Callout title={w.nothing} />}
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 text-sm font-medium">{w.askFor}</legend>
          {choices.map((item) => (
            <Choice key={keyOf(item)} item={item} chosen={keyOf(item) === wanted} onChoose={() => setWanted(keyOf(item))} />
          ))}
        </fieldset>
        <p className="text-sm text-muted">{w.askHow}</p>
        {refusal && <Refusal alert title={w.notAsked} verdict={refusal} />}
        {ask.isError && !refusal && <Callout tone="bad" alert title={errorWords(ask.error)} />}
        <Actions>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="solid" type="submit" busy={ask.isPending} disabled={!chosen}>
            {w.ask}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function Choice({
  item,
  chosen,
  onChoose,
}: {
  item: Allowance & { ask: NonNullable<Allowance['ask']> };
  chosen: boolean;
  onChoose: () => void;
}) {
  const nameOf = usePurposeName();
  const channel = useChannelName(item.channel);
  const { allowed, words, article } = item.ask;
  return (
    <label
      className={`flex items-start gap-3 rounded-md border px-3 py-2.5 text-base ${allowed ? 'cursor-pointer border-edge hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft' : 'border-dashed border-line'}`}
    >
      <input
        type="radio"
        name="consent"
        checked={chosen}
        disabled={!allowed}
        onChange={onChoose}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className={`flex flex-wrap items-center gap-x-2 font-medium ${allowed ? '' : 'text-muted'}`}>
          {nameOf(item.purpose, item.purposeName)}
          <span className="inline-flex items-center gap-1 text-sm font-normal text-muted">
            <span aria-hidden>
              <ChannelIcon channel={item.channel} />
            </span>
            {channel}
          </span>
        </span>
        {!allowed && (
          <span className="block text-sm text-muted">
            {words} <Article of={article} />
          </span>
        )}
      </span>
    </label>
  );
}

/** One key per question: pressing again after a lost answer asks nobody twice. */
function useAsk(conversation: string, person: string, onDone: (message: Asked) => void) {
  const cache = useQueryClient();
  const sent = useRef({ question: '', key: '' });
  return useMutation({
    mutationFn: (body: { purpose: string; channel: Allowance['channel'] }) => {
      const question = `${body.purpose} ${body.channel}`;
      if (sent.current.question !== question) sent.current = { question, key: crypto.randomUUID() };
      return client.call('askConsent', { params: { conversation }, body, idempotencyKey: sent.current.key });
    },
    onSuccess: (message) => {
      for (const queryKey of [keys.consents(person), keys.allowances(person), keys.timeline(person), keys.messages(conversation)])
        void cache.invalidateQueries({ queryKey });
      onDone(message);
    },
  });
}

const keyOf = ({ purpose, channel }: Allowance): string => `${purpose} ${channel}`;
