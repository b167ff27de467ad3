// Whose a filing is. The platform proved who asks, and names them by what it knows; an address that several people own says of none of them that it is they (Art. 12(6)).
import { namesOfSigned } from '#channels';
import type { Ctx } from '#kit/ctx';
import { newId, type PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { addIdentity, arrive, byRoot, isShared, normalise, ownersOf } from '#people';
import type { Identity } from './rules.ts';

/**
 * Whoever the identities lead to; undefined where nobody has one. Where they lead to several alone, somebody new who claims them, as by phone: the request has its clock, and waits until the office knows whose it
 * is. Problems: `invalid` for what is none of its kind, `conflict` for identities of two people.
 */
export async function whose(ctx: Ctx, identities: readonly Identity[]): Promise<{ person: PersonId; isNew: boolean } | undefined> {
  const clear = new Set<PersonId>();
  const shared: { readonly identity: Identity; readonly owners: ReadonlySet<PersonId> }[] = [];
  for (const identity of identities) {
    const { kind, value, path } = identity;
    if (normalise(kind, value) === undefined)
      throw new Problem('invalid', { because: 'not-taken', fields: [{ path, message: 'Not an identity of this kind.' }] });
    for (const name of kind === 'account' ? await namesOfSigned(ctx, value) : [value]) {
      const rows = await ownersOf(ctx, kind, name);
      const owners = [...(await byRoot(ctx, rows)).keys()];
      if (owners.length > 1 || isShared(rows)) shared.push({ identity: { kind, value: name, path }, owners: new Set(owners) });
      else for (const owner of owners) clear.add(owner);
    }
  }
  const [person] = clear;
  if (clear.size > 1 || (person && shared.some(({ owners }) => !owners.has(person))))
    throw new Problem('conflict', { because: 'several-people' });
  if (person) return { person, isNew: false };
  if (shared.length === 0) return undefined;
  const claims = shared.map(({ identity }) => identity);
  return { person: await somebodyNew(ctx, claims), isNew: true };
}

async function somebodyNew(ctx: Ctx, claims: readonly Identity[]): Promise<PersonId> {
  const { person } = await arrive(ctx, { kind: 'visitor', value: newId('vst') });
  for (const { kind, value } of claims) await addIdentity(ctx, person, { kind, value });
  return person;
}
