// Endpoints of the gate; and a person's consents with their proof, whose words open only under a Permit, which consent (an earlier room) cannot ask for.
import { history, statesOf } from '#consent';
import type { PersonId } from '#kit/ids';
import { route } from '#kit/route';
import { allowances, permitOrThrow } from './gate.ts';

const read = { permission: 'people.read', purpose: 'service-conversation' } as const;

export const gateRoutes = [
  route('readAllowances', {
    ...read,
    handle: async (ctx, { params, query }) => ({ items: await allowances(ctx, params.person as PersonId, query.language ?? 'en') }),
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
