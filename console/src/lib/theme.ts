// Light, dark, or as the system says. The choice stays on this device.
import { useSyncExternalStore } from 'react';
import { createStore } from '#lib/store.ts';

export type Theme = 'system' | 'light' | 'dark';
const theme = createStore<Theme>('system');

/** Applies what was chosen before; called once, before the first paint. */
export function startTheme(): void {
  const kept = localStorage.getItem('parley.theme');
  if (kept === 'light' || kept === 'dark') apply(kept);
}

export function chooseTheme(next: Theme): void {
  localStorage.setItem('parley.theme', next);
  apply(next);
}

export function useTheme(): Theme {
  return useSyncExternalStore(theme.subscribe, theme.get);
}

function apply(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  theme.set(next);
}
