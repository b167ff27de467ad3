// A request counts from its receipt, by whatever way it came (EDPB 01/2022): what was said by phone or at a counter is noted later, and the month began then.
import type { Body } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import type { Opening } from './requests.ts';

const longestAgo = 92; // days: as long as the longest period of Art. 12(3)
const dayMs = 86_400_000;

/** When and by which way it came. Problem `invalid` for a day that is none, lies ahead or more than three months back, or beside a message, which says both. */
export function cameBy(
  ctx: Ctx,
  { reached, message }: Pick<Body<'openRequest'>, 'reached' | 'message'>,
): Pick<Opening, 'receivedAt' | 'way'> {
  if (!reached) return {};
  const { by: way, on } = reached;
  const today = ctx.now.toISOString().slice(0, 10);
  const from = new Date(ctx.now.getTime() - longestAgo * dayMs).toISOString().slice(0, 10);
  if (message) throw wrong('by', 'The message says when and how it came.');
  if (Number.isNaN(Date.parse(on)) || on > today || on < from) throw wrong('on', 'A day within the last three months is needed.');
  return { way, receivedAt: on === today ? ctx.now : new Date(`${on}T12:00:00Z`) };
}

const wrong = (part: 'by' | 'on', message: string) =>
  new Problem('invalid', { article: '12(3)', fields: [{ path: `body/reached/${part}`, message }] });
