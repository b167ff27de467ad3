// What a yes may need besides being pressed, as a form gives it, and which page says so when it is missing.
import type { Body } from '@parley/contract';
import { ProblemError } from '@parley/sdk';
import type { Ctx } from '../request.ts';

type Needs = Pick<Body<'changePreference'>, 'age' | 'country' | 'parent' | 'explicit'>;

export function needsIn(ctx: Ctx): Needs {
  const { given, age, country, parent, explicit } = ctx.request.form;
  if (given !== 'yes') return {}; // a no needs nothing, whatever was typed beside it
  return {
    ...(country && { country }),
    ...(age && { age: age as NonNullable<Needs['age']> }),
    ...(parent && { parent }),
    ...(explicit && { explicit: true }),
  };
}

/** The page for a yes that lacks something; rethrows anything else. */
export function missingFor(error: unknown): 'no-address' | 'age-needed' {
  const because = error instanceof ProblemError ? error.problem['because'] : undefined;
  if (because === 'no-address') return 'no-address';
  if (because === 'age-needed' || because === 'parent-needed' || because === 'parent-is-self') return 'age-needed';
  throw error;
}
