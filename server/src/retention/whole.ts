// Who goes as a whole within the next days, once nothing is left to keep of them: the sweeper's rule (`runOut`), asked of a day to come.
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { groups } from '#people';
import { keptByHoldings } from './held.ts';
import type { Going } from './proofs.ts';
import { dayAfter, type HeldBy } from './rules.ts';
import { store } from './store.ts';

const pageSize = 500;

/**
 * Everybody, by the root of their group, whose conversations and whose last day elsewhere end before `day` (ISO), with that day and what holds them back. `today` is the day of those of whom nothing is
 * left already. At most `most` people are looked at, those first who are known longest; `isCut` where there are more.
 */
export async function peopleBefore(ctx: Ctx, today: string, day: string, most: number): Promise<{ items: Going[]; isCut: boolean }> {
  const items: Going[] = [];
  let looked = 0;
  for (let after: PersonId | null = null; ; ) {
    const roots: PersonId[] = (await store.mayGo(ctx, day, after, pageSize)).map(({ id }) => id);
    items.push(...(await ending(ctx, roots, today, day)));
    looked += roots.length;
    after = roots.at(-1) ?? null;
    if (roots.length < pageSize) return { items, isCut: false };
    if (looked >= most) return { items, isCut: true };
  }
}

async function ending(ctx: Ctx, roots: readonly PersonId[], today: string, day: string): Promise<Going[]> {
  const members = await groups(ctx, roots);
  const talks = new Map((await store.lastOf(ctx, [...members.values()].flat())).map((row) => [row.person, row]));
  const over = [...members].filter(([, all]) => all.every((each) => (talks.get(each)?.endsOn ?? '') < day));
  const kept = Map.groupBy(
    await keptByHoldings(
      ctx,
      over.flatMap(([, all]) => all),
    ),
    ({ person }) => person,
  );
  return over.flatMap(([person, all]): Going[] => {
    const reasons = all.flatMap((each) => kept.get(each) ?? []);
    const ends = [...reasons.flatMap(({ until }) => until ?? []), ...all.flatMap((each) => talks.get(each)?.endsOn ?? [])];
    const last = [dayAfter(today, -1), ...ends].sort().at(-1); // ISO days
    if (last === undefined || last >= day) return [];
    const isSued = all.some((each) => talks.get(each)?.isHeld);
    const because = isSued ? 'held' : ((reasons.find(({ until }) => until === null)?.because as HeldBy | undefined) ?? null);
    return [{ id: person, person, of: 'people', endsOn: last, goesOn: dayAfter(last, 1), because }];
  });
}
