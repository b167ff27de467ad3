// The door of the keys: seal, open under a Permit, shred. Plaintext of a person is made here and nowhere else.
import type { Actor, Ctx } from '#kit/ctx';
import type { Id, PersonId, SubjectId, WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import type { Tools } from '#kit/tool';

/** Where a sealed value lies and whose it is: bound into the seal, so that a value moved elsewhere does not open. */
export type Place = { readonly subject: SubjectId; readonly table: string; readonly row: string; readonly column: string };
export type Act = 'reveal' | 'send' | 'export' | 'hand-over';
/** The right to open named fields (`table.column`) of named subjects for one purpose, for 60 seconds; only `mintPermit` makes a valid one. */
export type Permit = {
  readonly act: Act;
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  readonly purpose: string;
  readonly subjects: readonly SubjectId[];
  readonly fields: readonly string[];
  readonly channel?: string | undefined;
  readonly recipient?: string | undefined;
};
export type Item = { readonly place: Place; readonly sealed: Sealed };
export type { PersonId };

const later = (): never => {
  throw new Error('not built yet');
};

/** Makes a Permit for the actor and workspace of this ctx. Only `gate` and `access` may import this (architecture test). */
export function mintPermit(_ctx: Ctx, _parts: Omit<Permit, 'workspace' | 'actor'>): Permit {
  return later();
}

/** Makes the key of a new subject; repeating it changes nothing. Problem `erased` when the subject was shredded before. */
export async function createSubject(_ctx: Ctx, _subject: SubjectId): Promise<void> {
  return later();
}

/** Whether the subject has a key. */
export async function isLive(_ctx: Ctx, _subject: SubjectId): Promise<boolean> {
  return later();
}

/** Seals under the subject's key and holds off its shredding until this transaction ends. Problem `erased` when the subject is gone. */
export async function seal(_ctx: Ctx, _place: Place, _plain: string | Buffer): Promise<Sealed> {
  return later();
}

/** Seals several values with one statement for all their subjects; same order. */
export async function sealMany(_ctx: Ctx, _items: readonly { place: Place; plain: string | Buffer }[]): Promise<Sealed[]> {
  return later();
}

/** Opens a text under a Permit and records its use in the ledger. Problem `erased` when the subject is gone; Error when the Permit does not cover it. */
export async function open(_ctx: Ctx, _permit: Permit, _place: Place, _sealed: Sealed): Promise<string> {
  return later();
}

/** As `open`, for bytes. */
export async function openBytes(_ctx: Ctx, _permit: Permit, _place: Place, _sealed: Sealed): Promise<Buffer> {
  return later();
}

/** As `open`, for many values with one statement for all keys; same order. */
export async function openMany(_ctx: Ctx, _permit: Permit, _items: readonly Item[]): Promise<string[]> {
  return later();
}

/** Whether a sealed value equals a text, without giving the plaintext; compares in constant time. Problem `erased` when the subject is gone. */
export async function matches(_ctx: Ctx, _place: Place, _sealed: Sealed, _text: string): Promise<boolean> {
  return later();
}

/** Blind index of a normalised text: HMAC under a key of workspace and field, cut to 3 bytes so that collisions happen: compare candidates with `matches`, never make it unique. */
export async function blindIndex(_ctx: Ctx, _field: string, _normalised: string): Promise<Buffer> {
  return later();
}

/** Seals a secret of the workspace (a relay's password) under the workspace key. */
export async function sealSecret(_ctx: Ctx, _place: Omit<Place, 'subject'>, _plain: string | Buffer): Promise<Sealed> {
  return later();
}

/** Opens a secret of the workspace. */
export async function openSecret(_ctx: Ctx, _place: Omit<Place, 'subject'>, _sealed: Sealed): Promise<string> {
  return later();
}

/** Destroys the keys of these subjects for good and clears every node's cache after the commit; gives how many keys there were. Their ids never get a key again. */
export async function shred(_ctx: Ctx, _subjects: readonly SubjectId[]): Promise<{ shredded: number }> {
  return later();
}

/** The latest moment at which a key shredded now is in no log and no backup that opens any more. */
export function unrecoverableBy(_ctx: Ctx): Date {
  return later();
}

/** When a subject was shredded, and when its last epoch key was destroyed (null while that is still to come); undefined for one that was not shredded. */
export async function shredTimes(_ctx: Ctx, _subject: SubjectId): Promise<{ shreddedAt: Date; unrecoverableAt: Date | null } | undefined> {
  return later();
}

/** Instance-wide keyed hash of an entrance (an inbox address, a widget key), base64url. */
export function lookupHash(_tools: Tools, _kind: string, _value: string): string {
  return later();
}

/** A URL-safe signed token; the payload carries ids and codes only. `expiresAt` null: never. */
export function signToken(
  _tools: Tools,
  _kind: string,
  _payload: Readonly<Record<string, string | number>>,
  _expiresAt: Date | null,
): string {
  return later();
}

/** The payload of a token of this kind; undefined when forged, of another kind, or expired. */
export function readToken(_tools: Tools, _kind: string, _token: string): Record<string, string | number> | undefined {
  return later();
}

/** An id as 42 lower-case letters and digits that prove they came from here: fits the local part of a mail address. */
export function signId(_tools: Tools, _kind: string, _id: Id): string {
  return later();
}

/** The id in a text made by `signId`, any letter case; undefined when forged or of another kind. */
export function readSignedId<P extends string>(_tools: Tools, _kind: string, _prefix: P, _text: string): `${P}_${string}` | undefined {
  return later();
}

/** Makes a new epoch key, re-wraps the living, destroys the old epoch key; resumes what a crash left. Without `force` only when it is due. */
export async function rotateEpoch(
  _tools: Tools,
  _options: { force?: boolean } = {},
): Promise<{ rotated: boolean; epoch: number; rewrapped: number; destroyed: number[] }> {
  return later();
}
