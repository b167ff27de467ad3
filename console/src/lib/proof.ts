// When the server asks once more who sits there: whoever made the call waits here until the dialog is answered, and then makes it again.
import { createStore } from '#lib/store.ts';

type Waiting = (isProven: boolean) => void;
/** Those who wait; the dialog is open while there is anybody. */
export const waiting = createStore<readonly Waiting[]>([]);

/** Opens the dialog; true once it is proven, false when it was closed. Calls that come together share one dialog. */
export function askForProof(): Promise<boolean> {
  return new Promise((resolve) => waiting.change((now) => [...now, resolve]));
}

export function answerProof(isProven: boolean): void {
  const all = waiting.get();
  waiting.set([]);
  for (const each of all) each(isProven);
}
