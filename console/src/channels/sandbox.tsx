// The sandbox of each channel: what would have left, somebody who writes, and how messages end.
import type { Answer } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SendHorizontal } from 'lucide-react';
import type { FormEvent } from 'react';
import { client, errorWords, fieldError } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { ChannelIcon } from '#ui/channel.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { AreaField, Field, SelectField } from '#ui/field.tsx';
import { Card } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { toast } from '#ui/toast.tsx';
import { bots, isBot } from './bot-kinds.ts';
import { botEndWords, botWords } from './bot-words.ts';
import type { Channel } from './channels-page.tsx';
import { isMeta } from './meta-fields.tsx';
import { metaEndWords, pageEndWords } from './meta-words.ts';
import { endWords, smsWords } from './sms-words.ts';
import {
  centreEndWords,
  chatWords,
  mailEndWords,
  mailSenderWords,
  pushEndWords,
  systemEndWords,
  twilioWhatsAppEndWords,
} from './switch-words.ts';

type Sandbox = Answer<'readSandbox'>;

export function SandboxedChannels() {
  const { data } = useQuery({ queryKey: keys.channels, queryFn: () => client.call('listChannels') });
  const own = data?.items.filter(({ isPlayed }) => isPlayed) ?? [];
  return own.map((each) => (
    <SandboxCard key={each.inbox.id} inbox={each.inbox.id} name={each.inbox.name} channel={each.inbox.channel} ends={endsOf(each)} />
  ));
}

type Ends = { readonly en: Record<string, string>; readonly de: Record<string, string> };
/** How its messages may end, by the protocol that it speaks. */
function endsOf({ inbox: { channel }, settings }: Channel): Ends {
  const isBy = (name: string) => settings['provider'] === name || settings['speaks'] === name;
  if (channel === 'email') return mailEndWords;
  if (channel === 'custom') return systemEndWords;
  if (channel === 'web-chat') return pushEndWords;
  if (channel === 'sms' && isBy('smpp')) return centreEndWords;
  if (channel === 'whatsapp' && isBy('twilio')) return twilioWhatsAppEndWords;
  if (channel === 'messenger' || channel === 'instagram') return pageEndWords[channel];
  return isMeta(channel) ? metaEndWords : isBot(channel) ? botEndWords[channel] : endWords;
}

function SandboxCard({ inbox, name, channel, ends }: { inbox: string; name: string; channel: string; ends: Ends }) {
  const w = useWords(smsWords);
  const { data } = useQuery({
    queryKey: keys.sandbox(inbox),
    queryFn: () => client.call('readSandbox', { params: { inbox } }),
    refetchInterval: 3000,
  });
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          <ChannelIcon channel={channel} className="size-4 text-muted" /> {name}
        </span>
      }
      about={w.sandbox}
    >
      <div className="grid gap-4">
        <Play inbox={inbox} name={name} channel={channel} />
        {data && <Behaviour key={JSON.stringify(data.behaviour)} inbox={inbox} channel={channel} ends={ends} behaviour={data.behaviour} />}
        {data?.items.length === 0 && <p className="text-muted">{w.nothing}</p>}
        <ol className="grid gap-2">
          {data?.items.map((message) => (
            <Message key={message.id} inbox={inbox} channel={channel} message={message} />
          ))}
        </ol>
      </div>
    </Card>
  );
}

/** Who writes when somebody is played: as the channel knows people. */
function usePlayed(channel: string) {
  const [sms, bot, mail, chat] = [useWords(smsWords), useWords(botWords), useWords(mailSenderWords), useWords(chatWords)];
  if (channel === 'web-chat') return { label: chat.from, hint: chat.fromHint, example: '+12025550143', type: 'tel' };
  if (channel === 'email') return { label: mail.from, hint: mail.fromHint, example: 'ada@example.com', type: 'email' };
  if (channel === 'telegram') return { label: bot.from, hint: bot.fromHint, example: '5000000000000143', type: 'tel' };
  return { label: sms.from, hint: sms.fromHint, example: '+12025550143', type: 'tel' };
}

