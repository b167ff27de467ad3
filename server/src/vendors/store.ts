// SQL of the register of recipients.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id } from '#kit/ids';
import type { VendorFacts } from './rules.ts';

export type Row = VendorFacts & { readonly id: Id<'vnd'>; readonly code: string; readonly name: string; readonly service: string };

const columns = `id, code, name, role, service, region, agreement_reference AS "agreementReference", agreement_signed_on::text AS "agreementSignedOn",
  agreement_expires_on::text AS "agreementExpiresOn", transfer`;

/** One row or none: a recipient by its code. The arguments are placeholders of the statement that this becomes part of. */
export const vendorSql = (workspace: string, code: string) =>
  `SELECT ${columns} FROM vendors WHERE workspace_id = ${workspace} AND code = ${code}`;

const byCode = statement<Row>('vendors.by-code', vendorSql('$1', '$2'));
const list = statement<Row>('vendors.list', `SELECT ${columns} FROM vendors WHERE workspace_id = $1 ORDER BY code`);
const insert = statement(
  'vendors.insert',
  `INSERT INTO vendors (workspace_id, id, code, name, role, service, region, agreement_reference, agreement_signed_on, agreement_expires_on, transfer,
   added_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
);
const update = statement(
  'vendors.update',
  `UPDATE vendors SET name = $3, service = $4, region = $5, agreement_reference = $6, agreement_signed_on = $7, agreement_expires_on = $8, transfer = $9,
   changed_at = $10 WHERE workspace_id = $1 AND id = $2`,
);

export async function readVendors(ctx: Ctx): Promise<Row[]> {
  return ctx.db.all(list, [ctx.workspace]);
}

export async function readVendor(ctx: Ctx, code: string): Promise<Row | undefined> {
  return ctx.db.maybe(byCode, [ctx.workspace, code]);
}

export async function addRow(ctx: Ctx, v: Row): Promise<void> {
  const agreement = [v.agreementReference, v.agreementSignedOn, v.agreementExpiresOn];
  await ctx.db.run(insert, [ctx.workspace, v.id, v.code, v.name, v.role, v.service, v.region, ...agreement, v.transfer, ctx.now]);
}

export async function changeRow(ctx: Ctx, v: Row): Promise<void> {
  const agreement = [v.agreementReference, v.agreementSignedOn, v.agreementExpiresOn];
  await ctx.db.run(update, [ctx.workspace, v.id, v.name, v.service, v.region, ...agreement, v.transfer, ctx.now]);
}
