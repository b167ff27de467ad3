// Whether some Parley works with a key folder right now. A restore ends the epoch it brought back; over the folder of a house that lives this would take
// away the keys of that house, so a drill must be made with a copy of the folder. `in-use` is touched by every node, of any version. A node that knows the stretched password of the key
// database (record 069) has two marks of its own beside it, touched in turn with the same time, so that its last two times stand there: a time in `in-use` that is in no such mark is that of an older
// node, and whoever overwrites it notes that first.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const everyMs = 20_000;
const quietMs = 60_000;
const leftMs = 3_600_000;
const shared = 'in-use';
const older = 'in-use.older';
const ownPattern = /^in-use\.[0-9a-f]{16}$/;

/** Marks the folder as in use until the returned function is called (and a minute longer). */
export function markInUse(keys: string, now: () => Date): () => void {
  const own = [markOfOne(), markOfOne()] as const;
  let turn: 0 | 1 = 0;
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  clearLeft(keys, now());
  const mark = () => {
    const at = now();
    const seen = olderAt(keys);
    if (seen !== undefined) touch(keys, older, new Date(seen));
    touch(keys, own[turn], at); // first its own, and not the one with the time that still stands in `in-use`: at no moment it is taken for an older one
    turn = turn === 0 ? 1 : 0;
    touch(keys, shared, at);
  };
  mark();
  const timer = setInterval(mark, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Whether the name is that of a mark, which is no key. */
export const isMark = (name: string): boolean => name === shared || name === older || ownPattern.test(name);

/** Whether a Parley was at work with this folder within the last minute. */
export const isInUse = (keys: string, now: Date): boolean => isFresh(touchedAt(keys, shared), now);

/** Whether one was that knows no stretched password of the key database. */
export const isOlderInUse = (keys: string, now: Date): boolean => isFresh(olderAt(keys), now) || isFresh(touchedAt(keys, older), now);

/** Error when a Parley was at work with this folder within the last minute; `otherwise` is what else one can do. */
export function refuseInUse(keys: string, now: Date, otherwise = ', or give the restore a copy of the folder (PARLEY_KEYS)'): void {
  if (isInUse(keys, now)) throw new Error(`a Parley was at work with ${keys} within the last minute: stop it and wait${otherwise}`);
}

/** When an older node touched the folder last, as far as nobody overwrote it. */
function olderAt(keys: string): number | undefined {
  const at = touchedAt(keys, shared);
  return marksIn(keys).some((name) => touchedAt(keys, name) === at) ? undefined : at;
}

function touch(keys: string, name: string, at: Date): void {
  const file = path.join(keys, name);
  try {
    utimesSync(file, at, at);
  } catch {
    mkdirSync(keys, { recursive: true, mode: 0o700 });
    writeFileSync(file, '', { mode: 0o600 });
    utimesSync(file, at, at);
  }
}

function clearLeft(keys: string, now: Date): void {
  for (const name of marksIn(keys))
    if (now.getTime() - (touchedAt(keys, name) ?? 0) > leftMs) rmSync(path.join(keys, name), { force: true });
}

const markOfOne = (): string => `in-use.${randomBytes(8).toString('hex')}`;
const marksIn = (keys: string): string[] => readdirSync(keys).filter((name) => ownPattern.test(name));
const touchedAt = (keys: string, name: string): number | undefined => statSync(path.join(keys, name), { throwIfNoEntry: false })?.mtimeMs;
const isFresh = (at: number | undefined, now: Date): boolean => at !== undefined && now.getTime() - at < quietMs;
