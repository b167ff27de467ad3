// A conversation that not everybody opens (Art. 9, 10): the mark at its head with the way to lower it, and what stands in place of its words.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { client } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Empty } from '#ui/empty.tsx';
import { guardWords } from './guard-words.ts';
import { refreshConversation } from './queries.ts';
import type { Conversation } from './types.ts';

const reasons = ['not-special', 'not-about-a-person', 'removed'] as const;

export function GuardMark({ conversation }: { conversation: Conversation }) {
  const w = useWords(guardWords);
  const mayLower = useMe().permissions.includes('conversations.lower');
  const [asking, setAsking] = useState(false);
  if (conversation.class === 'ordinary') return null;
  return (
    <>
      <span title={w.specialMore}>
        <Badge tone="warn" icon={ShieldAlert}>
          {w.special}
        </Badge>
      </span>
      {mayLower && (
        <button
          type="button"
          onClick={() => setAsking(true)}
          className="min-h-6 rounded-sm px-1 text-xs text-muted underline-offset-2 hover:text-ink hover:underline"
        >
          {w.lower}
        </button>
      )}
      {asking && <LowerDialog id={conversation.id} onClose={() => setAsking(false)} />}
    </>
  );
}

function LowerDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(guardWords);
  const cache = useQueryClient();
  const lower = useMutation({
    mutationFn: (reason: (typeof reasons)[number]) => client.call('lowerClass', { params: { conversation: id }, body: { reason } }),
    onSuccess: async () => {
      await refreshConversation(cache, id);
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={w.lowerTitle} about={w.lowerMore}>
      <div className="flex flex-col gap-2">
        {reasons.map((reason) => (
          <Button key={reason} disabled={lower.isPending} onClick={() => lower.mutate(reason)}>
            {w[reason]}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

/** Says that there is a conversation and whom to ask, in place of its words. */
export function Closed({ ask }: { ask: readonly string[] }) {
  const w = useWords(guardWords);
  const more = `${w.closedMore} ${ask.length > 0 ? w.ask(ask.join(', ')) : w.askNobody}`;
  return (
    <div className="grid grow place-items-center">
      <Empty icon={ShieldAlert} title={w.closed} more={more} />
    </div>
  );
}
