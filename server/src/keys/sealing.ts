// Seal and open: the only two ways between a person's words and the bytes that rest. Sealing needs no permit; opening does.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Ctx } from '#kit/ctx';
import type { SubjectId } from '#kit/ids';
import { bind, openBytes as openSealed, type Sealed, sealBytes, versionOf } from '#kit/seal';
import { isMuch, openAside, type Ready } from './aside.ts';
import type { LiveKey } from './cache.ts';
import { checkPermit, type Permit, type Place, recordUse } from './permits.ts';
import { liveKeys } from './subjects.ts';

type Item = { readonly place: Place; readonly sealed: Sealed };

/** Seals under the subject's key and holds off its shredding until this transaction ends. Problem `erased` when the subject is gone. */
export async function seal(ctx: Ctx, place: Place, plain: string | Buffer): Promise<Sealed> {
  const keys = await liveKeys(ctx, [place.subject], true);
  return sealWith(ctx, keys.get(place.subject), place, plain);
}

/** Seals several values with one statement for all their subjects; same order. */
export async function sealMany(ctx: Ctx, items: readonly { place: Place; plain: string | Buffer }[]): Promise<Sealed[]> {
  const keys = await liveKeys(
    ctx,
    items.map((item) => item.place.subject),
    true,
  );
  return items.map(({ place, plain }) => sealWith(ctx, keys.get(place.subject), place, plain));
}

/** Opens a text under a Permit and records its use in the ledger. Problem `erased` when the subject is gone; Error when the Permit does not cover it. */
export async function open(ctx: Ctx, permit: Permit, place: Place, sealed: Sealed): Promise<string> {
  return (await openBytes(ctx, permit, place, sealed)).toString('utf8');
}

/** As `open`, for bytes. */
export async function openBytes(ctx: Ctx, permit: Permit, place: Place, sealed: Sealed): Promise<Buffer> {
  const [ready] = await readyAll(ctx, permit, [{ place, sealed }]);
  return openOne(ctx, ready as Ready);
}

/** As `open`, for many values with one statement for all keys; same order. Very many are opened beside this thread, so that others get their turn. */
export async function openMany(ctx: Ctx, permit: Permit, items: readonly Item[]): Promise<string[]> {
  const ready = await readyAll(ctx, permit, items);
  const texts = isMuch(ready) ? await openAside(ctx, ready, (bytes, from, to) => bytes.toString('utf8', from, to)) : undefined;
  return texts ?? ready.map((item) => openOne(ctx, item).toString('utf8'));
}

/** As `openMany`, in two steps: first everything that the database has to do (locks, the record of the look), then the opening itself, which needs it no more. */
export async function readyToOpen(ctx: Ctx, permit: Permit, items: readonly Item[]): Promise<() => string[]> {
  const ready = await readyAll(ctx, permit, items);
  return () => ready.map((item) => openOne(ctx, item).toString('utf8'));
}

/** Does what opening values of these subjects asks of the database, so that it asks nothing more in this transaction: locks their keys, and records the look. Problem `erased` when one is gone. */
export async function readyToRead(ctx: Ctx, permit: Permit, subjects: readonly SubjectId[]): Promise<void> {
  checkPermit(ctx, permit, []);
  await liveKeys(ctx, subjects, true);
  await recordUse(ctx, permit, subjects);
}

/** Whether a sealed value equals a text, without giving the plaintext; compares in constant time. Problem `erased` when the subject is gone. */
export async function matches(ctx: Ctx, place: Place, sealed: Sealed, text: string): Promise<boolean> {
  const keys = await liveKeys(ctx, [place.subject], false);
  const plain = openOne(ctx, readyOf(keys.get(place.subject), { place, sealed }));
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
  const same = timingSafeEqual(digest(plain), digest(Buffer.from(text, 'utf8')));
  plain.fill(0);
  return same;
}

/** The same value under the newest version of its key; what it says leaves this function only sealed. */
export function resealed(ctx: Ctx, key: LiveKey, item: Item): Sealed {
  const plain = openOne(ctx, readyOf(key, item));
  const anew = sealWith(ctx, key, item.place, plain);
  plain.fill(0);
  return anew;
}

async function readyAll(ctx: Ctx, permit: Permit, items: readonly Item[]): Promise<Ready[]> {
  checkPermit(
    ctx,
    permit,
    items.map((item) => item.place),
  );
  if (items.length === 0) return [];
  const subjects = new Set(items.map((item) => item.place.subject));
  const keys = await liveKeys(ctx, [...subjects], true); // a shred waits for readings under way, so that their record is erased with the rest
  await recordUse(ctx, permit, subjects); // before anything is opened: nothing read goes unrecorded
  return items.map((item) => readyOf(keys.get(item.place.subject), item));
}

function sealWith(ctx: Ctx, key: LiveKey | undefined, place: Place, plain: string | Buffer): Sealed {
  if (key === undefined) throw new Error('no key');
  return sealBytes(key.key, key.version, boundTo(ctx, place, key.version), typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain);
}

function readyOf(key: LiveKey | undefined, { place, sealed }: Item): Ready {
  if (key === undefined) throw new Error('no key');
  const version = versionOf(sealed);
  const found = key.version === version ? key : key.previous; // two while values are sealed anew
  if (found?.version !== version) throw new Error('sealed under another version of this key');
  return { place, sealed, key: found };
}

const openOne = (ctx: Ctx, { place, sealed, key }: Ready): Buffer => openSealed(key.key, boundTo(ctx, place, key.version), sealed);

function boundTo(ctx: Ctx, place: Place, version: number): Buffer {
  return bind('value', ctx.workspace, place.subject, place.table, place.row, place.column, version);
}
