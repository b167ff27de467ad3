// Whom a site knows by a number of its own. A number is somebody's in one inbox: two chats have two secrets and two tables of customers, and neither signs for whom the other knows.
import { listInboxes } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { InboxId, PersonId } from '#kit/ids';
import { addIdentity, arrive, findIdentity, group, normalise, ownersOf } from '#people';
import type { SignedIdentity } from './identity.ts';
import { standAlone } from './store.ts';

const nameOf = (inbox: InboxId, account: string): string => `site:${inbox}:${account}`;

/** Whoever this site signed, as `arrive` of people gives them; somebody new where nobody is known by that number in this inbox. Problem `invalid` for one that cannot be kept. */
export async function meetSigned(ctx: Ctx, inbox: InboxId, { account, name }: SignedIdentity, language: string) {
  const value = nameOf(inbox, account);
  if (normalise('account', value) && (await ownersOf(ctx, 'account', value)).length === 0) await takeAlong(ctx, inbox, account, value);
  return arrive(ctx, { kind: 'account', value, language, proof: 'signed-identity', ...(name !== undefined && { name }) });
}

/** The names that an account of some site may have here: in each chat, and as it was kept before chats were told apart. */
export async function namesOfSigned(ctx: Ctx, account: string): Promise<string[]> {
  const chats = (await listInboxes(ctx)).filter(({ channel }) => channel === 'web-chat');
  return [account, ...chats.map(({ id }) => nameOf(id, account))].filter((each) => normalise('account', each) !== undefined);
}

/** Numbers of before say nothing of their inbox: whose it is shows only where they chatted in this one and in no other. */
async function takeAlong(ctx: Ctx, inbox: InboxId, account: string, value: string): Promise<void> {
  const before = await findIdentity(ctx, 'account', account);
  if (before?.proof !== 'signed-identity' || !(await isOfThisAlone(ctx, inbox, before.person))) return;
  await addIdentity(ctx, before.person, { kind: 'account', value, proof: 'signed-identity' });
}

async function isOfThisAlone(ctx: Ctx, inbox: InboxId, person: PersonId): Promise<boolean> {
  const row = await ctx.db.maybe(standAlone, [ctx.workspace, await group(ctx, person), inbox]);
  return row?.alone === true;
}
