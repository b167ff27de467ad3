// Signed tokens and look-up hashes under sub-keys of the house: for doors at which the workspace is not known yet. They carry ids and codes only.
import { createHmac, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { encode, type Id, type Prefix } from '#kit/ids';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { SigningUse } from './instance.ts';
import { keyring } from './keyring.ts';

type TokenPayload = Readonly<Record<string, string | number>>;

/** Instance-wide keyed hash of an entrance (an inbox address, a widget key), base64url. */
export function lookupHash(tools: Tools, kind: string, value: string): string {
  return mac(keyring.of({ tools }).instance.lookup, `${kind}\n${value}`).toString('base64url');
}

/** A URL-safe signed token; the payload carries ids and codes only. `expiresAt` null: never. */
export function signToken(tools: Tools, kind: string, payload: TokenPayload, expiresAt: Date | null): string {
  const body = Buffer.from(JSON.stringify([expiresAt === null ? 0 : Math.floor(expiresAt.getTime() / 1000), payload]), 'utf8').toString(
    'base64url',
  );
  return `${body}.${mac(signing(tools, 'token'), `${kind}\n${body}`).toString('base64url')}`;
}

/** The payload of a token of this kind; undefined when forged, of another kind, or expired. */
export function readToken(tools: Tools, kind: string, token: string): TokenPayload | undefined {
  const name = hash('sha256', `${kind}\n${token}`); // by a hash: this is no place to keep what opens doors
  for (const key of believed(tools, 'token')) {
    const genuine = genuineUnder(key);
    const known = genuine.get(name) ?? verify(key, kind, token);
    if (!known) continue;
    genuine.delete(name); // whoever was seen last goes last
    if (known.until !== 0 && known.until * 1000 <= clock.of({ tools })().getTime()) return undefined;
    genuine.set(name, known);
    if (genuine.size > mostGenuine) genuine.delete(genuine.keys().next().value ?? '');
    return known.payload;
  }
  return undefined;
}

/** The same for bytes, as short as can be: for where letters are counted. 96 bits of proof, base64url. */
export function signBytes(tools: Tools, kind: string, body: Uint8Array): string {
  return Buffer.concat([body, macOfBytes(signing(tools, 'token'), kind, body)]).toString('base64url');
}

/** The bytes in a text made by `signBytes`; undefined when forged or of another kind. */
export function readBytes(tools: Tools, kind: string, token: string): Buffer | undefined {
  if (!/^[\w-]{17,400}$/.test(token)) return undefined;
  const all = Buffer.from(token, 'base64url');
  if (all.toString('base64url') !== token) return undefined; // the last letter holds bits that no byte needs: one link has one spelling
  const body = all.subarray(0, -shortProof);
  const isGenuine = believed(tools, 'token').some((key) => same(all.subarray(-shortProof), macOfBytes(key, kind, body)));
  return isGenuine ? body : undefined;
}

const shortProof = 12;
const macOfBytes = (key: KeyObject, kind: string, body: Uint8Array): Buffer =>
  mac(key, `bytes ${kind}\n${Buffer.from(body).toString('base64url')}`).subarray(0, shortProof);

type Verified = { readonly until: number; readonly payload: TokenPayload };
const mostGenuine = 10_000;
const genuines = new WeakMap<object, Map<string, Verified>>();

/** What was found genuine under a key, since whoever writes shows the same token each time: with another key it begins anew. */
function genuineUnder(key: object): Map<string, Verified> {
  const known = genuines.get(key) ?? new Map<string, Verified>();
  genuines.set(key, known);
  return known;
}

function verify(key: KeyObject, kind: string, token: string): Verified | undefined {
  const [body, given, rest] = token.split('.');
  if (body === undefined || given === undefined || rest !== undefined) return undefined;
  if (!same(Buffer.from(given, 'base64url'), mac(key, `${kind}\n${body}`))) return undefined;
  const [until, payload] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [number, TokenPayload];
  return { until, payload };
}

/** An id as 42 lower-case letters and digits that prove they came from here: fits the local part of a mail address. */
export function signId(tools: Tools, kind: string, id: Id): string {
  const text = id.slice(id.indexOf('_') + 1);
  return text + shortMac(signing(tools, 'signed-id'), kind, id);
}

/** The id in a text made by `signId`, in any letter case; undefined when forged, of another kind or another prefix. */
export function readSignedId<P extends Prefix>(tools: Tools, kind: string, prefix: P, text: string): Id<P> | undefined {
  const lower = text.toLowerCase();
  if (!/^[0-9a-hjkmnp-tv-z]{42}$/.test(lower)) return undefined;
  const id = `${prefix}_${lower.slice(0, 26)}` as Id<P>;
  const isGenuine = believed(tools, 'signed-id').some((key) => same(Buffer.from(lower.slice(26)), Buffer.from(shortMac(key, kind, id))));
  return isGenuine ? id : undefined;
}

/** 80 bits in 16 characters of base32. */
function shortMac(key: KeyObject, kind: string, id: Id): string {
  return encode(mac(key, `${kind}\n${id}`).subarray(0, 16)).slice(-16);
}

const signing = (tools: Tools, use: SigningUse): KeyObject => keyring.of({ tools }).instance.signing(use, clock.of({ tools })());
/** What was signed before these keys took over is believed too, until its time is over. */
const believed = (tools: Tools, use: SigningUse): KeyObject[] => keyring.of({ tools }).instance.believed(use, clock.of({ tools })());
const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

function same(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
