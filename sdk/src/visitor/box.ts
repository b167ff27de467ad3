// What a device keeps of a chat, in the storage that the app gives: who it is, and what was written and not yet acknowledged. One entry, written before anything is sent, so
// that a message survives the app's being killed, and goes out under the same id afterwards.

/** As AsyncStorage, SecureStore (by a line) and localStorage have it. */
export type Storage = {
  getItem(name: string): Promise<string | null> | string | null;
  setItem(name: string, value: string): Promise<unknown> | unknown;
  removeItem(name: string): Promise<unknown> | unknown;
};
/** A message on its way; `trouble` is why the server will never take it as it is. */
export type Waiting = { readonly clientId: string; readonly text: string; readonly at: number; readonly trouble?: string };
/** `account` is the mark of the account that began the visit, if one did. */
export type Kept = { readonly token: string; readonly waiting: readonly Waiting[]; readonly account?: string };
export type Box = {
  kept(): Kept;
  /** Resolves when the change is in the storage; changes are written in the order they were made. */
  change(change: (kept: Kept) => Kept): Promise<void>;
  /** Leaves nothing on the device. */
  clear(): Promise<void>;
  /** Another has this entry from now on, or nobody: no change is taken any more. Resolves when the last one is written. */
  close(): Promise<void>;
};

const nothing: Kept = { token: '', waiting: [] };

/** Reads what is kept; what does not read as ours counts as nothing. */
export async function openBox(storage: Storage, name: string): Promise<Box> {
  let kept = read(await storage.getItem(name));
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  const write = (work: () => Promise<unknown> | unknown): Promise<void> => {
    const done = last.then(work);
    last = done.catch(() => undefined); // one write that failed is told to its caller, and stops no other
    return done.then(() => undefined);
  };
  return {
    kept: () => kept,
    async change(change) {
      if (isClosed) throw new Error('this chat was signed out, or opened anew elsewhere');
      kept = change(kept);
      const text = JSON.stringify(kept);
      await write(() => storage.setItem(name, text));
    },
    clear() {
      kept = nothing;
      return write(() => storage.removeItem(name));
    },
    async close() {
      isClosed = true;
      await last;
    },
  };
}

function read(text: string | null): Kept {
  try {
    const { token, waiting, account } = JSON.parse(text ?? '') as Partial<Kept>;
    if (typeof token !== 'string' || !Array.isArray(waiting)) return nothing;
    const words = waiting.filter(({ clientId, text: said }) => typeof clientId === 'string' && typeof said === 'string');
    return { token, waiting: words, ...(typeof account === 'string' && { account }) };
  } catch {
    return nothing;
  }
}
