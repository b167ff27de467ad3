// The channels: what to paste, what to enter in DNS, whether each works.

import type { Answer } from '@parley/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox, MailSearch, Plus } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { Empty, Failed, Skeleton } from '#ui/empty.tsx';
import { Page } from '#ui/page.tsx';
import { Agreed } from './agreement.tsx';
import { ChannelCard } from './channel-card.tsx';
import { ChannelDialog } from './channel-dialog.tsx';
import { channelPageWords } from './words.ts';

export type Channel = Answer<'changeChannel'>;

export function ChannelsPage() {
  const w = useWords(channelPageWords);
  const query = useQuery({ queryKey: keys.channels, queryFn: () => client.call('listChannels') });
  const { permissions } = useMe();
  const mayChange = permissions.includes('channels.change');
  const mayReadMail = permissions.includes('channels.captured');
  const captured = useQuery({ queryKey: keys.captured, queryFn: () => client.call('listCaptured'), retry: false, enabled: mayReadMail });
  const [editing, setEditing] = useState<Channel | 'new'>();
  const isComing = query.isPending || captured.isLoading; // what stands above the channels must not push them down when it comes later
  const hasMail = query.data?.items.some((channel) => channel.inbox.channel === 'email');
  return (
    <Page
      title={w.title}
      about={w.about}
      actions={
        <>
          {mayReadMail && (
            <Link to="/channels/captured" className={buttonClass()}>
              <MailSearch aria-hidden className="size-4" strokeWidth={1.9} /> {w.captured}
            </Link>
          )}
          {mayChange && (
            <Button look="solid" icon={Plus} onClick={() => setEditing('new')}>
              {w.add}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-5">
        {!isComing && hasMail && captured.data?.capturing && <Callout>{w.capturing}</Callout>}
        {mayChange && <Agreed />}
        {isComing && <Skeleton lines={8} />}
        {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {!isComing && query.data?.items.length === 0 && <Empty icon={Inbox} title={w.empty} more={w.emptyMore} />}
        {!isComing &&
          query.data?.items.map((channel) => (
            <ChannelCard key={channel.inbox.id} channel={channel} onEdit={mayChange ? () => setEditing(channel) : undefined} />
          ))}
      </div>
      <ChannelDialog key={editing === 'new' ? 'new' : editing?.inbox.id} channel={editing} onClose={() => setEditing(undefined)} />
    </Page>
  );
}
