// What is known of a message that is not tried again.
import type { MessageFacts } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { Opened } from './accounts.ts';
import type { Outcome } from './adapter.ts';
import { why } from './words.ts';

type Fate = { readonly because: string; readonly words: string };
export const unknownFate: Fate = { because: 'unknown-fate', words: why['unknown-fate'] ?? '' };

/** Something of ours went wrong each time. */
export const failedHere: Fate = { because: 'failed-here', words: why['failed-here'] ?? '' };

/** Whether something of a message that failed for this may have arrived. */
export const mayHaveArrived = (because: string | undefined): boolean => because === unknownFate.because || because === 'partly-sent';
/** Its campaign was stopped before it left. */
export const campaignStopped: Fate = { because: 'campaign-stopped', words: why['campaign-stopped'] ?? '' };

/** It was tried for as long as it is worth; `words` say why in vain. */
export const givenUp = (words: string): Fate => ({ because: 'given-up', words: `${why['given-up']} ${ended(words)}`.trim() });

/** Its provider has forgotten it, so that a repeat would arrive twice. */
export function fateOf({ because, words, also = [] }: Exclude<Outcome, { outcome: 'sent' }>): Fate {
  if (also.length > 0) return { because: 'partly-sent', words: `${why['partly-sent']} ${ended(words)}`.trim() };
  return because === 'unreachable' ? unknownFate : { because: 'given-up', words: `${why['given-up-sooner']} ${ended(words)}`.trim() };
}

/** Words of what was to be tried again, once it is not any more. */
const ended = (words: string): string => words.replace(/ ?It (?:will be|is) tried again[^.]*\.$/, '');

/** Whether an attempt whose fate is unknown may be made again by itself: a second answer is better than none, a second letter to many is not. */
export const mayRepeat = ({ capabilities }: Opened['adapter'], isOfCampaign = false): boolean =>
  capabilities.repeatable && !(isOfCampaign && capabilities.mayShowTwice);

/** Whether the provider will have forgotten a message after so many seconds, so that a repeat would arrive twice. */
export function isForgotten(ctx: Ctx, { at }: MessageFacts, { capabilities }: Opened['adapter'], seconds = 0): boolean {
  const { repeatableHours } = capabilities;
  return repeatableHours !== undefined && ctx.now.getTime() + seconds * 1000 > at.getTime() + repeatableHours * 3_600_000;
}
