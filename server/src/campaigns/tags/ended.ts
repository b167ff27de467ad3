// What falls off people by itself: tags whose time is over, whose tag was taken away, and those of people who have no yes left or objected (Art. 5(1)(e), 21(3)). What
// is restricted stays, since restriction means storing (Art. 18(2)), and so does what is held (Art. 17(3)).
import { isHeldOff } from '#fields';
import { keptAmong, unwillingAmong } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { append } from '#ledger';
import { purposeByCode } from '#purposes';
import * as store from './store.ts';
import { tagPurpose } from './tags.ts';

const pageSize = 500;

/** Runs each hour, a page of people at a time; not in the days after a restore in which holds are set again. */
export async function dropEnded(ctx: Ctx): Promise<void> {
  if (await isHeldOff(ctx)) return;
  let tags = 0;
  for (let after = ''; ; ) {
    const page = (await ctx.db.all(store.taggedAfter, [ctx.workspace, after, pageSize])).map(({ person }) => person);
    const kept = await keptAmong(ctx, page);
    const free = page.filter((person) => !kept.has(person));
    tags += await ctx.db.run(store.dropEnded, [ctx.workspace, free, ctx.now]);
    tags += await ctx.db.run(store.eraseTaggings, [ctx.workspace, await withoutYes(ctx, free)]);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) break;
    after = last;
  }
  await ctx.db.run(store.dropHidden, [ctx.workspace]);
  if (tags > 0) await append(ctx, { kind: 'tag.ended', facts: { tags } });
}

/** How many tags stand on people a day after their time, but for what must stay. */
export async function countOverdue(ctx: Ctx): Promise<number> {
  const rows = await ctx.db.all(store.overdue, [ctx.workspace, new Date(ctx.now.getTime() - 86_400_000)]);
  const kept = await keptAmong(
    ctx,
    rows.map(({ person }) => person),
  );
  return rows.filter(({ person }) => !kept.has(person)).length;
}

/** Those who have a yes on no channel, by their own will; what the company changed about the purpose is no will of theirs. */
async function withoutYes(ctx: Ctx, people: readonly PersonId[]): Promise<PersonId[]> {
  const purpose = await purposeByCode(ctx, tagPurpose);
  return purpose ? [...(await unwillingAmong(ctx, purpose, people))] : [];
}
