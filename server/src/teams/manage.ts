// Teams are made, changed and put to rest by whoever administers staff; each act stands in the ledger by ids, since a name may be somebody's.
import { unmapTeam, worksHere } from '#access';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { type InboxId, newId, type StaffId, type TeamId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { teamChanged } from './announcements.ts';
import { recordRemoved } from './members.ts';
import { readTeam, type Team } from './read.ts';
import * as store from './store.ts';

export const mostTeams = 100;
/** What is left out stays; lists are the whole of what is to hold. `members` are those whom a colleague puts in: who is in it by a group of an identity provider stays as long as they are in the group. */
export type Wanted = {
  readonly name?: string | undefined;
  readonly inboxes?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
};
/** The lists that somebody changed by looking at them. */
type Seen = Pick<Wanted, 'inboxes' | 'members'>;

/** Makes a team. Problem `conflict` for a name that is there or when there are 100, `invalid` for a member who does not work here. */
export async function addTeam(ctx: Ctx, wanted: Wanted & { readonly name: string }): Promise<Team> {
  await ctx.db.run(store.lockCount, [ctx.workspace]);
  if ((await ctx.db.one(store.countTeams, [ctx.workspace])).count >= mostTeams)
    throw new Problem('conflict', { detail: `There are ${mostTeams} teams. Put one to rest first.` });
  const id = newId('tem');
  await named(ctx.db.run(store.insertTeam, [ctx.workspace, id, tidy(wanted.name), ctx.now]));
  const inboxes = [...new Set(wanted.inboxes ?? [])];
  await ctx.db.run(store.addInboxes, [ctx.workspace, id, inboxes]);
  await append(ctx, { kind: 'team.made', facts: { team: id, inboxes: inboxes.join(',') } });
  await setMembers(ctx, id, wanted.members ?? []);
  tellPages(ctx, { topic: 'team.changed', ids: { team: id } });
  return readTeam(ctx, id);
}

/** Renames it, or says anew which inboxes it serves and who is in it; conversations in an inbox that it no longer serves fall back. Problem `not-found`, also for one at rest, `conflict`, also where a list is not as it was `seen`, `invalid`. */
export async function changeTeam(ctx: Ctx, id: TeamId, wanted: Wanted & { readonly seen?: Seen | undefined }): Promise<Team> {
  const before = await locked(ctx, id);
  if (wanted.seen) await refuseStale(ctx, before, wanted.seen);
  const name = tidy(wanted.name ?? before.name);
  if (name !== before.name) await named(ctx.db.run(store.renameTeam, [ctx.workspace, id, name]));
  const inboxes = wanted.inboxes ? await setInboxes(ctx, before, [...new Set(wanted.inboxes)] as InboxId[]) : undefined;
  if (name !== before.name || inboxes)
    await append(ctx, {
      kind: 'team.changed',
      facts: { team: id, ...(name !== before.name && { renamed: 1 }), ...(inboxes && { inboxes: inboxes.join(',') }) },
    });
  if (wanted.members) await setMembers(ctx, id, wanted.members);
  tellPages(ctx, { topic: 'team.changed', ids: { team: id } });
  return readTeam(ctx, id);
}

/** Puts it to rest for good: it has no members any more, no group means it, and its conversations fall back to no team. Problem `not-found`. */
export async function restTeam(ctx: Ctx, id: TeamId): Promise<void> {
  await locked(ctx, id);
  for (const row of await ctx.db.all(store.emptyTeam, [ctx.workspace, id])) await recordRemoved(ctx, id, row);
  await unmapTeam(ctx, id);
  await ctx.db.run(store.restTeam, [ctx.workspace, id, ctx.now]);
  await append(ctx, { kind: 'team.rested', facts: { team: id } });
  await announce(ctx, teamChanged, { team: id });
  tellPages(ctx, { topic: 'team.changed', ids: { team: id } });
}

async function refuseStale(ctx: Ctx, { id, inboxes }: store.TeamRow, seen: Seen): Promise<void> {
  const members = seen.members && (await byColleagues(ctx, id));
  const isOther = (now: readonly string[] = [], then: readonly string[] = now) => new Set(now).symmetricDifference(new Set(then)).size > 0;
  if (!isOther(inboxes, seen.inboxes) && !isOther(members, seen.members)) return;
  throw new Problem('conflict', { because: 'changed-meanwhile', detail: 'Somebody else changed this meanwhile. Please look again.' });
}

async function setInboxes(
  ctx: Ctx,
  { id, inboxes: before }: store.TeamRow,
  inboxes: readonly InboxId[],
): Promise<readonly InboxId[] | undefined> {
  const isLess = before.some((each) => !inboxes.includes(each));
  if (!isLess && inboxes.every((each) => before.includes(each))) return undefined;
  await ctx.db.run(store.addInboxes, [ctx.workspace, id, inboxes]);
  await ctx.db.run(store.dropInboxes, [ctx.workspace, id, inboxes]);
  if (isLess) await announce(ctx, teamChanged, { team: id });
  return inboxes;
}

/** One entry for each who comes or goes: it is about them. */
async function setMembers(ctx: Ctx, team: TeamId, wanted: readonly string[]): Promise<void> {
  for (const row of await ctx.db.all(store.dropMembers, [ctx.workspace, team, wanted])) await recordRemoved(ctx, team, row);
  const before = new Set(await byColleagues(ctx, team));
  for (const staff of new Set(wanted as readonly StaffId[])) {
    if (before.has(staff)) continue;
    if (!(await worksHere(ctx, staff)))
      throw new Problem('invalid', { fields: [{ path: 'body/members', message: 'names somebody who does not work here' }] });
    await ctx.db.run(store.addMember, [ctx.workspace, team, staff, ctx.actor.id, ctx.now, 'colleague']);
    await append(ctx, { kind: 'team.member-added', subject: staff, facts: { team, source: 'colleague' } });
  }
}

const byColleagues = async (ctx: Ctx, team: TeamId): Promise<StaffId[]> =>
  (await ctx.db.all(store.membersOf, [ctx.workspace, team])).flatMap(({ staff, source }) => (source === 'colleague' ? [staff] : []));

async function locked(ctx: Ctx, id: TeamId): Promise<store.TeamRow> {
  const held = await ctx.db.maybe(store.lockTeam, [ctx.workspace, id]);
  const row = held && (await ctx.db.maybe(store.teamById, [ctx.workspace, id]));
  if (!row) throw new Problem('not-found');
  return row;
}

async function named(written: Promise<unknown>): Promise<void> {
  await written.catch((error: unknown) => {
    throw isDuplicate(error) ? new Problem('conflict', { because: 'name-taken', detail: 'There is a team of this name.' }) : error;
  });
}

function tidy(name: string): string {
  const tidied = name.trim().replace(/\s+/g, ' ');
  if (tidied === '') throw new Problem('invalid', { fields: [{ path: 'body/name', message: 'must say something' }] });
  return tidied;
}
