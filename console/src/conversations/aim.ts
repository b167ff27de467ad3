// Which conversation is marked. What is drawn may lag behind the mark for a moment, and a key must never act on a conversation that is not the marked one.
import { useLayoutEffect } from 'react';
import { type Shortcuts, useShortcuts } from '#lib/shortcuts.ts';
import { createStore } from '#lib/store.ts';

const marked = createStore<string | undefined>(undefined);

/** The mark moves now, before anything is drawn: the next key may come sooner. */
export const moveMark = marked.set;

/** The mark follows the page when nobody moves it. */
export function useMark(id: string | undefined): void {
  useLayoutEffect(() => marked.set(id), [id]);
}

/** Single keys for the conversation that is drawn; they rest while the mark stands on another one. */
export function useConversationKeys(id: string, shortcuts: Shortcuts): void {
  const guarded = Object.entries(shortcuts).map(([key, act]) => [key, () => isMarked(id) && act?.()] as const);
  useShortcuts(Object.fromEntries(guarded));
}

function isMarked(id: string): boolean {
  const now = marked.get();
  return now === undefined || now === id;
}
