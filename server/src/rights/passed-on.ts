// A request that reached the operator for a company is the company's to answer (Art. 28(3)(e)): it goes into its work list as it came, and the month runs since it came (Art. 12(3)). Whose address it
// names is not proved by that: somebody whom nobody knows stands there with a claim that opens nothing.
import type { Body } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { normalise } from '#people';
import { type Asker, whoAsks } from './asker/by-address.ts';
import { cameBy } from './came-by.ts';
import { open } from './requests.ts';
import type { RequestRow } from './store.ts';

export type PassedOn = {
  /** An address of mail or a number with its country. */
  readonly address: string;
  readonly kind: Body<'openRequest'>['kind'];
  /** YYYY-MM-DD, the day on which it reached the operator. */
  readonly on: string;
  readonly text: string | undefined;
  /** Of an objection. */
  readonly purpose: string | undefined;
};

/** Opens it, or joins one that is open. Problem `invalid` for what is no address, no day up to today, or a wish that cannot be asked so. */
export async function passOn(ctx: Ctx, { address, kind, on, text, purpose }: PassedOn): Promise<RequestRow> {
  const asker = await whoAsks(ctx, askerIn(address));
  const came = cameBy(ctx, { reached: { by: 'operator', on, isOverdue: true } }); // known to be late: it has to be answered all the more
  return open(ctx, { ...asker, kind, source: 'staff', clientKey: undefined, ...came, ...(text && { text }), ...(purpose && { purpose }) });
}

function askerIn(address: string): Asker {
  if (normalise('email', address) !== undefined) return { email: address };
  if (normalise('phone', address) !== undefined) return { phone: address };
  throw new Problem('invalid', { fields: [{ path: 'address', message: 'Neither an address of mail nor a number with its country.' }] });
}
