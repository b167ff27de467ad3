// What an emulator holds, as other nodes can hold it too: each thing by a name, as a value that JSON carries. An emulator works on its own copy; `sharing.ts` brings it and the database together.

/** `of`: what the copy belongs to; another one begins empty, whatever its name. */
export type Shelf = {
  readonly of: object;
  list(): Iterable<readonly [name: string, value: unknown]>;
  put(name: string, value: unknown): void;
  drop(name: string): void;
};

const mostBytes = 65_536;

/** A shelf over a map of an emulator. */
export const shelfOfMap = <T>(of: object, map: Map<string, T>): Shelf => ({
  of,
  list: () => map,
  put: (name, value) => void map.set(name, value as T),
  drop: (name) => void map.delete(name),
});

/** A shelf over a list of an emulator, as it is by now, whose things have a name each; what is there keeps its place. */
export const shelfOfList = <T>(of: object, listNow: () => T[], nameOf: (value: T) => string): Shelf => {
  const placeOf = (name: string): number => listNow().findIndex((each) => nameOf(each) === name);
  return {
    of,
    list: () => listNow().map((each) => [nameOf(each), each] as const),
    put: (name, value) => {
      const at = placeOf(name);
      if (at < 0) listNow().push(value as T);
      else listNow()[at] = value as T;
    },
    drop: (name) => {
      const at = placeOf(name);
      if (at >= 0) listNow().splice(at, 1);
    },
  };
};

/** Several as one, each with its own names. */
export const shelfOfAll = (of: object, parts: Readonly<Record<string, Shelf>>): Shelf => {
  const at = (name: string): readonly [Shelf | undefined, string] => {
    const cut = name.indexOf('/');
    return [parts[name.slice(0, cut)], name.slice(cut + 1)];
  };
  return {
    of,
    list: () =>
      Object.entries(parts).flatMap(([part, shelf]) => [...shelf.list()].map(([name, value]) => [`${part}/${name}`, value] as const)),
    put: (name, value) => {
      const [shelf, own] = at(name);
      shelf?.put(own, value);
    },
    drop: (name) => {
      const [shelf, own] = at(name);
      shelf?.drop(own);
    },
  };
};

/** A value as text. Files are cut: other nodes show that they are there. */
export function packed(name: string, value: unknown): string {
  return JSON.stringify([name, value], function (this: Record<string, unknown>, key: string, plain: unknown) {
    const own = this[key];
    if (own instanceof Date) return { $at: own.toISOString() };
    if (Buffer.isBuffer(own)) return { $bytes: own.subarray(0, mostBytes).toString('base64') };
    return plain;
  });
}

/** The name and the value that `packed` was given. */
export function unpacked(text: string): [name: string, value: unknown] {
  return JSON.parse(text, (_, value: { $at?: string; $bytes?: string } | null) => {
    if (typeof value?.$at === 'string') return new Date(value.$at);
    return typeof value?.$bytes === 'string' ? Buffer.from(value.$bytes, 'base64') : value;
  }) as [string, unknown];
}
