// The language in which a person is answered.
import { company } from '#access';
import { permit } from '#gate';
import { isKeyMissing } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { profileOf } from '#people';

/** The language the person reads, else the company's; that nobody may look it up, or that the key database lost their key, is no reason to refuse a request. */
export async function languageOf(ctx: Ctx, person: PersonId): Promise<string> {
  const answer = await permit(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['people.name', 'people.language'] });
  const profile = answer.allowed ? await profileOf(ctx, answer.permit, person).catch(unlessLost) : undefined;
  return profile?.language ?? (await company(ctx)).language;
}

function unlessLost(error: unknown): undefined {
  if (!isKeyMissing(error)) throw error;
}
