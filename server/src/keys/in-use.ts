// Whether some Parley works with a key folder right now. A restore ends the epoch it brought back; over the folder of a house that lives this would take
// away the keys of that house, so a drill must be made with a copy of the folder.
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const everyMs = 20_000;
const quietMs = 60_000;
const fileIn = (keys: string): string => path.join(keys, 'in-use');

/** Marks the folder as in use until the returned function is called (and a minute longer). */
export function markInUse(keys: string, now: () => Date): () => void {
  const touch = () => {
    try {
      utimesSync(fileIn(keys), now(), now());
    } catch {
      mkdirSync(keys, { recursive: true, mode: 0o700 });
      writeFileSync(fileIn(keys), '', { mode: 0o600 });
    }
  };
  touch();
  const timer = setInterval(touch, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Error when a Parley was at work with this folder within the last minute; `otherwise` is what else one can do. */
export function refuseInUse(keys: string, now: Date, otherwise = ', or give the restore a copy of the folder (PARLEY_KEYS)'): void {
  const mark = statSync(fileIn(keys), { throwIfNoEntry: false });
  if (mark && now.getTime() - mark.mtimeMs < quietMs)
    throw new Error(`a Parley was at work with ${keys} within the last minute: stop it and wait${otherwise}`);
}
