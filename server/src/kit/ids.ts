// Every id is a TypeID: a readable prefix and a UUIDv7 in Crockford base32 (https://github.com/jetify-com/typeid). Never made from a personal value.
import { randomFillSync } from 'node:crypto';

/** The prefixes in use; a new kind of thing adds its own line here. */
export type Prefix =
  | 'wsp'
  | 'stf'
  | 'ses'
  | 'inv'
  | 'psk'
  | 'apk'
  | 'rol'
  | 'grt'
  | 'idp'
  | 'sct'
  | 'grp'
  | 'tem'
  | 'rst'
  | 'brk'
  | 'rvw'
  | 'rvl'
  | 'aln'
  | 'unm'
  | 'ent'
  | 'per'
  | 'idn'
  | 'mrg'
  | 'cns'
  | 'ntc'
  | 'pur'
  | 'vnd'
  | 'inb'
  | 'cnv'
  | 'msg'
  | 'att'
  | 'acc'
  | 'req'
  | 'rcp'
  | 'crt'
  | 'led'
  | 'out'
  | 'key'
  | 'bak'
  | 'cod'
  | 'vst'
  | 'dlv'
  | 'fct'
  | 'evt'
  | 'ctl'
  | 'run'
  | 'fnd'
  | 'fev'
  | 'adt'
  | 'asm'
  | 'dfs'
  | 'sbx'
  | 'hld'
  | 'cpn'
  | 'tag'
  | 'fld'
  | 'dev'
  | 'wrd'
  | 'clc'
  | 'ret'
  | 'dep'
  | 'sto'
  | 'ksk'
  | 'sit'
  | 'str'
  | 'dec'
  | 'hov'
  | 'hky'
  | 'brt'
  | 'kpt'
  | 'kpp';

export type Id<P extends Prefix = Prefix> = `${P}_${string}` & { readonly __id: true };
export type WorkspaceId = Id<'wsp'>;
export type StaffId = Id<'stf'>;
export type PersonId = Id<'per'>;
export type InboxId = Id<'inb'>;
export type TeamId = Id<'tem'>;
export type ConversationId = Id<'cnv'>;
export type MessageId = Id<'msg'>;
export type AttachmentId = Id<'att'>;
/** Whoever a value is about: a customer, a member of staff, the case of a request, or what was kept back from an erasure. Their keys are held under this id. */
export type SubjectId = PersonId | StaffId | Id<'req'> | Id<'kpt'>;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const pool = Buffer.alloc(16 * 256);
let used = pool.length;
let lastMs = 0;
let counter = 0;

/** A new id `prefix_` + 26 characters; ids made by one process sort in the order they were made (RFC 9562, section 6.2 method 1). */
export function newId<P extends Prefix>(prefix: P): Id<P> {
  return `${prefix}_${encode(uuid7())}` as Id<P>;
}

/** Whether a text from outside has the shape of an id with this prefix. */
export function isId<P extends Prefix>(prefix: P, text: string): text is Id<P> {
  return (
    text.length === prefix.length + 27 &&
    text.startsWith(`${prefix}_`) &&
    /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text.slice(prefix.length + 1))
  );
}

function uuid7(): Uint8Array {
  if (used + 16 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;
  const ms = Math.max(Date.now(), lastMs);
  counter = ms === lastMs ? counter + 1 : bytes.readUInt16BE(6) & 0x3ff;
  if (counter > 0xfff) {
    lastMs = ms + 1;
    counter = 0;
  } else lastMs = ms;
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}

/** The least id of an instant: those made earlier sort before it. */
export function firstIdAt<P extends Prefix>(prefix: P, at: Date): Id<P> {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  return `${prefix}_${encode(bytes)}` as Id<P>;
}

/** Crockford base32 of 16 bytes, most significant first, 26 characters. */
export function encode(bytes: Uint8Array): string {
  let text = '';
  let bits = 2; // 130 bits hold 128: two leading zero bits
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31];
      value &= (1 << bits) - 1;
    }
  }
  return text;
}

/** The 16 bytes of an id; what `idOfBytes` makes an id of again. */
export function bytesOfId(id: Id): Buffer {
  let value = 0n;
  for (const letter of id.slice(id.indexOf('_') + 1)) value = (value << 5n) | BigInt(alphabet.indexOf(letter));
  return Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
}

export const idOfBytes = <P extends Prefix>(prefix: P, bytes: Uint8Array): Id<P> => `${prefix}_${encode(bytes)}` as Id<P>;
