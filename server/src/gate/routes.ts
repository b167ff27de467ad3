// Endpoints of the gate; and a person's consents with their proof, whose words open only under a Permit, which consent (an earlier room) cannot ask for.
// `readAllowances` stands in channels, which knows whom a channel reaches.
import type { Answer } from '@parley/contract';
import { history, statesOf } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { route } from '#kit/route';
import { type Language, listPurposes } from '#purposes';
import { factsOf, permitOrThrow } from './gate.ts';

const read = { permission: 'people.read', purpose: 'service-conversation' } as const;

export const gateRoutes = [
  route('listRestrictions', {
    ...read,
    handle: async (ctx, { params, query }) => ({ items: await standing(ctx, params.person as PersonId, query.language ?? 'en') }),
  }),
  route('readConsents', {
    ...read,
    handle: async (ctx, { params, query }) => {
      const person = params.person as PersonId;
      const language = query.language ?? 'en';
      const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose: read.purpose, fields: ['consent_events.wording'] });
      return { states: await statesOf(ctx, person, language), history: await history(ctx, right, person, language) };
    },
  }),
];

/** What stands for a person, oldest first, with the purpose by its name. */
async function standing(ctx: Ctx, person: PersonId, language: Language): Promise<Answer<'listRestrictions'>['items']> {
  const names = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose.texts[language].name]));
  return (await factsOf(ctx, person)).map(({ id, kind, ground, purpose, since }) => ({
    ...{ id, kind, ground, purpose, since: since.toISOString() },
    purposeName: purpose === null ? null : (names.get(purpose) ?? purpose),
  }));
}
