// The only file that touches the device. Nothing is written before the visitor starts a chat; afterwards only what the chat they asked for
// needs (ePrivacy Art. 5(3)): the visit's token and the messages not yet acknowledged, each under a name of its own so that two tabs
// cannot overwrite one another. `forget` leaves nothing behind.
export type Kept = {
  readonly token: string;
  /** Highest sequence the visitor has seen. */
  readonly seen: number;
  /** How often the offer to answer by email was declined or taken; it is made twice at most (see offer.ts). */
  readonly offered: number;
  /** Mark of the account that began this visit (see account.ts of the SDK), if one did. */
  readonly account: string | undefined;
};
export type Pending = {
  readonly clientId: string;
  readonly text: string;
  /** Ids of attachments already uploaded. */
  readonly attachments: readonly string[];
  /** Files still to be uploaded; the page named by `page` holds them. */
  readonly waits: number;
  readonly page: string;
  /** Order of writing: milliseconds, made unique on this device. */
  readonly at: number;
  /** Code of the refusal when the server will not take it as it is. */
  readonly trouble: string | undefined;
};
export type Memory = {
  visit(): Kept | undefined;
  keep(change: Partial<Kept>): void;
  /** Unacknowledged messages in the order they were written. */
  outbox(): Pending[];
  put(pending: Pending): void;
  drop(clientId: string): void;
  forget(): void;
  /** Tells when another tab changed something, until the function it gives back is called. */
  onChange(run: () => void): () => void;
};
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export function openMemory(key: string, store: Store = deviceOrNothing()): Memory {
  const name = `parley:${key}`;
  const read = <T>(entry: string): T | undefined => {
    try {
      return JSON.parse(store.getItem(entry) ?? 'null') ?? undefined;
    } catch {
      return undefined; // tampered with: as if it were not there
    }
  };
  const names = () => Array.from({ length: store.length }, (_, i) => store.key(i) ?? '').filter((entry) => entry.startsWith(`${name}:`));
  const visit = () => read<Kept>(name);
  return {
    visit,
    keep(change) {
      const kept = { token: '', seen: 0, offered: 0, account: undefined, ...visit(), ...change };
      if (kept.token) store.setItem(name, JSON.stringify(kept)); // forgotten by another tab meanwhile: stays forgotten
    },
    outbox: () =>
      names()
        .map((entry) => read<Pending>(entry))
        .filter((pending) => pending !== undefined)
        .sort((a, b) => a.at - b.at),
    put(pending) {
      if (visit()) store.setItem(`${name}:${pending.clientId}`, JSON.stringify(pending));
    },
    drop: (clientId) => store.removeItem(`${name}:${clientId}`),
    forget() {
      for (const entry of [name, ...names()]) store.removeItem(entry);
    },
    onChange(run) {
      const hear = (event: StorageEvent) => {
        if (event.key === null || event.key.startsWith(name)) run();
      };
      addEventListener('storage', hear);
      return () => removeEventListener('storage', hear);
    },
  };
}

/** The device's storage; where it is forbidden, a memory that lasts as long as the page. */
function deviceOrNothing(): Store {
  try {
    localStorage.getItem('parley');
    return localStorage;
  } catch {
    const map = new Map<string, string>();
    return {
      getItem: (name) => map.get(name) ?? null,
      setItem: (name, value) => void map.set(name, value),
      removeItem: (name) => void map.delete(name),
      key: (i) => [...map.keys()][i] ?? null,
      get length() {
        return map.size;
      },
    };
  }
}
