// SQL for many people at once: who of them has an address of a kind that is more than a claim.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { PersonId } from '#kit/ids';
import type { IdentityKind } from './identity-value.ts';

const reachable = statement<{ person: PersonId }>(
  'people.reachable',
  `SELECT DISTINCT person_id AS person FROM identities
   WHERE workspace_id = $1 AND person_id = ANY($2::text[]) AND kind = $3 AND lost_at IS NULL AND (proved_at IS NOT NULL OR source = 'wire')`,
);

/** Those of these people, without whoever is merged with them, who proved an address of this kind or wrote from one. */
export async function reachableBy(ctx: Ctx, people: readonly PersonId[], kind: IdentityKind): Promise<Set<PersonId>> {
  return new Set((await ctx.db.all(reachable, [ctx.workspace, people, kind])).map((row) => row.person));
}
