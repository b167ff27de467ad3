// The door of vendors: who receives data for the company, under which agreement (Art. 28(3)) and, outside the EEA, which instrument (Art. 44 to 49).
import type { Answer, Body } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { type Id, newId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import type { NoticeRecipient } from '#purposes';
import { isAgreed, isOurselves, type Standing, safeguard, standing, type Transfer, type VendorFacts } from './rules.ts';
import { addRow, changeRow, type Row, readVendor, readVendors } from './store.ts';

export { placeOf } from './countries.ts';
export { countryOfAmazon, regionOfHost } from './hosts.ts';
export { isOurselves, liesWhere, type Standing, standing, type VendorFacts } from './rules.ts';
export { vendorSql } from './store.ts';
export type Vendor = Answer<'changeVendor'>;

/** The register, by code, each with whether data may be handed over today. */
export async function listVendors(ctx: Ctx): Promise<Vendor[]> {
  return (await readVendors(ctx)).map((row) => forWire(ctx, row));
}

/** Enters a recipient. Problems: `conflict` for a code that is taken or means ourselves, `invalid` for an agreement that ends before it begins. */
export async function addVendor(ctx: Ctx, entry: Body<'addVendor'>): Promise<Vendor> {
  if (isOurselves(entry.code)) throw new Problem('conflict', { detail: 'This code means ourselves and needs no agreement.' });
  const row = rowOf({ id: newId('vnd'), code: entry.code, role: entry.role }, entry);
  try {
    await addRow(ctx, row);
  } catch (error) {
    if (isDuplicate(error)) throw new Problem('conflict', { detail: 'There is a recipient with this code already.' });
    throw error;
  }
  return recorded(ctx, 'vendor.added', row);
}

/** Enters whoever carries a channel that was opened, without an agreement: until the company enters one nothing is handed over. Nothing happens when it stands there. */
export async function enterCarrier(
  ctx: Ctx,
  carrier: Pick<Body<'addVendor'>, 'code' | 'name' | 'service' | 'region'> & { readonly role?: 'processor' | 'controller' },
): Promise<void> {
  if (await readVendor(ctx, carrier.code)) return;
  await addVendor(ctx, { role: 'processor', ...carrier, agreement: null, transfer: null });
}

/** Changes a recipient; what is left out stays. Problems: `not-found`, `invalid`. */
export async function changeVendor(ctx: Ctx, id: Id<'vnd'>, change: Body<'changeVendor'>): Promise<Vendor> {
  const now = (await readVendors(ctx)).find((row) => row.id === id);
  if (!now) throw new Problem('not-found');
  const row = rowOf(now, { ...entryOf(now), ...change });
  await changeRow(ctx, row);
  return recorded(ctx, 'vendor.changed', row);
}

/** Whether data may be handed to this recipient today, else why not and by which article. `self` and `local-capture` are ourselves. */
export async function agreementOf(ctx: Ctx, code: string): Promise<Standing> {
  return standing(code, await readVendor(ctx, code), today(ctx));
}

/** The register as it is kept, for those who judge many recipients. */
export async function everyVendor(ctx: Ctx): Promise<(VendorFacts & { readonly code: string })[]> {
  return readVendors(ctx);
}

/** The recipients as a privacy notice names them (Art. 13(1)(e), 13(1)(f)). */
export async function noticeRecipients(ctx: Ctx): Promise<NoticeRecipient[]> {
  return (await readVendors(ctx)).map((row) => ({
    code: row.code,
    name: row.name,
    service: row.service,
    region: row.region,
    role: row.role,
    ...(row.role === 'joint-controller' && { isArranged: isAgreed(row, today(ctx)) }),
    safeguard: safeguard(row, today(ctx)),
  }));
}

/** The calendar day of `ctx.now` in UTC, YYYY-MM-DD. */
export function today(ctx: Pick<Ctx, 'now'>): string {
  return ctx.now.toISOString().slice(0, 10);
}

type Entry = Omit<Body<'addVendor'>, 'code' | 'role'>;

function rowOf(fixed: Pick<Row, 'id' | 'code' | 'role'>, { name, service, region, agreement, transfer }: Entry): Row {
  if (agreement?.expiresOn && agreement.expiresOn < agreement.signedOn)
    throw new Problem('invalid', {
      fields: [{ path: 'body/agreement/expiresOn', message: 'An agreement cannot end before it was signed.' }],
    });
  const dates = {
    agreementReference: agreement?.reference ?? null,
    agreementSignedOn: agreement?.signedOn ?? null,
    agreementExpiresOn: agreement?.expiresOn ?? null,
  };
  return { id: fixed.id, code: fixed.code, role: fixed.role, name, service, region, ...dates, transfer: transfer as Transfer | null };
}

function entryOf(row: Row): Entry {
  const { agreementReference: reference, agreementSignedOn: signedOn, agreementExpiresOn: expiresOn } = row;
  return {
    name: row.name,
    service: row.service,
    region: row.region,
    agreement: reference && signedOn ? { reference, signedOn, expiresOn } : null,
    transfer: row.transfer,
  };
}

function forWire(ctx: Ctx, row: Row): Vendor {
  return { id: row.id, code: row.code, role: row.role, ...entryOf(row), valid: standing(row.code, row, today(ctx)).ok };
}

async function recorded(ctx: Ctx, kind: string, row: Row): Promise<Vendor> {
  const vendor = forWire(ctx, row);
  await append(ctx, {
    kind,
    facts: {
      vendor: row.id,
      code: row.code,
      region: row.region,
      transfer: row.transfer,
      expiresOn: row.agreementExpiresOn,
      valid: vendor.valid,
    },
  });
  tellPages(ctx, { topic: 'vendor.changed', ids: { vendor: row.id } });
  return vendor;
}
