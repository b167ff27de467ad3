// One visitor for one entry of a storage: two of them would each write their own copy over the other's, and words would be lost. Whoever opens it anew stops the one before.
import type { Storage } from './box.ts';

type Opened = { readonly giveUp: () => Promise<void> };
const opened = new WeakMap<Storage, Map<string, Promise<Opened | undefined>>>();

/** Opens what the one before has let go of. A storage is the same while it is the same object. */
export async function alone<T extends Opened>(storage: Storage, name: string, open: () => Promise<T>): Promise<T> {
  const here = opened.get(storage) ?? new Map<string, Promise<Opened | undefined>>();
  opened.set(storage, here);
  const before = here.get(name);
  const mine = (async () => {
    await (await before)?.giveUp();
    return open();
  })();
  here.set(
    name,
    mine.catch(() => undefined),
  );
  return mine;
}
