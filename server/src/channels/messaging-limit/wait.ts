// How a message waits until its company may begin with one more person: with the reason, and not for ever.
import { explainDelivery, messageFacts } from '#conversations';
import { retryLater, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { isTooOld } from '../backoff.ts';
import { end } from '../end.ts';
import { erasedMeanwhile } from '../erased-meanwhile.ts';
import { givenUp } from '../fate.ts';
import { why } from '../words.ts';
import { type Begins, beginWith } from './limit.ts';

const because = 'limit-reached';
const spreadMs = 10_000; // lest all come back at once

/** Whether it may go on to leave; false where it waited for so long that it ended here. Throws `retry-later` where it waits. */
export async function mayBegin(work: Work, begins: Begins): Promise<boolean> {
  const waitMs = await beginWith(work, begins);
  if (waitMs === undefined) return true;
  if (!(await waits(work, begins))) return false;
  throw retryLater((waitMs + Math.random() * spreadMs) / 1000);
}

/** Says why it waits; ends it, and says false, where nobody should get it so late. */
async function waits({ tools, workspace }: Work, { message, at }: Begins): Promise<boolean> {
  const who = { workspace, actor: { kind: 'system', id: 'channels.deliver' }, purpose: 'service-conversation' } as const;
  const said = await act(tools, who, async (ctx) => {
    const words = why[because] ?? '';
    const isOver = isTooOld((ctx.now.getTime() - at.getTime()) / 1000);
    const facts = isOver ? await messageFacts(ctx, message) : undefined;
    if (facts) await end(ctx, facts, 'failed', givenUp(words));
    else if (!isOver) await explainDelivery(ctx, message, { because, words });
    return !isOver;
  }).catch(erasedMeanwhile);
  return said === true;
}
