// The thread in which much is opened at a time (`aside.ts`). It knows no database, no permit and no configuration: what it may open was decided before it is asked, it gets
// the keys as handles with each question, and it keeps nothing of them.
import type { KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { openerOf } from '#kit/seal';

/** Values bound alike but for their row. */
export type Alike = { readonly key: KeyObject; readonly version: number; readonly lead: Uint8Array; readonly rest: Uint8Array };
/** Sealed values, one behind the other in `bytes`, each up to its place in `ends`; `of` says which of the groups each belongs to. */
export type Asked = {
  readonly groups: readonly Alike[];
  readonly of: Uint32Array;
  /** In UTF-8, each with a NUL behind it, which no text of PostgreSQL can have: a list of texts takes longer to hand over. */
  readonly rows: Uint8Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array;
};
/** The plaintexts in the same way; null when one of them does not open, and then none. */
export type Said = { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array } | null;

parentPort?.on('message', (asked: Asked) => {
  const said = opened(asked);
  parentPort?.postMessage(said, said ? [said.bytes.buffer] : []);
});
parentPort?.on('messageerror', (error) => {
  throw error; // ends the thread: whoever asked hears of it
});

function opened({ groups, of, rows, bytes, ends }: Asked): Said {
  const openers = groups.map(({ key, version, lead, rest }) => openerOf(key, version, asBuffer(lead), asBuffer(rest)));
  const plain = new Uint8Array(bytes.length); // a seal is longer than what it hides
  const places = new Uint32Array(ends.length);
  let [from, to, row] = [0, 0, 0];
  try {
    for (let at = 0; at < ends.length; at += 1) {
      const end = ends[at] as number;
      let rowEnd = row;
      while (rowEnd < rows.length && rows[rowEnd] !== 0) rowEnd += 1;
      const part = openers[of[at] as number]?.({ bytes: rows, from: row, to: rowEnd }, { bytes, from, to: end }) as Buffer;
      plain.set(part, to);
      wipe.call(part, 0);
      to += part.length;
      places[at] = to;
      [from, row] = [end, rowEnd + 1];
    }
  } catch {
    plain.fill(0);
    return null;
  }
  return { bytes: plain, ends: places };
}

const wipe = Uint8Array.prototype.fill; // a buffer's own looks at what it is given for longer than it fills
const asBuffer = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length);
