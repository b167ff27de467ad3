// Whether something is shown at all: what the channel has, and what the company wants. That somebody writes, and that something was read, tells a messenger when its people work: that is the
// company's own to tell, and it does not unless it says so of a channel (Art. 25(2)). Pure.
import type { Settings } from '../adapter.ts';
import type { Shows, Signal } from './types.ts';

/** The settings of an account by which it is said, and the codes under which the page of settings names them. */
export const toggles = { tellsRead: 'channels.tell-read', showsTyping: 'channels.show-typing' } as const;
export type Toggle = keyof typeof toggles;
export const allToggles = Object.keys(toggles) as Toggle[];

export const isOn = (settings: Settings, toggle: Toggle): boolean => settings[toggle] === true;

/** Whether a channel could do what is switched on by it. */
export const isWithin = ({ typing, reads }: Shows, toggle: Toggle): boolean =>
  toggle === 'tellsRead' ? reads !== 'none' : typing === 'shown' || typing === 'with-read';

export function isShown(shows: Shows, kind: Signal['kind'], settings: Settings): boolean {
  const [reads, typing] = allToggles.map((each) => isWithin(shows, each) && isOn(settings, each));
  if (kind === 'read') return reads === true;
  if (kind === 'stopped' && !shows.stops) return false;
  return typing === true && (shows.typing === 'shown' || reads === true);
}
