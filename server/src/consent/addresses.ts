// What is known of an address by its keyed hash alone: a no that outlives the erasure of whoever said it (Art. 21(3)), and how often strangers named it as a parent's.
import { workspaceHashes } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type IdentityKind, normalise } from '#people';
import { type ChannelKind, listPurposes } from '#purposes';
import { addAddress, type Because, dropAddresses, readAddress } from './addresses-store.ts';
import { newest, quietDays } from './rules.ts';
import { readLatestOfAll } from './store.ts';

const dayMs = 86_400_000;
const namedPerMonth = 3; // over all children: nobody has a stranger mailed again and again
export type Address = { readonly kind: IdentityKind; readonly value: string };

/** Keeps the keyed hash of each address for what its person said no to there; so does an objection, to a purpose or (null) to all advertising. Called before an erasure, of owned addresses only. True when something was kept, and the person is to be told. */
export async function keepNo(
  ctx: Ctx,
  people: readonly PersonId[],
  addresses: readonly Address[],
  objectedTo: readonly (string | null)[],
): Promise<boolean> {
  const latest = await readLatestOfAll(ctx, people);
  const purposes = (await listPurposes(ctx)).filter(({ lawfulBasis, acts }) => lawfulBasis === 'consent' && acts.includes('send'));
  let kept = false;
  for (const { code, advertising } of purposes)
    for (const [channel, kind] of reachable) {
      const last = newest(latest.filter((event) => event.purpose === code && event.channel === channel));
      const saidNo = last?.state === 'withdrawn' || last?.state === 'refused';
      const objected = objectedTo.includes(code) || (advertising && objectedTo.includes(null));
      if (!saidNo && !objected) continue;
      for (const address of addresses.filter((each) => each.kind === kind)) {
        const at = objected || !last ? ctx.now : last.at;
        await addAddress(ctx, { hash: await hashOf(ctx, address), because: 'said-no', purpose: code, channel, at });
        kept = true;
      }
    }
  return kept;
}

/** Whether somebody with this address, erased since, said no to it at that time or later. */
export async function saidNoBefore(
  ctx: Ctx,
  address: Address,
  { purpose, channel, at }: { purpose: string; channel: ChannelKind; at: Date },
) {
  const known = await readAddress(ctx, await hashOf(ctx, address));
  return known.some((row) => row.because === 'said-no' && row.purpose === purpose && row.channel === channel && row.at >= at);
}

/** Counts an address as named by a child. Problem `too-many` when it was named often, or its owner said no in the last months. */
export async function nameParent(ctx: Ctx, parent: string): Promise<void> {
  const hash = await hashOf(ctx, { kind: 'email', value: parent });
  const known = await readAddress(ctx, hash);
  const within = (because: Because, days: number) =>
    known.filter((row) => row.because === because && row.at.getTime() > ctx.now.getTime() - days * dayMs).length;
  if (within('parent-said-no', quietDays) > 0 || within('named', 30) >= namedPerMonth)
    throw new Problem('too-many', { retryAfterSeconds: 86_400 });
  await addAddress(ctx, { hash, because: 'named', purpose: '', channel: '', at: ctx.now });
}

/** The no of a parent holds for the address, whichever child names it next. */
export async function parentSaidNo(ctx: Ctx, parent: string): Promise<void> {
  const hash = await hashOf(ctx, { kind: 'email', value: parent });
  await addAddress(ctx, { hash, because: 'parent-said-no', purpose: '', channel: '', at: ctx.now });
}

/** What was only to be known for some months. */
export async function forgetNamed(ctx: Ctx): Promise<void> {
  await dropAddresses(ctx, new Date(ctx.now.getTime() - quietDays * dayMs));
}

const reachable: readonly (readonly [ChannelKind, IdentityKind])[] = [
  ['email', 'email'],
  ['sms', 'phone'],
];

async function hashOf(ctx: Ctx, { kind, value }: Address): Promise<Buffer> {
  const [hash] = await workspaceHashes(ctx, 'mark', [`consent address ${kind} ${normalise(kind, value) ?? value}`], 32);
  return hash as Buffer;
}
