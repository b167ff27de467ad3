// A refusal as a value becomes a Problem at one place.
import { Problem } from '#kit/problem';
import type { Verdict } from './rules.ts';

/** Problem `conflict` with why not and the article. */
export function refuseUnless(verdict: Verdict): void {
  if (!verdict.may) throw new Problem('conflict', { because: verdict.because, article: verdict.article });
}
