// Large parts of a page come one after the other, so that no key waits for all of them.
import { Children, type ReactNode, startTransition, useEffect, useState } from 'react';

/** What was pressed shows itself first: what follows from it may take longer than a press should. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}

/** False while a part is first drawn, true in a drawing of its own after the first was painted; that one can be interrupted. */
export function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => startTransition(() => setLater(true)), []);
  return later;
}

/** Draws its children from the first to the last, each in a drawing of its own: none pushes away what already stands. */
export function InSlices({ children }: { children: ReactNode }) {
  const all = Children.toArray(children);
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (shown < all.length) startTransition(() => setShown(shown + 1));
  }, [shown, all.length]);
  return all.slice(0, shown);
}
