// The door of vendors: who receives data for the company, under which agreement (Art. 28(3)) and, outside the EEA, which instrument (Art. 44 to 49).
import type { Answer, Body } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';

export type Vendor = Answer<'listVendors'>['items'][number];
export type Standing =
  | { readonly ok: true; readonly onlyWithConsent: boolean }
  | {
      readonly ok: false;
      readonly because: 'unknown-recipient' | 'no-agreement' | 'agreement-expired' | 'no-transfer-instrument';
      readonly article: string;
    };

export async function listVendors(_ctx: Ctx): Promise<Vendor[]> {
  throw new Error('not built yet');
}
export async function addVendor(_ctx: Ctx, _vendor: Body<'addVendor'>): Promise<Vendor> {
  throw new Error('not built yet');
}
export async function changeVendor(_ctx: Ctx, _vendor: Id<'vnd'>, _change: Body<'changeVendor'>): Promise<Vendor> {
  throw new Error('not built yet');
}
export async function agreementOf(_ctx: Ctx, _code: string): Promise<Standing> {
  throw new Error('not built yet');
}
