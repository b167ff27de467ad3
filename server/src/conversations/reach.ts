// What lies outside the inboxes and teams of somebody's roles is for them as if it were not there (Art. 32(4)): never listed, never opened, and by its id `not-found`.
// A person is seen by whoever has a conversation with them within them, or has opened an emergency for them, and then wherever they wrote. Persons and the
// system are bound by other rules.
import { type Area, areasIn, areasInReach, everythingCarried, isInAreas, narrow, peopleInEmergency, reachOf } from '#access';
import { type Ctx, type Spot, withCtx } from '#kit/ctx';
import type { ConversationId, InboxId, PersonId, TeamId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group, groups } from '#people';
import { inboxesServed, teamsFor } from '#teams';
import { placeOfConversation } from './class-store.ts';
import { guardPermission, refuseGuarded } from './guard.ts';
import { conversationsIn, peopleIn } from './reach-store.ts';

/** With which team a conversation is that whoever acts begins in an inbox: none where they see all of it, else one of theirs that serves it. Problem `not-found` where they reach nothing of it. */
export async function beginsWith(ctx: Ctx, inbox: InboxId): Promise<TeamId | null> {
  const reach = await areasInReach(ctx);
  if (isInAreas(reach, { inbox })) return null;
  const team = (await teamsFor(ctx, inbox)).find((each) => isInAreas(reach, { inbox, team: each }));
  if (!team) throw new Problem('not-found');
  return team;
}

/** The inboxes of which whoever acts sees something, or in which they may begin; null for every one. */
export async function inboxesShown(ctx: Ctx): Promise<ReadonlySet<string> | null> {
  const reach = await areasInReach(ctx);
  if (reach === null) return null;
  const parts = reach.flatMap((area) => area.split(' ').slice(0, 1));
  return new Set([
    ...parts,
    ...(await inboxesServed(
      ctx,
      parts.filter((part): part is TeamId => part.startsWith('tem_')),
    )),
  ]);
}

/** The same for a conversation by id, also one that does not exist; and Problem `guarded` where the class of the conversation closes its words; not for whoever wrote this message. */
export async function refuseClosed(ctx: Ctx, message: { conversation: ConversationId; author?: string }): Promise<void> {
  const row = await ctx.db.maybe(placeOfConversation, [ctx.workspace, message.conversation]);
  if (!row) throw new Problem('not-found');
  await refuseThread(ctx, row);
  if (message.author !== ctx.actor.id) await refuseGuarded(ctx, row);
}

/** The same for a conversation of which it is known where it lies and with whom. */
export async function refuseThread(ctx: Ctx, row: Required<Spot> & { person: PersonId }): Promise<void> {
  if (isInAreas(await areasInReach(ctx), row) || (await isInEmergency(ctx, row.person))) return;
  throw new Problem('not-found');
}

/** Whether whoever acts has opened an emergency for this person, or for anybody merged with them. */
export async function isInEmergency(ctx: Ctx, person: PersonId): Promise<boolean> {
  const people = await peopleInEmergency(ctx);
  if (people.length === 0) return false;
  const merged = (await groups(ctx, [person])).get(person) ?? [];
  return people.some((each) => each === person || merged.includes(each));
}

/** What whoever acts reaches (null: everything), in one inbox and of some teams where that is wished. */
export async function areasToList(
  ctx: Ctx,
  wanted: { inbox: InboxId | undefined; teams: readonly TeamId[] | undefined },
): Promise<readonly Area[] | null> {
  const reach = await areasInReach(ctx);
  const inInbox = wanted.inbox ? narrow(reach, wanted.inbox) : reach;
  return wanted.teams ? wanted.teams.flatMap((team) => narrow(inInbox, team)) : inInbox;
}

/** Problem `not-found` for a person of whom whoever acts reaches no conversation. */
export async function refuseStrange(ctx: Ctx, person: PersonId): Promise<void> {
  if (!(await peopleInReach(ctx, [person])).has(person)) throw new Problem('not-found');
}

/**
 * This ctx for the first of these purposes for which whoever acts reaches all of these people: what carries one purpose may reach others than what carries the next.
 * As it was where there is none, and then they are as if they were not there.
 */
export async function forThose(ctx: Ctx, people: readonly PersonId[], wanted: readonly string[]): Promise<Ctx> {
  const grants = await reachOf(ctx);
  const carried = wanted.filter((each) => grants?.some(({ purposes }) => purposes === null || purposes.includes(each)));
  if (carried.length < 2) return ctx; // the door took the only one
  for (const purpose of carried) {
    const acting = withCtx(ctx, { purpose });
    const seen = await peopleInReach(acting, people);
    if (people.every((person) => seen.has(person))) return acting;
  }
  return ctx;
}

/** Whether whoever acts may open what is of Art. 9 about this person beyond their conversations: by what they hold that carries the purpose, the permission for it, and reaches them. */
export async function opensSpecialOf(ctx: Ctx, person: PersonId, purpose: string): Promise<boolean> {
  const carried = await everythingCarried(ctx);
  if (carried === undefined || ctx.actor.kind !== 'staff') return true;
  const grants = carried.filter(({ permissions }) => permissions.includes(guardPermission));
  const acting = withCtx(ctx, { purpose, actor: { ...ctx.actor, reach: { grants } } });
  return (await peopleInReach(acting, [person])).has(person);
}

/** Those of these conversations that whoever acts reaches. */
export async function conversationsInReach(ctx: Ctx, ids: readonly ConversationId[]): Promise<ReadonlySet<ConversationId>> {
  const reach = await areasInReach(ctx);
  return new Set(reach === null ? ids : (await ctx.db.all(conversationsIn, [ctx.workspace, ids, reach])).map(({ id }) => id));
}

/** Those of these people whom whoever acts may see, by a conversation with anybody merged into them. */
export async function peopleInReach(ctx: Ctx, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
  const reach = await areasInReach(ctx);
  if (reach === null) return new Set(people);
  const grouped = await groups(ctx, people);
  const members = [...grouped.values()].flat();
  const met = new Set((await ctx.db.all(peopleIn, [ctx.workspace, members, reach])).map((row) => row.person));
  const urgent = await peopleInEmergency(ctx);
  return new Set(people.filter((person) => grouped.get(person)?.some((member) => met.has(member) || urgent.includes(member))));
}

/** Whether whoever acts holds this permission for a person: by a grant for the purpose of this ctx, where the person is. The system holds everything. */
export async function holdsFor(ctx: Ctx, permission: string, person: PersonId): Promise<boolean> {
  const grants = (await everythingCarried(ctx))?.filter((grant) => grant.permissions.includes(permission));
  if (!grants) return true;
  const areas = areasIn(grants, ctx.purpose);
  if (areas === null || areas.length === 0) return areas === null;
  return (await ctx.db.all(peopleIn, [ctx.workspace, await group(ctx, person), areas])).length > 0;
}
