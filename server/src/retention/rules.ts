// What happens to somebody whose conversations are gone: facts in, decision out (Art. 5(1)(e), 17(3), 18). Pure.
import type { Kept } from '#kit/holding';
import type { PersonId } from '#kit/ids';

/** A legal hold, a restriction (Art. 18), an open request: what holdings give as `because` when there is no last day. */
export type HeldBy = 'held' | 'restricted' | 'request';

/** Whether all that is left may go: nothing holds it back, and the last day of whatever else keeps it lies before `today` (ISO days). */
export function hasRunOut(kept: readonly Kept[], today: string): boolean {
  return kept.every(({ until }) => until !== null && until < today);
}

/** Codes of what holds back the deletion of whole conversations, by person; whoever is joined with a held person is held. */
export function heldBack(kept: readonly Kept[], groups: ReadonlyMap<PersonId, readonly PersonId[]>): Map<PersonId, HeldBy> {
  const direct = new Map(kept.filter(({ until }) => until === null).map(({ person, because }) => [person, because]));
  const held = new Map<PersonId, HeldBy>();
  for (const [asked, members] of groups) {
    const by = [asked, ...members].find((member) => direct.has(member));
    if (by !== undefined) held.set(asked, direct.get(by) as HeldBy);
  }
  return held;
}

/** Rows of the next turn after one that took so long: turns stay near a quarter of a second, so that no writer waits longer than that for what is locked. */
export function nextSize(size: number, tookMs: number): number {
  const factor = tookMs > 500 ? 0.5 : tookMs < 125 ? 2 : 1;
  return Math.min(mostRows, Math.max(fewestRows, Math.round(size * factor)));
}

export const mostRows = 4000;
export const fewestRows = 100;

/** The first day of the week (a Monday) that an ISO day lies in. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The day that lies so many days after; negative counts back. */
export function dayAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}
