// Where a message goes: the address the person last wrote from in this conversation, else one they proved, else one they wrote from. Never a mere claim.

import { addressOfYes } from '#consent';
import { listInboxes, type MessageFacts } from '#conversations';
import type { Way } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { InboxId, PersonId } from '#kit/ids';
import { type IdentityRow, identitiesOf } from '#people';
import { purposeByCode } from '#purposes';
import type { Adapter, ChannelKind } from './adapter.ts';
import { adapterOf, adapters } from './adapters.ts';
import { lastSenderOf, metIn } from './store.ts';

/** The identity to send to; undefined when the person cannot be reached on this channel. */
export async function reach(
  ctx: Ctx,
  adapter: Adapter,
  message: Pick<MessageFacts, 'conversation' | 'person' | 'inbox' | 'purpose'>,
): Promise<IdentityRow | undefined> {
  const sender = (await ctx.db.maybe(lastSenderOf, [ctx.workspace, message.conversation]))?.identity;
  const identities = await identitiesOf(ctx, message.person);
  const met = await inboxesOf(ctx, identities);
  const held = await heldTo(ctx, adapter, message);
  const usable = identities.filter((each) => leadsTo(adapter, message.inbox, each, met) && (held === undefined || each.id === held));
  return usable.find((each) => each.id === sender) ?? usable.find((each) => each.provedAt !== null) ?? usable.at(-1);
}

/** A yes that was confirmed from an address counts for that address: what rests on it goes there, or nowhere (Art. 7(1)). */
async function heldTo(ctx: Ctx, adapter: Adapter, { person, purpose }: Pick<MessageFacts, 'person' | 'purpose'>) {
  const rests = await purposeByCode(ctx, purpose);
  return rests?.lawfulBasis === 'consent' ? addressOfYes(ctx, person, purpose, adapter.name) : undefined;
}

/** Whether each channel leads to this person at all: an open inbox of the company, and an address that is more than a claim. */
export async function waysTo(ctx: Ctx, person: PersonId): Promise<ReadonlyMap<ChannelKind, Way>> {
  const identities = await identitiesOf(ctx, person);
  const inboxes = await listInboxes(ctx);
  const met = await inboxesOf(ctx, identities);
  return new Map(
    adapters.map((adapter): [ChannelKind, Way] => {
      const ofChannel = inboxes.filter((each) => each.channel === adapter.name);
      if (ofChannel.length === 0) return [adapter.name, { state: 'no-channel' }];
      const inbox = ofChannel.find(({ id }) => identities.some((each) => leadsTo(adapter, id, each, met)));
      if (!inbox) return [adapter.name, { state: 'no-address' }];
      return [adapter.name, { state: 'open', recipient: inbox.recipient }];
    }),
  );
}

/** Every address of theirs to which a message on this channel can have gone. None in the chat: who reads there is known by the device alone. */
export async function addressesOn(ctx: Ctx, person: PersonId, channel: ChannelKind): Promise<IdentityRow[]> {
  const adapter = adapterOf(channel);
  if (adapter.reaches === 'visitor') return [];
  const identities = await identitiesOf(ctx, person);
  const inboxes = (await listInboxes(ctx)).filter((each) => each.channel === channel);
  const met = await inboxesOf(ctx, identities);
  return identities.filter(
    (each) => isOfKind(adapter, each) && (each.kind !== 'account' || inboxes.some(({ id }) => met.get(each.id)?.has(id))),
  );
}

/** By `account` several channels know people, and a site that signs in its own; and two bots, or two systems of the company, are apart: each leads back only to the inbox where it was met. */
async function inboxesOf(ctx: Ctx, identities: readonly IdentityRow[]): Promise<ReadonlyMap<string, ReadonlySet<InboxId>>> {
  const accounts = identities.filter(({ kind }) => kind === 'account').map(({ id }) => id);
  const rows = accounts.length > 0 ? await ctx.db.all(metIn, [ctx.workspace, accounts]) : [];
  return new Map(accounts.map((id) => [id, new Set(rows.filter(({ identity }) => identity === id).map(({ inbox }) => inbox))]));
}

function leadsTo(adapter: Adapter, inbox: InboxId, each: IdentityRow, met: Awaited<ReturnType<typeof inboxesOf>>): boolean {
  return each.lostAt === null && isOfKind(adapter, each) && (each.kind !== 'account' || met.get(each.id)?.has(inbox) === true);
}

const isOfKind = (adapter: Adapter, { kind, provedAt, source }: IdentityRow): boolean =>
  kind === adapter.reaches && (kind === 'account' || provedAt !== null || source === 'wire');
