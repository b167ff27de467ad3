// Names of the people whom requests, hints and notices are about.
import { mayActFor } from '#access';
import { peopleInReach } from '#conversations';
import { permit } from '#gate';
import { openableAmong } from '#keys';
import { type Ctx, withCtx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { personNames } from '#people';

const purpose = 'rights-fulfilment';

/** Names under one reveal permit; of those alone whom whoever acts may see for this purpose. */
export async function namesOfPeople(ctx: Ctx, all: readonly PersonId[]): Promise<Map<PersonId, string>> {
  if (!(await mayActFor(ctx, purpose))) return new Map(); // an auditor sees that there is a request, and nobody's name
  const people = await readable(ctx, [...new Set(all)]);
  if (people.length === 0) return new Map();
  const answer = await permit(ctx, { act: 'reveal', people, purpose, fields: ['people.name'] });
  if (!answer.allowed) return new Map();
  const shown = await openableAmong(ctx, answer.permit.subjects); // whoever is being erased is left out, and whose key is missing
  return personNames(
    ctx,
    answer.permit,
    people.filter((person) => shown.has(person)),
    shown,
  );
}

/** Those whom a grant reaches that is for this purpose: a list that another grant shows everywhere names nobody beyond them. */
export async function readable(ctx: Ctx, people: readonly PersonId[]): Promise<PersonId[]> {
  const seen = await peopleInReach(withCtx(ctx, { purpose }), people);
  return people.filter((person) => seen.has(person));
}
