// What stands for a person, and their consents with the proof, whose words open only under a Permit that consent (an earlier room) cannot ask for.
import type { Answer } from '@parley/contract';
import { history, statesOf } from '#consent';
import { factsOf, permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { type Language, listPurposes } from '#purposes';

/** What stands for a person, oldest first, with the purpose by its name. */
export async function restrictionsShown(ctx: Ctx, person: PersonId, language: Language): Promise<Answer<'listRestrictions'>['items']> {
  const names = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose.texts[language].name]));
  return (await factsOf(ctx, person)).map(({ id, kind, ground, purpose, since }) => ({
    ...{ id, kind, ground, purpose, since: since.toISOString() },
    purposeName: purpose === null ? null : (names.get(purpose) ?? purpose),
  }));
}

/** Consents now and over time, opened for the purpose of this ctx. Problem `gate-refused`, `erased`. */
export async function consentsShown(ctx: Ctx, person: PersonId, language: Language): Promise<Answer<'readConsents'>> {
  const purpose = ctx.purpose ?? 'service-conversation';
  const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose, fields: ['consent_events.wording', 'consent_events.evidence'] });
  return { states: await statesOf(ctx, person, language), history: await history(ctx, right, person, language) };
}
