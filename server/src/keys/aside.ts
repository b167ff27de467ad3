// Much that is opened at a time is opened in a thread beside the one that answers everybody (record 078): a copy of a hundred thousand messages holds up nobody, and is made
// on two processors. What may be opened was decided and recorded before; only sealed bytes, handles of keys and what each value is bound to go there, and plaintexts come back.
import type { Ctx } from '#kit/ctx';
import { errorCode, log } from '#kit/log';
import { bind, type Sealed } from '#kit/seal';
import { hasThreads, openThreads } from '#kit/threads';
import type { Alike, Asked, Said } from './aside-thread.ts';
import type { OneKey } from './cache.ts';
import type { Place } from './permits.ts';

export type Ready = { readonly place: Place; readonly sealed: Sealed; readonly key: OneKey };

const fewest = 128; // below that, handing over takes as long as opening
const mostBytes = 8 << 20;
const threads = openThreads<Asked, Said>(new URL('./aside-thread.ts', import.meta.url));

/** Whether so much is worth a thread, and not too much to be copied for it. */
export const isMuch = (items: readonly Pick<Ready, 'sealed'>[]): boolean =>
  hasThreads && items.length >= fewest && items.reduce((sum, { sealed }) => sum + sealed.length, 0) <= mostBytes;

/** Opens them all, in order; `take` gets where each lies in bytes that are wiped afterwards. Undefined when no thread could do it; Error without content when one of them does not open. */
export async function openAside<T>(
  ctx: Pick<Ctx, 'workspace' | 'tools'>,
  items: readonly Ready[],
  take: (bytes: Buffer, from: number, to: number) => T,
): Promise<T[] | undefined> {
  const asked = handedOver(ctx, items);
  const said = await threads.ask(asked, [asked.bytes.buffer]).catch((error: unknown) => {
    log.of(ctx)('warn', 'keys.thread-ended', { error: errorCode(error) }); // whoever asked is answered all the same, and slower
    return undefined;
  });
  if (said === undefined) return undefined;
  if (said === null) throw new Error('sealed value does not open: other key, other place, or changed');
  const bytes = Buffer.from(said.bytes.buffer);
  const taken: T[] = [];
  let from = 0;
  for (const end of said.ends) {
    taken.push(take(bytes, from, end));
    from = end;
  }
  bytes.fill(0);
  return taken;
}

function handedOver({ workspace }: Pick<Ctx, 'workspace'>, items: readonly Ready[]): Asked {
  const groups: Alike[] = [];
  const known = new Map<string, number>();
  const groupOf = ({ place: { subject, table, column }, key: { key, version } }: Ready): number => {
    const name = `${subject} ${table} ${column} ${version}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    known.set(name, groups.length);
    return groups.push({ key, version, lead: bind('value', workspace, subject, table), rest: bind(column, version) }) - 1;
  };
  const ends = new Uint32Array(items.length);
  const of = new Uint32Array(items.length);
  const bytes = new Uint8Array(items.reduce((sum, { sealed }) => sum + sealed.length, 0));
  let to = 0;
  let [before, group] = [items[0], -1];
  for (const [at, item] of items.entries()) {
    bytes.set(item.sealed, to);
    to += item.sealed.length;
    ends[at] = to;
    if (group < 0 || !isAlike(item, before as Ready)) group = groupOf(item);
    before = item;
    of[at] = group;
  }
  const rows = encoder.encode(items.map(({ place }) => `${place.row}\0`).join(''));
  return { groups, of, rows, bytes, ends };
}

/** Mostly values stand beside others of their column. */
const isAlike = (one: Ready, other: Ready): boolean =>
  one.key === other.key &&
  one.place.subject === other.place.subject &&
  one.place.column === other.place.column &&
  one.place.table === other.place.table;
const encoder = new TextEncoder();
