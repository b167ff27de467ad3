// What rested leaves when the quiet hours are over, or its campaign goes on.
import { messageFacts } from '#conversations';
import type { MessageId } from '#kit/ids';
import { listen, retryLater } from '#kit/outbox';
import { act } from '#kit/pool';
import { deliver } from './deliver.ts';
import { endHere } from './end.ts';
import { messageRests, restsUntil } from './rest.ts';

export const deliverRested = listen(
  messageRests,
  'channels.deliver-rested',
  async (work, { message }) => {
    const id = message as MessageId;
    const who = { workspace: work.workspace, actor: { kind: 'system', id: 'channels.deliver' } } as const;
    const wait = await act(work.tools, who, async (ctx) => {
      const facts = await messageFacts(ctx, id);
      return facts && restsUntil(ctx, facts);
    });
    if (wait !== undefined) throw retryLater(wait);
    await deliver(work, id);
  },
  ({ message }) => message, // in no order but its own
  (work, { message }) => endHere(work, message as MessageId),
);
