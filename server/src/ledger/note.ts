// Signed notes and checkpoints as the transparency world reads them (C2SP signed-note and tlog-checkpoint, Ed25519), so that an auditor needs no tool of ours.
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** A name without blanks or plus signs, with the private key that signs under it. */
export type Signer = { readonly name: string; readonly privateKey: KeyObject };
/** `bytes` are the key's id (4) and what the key signed. */
export type Signature = { readonly name: string; readonly bytes: Buffer };
export type Head = { readonly origin: string; readonly size: number; readonly root: Buffer };

const ed25519 = 1;
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410: what stands before the 32 bytes of an Ed25519 public key

/** `name+id+key`, to give to those who verify. */
export const verifierKey = (signer: Signer): string => verifierOf(signer.name, rawPublicKey(signer.privateKey));

/** The same from the 32 bytes of a public key. */
export function verifierOf(name: string, raw: Buffer): string {
  const typed = Buffer.concat([Buffer.of(ed25519), raw]);
  return `${name}+${keyId(name, typed).toString('hex')}+${typed.toString('base64')}`;
}

/** The 32 bytes of the public key in a verifier key, as base64; those of none where it is no verifier key. */
export const publicIn = (verifier: string): string =>
  Buffer.from(/^[^+]+\+[0-9a-f]{8}\+(.+)$/.exec(verifier)?.[1] ?? '', 'base64')
    .subarray(1)
    .toString('base64');

/** The four bytes by which a signer marks its signatures. */
export const idOfSigner = ({ name, privateKey }: Signer): Buffer =>
  keyId(name, Buffer.concat([Buffer.of(ed25519), rawPublicKey(privateKey)]));

/** The note with a signature of each signer, in their order. Error when the text is not a note's text: it ends with a line feed and has no other control characters. */
export function signNote(signer: Signer, text: string, ...others: readonly Signer[]): string {
  if (!isNoteText(text)) throw new Error('the text of a note ends with a line feed and has no other control characters');
  const lines = [signer, ...others].map((each) => {
    const signature = Buffer.concat([idOfSigner(each), sign(null, Buffer.from(text, 'utf8'), each.privateKey)]);
    return `— ${each.name} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** The text of a note that carries a valid signature of this verifier key; undefined otherwise. */
export function openNote(note: string, verifier: string): string | undefined {
  const { text, signatures } = splitNote(note) ?? {};
  const { name, id, key } = readVerifier(verifier);
  const ours = signatures?.find((signature) => signature.name === name && signature.bytes.subarray(0, 4).equals(id));
  return text !== undefined && ours && isSignedBy(key, Buffer.from(text, 'utf8'), ours.bytes.subarray(4)) ? text : undefined;
}

/** Whether an Ed25519 key signed these bytes (RFC 8032). */
export const isSignedBy = (key: KeyObject, said: Buffer, signature: Buffer): boolean => verify(null, said, key, signature);

/** Text and signatures of a note, nothing verified; undefined when it is no note. */
export function splitNote(note: string): { text: string; signatures: Signature[] } | undefined {
  const cut = note.lastIndexOf('\n\n');
  const text = note.slice(0, cut + 1);
  if (cut < 0 || !note.endsWith('\n') || !isNoteText(text)) return undefined;
  const signatures = note
    .slice(cut + 2, -1)
    .split('\n')
    .map(readSignature);
  return signatures.every((signature) => signature !== undefined) ? { text, signatures } : undefined;
}

/** The text of a checkpoint: origin, size, root. */
export function checkpointText(head: Head): string {
  return `${head.origin}\n${head.size}\n${head.root.toString('base64')}\n`;
}

/** Reads a checkpoint's text; undefined when it is none. */
export function readCheckpointText(text: string): Head | undefined {
  const [, origin, size, root] = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text) ?? [];
  return origin === undefined || size === undefined || root === undefined
    ? undefined
    : { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

/** Reads one signature line; undefined when it is none. */
export function readSignature(line: string): Signature | undefined {
  const [, name, encoded] = /^— ([^ +]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
  return name === undefined || encoded === undefined ? undefined : { name, bytes: Buffer.from(encoded, 'base64') };
}

/** Reads a verifier key of a type: 1 signs notes, 4 co-signs checkpoints, both Ed25519. Error when it is none. */
export function readVerifier(verifier: string, type = ed25519): { name: string; id: Buffer; key: KeyObject } {
  const [, name, id, encoded] = /^([^ +]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(verifier) ?? [];
  const typed = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || id === undefined || typed[0] !== type || typed.length !== 33 || keyId(name, typed).toString('hex') !== id)
    throw new Error('not an Ed25519 verifier key');
  return {
    name,
    id: Buffer.from(id, 'hex'),
    key: createPublicKey({ key: Buffer.concat([spkiPrefix, typed.subarray(1)]), format: 'der', type: 'spki' }),
  };
}

function keyId(name: string, typed: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
}

/** The 32 bytes of the public key that belongs to a private one. */
export function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length);
}

function isNoteText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is they that must not be there
  return text.endsWith('\n') && !/[\x00-\x09\x0b-\x1f]/.test(text) && text.isWellFormed();
}
