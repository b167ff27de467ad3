// What the company notes about people by its own choice, as the rooms say of themselves: a notice names it one by one (Art. 14(1)(d)).
import type { Ctx } from '#kit/ctx';
import { holdings, type Told } from '#kit/holding';
import { readNotices, readPurposes } from './store.ts';

export async function told(ctx: Ctx): Promise<Told[]> {
  const all: Told[] = [];
  for (const holding of holdings.of(ctx)) all.push(...((await holding.told?.(ctx)) ?? []));
  return all;
}

/** How much of it, for purposes that are on, the newest notice cannot know of; 0 while there is no notice. */
export async function countUntold(ctx: Ctx): Promise<number> {
  const [notice] = await readNotices(ctx, undefined, 1);
  if (!notice) return 0;
  const on = new Set((await readPurposes(ctx)).filter(({ active }) => active).map(({ code }) => code));
  return (await told(ctx)).filter(({ purpose, since }) => on.has(purpose) && since > notice.publishedAt).length;
}
