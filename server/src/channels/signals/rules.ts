// Whether something is shown at all: what the channel has, and what the company wants (Art. 25(2): that it has read is its own to tell, and it does not unless it says so). Pure.
import type { Settings } from '../adapter.ts';
import type { Shows, Signal } from './types.ts';

export const tellReadCode = 'channels.tell-read';

/** Whether a channel of this company tells people that their words were read. */
export const tellsRead = (settings: Settings): boolean => settings['tellsRead'] === true;

export function isShown({ typing, reads }: Shows, kind: Signal['kind'], settings: Settings): boolean {
  if (kind === 'read') return reads === 'told' && tellsRead(settings);
  return typing === 'shown' || (typing === 'with-read' && tellsRead(settings));
}
