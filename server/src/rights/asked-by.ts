// Who asked, as letters to the person say it: they themselves, somebody in their name, or a platform that passed on what they asked it (Art. 12(3)).
import type { Ctx } from '#kit/ctx';
import { type RequestRow, store } from './store.ts';

export type AskedBy = 'self' | 'other' | 'platform';

/** By the platform alone: whoever asks for the same themselves, or by a message, asked. */
export async function askedBy(ctx: Ctx, row: Pick<RequestRow, 'id' | 'on_behalf' | 'source' | 'message_id'>): Promise<AskedBy> {
  if (row.on_behalf) return 'other';
  if (row.source !== 'staff' || row.message_id !== null) return 'self';
  const steps = new Set((await store.steps(ctx, [row.id])).map(({ step }) => step));
  return steps.has('filed') && !steps.has('joined') ? 'platform' : 'self';
}
