// Whether somebody sits here. What the page asks while nobody does (a timer, news from elsewhere) says so, or a screen that was left alone would keep its session for ever (docs/decisions/105).
import { byItselfHeader } from '@parley/contract/routes';

type Sign = Pick<Event, 'type' | 'isTrusted'> & { readonly movementX?: number; readonly movementY?: number };
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;
/** So long after the last sign of a hand what is asked counts as asked by it: the server writes use down once a minute. */
export const attendedMs = 60_000;

/** Notes signs of a hand, and says whether it is away by this clock. */
export function openHand(now: () => number): { note: (sign: Sign) => void; isAway: () => boolean } {
  let last = now(); // whoever opens a page is there
  return {
    note({ type, isTrusted, movementX, movementY }) {
      const isPageMoving = type === 'pointermove' && !movementX && !movementY; // under a pointer that lies still
      if (isTrusted && !isPageMoving) last = now();
    },
    isAway: () => now() - last > attendedMs,
  };
}

const hand = openHand(() => Date.now());

/** Begins to look for signs of a hand in the page. */
export function watchHand(page: Window): void {
  for (const sign of signs) page.addEventListener(sign, hand.note, { capture: true, passive: true });
}

/** What a request carries when nobody's hand is behind it. */
export const byItself = (): Readonly<Record<string, string>> => (hand.isAway() ? { [byItselfHeader]: '1' } : {});
