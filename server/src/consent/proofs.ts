// Words about consent that are only proof by now, of what is over. The newest of each person, purpose and channel that is a yes or a no in force is none of them.
import { isKeyOut, noes, ofWhom } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Proofs } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { groups } from '#people';
import { dropEvents, dropOfEvents, type PastWord, pastWords } from './proofs-store.ts';
import { allowErasing } from './store.ts';

export const consentProofs: Proofs = {
  past: async (ctx, day, after, limit) => {
    const { rows, at, id } = await ctx.db.one(pastWords, [ctx.workspace, day, after.at, after.id, limit]);
    const stay = await stillAsked(
      ctx,
      rows.filter(({ isLast }) => isLast),
    );
    return { rows: rows.filter((row) => !stay.has(row.id)), next: at === null ? null : { at, id } };
  },
  drop: async (ctx, rows) => {
    let gone = 0;
    for (const each of dropOfEvents) await ctx.db.run(each, [ctx.workspace, rows.map(({ id }) => id)]);
    for (const [person, theirs] of Map.groupBy(rows, (row) => row.person ?? '')) {
      await allowErasing(ctx, person);
      gone += await ctx.db.run(dropEvents, [ctx.workspace, person, theirs.map(({ id }) => id)]);
    }
    await allowErasing(ctx, '');
    return gone;
  },
};

/** Last words that others still rest on: those of one who is several, where the newest word counts for all of them, and those after a no of the list outside, which would be said again if nothing had been said since. */
async function stillAsked(ctx: Ctx, last: readonly PastWord[]): Promise<Set<string>> {
  if (last.length === 0) return new Set();
  const grouped = await groups(ctx, [...new Set(last.map(({ person }) => person))]);
  const ofCompany = noes(ctx.tools).filter(({ of, workspace }) => of === 'consent' && workspace === ctx.workspace);
  const place = (person: PersonId, purpose: string | null | undefined, channel: string | null | undefined) =>
    `${person} ${purpose} ${channel}`;
  const whose = await ofWhom(ctx, ofCompany).catch((error: unknown) => {
    if (isKeyOut(error)) return undefined;
    throw error;
  });
  if (whose === undefined) return new Set(last.map(({ id }) => id)); // nobody can say whose they are while the key is out
  const said = new Set(whose.map(({ person, no: { codes } }) => place(person, codes['purpose'], codes['channel'])));
  const isAsked = ({ person, purpose, channel }: PastWord) =>
    (grouped.get(person)?.length ?? 1) > 1 || said.has(place(person, purpose, channel));
  return new Set(last.filter(isAsked).map(({ id }) => id));
}
