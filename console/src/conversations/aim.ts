// Which conversation is marked, and the single keys for it. What is drawn may lag behind the mark for a moment: a key is kept until its conversation is
// there, and never acts on another one.
import { startTransition, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { useShortcuts } from '#lib/shortcuts.ts';
import { createStore } from '#lib/store.ts';

const names = ['r', 'n', 'a', 'e', 'i'] as const;
export type ConversationKey = (typeof names)[number];
type Acts = Readonly<Partial<Record<ConversationKey, () => void>>>;

const marked = createStore<string | undefined>(undefined);
const drawn = new Map<string, () => void>();
let kept: string | undefined;

/** The mark moves now, before anything is drawn: the next key may come sooner. */
export function moveMark(id: string | undefined): void {
  if (marked.get() !== id) kept = undefined;
  marked.set(id);
}

/** The mark follows the page when nobody moves it. */
export function useMark(id: string | undefined): void {
  useLayoutEffect(() => moveMark(id), [id]);
}

/** Whether the mark stands on a conversation that is being drawn; once it has moved on, nobody waits for the rest of it. */
export function useIsMarked(id: string): boolean {
  const [isMarked, setMarked] = useState(() => marked.get() === id);
  useEffect(() => {
    const look = (): void => startTransition(() => setMarked(marked.get() === id));
    look();
    return marked.subscribe(look);
  }, [id]);
  return isMarked;
}

/** Does to the marked conversation what its key does, as soon as it is drawn. */
export function pressKey(key: ConversationKey): void {
  const wanted = `${marked.get()} ${key}`;
  if (kept !== undefined && kept !== wanted && /^(\S+) [rn]$/.exec(kept)?.[1] === marked.get()) return; // what follows r or n is meant for the field
  const act = drawn.get(wanted);
  kept = act ? undefined : wanted;
  act?.();
}

/** Listens for the keys of whichever conversation is marked. */
export function useMarkedKeys(): void {
  useShortcuts(Object.fromEntries(names.map((key) => [key, () => pressKey(key)])));
}

/** What the keys do to a conversation that is drawn. */
export function useConversationKeys(id: string, acts: Acts): void {
  const act = useEffectEvent((key: ConversationKey) => acts[key]?.());
  // biome-ignore lint/correctness/useExhaustiveDependencies: which keys there are is fixed per caller; what they do is read when they are pressed
  useLayoutEffect(() => {
    const mine = names.filter((key) => acts[key]).map((key) => [`${id} ${key}`, () => act(key)] as const);
    for (const [name, run] of mine) {
      drawn.set(name, run);
      if (kept !== name) continue;
      kept = undefined;
      run();
    }
    return () => {
      for (const [name, run] of mine) if (drawn.get(name) === run) drawn.delete(name);
    };
  }, [id]);
}
