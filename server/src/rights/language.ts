// The language in which a person is answered.
import { company } from '#access';
import { permit } from '#gate';
import { isKeyOut } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { profileOf } from '#people';

/** The language the person reads, else the company's; that nobody may look it up, that the key database lost their key, or that the company withholds its own, is no reason to refuse a request. */
export async function languageOf(ctx: Ctx, person: PersonId): Promise<string> {
  const answer = await permit(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['people.name', 'people.language'] });
  const profile = answer.allowed ? await profileOf(ctx, answer.permit, person).catch(unlessOut) : undefined;
  return profile?.language ?? (await company(ctx)).language;
}

function unlessOut(error: unknown): undefined {
  if (!isKeyOut(error)) throw error;
}
