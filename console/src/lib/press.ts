import type { MouseEvent } from 'react';

/** A press of the first button without a modifier; with one it is the browser's, as with any link. */
export function isPlainPress(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
