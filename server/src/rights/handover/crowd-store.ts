// The only SQL for how much waits of whom, and for the companies that are known.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

export type Weight = { readonly count: number; readonly bytes: number };
/** Whose signature is proved by its hash, and the keyed hash of the network that it came from; neither of those from before this was kept. */
export type Origin = { readonly sender: string | null; readonly source: Buffer | null };
const weighed = `SELECT count(*)::int AS count, coalesce(sum(size), 0)::int AS bytes FROM handover_arrivals WHERE workspace_id = $1 AND state = 'waiting'`;
const loadOfAll = statement<Weight>('rights.arrivalLoad', weighed);
const loadOfUnproved = statement<Weight>('rights.unprovedLoad', `${weighed} AND sender IS NULL AND source IS NOT NULL`);
const loadOfSender = statement<Weight>('rights.senderLoad', `${weighed} AND sender = $2`);
/** Of one network, within the part of a company that is proved or of those that are not. */
const loadOfSource = statement<Weight>('rights.sourceLoad', `${weighed} AND source = $2 AND sender IS NOT DISTINCT FROM $3`);
const signerOf = statement<{ signer: string }>(
  'rights.handoverSigner',
  'SELECT signer FROM handover_senders WHERE workspace_id = $1 AND sender = $2',
);
const remember = statement(
  'rights.rememberSender',
  `INSERT INTO handover_senders (workspace_id, sender, signer, at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (workspace_id, sender) DO UPDATE SET signer = excluded.signer, at = excluded.at`,
);
const forget = statement(
  'rights.forgetSenders',
  `DELETE FROM handover_senders WHERE workspace_id = $1 AND at < $2::timestamptz - interval '400 days'`,
);

export const crowdStore = {
  load: (ctx: Ctx, of: 'all' | 'unproved') => ctx.db.one(of === 'all' ? loadOfAll : loadOfUnproved, [ctx.workspace]),
  ofSender: (ctx: Ctx, sender: string) => ctx.db.one(loadOfSender, [ctx.workspace, sender]),
  ofSource: (ctx: Ctx, { source, sender }: Origin) => ctx.db.one(loadOfSource, [ctx.workspace, source, sender]),
  signer: async (ctx: Ctx, sender: string) => (await ctx.db.maybe(signerOf, [ctx.workspace, sender]))?.signer,
  remember: (ctx: Ctx, sender: string, signer: string) => ctx.db.run(remember, [ctx.workspace, sender, signer, ctx.now]),
  /** Those from which nothing was accepted for 400 days. */
  forget: (ctx: Ctx) => ctx.db.run(forget, [ctx.workspace, ctx.now]),
};
