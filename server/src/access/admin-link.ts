// When nobody can sign in any more: whoever can run commands on the server makes a link by which one address becomes an administrator. It cannot be done in silence:
// the ledger keeps it, and the privacy officer is told (Art. 32(1)(b), 5(2)).
import { type Ctx, withCtx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { isAdministrator } from './grants/grants.ts';
import { invite, makeLink } from './invitations.ts';
import { emailHash } from './staff.ts';
import * as store from './store.ts';

const validMs = 24 * 3_600_000;

/** The operator made somebody an administrator; `entry` is its place in the ledger. */
export const adminLinkMade = announcement<{ entry: Id<'led'> }>('access.admin-link-made');

/**
 * A link, good for a day and once, by which this address joins as administrator; for an administrator who has joined, one to choose a new password, after which
 * their old sessions are over. Problem `conflict` for the address of an agent.
 */
export async function makeAdminLink(ctx: Ctx, parts: { name: string; email: string }): Promise<string> {
  const known = await store.staffByEmail(ctx.db, ctx.workspace, emailHash(ctx, parts.email));
  if (known?.joined_at && !(await isAdministrator(ctx, known.id)))
    throw new Problem('conflict', { detail: 'This address belongs to somebody who is no administrator: name another one.' });
  if (known?.suspended_at) throw new Problem('conflict', { detail: 'This administrator is suspended: name another one.' });
  const staff: StaffId = known?.joined_at ? known.id : (await invite(ctx, { ...parts, role: 'administrator' })).staff.id;
  const link = await makeLink(ctx, staff, new Date(ctx.now.getTime() + validMs));
  const entry = await append(withCtx(ctx, { actor: { kind: 'system', id: 'operator' } }), {
    kind: 'staff.admin-link-made',
    subject: staff,
    facts: { known: known?.joined_at ? 1 : 0 },
  });
  await announce(ctx, adminLinkMade, { entry });
  return link;
}
