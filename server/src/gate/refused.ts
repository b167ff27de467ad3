// A no is recorded too (Art. 5(2)), and stays recorded when the caller gives up and rolls back.
import type { Ctx } from '#kit/ctx';
import { causedBy } from '#kit/decider';
import type { PersonId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import { tool } from '#kit/tool';
import { append, type Entry } from '#ledger';
import { gateDeciders } from './deciders.ts';
import type { Verdict } from './rules.ts';
import type { Question } from './types.ts';

/** Entries that are being written after a rollback; waited for at the stop. */
export const unfinished = tool<Set<Promise<void>>>('gate.unfinished');

/** Records a refusal in the caller's transaction, or in one of its own should that roll back. An erased person is not named again. */
export async function recordRefusal(
  ctx: Ctx,
  question: Question,
  { because, article }: Verdict,
  about: PersonId | undefined,
): Promise<void> {
  const facts = {
    act: question.act,
    purpose: because === 'unknown-purpose' ? 'unknown' : question.purpose,
    channel: question.channel ?? null,
    recipient: question.recipient && /^[a-z0-9-]{1,60}$/.test(question.recipient) ? question.recipient : null,
    because,
    article,
    ...causedBy(gateDeciders, 'refusals'),
  };
  const entry: Entry = { kind: 'gate.refused', facts, ...(about !== undefined && because !== 'erased' && { subject: about }) };
  await appendAnyway(ctx, entry);
}

/** Appends in the caller's transaction, or in one of its own should that roll back: what was looked at was looked at, also where a refusal comes of it. */
export async function appendAnyway(ctx: Ctx, entry: Entry): Promise<void> {
  await append(ctx, entry);
  ctx.db.afterRollback(() => again(ctx, entry));
}

function again(ctx: Ctx, entry: Entry): void {
  const running = unfinished.of(ctx);
  const work = act(ctx.tools, { workspace: ctx.workspace, actor: ctx.actor, purpose: ctx.purpose }, (fresh) => append(fresh, entry))
    .catch((error: unknown) => log.of(ctx)('error', 'gate.refusal-not-recorded', { code: errorCode(error) }))
    .then(() => void running.delete(work));
  running.add(work);
}
