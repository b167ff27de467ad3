// The ways in which a purpose can come to be less private (Art. 25(2)). Each has a setting of its own, which shows it and takes it back. Pure.
import { comesFromMore } from '@parley/contract/origins';
import { keepsLonger } from '@parley/contract/period';
import type { Change } from './rules.ts';
import type { Purpose } from './types.ts';

export const stepParts = ['active', 'period', 'channels', 'confirmOn', 'special', 'toChildren', 'renewAfter', 'sources'] as const;
export type StepPart = (typeof stepParts)[number];
/** What of a purpose can be moved so. */
export type Movable = Pick<Purpose, StepPart | 'starts'>;
/** What held before a step, as codes alone: of sources their kinds. */
export type Before = Omit<Movable, 'sources'> & { readonly sources: readonly string[] };

/** The parts in which `next` is less private than `now`: in use, kept longer or counted from later, on a further channel, a yes that needs less or counts longer, more special categories, children, or a kind of source that there was not. */
export const lowered = (now: Movable, next: Movable): StepPart[] => stepParts.filter((part) => isLess[part](now, next));

const isLess: Readonly<Record<StepPart, (now: Movable, next: Movable) => boolean>> = {
  active: (now, next) => next.active && !now.active,
  period: keepsLonger,
  channels: (now, next) => hasMore(now.channels, next.channels),
  confirmOn: (now, next) => hasMore(next.confirmOn, now.confirmOn),
  special: (now, next) => hasMore(now.special, next.special),
  toChildren: (now, next) => next.toChildren && !now.toChildren,
  renewAfter: (now, next) => keepsLonger(counted(now), counted(next)),
  sources: (now, next) => hasMore(kinds(now), kinds(next)),
};

/** Whether a yes of before would come to cover more than was said (Art. 4(11), 7(1)): it counts longer, what it allows is kept longer, or comes from a source that was not named. A recipient who carries out what the company says is none of it (Art. 28; EDPB 05/2020, 65). */
export const coversMore = (now: Movable, next: Movable): boolean =>
  isLess.period(now, next) || isLess.renewAfter(now, next) || comesFromMore(now.sources, next.sources);

/** Whether a purpose can be moved so at all: only what is optional is switched or moved to other channels, and only a consent is asked for. */
export function has(purpose: Pick<Purpose, 'optional' | 'lawfulBasis'>, part: StepPart): boolean {
  if (part === 'active' || part === 'channels') return purpose.optional;
  return part === 'period' || part === 'sources' || purpose.lawfulBasis === 'consent';
}

export const beforeStep = (now: Movable): Before => {
  const { active, period, starts, channels, confirmOn, special, toChildren, renewAfter } = now;
  return { active, period, starts, channels, confirmOn, special, toChildren, renewAfter, sources: kinds(now) };
};

/** The change that puts one part back to what held before a step; undefined where that would be a step itself, as for whoever took one channel for another, or cannot be known any more. */
export function wayBack(now: Movable, part: StepPart, before: Before): Change | undefined {
  const sources = now.sources.filter(({ origin }) => before.sources?.includes(origin));
  if (part === 'sources') return before.sources.every((each) => kinds(now).includes(each as never)) ? { sources } : undefined;
  const parts = part === 'period' ? (['period', 'starts'] as const) : ([part] as const);
  const back = Object.fromEntries(parts.map((each) => [each, before[each]]));
  if (isLess[part](now, { ...now, ...back })) return undefined;
  return part === 'special' ? { specialCategories: before.special } : back;
}

/** A yes counts from the day it was said. */
const counted = ({ renewAfter: period }: Movable) => ({ period, starts: 'collected' }) as const;
const kinds = ({ sources }: Movable) => [...new Set(sources.map(({ origin }) => origin))];
const hasMore = (before: readonly string[], after: readonly string[]): boolean => after.some((each) => !before.includes(each));
