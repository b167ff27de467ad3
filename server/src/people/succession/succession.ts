// One address after another: a provider says, in what it signed for this very account, that it knows whoever had `before` by `now`. That joins two people as any other proof does, and can be taken apart;
// it is decided the first time, so that what staff parted stays so. What a number proves is bounded by its going to others (record 099).
import { isLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import { causedBy } from '#kit/decider';
import type { Id, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { append } from '#ledger';
import { peopleDeciders } from '../deciders.ts';
import { group, holdGroup, merge, rootOf } from '../merges.ts';
import { isOwned } from '../sharing/sharing.ts';
import { type IdentityRow, identityRows, mergeRows } from '../store.ts';
import { isLostBy, type Said, sharesNo, type Verdict, verdictOn } from './rules.ts';
import { succession } from './store.ts';

/** `now`: the identity, and whoever has it; `before`: one with an earlier address. */
type Succeeded = Pick<Said, 'mayMove' | 'isLeft' | 'isTaken' | 'heardAt'> & {
  readonly before: IdentityRow;
  readonly now: { readonly identity: Id<'idn'>; readonly person: PersonId };
};

/** Does what follows, in the transaction of whatever brought the word, and says what that was. Somebody who is being erased is joined to nobody. */
export async function succeed(ctx: Ctx, told: Succeeded): Promise<Verdict> {
  // with nearly every message it was said before: then nobody is made to wait
  const verdict = told.before.namedAt ? verdictOn(againOf(told), ctx.now) : await decideFirst(ctx, told);
  if (verdict && (isLostBy(verdict, told) || (await isParted(ctx, told)))) await loseIdentity(ctx, told.before);
  return verdict ?? 'known';
}

/** Whether a no of whoever has `now` is one for `before` as well, which is only looked at. */
export const wouldShareNo = (ctx: Ctx, told: Succeeded): boolean => sharesNo(verdictOn(againOf(told), ctx.now));

/** As it is looked at after the first time, when who they are by now counts no more. */
function againOf({ before, now, ...told }: Succeeded): Said {
  return { ...told, isOne: false, namedAt: before.namedAt, isSameAgain: before.successor === now.identity, isSomebody: false };
}

/** What the first word does; undefined for somebody who is being erased. */
async function decideFirst(ctx: Ctx, { before, now, ...told }: Succeeded): Promise<Verdict | undefined> {
  const members = await holdGroup(ctx, now.person); // one joining at a time: what is looked at here still holds when it is done
  const [root, other] = [members[0], await rootOf(ctx, before.person)];
  if (!root || !(await isLive(ctx, root)) || !(await isLive(ctx, other))) return undefined;
  const own = await identityRows(ctx.db, ctx.workspace, members);
  const isSomebody = own.some((each) => isOwned(each) && each.id !== now.identity && each.successor === null);
  const verdict = verdictOn({ ...told, isOne: root === other, namedAt: null, isSameAgain: false, isSomebody }, ctx.now);
  if (verdict !== 'inherited') await succession.name(ctx, before.id, now.identity); // of what was another's nothing is heard for both
  if (verdict === 'join') await (root < other ? merge(ctx, root, other, 'provider') : merge(ctx, other, root, 'provider')); // ids sort by age
  return verdict;
}

/** Whether staff took the two apart: the account that the provider names is then the other one's, and what is for whoever wrote from the number would reach it. */
async function isParted(ctx: Ctx, { before, now, mayMove }: Succeeded): Promise<boolean> {
  if (!mayMove || before.lostAt || before.successor !== now.identity) return false;
  const [one, other] = [await group(ctx, before.person), await group(ctx, now.person)];
  if (one[0] === other[0]) return false;
  const merges = await mergeRows(ctx.db, ctx.workspace, one);
  return merges.some(({ into, from, undoneAt }) => undoneAt !== null && [into, from].some((each) => other.includes(each)));
}

/** From now on it leads to nobody and nothing goes to it. Nothing happens when it was lost before. */
export async function loseIdentity(ctx: Ctx, { id, person, kind }: IdentityRow): Promise<void> {
  if ((await succession.lose(ctx, id)) === 0) return;
  await append(ctx, { kind: 'identity.lost', subject: person, facts: { identity: id, kind, ...causedBy(peopleDeciders, 'joining') } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: await rootOf(ctx, person) } });
}
