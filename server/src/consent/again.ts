// The message by which a yes is confirmed, once more: for who did not find it, or where it could not leave. Five in all, since what is never confirmed is a no that somebody did not care to say.
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import type { ChannelKind } from '#purposes';
import { confirmationDue, lookAtPending } from './agree.ts';
import { groupOf } from './events.ts';
import { newest } from './rules.ts';
import { readLatest } from './store.ts';
import { mostTries, type Try, tryStore } from './tries-store.ts';

export type Again = 'now' | 'later' | 'no-more' | 'parent-was-asked';
const quietMs = 3_600_000;

/** Whether it may be sent once more: not while one is under way or left within the hour, and no more after the fifth. A parent, who did not ask for it, is written to again only where nothing left. */
export function againOf(tried: Pick<Try, 'state' | 'tries' | 'at'> | undefined, from: 'self' | 'parent', now: Date): Again {
  if (!tried || tried.state === 'asked') return 'later';
  if (tried.tries >= mostTries) return 'no-more';
  if (tried.state === 'failed') return 'now';
  if (from === 'parent') return 'parent-was-asked';
  return tried.at.getTime() < now.getTime() - quietMs ? 'now' : 'later';
}

/** The same for a yes by the id of its event; null where none waits. */
export async function againFor(ctx: Ctx, event: Id<'cns'>): Promise<{ again: Again; isUnsent: boolean } | null> {
  const pending = await lookAtPending(ctx, event);
  if (pending?.state !== 'open') return null;
  const tried = await tryStore.ofEvent(ctx, event);
  return { again: againOf(tried, pending.from, ctx.now), isUnsent: tried?.state === 'failed' };
}

/** Staff have it sent again. Problem `conflict`: `nothing-waits`, `just-sent`, `sent-too-often`, `parent-was-asked`. */
export async function sendConfirmationAgain(ctx: Ctx, person: PersonId, purpose: string, channel: ChannelKind): Promise<void> {
  const waiting = newest(await readLatest(ctx, await groupOf(ctx, person), purpose, channel));
  const found = waiting && (await againFor(ctx, waiting.id));
  if (!found) throw new Problem('conflict', { because: 'nothing-waits', article: '7(1)' });
  if (found.again === 'no-more') throw new Problem('conflict', { because: 'sent-too-often', article: '7(1)' });
  if (found.again === 'parent-was-asked') throw new Problem('conflict', { because: 'parent-was-asked', article: '7(1)' });
  const sentBefore = new Date(ctx.now.getTime() - quietMs);
  if (found.again === 'later' || !(await tryStore.askAgain(ctx, waiting.id, sentBefore)))
    throw new Problem('conflict', { because: 'just-sent', article: '7(1)' });
  await append(ctx, { kind: 'consent.confirmation-again', subject: waiting.person, facts: { event: waiting.id } });
  await announce(ctx, confirmationDue, { event: waiting.id, person: waiting.person });
}