function Play({ inbox, name, channel }: { inbox: string; name: string; channel: string }) {
  const w = useWords(smsWords);
  const { label, hint, example, type } = usePlayed(channel);
  const cache = useQueryClient();
  const write = useMutation({
    mutationFn: (body: { from: string; text: string }) => client.call('writeInSandbox', { params: { inbox }, body }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.sandbox(inbox) }),
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const area = event.currentTarget.elements.namedItem('text') as HTMLTextAreaElement;
    const from = type === 'email' ? String(form.get('from')) : String(form.get('from')).replace(/[\s().\-/]/g, '');
    write.mutate({ from, text: String(form.get('text')).trim() }, { onSuccess: () => area.setRangeText('', 0, area.value.length) });
  };
  return (
    <form onSubmit={submit} className="grid gap-3" aria-label={`${w.play}: ${name}`}>
      <Field
        required
        label={label}
        hint={hint}
        name="from"
        type={type}
        autoComplete="off"
        defaultValue={example}
        error={fieldError(write.error, 'from')}
      />
      <AreaField
        required
        label={w.text}
        name="text"
        rows={2}
        maxLength={1_600}
        error={write.isError ? errorWords(write.error) : undefined}
      />
      <div>
        <Button size="sm" type="submit" icon={SendHorizontal} busy={write.isPending}>
          {w.write}
        </Button>
      </div>
    </form>
  );
}

type Behaved = { inbox: string; channel: string; ends: Ends; behaviour: Sandbox['behaviour'] };
function Behaviour({ inbox, channel, ends: told, behaviour }: Behaved) {
  const w = useWords(smsWords);
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: (body: Sandbox['behaviour']) => client.call('changeSandbox', { params: { inbox }, body }),
    onSuccess: () => {
      toast(w.applied);
      void cache.invalidateQueries({ queryKey: keys.sandbox(inbox) });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [end, delaySeconds, repeat] = [String(form.get('end')), Number(form.get('delay') ?? 0), Number(form.get('repeat'))];
    change.mutate({ failWith: end === 'delivered' ? null : Number(end), delaySeconds, repeat });
  };
  const ends = Object.entries<string>(useWords(told)).map(([value, label]) => ({ value, label }));
  return (
    <Disclosure quiet summary={w.behaviour}>
      <form onSubmit={submit} className="grid items-end gap-3 pt-2 sm:grid-cols-[1fr_8rem_8rem_auto]">
        <SelectField label={w.behaviour} name="end" choices={ends} defaultValue={String(behaviour.failWith ?? 'delivered')} />
        {(!isBot(channel) || bots[channel].isLate) && (
          <Field label={w.delay} name="delay" type="number" min={0} max={300} defaultValue={behaviour.delaySeconds} />
        )}
        <Field label={w.repeat} name="repeat" type="number" min={1} max={5} defaultValue={behaviour.repeat} />
        <Button type="submit" busy={change.isPending}>
          {w.apply}
        </Button>
      </form>
    </Disclosure>
  );
}

function Message({ inbox, channel, message }: { inbox: string; channel: string; message: Sandbox['items'][number] }) {
  const w = useWords(smsWords);
  const { sealed } = useWords(chatWords);
  const isIn = message.direction === 'in';
  return (
    <li className="rounded-md border border-line bg-canvas px-3 py-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm text-muted">
        <span>
          {isIn ? w.incoming : w.outgoing} {isIn ? message.from : message.to}
        </span>
        <span className="flex items-baseline gap-2">
          {!isIn && (
            <Badge tone={message.status === 'delivered' ? 'good' : message.errorCode === null ? 'plain' : 'warn'}>
              {w.status(message.status, message.errorCode)}
            </Badge>
          )}
          <Time at={message.at} as="full" />
        </span>
      </p>
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {channel === 'web-chat' && message.text === '' ? sealed : message.text}
      </p>
      {message.choices.length > 0 && <Choices inbox={inbox} message={message} />}
    </li>
  );
}

/** What can be tapped below it, as whoever got it sees it. */
function Choices({ inbox, message: { id: message, choices } }: { inbox: string; message: Sandbox['items'][number] }) {
  const w = useWords(smsWords);
  const cache = useQueryClient();
  const tap = useMutation({
    mutationFn: (choice: number) => client.call('tapInSandbox', { params: { inbox }, body: { message, choice } }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.sandbox(inbox) }),
  });
  return (
    <fieldset className="mt-2 flex flex-wrap gap-1.5" aria-label={w.taps}>
      {choices.map((title, at) => (
        <Button key={title} size="sm" disabled={tap.isPending} onClick={() => tap.mutate(at)}>
          {title}
        </Button>
      ))}
      {tap.isError && (
        <p role="alert" className="text-sm text-bad">
          {errorWords(tap.error)}
        </p>
      )}
    </fieldset>
  );
}
