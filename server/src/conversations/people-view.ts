// A person as staff sees them: opened under one permit, so that one look is one line in the ledger. Of addresses a mask leaves here unless a role shows them or somebody
// says why they need them (Art. 25(1)).
import type { Answer, Body } from '@parley/contract';
import { factsOf, permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group, identitiesOf, isOneOfSeveral, mask, mergesOf, profileOf, readIdentity, sharedOf, unmask } from '#people';
import { holdsFor, refuseStrange } from './reach.ts';

type Person = Answer<'readPerson'>;
const fields = ['people.name', 'people.language', 'identities.value'];

/** Name, language, identities and merges of a person and everyone merged into them; `id` is the root. Problem `not-found`, `erased`, `gate-refused`. */
export async function personView(ctx: Ctx, person: PersonId): Promise<Person> {
  await refuseStrange(ctx, person);
  const purpose = ctx.purpose ?? 'service-conversation';
  const showsEmails = await holdsFor(ctx, 'people.emails', person);
  const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose, fields, masked: showsEmails ? [] : ['identities.value'] });
  const profile = await profileOf(ctx, right, person);
  const members = await group(ctx, person);
  const [root] = members;
  if (!profile || !root) throw new Problem('not-found');
  const shared = await sharedOf(ctx, members);
  const identities: Person['identities'] = [];
  for (const row of await identitiesOf(ctx, root)) {
    const value = await readIdentity(ctx, right, row);
    const isMasked = !(showsEmails && row.kind === 'email');
    identities.push({
      id: row.id,
      kind: row.kind,
      value: isMasked ? mask(row.kind, value) : value,
      isMasked,
      isShared: shared.has(row.id),
      provedAt: row.provedAt?.toISOString() ?? null,
      proof: row.proof,
      addedAt: row.addedAt.toISOString(),
      lostAt: row.lostAt?.toISOString() ?? null,
    });
  }
  return {
    id: root,
    name: profile.name,
    language: profile.language as Person['language'],
    createdAt: profile.createdAt.toISOString(),
    contractEndedOn: profile.contractEndedOn,
    identities,
    merges: (await mergesOf(ctx, root)).map((row) => ({ id: row.id, from: row.from, proof: row.proof, at: row.at.toISOString() })),
    isOneOfSeveral: shared.size > 0 && (await isOneOfSeveral(ctx, root)),
    restricted: (await factsOf(ctx, root)).some((fact) => fact.kind === 'restricted'),
  };
}

/** Addresses in full for whoever says why; recorded with the reason as a look of its own. Problem `not-found`, `gate-refused`, `invalid` for something else without words. */
export async function identitiesInFull(
  ctx: Ctx,
  person: PersonId,
  why: Body<'revealIdentities'>,
): Promise<{ id: string; value: string }[]> {
  await refuseStrange(ctx, person);
  if (why.reason === 'other' && !why.note?.trim())
    throw new Problem('invalid', { fields: [{ path: 'body/note', message: 'is needed when the reason is none of the others' }] });
  const purpose = ctx.purpose ?? 'service-conversation';
  const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose, fields: ['identities.value'], reason: why.reason });
  const [root] = await group(ctx, person);
  if (!root) throw new Problem('not-found');
  return unmask(ctx, right, root, why);
}
