// Single-key shortcuts. They rest while somebody types, while a dialog or menu is open, and when a modifier is held (WCAG 2.1.4).
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { createStore } from '#lib/store.ts';

export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;
const singleKeys = createStore(typeof localStorage === 'undefined' || localStorage.getItem('parley.keys') !== 'off');

/** Listens for keys such as `j`, `?`, `ArrowDown`, or two in a row such as `g i`. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent, before: string | undefined): string | undefined => {
    if (!singleKeys.get() || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isBusy(event.target))
      return undefined;
    const action = (before && shortcuts[`${before} ${event.key}`]) || shortcuts[event.key];
    if (action) {
      event.preventDefault();
      action();
      return undefined;
    }
    return event.key;
  });
  useEffect(() => {
    let before: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (event: KeyboardEvent): void => {
      before = press(event, before);
      clearTimeout(timer);
      timer = setTimeout(() => {
        before = undefined;
      }, 900);
    };
    document.addEventListener('keydown', hear);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', hear);
    };
  }, []);
}

/** Whether single keys act; a choice of this device. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const choose = (on: boolean): void => {
    localStorage.setItem('parley.keys', on ? 'on' : 'off');
    singleKeys.set(on);
  };
  return [useSyncExternalStore(singleKeys.subscribe, singleKeys.get), choose];
}

/** Whether keys belong to somebody else at the moment: a field, a menu, a dialog. */
export function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=menu], [role=listbox]'))
    return true;
  return (
    document.querySelector('[role=dialog][data-state=open], [role=alertdialog][data-state=open]') !== null && !target.closest('[data-keys]')
  );
}
