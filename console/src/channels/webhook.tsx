// The address that a provider calls, to be copied, or entered there by itself.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Link2 } from 'lucide-react';
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
import { isSettable, posters } from './posters.ts';
import { webhookWords } from './webhook-words.ts';

export function Webhook({ channel, url, onEdit }: { channel: Channel; url: string; onEdit: (() => void) | undefined }) {
  const meta = useWords(metaWords);
  const w = useWords(webhookWords);
  const verifyToken = channel.settings['verifyToken'];
  const kind = channel.inbox.channel;
  const bot = useWords(botWords);
  const { postedBy, hookKeyed } = channel.settings;
  const poster = kind === 'email' && isSettable(postedBy) ? posters[postedBy] : undefined;
  const isKeyed = poster !== undefined && hookKeyed === true;
  const isTwilio = channel.settings['provider'] === 'twilio' || kind === 'sms';
  const more =
    isMeta(kind) && !isTwilio
      ? meta.webhookMore
      : isTwilio
        ? w.moreSms
        : isKeyed
          ? w.keyedMail(poster)
          : kind === 'email'
            ? [w.moreMail, w[`${String(postedBy)}Events` as 'mailgunEvents'], poster && onEdit && w.offerKey(poster)]
                .filter(Boolean)
                .join(' ')
            : isBot(kind)
              ? bot.webhook(bots[kind].label)
              : w.more;
  const name = isBot(kind) ? bots[kind].label : poster;
  const connectWords = isMeta(kind) && !isTwilio ? meta.connect : name ? bot.connect(name) : w.connectSms;
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
      {poster && !isKeyed && onEdit && (
        <div>
          <Button size="sm" look="quiet" icon={KeyRound} onClick={onEdit}>
            {w.enterKey}
          </Button>
        </div>
      )}
      {isReal && onEdit && kind !== 'custom' && (kind !== 'email' || isKeyed) && (
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
