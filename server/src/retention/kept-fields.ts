// What is noted about a person in fields of the company and stays although it should be gone: for whoever may see holds, with what keeps it and until when (Art. 17(3), 18(2)).
import { refuseStrange } from '#conversations';
import { type Past, pastValues } from '#fields';
import { factsAmong, keepsAll } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { group } from '#people';
import { holdsOf } from './holds-store.ts';

/** `until` is an ISO day: when somebody looks at the hold again, or when the restriction ends; null where it stands until it is lifted. */
type KeptBy = { readonly because: 'held' | 'restricted'; readonly ground: string; readonly until: string | null };

/** Nothing where nothing keeps this person's data; a hold on one conversation keeps none of it. Problem `not-found`. */
export async function keptFields(ctx: Ctx, person: PersonId): Promise<{ items: Past[]; keptBy: KeptBy[] }> {
  await refuseStrange(ctx, person);
  const people = await group(ctx, person);
  const reviewed = new Map((await ctx.db.all(holdsOf, [ctx.workspace, people])).map(({ fact, reviewOn }) => [fact, reviewOn]));
  const keptBy = (await factsAmong(ctx, people)).filter(keepsAll).map(
    ({ id, kind, ground, until }): KeptBy => ({
      because: kind === 'restricted' ? kind : 'held',
      ...{ ground, until: reviewed.get(id) ?? until?.toISOString().slice(0, 10) ?? null },
    }),
  );
  const items = keptBy.length === 0 ? [] : await pastValues(ctx, people);
  return { items, keptBy: items.length === 0 ? [] : keptBy };
}
