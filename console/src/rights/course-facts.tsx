// Where a request stands on its way: the end of the first month while another day counts, why it takes longer, since when it waits, and who asks for the person.
import { Time } from '#ui/time.tsx';
import type { courseWords } from './course-words.ts';
import type { Request } from './queries.ts';

type Words = (typeof courseWords)['en'];

export function courseFacts({ dueOn, statutoryOn, extendedFor, paused, onBehalf }: Request, w: Words) {
  return [
    ...(statutoryOn === dueOn ? [] : [[w.firstMonth, <Time key="statutory" at={statutoryOn} as="day" />] as const]),
    ...(paused ? [[w.waitsSince, paused.since ? <Time key="paused" at={paused.since} as="full" /> : w.notReached] as const] : []),
    ...(paused?.wroteSince ? [[w.wroteSince, <Time key="wrote" at={paused.wroteSince} as="full" />] as const] : []),
    ...(extendedFor ? [[w.longer, w[extendedFor]] as const] : []),
    ...(onBehalf ? [[w.behalf, w[onBehalf]] as const] : []),
  ];
}

/** Steps whose detail is codes that their name says already. */
export const hasCodes = (step: string): boolean =>
  /^(?:extended|paused-|resumed-|reminded|escalated|joined|fee-|hand-out-asked|copy-handed-out|doubt)/.test(step);

/** The code that the detail of a step begins with; why a relay refused a mail for good is left to the ledger. */
export const codeIn = (detail: string): string | undefined => /^(?:person|ground): (not-sent|[^,]*)/.exec(detail)?.[1];
