// What lies sealed beside a person's own rows: what an erasure keeps back, what a machine decided, and the agreement that opens a mailbox.
import { record } from '#decisions';
import { sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { deciders } from '#kit/decider';
import type { InboxId, PersonId } from '#kit/ids';
import { putGrant } from '../../src/channels/adapters/email/mailbox/store.ts';
import { keepApart } from '../../src/rights/keeping/apart.ts';
import { keepBack } from '../../src/rights/keeping/plan.ts';
import type { RequestRow } from '../../src/rights/store.ts';

const monthMs = 30 * 86_400_000;

export async function ofKeeping(ctx: Ctx, request: RequestRow, person: PersonId): Promise<void> {
  const until = new Date(ctx.now.getTime() + monthMs).toISOString().slice(0, 10);
  const why = { ground: 'legal-claims', reason: 'A claim about brass lamps', until } as const;
  await keepBack(ctx, request.id, { ...why, scope: 'category', item: 'messages' });
  await keepBack(ctx, request.id, { ...why, scope: 'category', item: 'attachments' });
  await keepApart(ctx, request, [person]);
}

export async function ofDecisions(ctx: Ctx, person: PersonId): Promise<void> {
  const decider = deciders.of(ctx).find(({ inputs }) => inputs.length > 0);
  const [input] = decider?.inputs ?? [];
  if (!decider || !input) throw new Error('no decider looks at anything');
  await record(ctx, { person, code: decider.code, inputs: { [input]: 'three open bills' }, outcome: 'refused' });
}

export async function ofMailbox(ctx: Ctx, inbox: InboxId): Promise<void> {
  const place = { subject: ctx.workspace, table: 'mailbox_grants', row: inbox, column: 'refresh_token' };
  const token = await sealSecret(ctx, place, 'a token that lasts');
  await ctx.db.run(putGrant, [ctx.workspace, inbox, token, ctx.now, 'a mailbox']);
}
