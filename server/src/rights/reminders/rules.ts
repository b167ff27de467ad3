// When whoever holds the right is reminded of a request, and from when on others hear of it: facts in, answer out.

export type Facts = {
  readonly daysLeft: number;
  /** Days since a question reached the person who is waited for; null when nobody is. */
  readonly pausedFor: number | null;
  /** Days since they wrote after it. */
  readonly wroteFor?: number | null;
};

/** The stage a request is in: null while nobody needs a reminder. One mail for each stage; late ones and long pauses come round every week. */
export function stageOf({ daysLeft, pausedFor, wroteFor = null }: Facts): string | null {
  if (pausedFor !== null && wroteFor !== null && wroteFor >= 1) return `wrote-${Math.floor((wroteFor - 1) / 7)}`; // their answer may lie unread
  if (pausedFor !== null) return pausedFor >= 14 ? `waiting-${Math.floor(pausedFor / 7)}` : null; // a pause must not become a way to forget
  if (daysLeft < 0) return `late-${Math.floor((-daysLeft - 1) / 7)}`;
  if (daysLeft <= 2) return 'last-days';
  if (daysLeft <= 7) return 'week';
  return daysLeft <= 14 ? 'two-weeks' : null;
}

/** Whether administrators hear of it too: before the day, so that there is time to help. */
export const escalates = (stage: string): boolean => stage === 'last-days' || stage.startsWith('late-');
