// The name plate of assessments.
import type { Room } from '#kit/room';
import { assessmentsChecks } from './checks.ts';
import { assessmentsHoldings } from './holdings.ts';
import { assessmentsRoutes } from './routes.ts';
import { lookAgain } from './turn.ts';

export const assessmentsRoom: Room = {
  name: 'assessments',
  routes: assessmentsRoutes,
  clocks: [{ name: 'assessments.look-again', everySeconds: 3_600, run: lookAgain }],
  holdings: assessmentsHoldings,
  checks: assessmentsChecks,
};
