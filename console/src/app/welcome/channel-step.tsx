// The first channel: the chat that is open, with its live test, and another one if wanted.
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { ChannelCard } from '#channels/channel-card.tsx';
import { ChannelDialog } from '#channels/channel-dialog.tsx';
import type { Channel } from '#channels/channels-page.tsx';
import { client } from '#lib/client.ts';
import { keys } from '#lib/keys.ts';
import { useWords } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';
import { StepFoot } from './step-frame.tsx';
import { welcomeWords } from './words.ts';

export function ChannelStep() {
  const w = useWords(welcomeWords);
  const channels = useQuery({ queryKey: keys.channels, queryFn: () => client.call('listChannels') }).data;
  const [editing, setEditing] = useState<Channel | 'new'>();
  return (
    <>
      <div className="grid gap-4">
        {channels?.items.length === 0 && <p className="text-muted">{w.noChannel}</p>}
        {channels?.items.map((channel) => (
          <ChannelCard key={channel.inbox.id} channel={channel} onEdit={() => setEditing(channel)} />
        ))}
        <Button icon={Plus} className="w-fit" onClick={() => setEditing('new')}>
          {w.addChannel}
        </Button>
      </div>
      <StepFoot step="channel" />
      <ChannelDialog key={editing === 'new' ? 'new' : editing?.inbox.id} channel={editing} onClose={() => setEditing(undefined)} />
    </>
  );
}
