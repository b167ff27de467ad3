// Under a message that did not arrive: try again, or say that it is seen to. What comes of it the live events bring.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { useMe } from '#lib/query.ts';
import { Button } from '#ui/button.tsx';
import { toast } from '#ui/toast.tsx';
import { putMessage, refreshConversation } from './queries.ts';
import type { Message } from './types.ts';
import { threadWords } from './words.ts';

type Props = { conversation: string; message: Pick<Message, 'id' | 'undelivered'> };

export function Undelivered({ conversation, message: { id, undelivered } }: Props) {
  const w = useWords(threadWords);
  const cache = useQueryClient();
  const [key] = useState(() => crypto.randomUUID()); // one message, however often it is pressed
  const params = { message: id };
  const onError = (error: unknown) => {
    toast(errorWords(error), 'bad');
    void refreshConversation(cache, conversation).catch(() => undefined); // somebody else may have been faster
  };
  const again = useMutation({
    mutationFn: () => client.call('tryMessageAgain', { params, idempotencyKey: key }),
    onSuccess: (message) => putMessage(cache, conversation, message),
    onError,
  });
  const done = useMutation({ mutationFn: () => client.call('settleMessage', { params }), onError });
  const isBusy = again.isPending || done.isPending || again.isSuccess || done.isSuccess;
  const mayWrite = useMe().permissions.includes('conversations.write');
  if (!undelivered || !mayWrite) return null;
  return (
    <div className="mt-1 flex gap-1.5">
      <Button size="sm" look="quiet" disabled={isBusy} onClick={() => done.mutate()}>
        {w.seenTo}
      </Button>
      {undelivered.again && (
        <Button size="sm" look="quiet" disabled={isBusy} onClick={() => again.mutate()}>
          {w.tryAgain}
        </Button>
      )}
    </div>
  );
}
