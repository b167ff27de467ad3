// How wide the page is, and whether the person panel stands open beside the thread.
import { useSyncExternalStore } from 'react';

const wide = typeof matchMedia === 'undefined' ? undefined : matchMedia('(min-width: 74rem)');

/** Whether a picture as wide as a page fits without scrolling sideways; asked once, when it is first shown. */
export const fitsPicture = (): boolean => typeof matchMedia === 'undefined' || matchMedia('(min-width: 48rem)').matches;

/** Whether three panes fit beside the navigation. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (hear) => {
      wide?.addEventListener('change', hear);
      return () => wide?.removeEventListener('change', hear);
    },
    () => wide?.matches ?? true,
  );
}

export function panelKept(): boolean {
  return localStorage.getItem('parley.panel') !== 'closed';
}

export function keepPanel(open: boolean): void {
  localStorage.setItem('parley.panel', open ? 'open' : 'closed');
}
