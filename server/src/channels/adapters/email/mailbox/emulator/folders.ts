// What lies in the emulated mailbox: folders of mails, numbered as RFC 3501 wants it (section 2.3.1), few and for a day, in memory.

/** `raw` has one byte in each character. */
export type Lying = { readonly uid: number; readonly raw: string; readonly at: Date; readonly flags: Set<string> };
export type Folder = { readonly name: string; readonly special: string; readonly validity: number; next: number; mails: Lying[] };
export type Folders = ReturnType<typeof openFolders>;

const most = { mails: 1_000, folders: 20 };
const mostMs = 24 * 3_600_000;
/** Another one for each folder of each emulator of this process: numbers of before name nothing in it. */
let validity = 0;

export function openFolders(now: () => Date) {
  const all = new Map<string, Folder>();
  const hearing = new Set<() => void>();
  const keyOf = (name: string): string => (name.toUpperCase() === 'INBOX' ? 'INBOX' : name);
  const find = (name: string): Folder | undefined => all.get(keyOf(name));
  const changed = (): void => {
    for (const hear of [...hearing]) hear();
  };
  const create = (name: string, special = ''): boolean => {
    if (find(name) || all.size >= most.folders || name === '' || name.length > 200) return false;
    validity += 1;
    all.set(keyOf(name), { name: keyOf(name), special, validity, next: 1, mails: [] });
    return true;
  };
  const put = (folder: Folder, raw: string, at: Date, flags: Iterable<string> = []): Lying => {
    const made = { uid: folder.next, raw, at, flags: new Set(flags) };
    folder.next += 1;
    folder.mails = [...folder.mails, made].filter((each) => now().getTime() - each.at.getTime() < mostMs).slice(-most.mails);
    return made;
  };
  const drop = (folder: Folder, gone: readonly Lying[]): void => {
    folder.mails = folder.mails.filter((each) => !gone.includes(each));
  };
  create('INBOX');
  create('Trash', '\\Trash');
  return {
    list: () => [...all.values()],
    find,
    create,
    /** As a delivery agent does; whoever has the folder open is told. Gives the number of the mail, or undefined where there is no such folder. */
    append: (name: string, raw: string): number | undefined => {
      const folder = find(name);
      const made = folder && put(folder, raw, now());
      changed();
      return made?.uid;
    },
    /** Moves from one to the other; gives the numbers there, in the same order. */
    move: (from: Folder, to: Folder, mails: readonly Lying[]): number[] => {
      drop(from, mails);
      const uids = mails.map(({ raw, at, flags }) => put(to, raw, at, flags).uid);
      changed();
      return uids;
    },
    expunge: (folder: Folder, mails: readonly Lying[]): void => {
      drop(folder, mails);
      changed();
    },
    /** Told of every change until what comes back is called. */
    hear: (listener: () => void): (() => void) => {
      hearing.add(listener);
      return () => void hearing.delete(listener);
    },
  };
}

/** Whether a number is named by a set such as `1:3,7,9:*` (RFC 3501, `sequence-set`); undefined for what is none. `last` stands for `*`. */
export function inSet(set: string, last: number): ((number: number) => boolean) | undefined {
  if (!/^(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?(?:,(?:\d{1,10}|\*)(?::(?:\d{1,10}|\*))?)*$/.test(set)) return undefined;
  const ranges = set.split(',').map((range) => {
    const [from = 0, to = from] = range.split(':').map((each) => (each === '*' ? last : Number(each)));
    return [Math.min(from, to), Math.max(from, to)] as const;
  });
  return (number) => ranges.some(([from, to]) => number >= from && number <= to);
}
