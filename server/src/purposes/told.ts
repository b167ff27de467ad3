// What the company notes about people by its own choice, and what came to it from elsewhere, as the rooms say of themselves: a notice names it (Art. 14(1)(d), 14(2)(f)).
import type { Ctx } from '#kit/ctx';
import { type CameFrom, holdings, type Told } from '#kit/holding';
import { readNotices, readPurposes } from './store.ts';
import type { Notice } from './types.ts';

export async function told(ctx: Ctx): Promise<Told[]> {
  const all: Told[] = [];
  for (const holding of holdings.of(ctx)) all.push(...((await holding.told?.(ctx)) ?? []));
  return all;
}

/** Where data came from that is not from the person, for purposes that are on. */
export async function cameFrom(ctx: Ctx): Promise<CameFrom[]> {
  const all: CameFrom[] = [];
  for (const holding of holdings.of(ctx)) all.push(...((await holding.cameFrom?.(ctx)) ?? []));
  const on = await active(ctx);
  return all.filter(({ purpose }) => on.has(purpose));
}

/** How much of it, for purposes that are on, the newest notice cannot know of; 0 while there is no notice. */
export async function countUntold(ctx: Ctx): Promise<number> {
  const [notice] = await readNotices(ctx, undefined, 1);
  if (!notice) return 0;
  const on = await active(ctx);
  return (await told(ctx)).filter(({ purpose, since }) => on.has(purpose) && since > notice.publishedAt).length;
}

/** Sources that are in use and that the newest notice does not name, as `purpose/origin`; all of them while there is no notice. */
export async function unnamedSources(ctx: Ctx): Promise<string[]> {
  const [notice] = await readNotices(ctx, undefined, 1);
  return (await cameFrom(ctx)).filter((from) => !names(notice, from)).map(({ purpose, origin }) => `${purpose}/${origin}`);
}

/** Whether this notice says for this purpose that data came from there. */
export function names(notice: Pick<Notice, 'sections'> | undefined, { purpose, origin }: CameFrom): boolean {
  return notice?.sections.some(({ tells }) => tells?.includes(`${purpose}/${origin}`)) ?? false;
}

const active = async (ctx: Ctx) => new Set((await readPurposes(ctx)).flatMap(({ active: isOn, code }) => (isOn ? [code] : [])));
