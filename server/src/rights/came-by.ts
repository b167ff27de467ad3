// A request counts from its receipt, by whatever way it came (EDPB 01/2022): what was said by phone or at a counter is noted later, and the month began then. One that lay about for longer than the law
// gives is noted all the same, knowingly: it has to be answered, and its delay shows.
import type { Body } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import type { Opening } from './requests.ts';

const longestMonths = 3; // of Art. 12(3), extended
const inForce = '2018-05-25'; // Art. 99(2)

/** When and by which way it came. Problem `invalid` for a day that is none, lies ahead or before the law, for one more than three months back without a word that this is known, or beside a message, which says both. */
export function cameBy(
  ctx: Ctx,
  { reached, message }: Pick<Body<'openRequest'>, 'reached' | 'message'>,
): Pick<Opening, 'receivedAt' | 'way'> {
  if (!reached) return {};
  const { by: way, on, isOverdue = false } = reached;
  if (message) throw wrong('by', 'The message says when and how it came.');
  const today = ctx.now.toISOString().slice(0, 10);
  const from = Temporal.PlainDate.from(today).subtract({ months: longestMonths }).toString();
  if (!isDay(on) || on > today || on < inForce) throw wrong('on', 'A day up to today is needed.');
  if (on < from && !isOverdue) throw wrong('isOverdue', 'It came more than three months ago. Say that this is so.');
  return { way, receivedAt: on === today ? ctx.now : new Date(`${on}T12:00:00Z`) };
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false; // such as 31 November
  }
}

const wrong = (part: 'by' | 'on' | 'isOverdue', message: string) =>
  new Problem('invalid', { article: '12(3)', fields: [{ path: `body/reached/${part}`, message }] });
