// Words of Art. 9 and 10 are for those whose role holds `conversations.special`, at the inbox and the team, and for the purpose at hand. Others learn that there is a conversation of
// this class and whom to ask. What somebody wrote themselves stays open to them by itself.
import { carriedBy, carriesPurpose, everythingCarried, holdersNames } from '#access';
import type { Ctx, Spot } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Class } from './types.ts';

export const guardPermission = 'conversations.special';
export type Guarded = Required<Spot> & { readonly class: Class };
const mostAsked = 5;

/** Says of each conversation whether whoever acts may open its words; persons and the system may, other rules bind them. */
export async function readyToGuard(ctx: Ctx): Promise<(row: Guarded) => boolean> {
  const grants = (await everythingCarried(ctx))?.filter((grant) => grant.permissions.includes(guardPermission));
  const purpose = ctx.purpose ?? 'service-conversation';
  return (row) => row.class === 'ordinary' || grants === undefined || carriesPurpose(grants, purpose, row);
}

/** Problem `guarded` where the class closes it to whoever acts; it names nobody, the conversation itself says whom to ask. */
export async function refuseGuarded(ctx: Ctx, row: Guarded): Promise<void> {
  if (row.class === 'ordinary' || (await readyToGuard(ctx))(row)) return;
  throw new Problem('guarded');
}

/** Names of colleagues who hold the permission, a few. */
export const whomToAsk = async (ctx: Ctx): Promise<string[]> => holdersNames(ctx, guardPermission, mostAsked);

/** Whether this member of staff opens conversations of the class `special` at a spot. */
export async function opensGuarded(ctx: Ctx, staff: StaffId, spot: Spot): Promise<boolean> {
  const grants = (await carriedBy(ctx, staff)).filter(({ permissions }) =>
    ['conversations.read', guardPermission].every((each) => permissions.includes(each)),
  );
  return carriesPurpose(grants, 'service-conversation', spot);
}
