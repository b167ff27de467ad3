// SQL of what is known of addresses by keyed hash alone.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';

export type Because = 'said-no' | 'named' | 'parent-said-no';
export type AddressRow = {
  readonly hash: Buffer;
  readonly because: Because;
  readonly purpose: string;
  readonly channel: string;
  readonly at: Date;
};

const insert = statement(
  'consent.add-address',
  `INSERT INTO consent_addresses (workspace_id, hash, because, purpose, channel, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
);
const ofHash = statement<AddressRow>(
  'consent.address',
  'SELECT hash, because, purpose, channel, at FROM consent_addresses WHERE workspace_id = $1 AND hash = $2 ORDER BY at DESC LIMIT 1000',
);
const dropOld = statement(
  'consent.drop-addresses',
  `DELETE FROM consent_addresses WHERE workspace_id = $1 AND because <> 'said-no' AND at <= $2`,
);

export async function addAddress(ctx: Ctx, { hash, because, purpose, channel, at }: AddressRow): Promise<void> {
  await ctx.db.run(insert, [ctx.workspace, hash, because, purpose, channel, at]);
}

/** What is known of one address, newest first. */
export async function readAddress(ctx: Ctx, hash: Buffer): Promise<AddressRow[]> {
  return ctx.db.all(ofHash, [ctx.workspace, hash]);
}

/** Forgets how often addresses were named, and a parent's no, from before an instant. */
export async function dropAddresses(ctx: Ctx, before: Date): Promise<void> {
  await ctx.db.run(dropOld, [ctx.workspace, before]);
}
