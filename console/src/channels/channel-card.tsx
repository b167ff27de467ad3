// One channel: its health, what belongs elsewhere (snippet, DNS), and a test that really tries.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Settings2, Zap } from 'lucide-react';
import { client, errorWords } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { ChannelIcon, useChannelName } from '#ui/channel.tsx';
import { CodeBlock, CopyButton } from '#ui/copy.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { Card, Facts } from '#ui/page.tsx';
import { Time } from '#ui/time.tsx';
import { Agreement } from './agreement.tsx';
import type { Channel } from './channels-page.tsx';
import { limitWords } from './limit-words.ts';
import { isSavedPlain, plainLineWords } from './plain-line.ts';
import { Webhook } from './webhook.tsx';
import { channelPageWords } from './words.ts';

export function ChannelCard({ channel, onEdit }: { channel: Channel; onEdit: (() => void) | undefined }) {
  const w = useWords(channelPageWords);
  const line = useWords(plainLineWords);
  const limits = useWords(limitWords);
  const kind = useChannelName(channel.inbox.channel);
  const cache = useQueryClient();
  const test = useMutation({
    mutationFn: () => client.call('testChannel', { params: { inbox: channel.inbox.id } }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: keys.channels }),
  });
  const facts = [
    ...(channel.address
      ? [
          [
            w.address,
            <strong key="a" className="font-medium">
              {channel.address}
            </strong>,
          ] as const,
        ]
      : []),
    ...(channel.recipient ? [[w.recipient, <code key="r">{channel.recipient}</code>] as const] : []),
    ...(channel.limit ? [[limits.begun, <Begun key="l" limit={channel.limit} />] as const] : []),
  ];
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          <ChannelIcon channel={channel.inbox.channel} className="size-4 text-muted" /> {channel.inbox.name}
        </span>
      }
      about={kind}
      actions={
        channel.health.isTested ? (
          <Badge tone={channel.health.ok ? 'good' : 'warn'} icon={channel.health.ok ? CircleCheck : CircleAlert}>
            {channel.health.ok ? w.ok : w.notOk}
          </Badge>
        ) : (
          <Badge>{w.notTested}</Badge>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {!channel.health.ok && <p className="text-muted">{channel.health.words}</p>}
        {isSavedPlain(channel.settings) && <Callout tone="warn">{line.plain}</Callout>}
        {facts.length > 0 && <Facts facts={facts} />}
        {channel.snippet && (
          <div className="grid gap-1.5">
            <CodeBlock label={w.snippet} text={channel.snippet} />
            <p className="text-sm text-muted">{w.snippetMore}</p>
          </div>
        )}
        {channel.webhook && <Webhook channel={channel} url={channel.webhook} onEdit={onEdit} />}
        {onEdit && ['google', 'microsoft'].includes(String(channel.settings['signIn'])) && <Agreement inbox={channel.inbox.id} />}
        {channel.dns.length > 0 && <DnsRecords records={channel.dns} />}
        <div aria-live="polite" className="empty:-mt-4">
          {test.isSuccess && <Callout tone={test.data.ok ? 'good' : 'warn'}>{test.data.words}</Callout>}
          {test.isError && <Callout tone="bad">{errorWords(test.error)}</Callout>}
        </div>
        {onEdit && (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" icon={Zap} busy={test.isPending} onClick={() => test.mutate()}>
              {test.isPending ? w.testing : w.test}
            </Button>
            <Button size="sm" look="quiet" icon={Settings2} onClick={onEdit}>
              {w.settings}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

/** With how many people was begun in 24 hours, of how many the provider allows. */
function Begun({ limit: { most, used, freeAt, inboxes } }: { limit: NonNullable<Channel['limit']> }) {
  const w = useWords(limitWords);
  return (
    <>
      {most === null ? w.withoutEnd(used) : w.of(used, most)}
      {inboxes > 1 && ` ${w.shared(inboxes)}`}
      {freeAt && (
        <>
          {' '}
          {w.waits} <Time at={freeAt} as="full" />.
        </>
      )}
    </>
  );
}

function DnsRecords({ records }: { records: Channel['dns'] }) {
  const w = useWords(channelPageWords);
  return (
    <div className="rounded-md border border-line bg-canvas px-2 py-1">
      <Disclosure quiet summary={`${w.dns} (${records.length})`}>
        <div className="grid gap-3 px-1 py-2">
          <p className="text-sm text-muted">{w.dnsAbout}</p>
          {records.map((record) => (
            <div key={`${record.type} ${record.name}`} className="grid gap-1 text-sm">
              <p className="flex items-center gap-2">
                <Badge>{record.type}</Badge>
                <code className="min-w-0 grow break-all">{record.name}</code>
                <CopyButton text={record.value} />
              </p>
              <code className="block max-h-24 overflow-y-auto rounded-sm bg-raised px-2 py-1 break-all text-muted">{record.value}</code>
            </div>
          ))}
        </div>
      </Disclosure>
    </div>
  );
}
