// When somebody last did what their rights are for, by the ledger. Only what leaves an entry is known: looking at customers, and changing things.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { list } from '#ledger';
import { hasContent } from '../permissions.ts';

/** Kinds of entries by the permission they need; a full stop at the end stands for all that begin so. */
const marks: Readonly<Record<string, string>> = {
  'requests.approve': 'request.',
  'purposes.change': 'purpose.',
  'vendors.change': 'vendor.',
  'channels.change': 'channel.',
  'workspace.change': 'workspace.',
  'staff.invite': 'staff.invited',
  'staff.change': 'staff.granted',
  'emergency.review': 'emergency.reviewed',
  'reviews.decide': 'review.decided',
};
const looksRead = 200;

/**
 * When a grant of these permissions was last used: for looks at customers the day that stands with the grant, for the rest what the ledger shows of the permission; null when nothing is known. Until a first
 * grant of theirs has a day, as after an upgrade, any look counts for each of them. Asks for each kind of entry once.
 */
export function usesOf(
  ctx: Ctx,
  staff: StaffId,
  grants: readonly { readonly used_on: string | null }[],
): (permissions: readonly string[], usedOn: string | null) => Promise<Date | null> {
  const isKnown = grants.some((each) => each.used_on !== null);
  const known = new Map<string, Date | null>();
  const last = async (mark: string): Promise<Date | null> => {
    const found = known.get(mark);
    if (found !== undefined) return found;
    const asked = mark === 'content' ? await lastLook(ctx, staff) : await lastDone(ctx, staff, mark);
    known.set(mark, asked);
    return asked;
  };
  return async (permissions, usedOn) => {
    const wanted = [...(hasContent(permissions) && !isKnown ? ['content'] : []), ...permissions.flatMap((each) => marks[each] ?? [])];
    const times: number[] = usedOn === null ? [] : [Date.parse(usedOn)];
    for (const mark of wanted) times.push((await last(mark))?.getTime() ?? 0); // one after the other: they share the transaction
    const newest = Math.max(0, ...times);
    return newest === 0 ? null : new Date(newest);
  };
}

/** When somebody last did something of this kind. */
export async function lastDone(ctx: Ctx, actor: StaffId, kind: string): Promise<Date | null> {
  const [entry] = (await list(ctx, { actor, kind, limit: 1 })).items;
  return entry ? new Date(entry.at) : null;
}

/** The last look at a customer, among the latest looks at anybody: colleagues are looked at too. */
async function lastLook(ctx: Ctx, actor: StaffId): Promise<Date | null> {
  const { items } = await list(ctx, { actor, kind: 'data.', limit: looksRead });
  const found = items.find((entry) => entry.subject?.startsWith('per_'));
  return found ? new Date(found.at) : null;
}
