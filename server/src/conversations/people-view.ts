// A person as staff sees them: opened under one permit, so that one look is one line in the ledger.
import type { Answer } from '@parley/contract';
import { factsOf, permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group, identitiesOf, mergesOf, profileOf, readIdentity } from '#people';
import { refuseStrange } from './reach.ts';

type Person = Answer<'readPerson'>;
const fields = ['people.name', 'people.language', 'identities.value'];

/** Name, language, identities and merges of a person and everyone merged into them; `id` is the root. Problem `not-found`, `erased`, `gate-refused`. */
export async function personView(ctx: Ctx, person: PersonId): Promise<Person> {
  await refuseStrange(ctx, person);
  const purpose = ctx.purpose ?? 'service-conversation';
  const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose, fields });
  const profile = await profileOf(ctx, right, person);
  const [root] = await group(ctx, person);
  if (!profile || !root) throw new Problem('not-found');
  const identities: Person['identities'] = [];
  for (const row of await identitiesOf(ctx, root))
    identities.push({
      id: row.id,
      kind: row.kind,
      value: await readIdentity(ctx, right, row),
      provedAt: row.provedAt?.toISOString() ?? null,
      proof: row.proof,
      addedAt: row.addedAt.toISOString(),
    });
  return {
    id: root,
    name: profile.name,
    language: profile.language as Person['language'],
    createdAt: profile.createdAt.toISOString(),
    identities,
    merges: (await mergesOf(ctx, root)).map((row) => ({ id: row.id, from: row.from, proof: row.proof, at: row.at.toISOString() })),
    restricted: (await factsOf(ctx, root)).some((fact) => fact.kind === 'restricted'),
  };
}
