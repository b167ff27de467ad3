// The address that a provider calls, to be copied, or entered there by itself.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { CodeBlock } from '#ui/copy.tsx';
import { bots, isBot } from './bot-kinds.ts';
import { botWords } from './bot-words.ts';
import type { Channel } from './channels-page.tsx';
import { isMeta } from './meta-fields.tsx';
import { metaWords } from './meta-words.ts';
import { webhookWords } from './webhook-words.ts';

export function Webhook({ channel, url, mayChange }: { channel: Channel; url: string; mayChange: boolean }) {
  const meta = useWords(metaWords);
  const w = useWords(webhookWords);
  const verifyToken = channel.settings['verifyToken'];
  const kind = channel.inbox.channel;
  const bot = useWords(botWords);
  const isTwilio = channel.settings['provider'] === 'twilio' || kind === 'sms';
  const more =
    isMeta(kind) && !isTwilio
      ? meta.webhookMore
      : isTwilio
        ? w.moreSms
        : kind === 'email'
          ? [w.moreMail, w[`${String(channel.settings['postedBy'])}Events` as 'mailgunEvents']].filter(Boolean).join(' ')
          : isBot(kind)
            ? bot.webhook(bots[kind].label)
            : w.more;
  const connectWords = isMeta(kind) && !isTwilio ? meta.connect : isBot(kind) ? bot.connect(bots[kind].label) : w.connectSms;
  const cache = useQueryClient();
  const connect = useMutation({
    mutationFn: () => client.call('connectChannel', { params: { inbox: channel.inbox.id } }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.channels }),
  });
  const isReal = channel.settings['provider'] !== 'sandbox'; // the sandbox knows where it belongs
  return (
    <div className="grid gap-1.5">
      <CodeBlock label={w.webhook} text={url} />
      {isReal && typeof verifyToken === 'string' && <CodeBlock label={meta.verifyToken} text={verifyToken} />}
      {isReal && <p className="text-sm text-muted">{more}</p>}
      {isReal && mayChange && kind !== 'custom' && kind !== 'email' && (
        <div>
          <Button size="sm" icon={Link2} busy={connect.isPending} onClick={() => connect.mutate()}>
            {connect.isPending ? w.connecting : connectWords}
          </Button>
        </div>
      )}
      <div aria-live="polite" className="empty:hidden">
        {connect.isSuccess && <Callout tone={connect.data.ok ? 'good' : 'warn'}>{connect.data.words}</Callout>}
        {connect.isError && <Callout tone="bad">{errorWords(connect.error)}</Callout>}
      </div>
    </div>
  );
}
