// When people are left in peace, and how often they are written to. Hours are those of the company's time zone; Parley knows no zone of a person.
import type { Body } from '@parley/contract';

export type Limits = Omit<Body<'changeCampaignLimits'>, 'reason'>;
export const usual: Limits = { quietFrom: 21, quietUntil: 8, sundays: true, timeZone: 'Europe/Berlin', most: 4, days: 30 };

/** The end of the quiet hours that run at this instant; undefined when none do. */
export function quietUntil(now: Date, limits: Limits): Date | undefined {
  const asked = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(limits.timeZone);
  let at = asked;
  // a quiet evening before a Sunday, the Sunday and the night after it follow each other
  for (let step = 0; step < 4; step += 1) {
    if (limits.sundays && at.dayOfWeek === 7) at = at.startOfDay().add({ days: 1 });
    else if (isQuiet(at.hour, limits)) {
      const day = at.hour >= limits.quietUntil ? at.startOfDay().add({ days: 1 }) : at.startOfDay();
      at = day.with({ hour: limits.quietUntil });
    } else break;
  }
  return at.epochMilliseconds === asked.epochMilliseconds ? undefined : new Date(at.epochMilliseconds);
}

/** Whether a change leaves people less in peace: an hour or a Sunday less of quiet, the same hours of another zone, or more messages. Art. 25(2) */
export const isOftener = (before: Limits, after: Limits): boolean => after.most > before.most || after.days < before.days;

export function isLessQuiet(before: Limits, after: Limits, now: Date): boolean {
  if (after.timeZone !== before.timeZone) return isQuietLost(before, after, now);
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return hours.some((hour) => isQuiet(hour, before) && !isQuiet(hour, after)) || (before.sundays && !after.sundays);
}

/** Whether an instant of a coming week, or of one half a year later when clocks are put otherwise, was quiet and is no more. */
function isQuietLost(before: Limits, after: Limits, now: Date): boolean {
  const quarter = 900_000;
  const week = Array.from({ length: 7 * 96 }, (_, at) => at * quarter);
  return [0, 182 * 86_400_000].some((ahead) =>
    week.some((at) => {
      const instant = new Date(now.getTime() + ahead + at);
      return quietUntil(instant, before) !== undefined && quietUntil(instant, after) === undefined;
    }),
  );
}

export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isQuiet(hour: number, { quietFrom, quietUntil: until }: Limits): boolean {
  if (quietFrom === until) return false;
  return quietFrom < until ? hour >= quietFrom && hour < until : hour >= quietFrom || hour < until;
}
