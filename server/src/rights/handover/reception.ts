// The receiving side of a hand-over (Art. 20(2)). Reception is closed until somebody opens it and says why. Keys go by turns, so that one that was lost opens little; what comes in stays
// sealed to its key, and by the company's once more, until staff say whose it is.
import { createHash } from 'node:crypto';
import { DhkemX25519HkdfSha256 } from '@hpke/core';
import { findEntrance } from '#access';
import { stepDown } from '#defaults';
import { openSecret, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, isId, newId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import type { Tools } from '#kit/tool';
import { append, signText } from '#ledger';
import { originOf, refuseCrowd } from './crowd.ts';
import { documentFormat, isName, keptDays, mostBytes, objectIn, ownDocument } from './document.ts';
import { type Envelope, fingerprint, type Header, suiteName } from './envelope.ts';
import { handoverStore, type KeyRow } from './store.ts';
import { waitingStore } from './waiting-store.ts';

export const keyDays = 45;
const turnDays = 15; // a new key is made so long before the old one ends
const dayMs = 86_400_000;
const kem = new DhkemX25519HkdfSha256();
const later = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() + days * dayMs);
export const secretPlace = (id: Id<'hky'>) => ({ table: 'handover_keys', row: id, column: 'secret' });
export const arrivalPlace = (id: Id<'hov'>, column: 'said' | 'envelope' | 'signature') => ({ table: 'handover_arrivals', row: id, column });

export async function isReceiving(ctx: Ctx): Promise<boolean> {
  const newest = await handoverStore.newestKey(ctx);
  return newest !== undefined && newest.closed_at === null;
}

/** What staff see of the reception. */
export async function receptionOf(ctx: Ctx): Promise<{ isOpen: boolean; document: string; until: string | null }> {
  const isOpen = await isReceiving(ctx);
  const newest = await handoverStore.newestKey(ctx);
  return { isOpen, document: await ownDocument(ctx), until: isOpen ? (newest?.until.toISOString() ?? null) : null };
}

/** Opens or closes the reception. What waits goes on waiting. Problem `invalid` (`reason-needed`) when it is opened without a reason. */
export async function setReception(ctx: Ctx, isOpen: boolean, reason: string | undefined): Promise<void> {
  await handoverStore.hold(ctx);
  if (isOpen === (await isReceiving(ctx))) return;
  if (isOpen) await stepDown(ctx, { of: ['rights.reception'], reason, undo: { isOpen: false } }, () => makeKey(ctx));
  else {
    await handoverStore.closeKeys(ctx);
    await handoverStore.dropKeys(ctx);
  }
  await append(ctx, { kind: isOpen ? 'reception.opened' : 'request.reception-closed', facts: {} });
}

/** Makes the next key in time and destroys those that nothing needs any more. */
export async function turnKeys(ctx: Ctx): Promise<void> {
  await handoverStore.hold(ctx); // what is just coming in is there first, and keeps its key
  const newest = await handoverStore.newestKey(ctx);
  if (newest && newest.closed_at === null && newest.until <= later(ctx, turnDays)) await makeKey(ctx);
  await handoverStore.dropKeys(ctx);
}

/**
 * Takes an envelope in for the company with this public key and gives the signed receipt; the same envelope again gets the same one. Problems: `not-found` where nothing is received,
 * `invalid` for what is no envelope or sealed to another key, `conflict` for another envelope under a known number, `too-many` while too much waits already, of all, of the company that signed, or of the network that it came from (`from` is an IP address); of that staff hear.
 */
export async function receiveHandover(
  tools: Tools,
  key: string,
  bytes: Buffer,
  from: string,
): Promise<{ handover: Id<'hov'>; receipt: string }> {
  const found = await findEntrance(tools, 'centre', key);
  if (!found) throw new Problem('not-found');
  const envelope = envelopeIn(bytes); // before anything is held
  const who = { workspace: found.workspace, actor: { kind: 'system', id: 'reception' }, purpose: 'rights-fulfilment' } as const;
  return act(tools, who, async (ctx) => {
    if (envelope) await handoverStore.hold(ctx); // a key that is destroyed at this moment is seen as gone
    const isOpen = await isReceiving(ctx);
    if (!envelope) throw isOpen ? invalid('envelope-unclear') : new Problem('not-found');
    const { header } = envelope;
    const sealedTo = (await handoverStore.liveKeys(ctx)).find((row) => fingerprintOf(row) === header.receiver.key);
    const digest = digestOf(envelope.sealed);
    const mark = digestOf([header.receiver.key, digest]); // the key that it names is part of what a receipt confirms
    const known = await handoverStore.arrival(ctx, header.handover as Id<'hov'>);
    if (known && known.digest !== mark) throw new Problem('conflict', { because: 'another-envelope' });
    if (known) return { handover: known.id, receipt: await receiptFor(ctx, header, digest, known.at) };
    if (!isOpen) throw new Problem('not-found');
    if (!sealedTo) throw invalid('key-unknown');
    const { signature } = envelope;
    const origin = await originOf(ctx, { signature, text: signedText(header, digest), document: header.sender.document, from });
    await refuseCrowd(ctx, origin, bytes.length);
    const id = header.handover as Id<'hov'>;
    await handoverStore.addArrival(ctx, {
      ...{ id, key_id: sealedTo.id, digest: mark, size: bytes.length, until: later(ctx, keptDays), ...origin },
      said: await sealSecret(ctx, arrivalPlace(id, 'said'), JSON.stringify(header)),
      envelope: await sealSecret(ctx, arrivalPlace(id, 'envelope'), JSON.stringify(envelope)),
      signature: await sealSecret(ctx, arrivalPlace(id, 'signature'), envelope.signature),
    });
    await append(ctx, { kind: 'handover.received', facts: { handover: id, key: header.receiver.key, bytes: bytes.length } });
    return { handover: id, receipt: await receiptFor(ctx, header, digest, ctx.now) };
  }).catch(async (error: unknown) => {
    if (error instanceof Problem && error.code === 'too-many') await act(tools, who, waitingStore.turnedAway);
    throw error;
  });
}

/** Where the sender says it is at home; nothing for one that does not say. */
export const hostIn = ({ sender }: Header): string | null => URL.parse(sender.document ?? '')?.host ?? null;

/** The header of what waits. */
export const headerOf = async (ctx: Ctx, { id, said }: { id: Id<'hov'>; said: Sealed | null }): Promise<Header> =>
  JSON.parse(await openSecret(ctx, arrivalPlace(id, 'said'), said as Sealed)) as Header;

/** The pair of a key of ours, to open what is sealed to it. Error when it was destroyed. */
export async function pairOf(ctx: Ctx, id: Id<'hky'>): Promise<{ publicKey: CryptoKey; privateKey: CryptoKey }> {
  const row = await handoverStore.key(ctx, id);
  if (!row) throw new Error('the key of this hand-over is gone');
  const secret = Buffer.from(await openSecret(ctx, secretPlace(id), row.secret), 'base64url');
  return {
    publicKey: await kem.deserializePublicKey(new Uint8Array(Buffer.from(row.public_key, 'base64url')).buffer),
    privateKey: await kem.deserializePrivateKey(new Uint8Array(secret).buffer),
  };
}

/** What stands before the time in a receipt, as sender and receiver write it. */
export const receiptBeginning = (handover: string, key: string, digest: string): string =>
  `parley handover receipt v1\n${handover}\n${key}\n${digest}\n`;

/** SHA-256 over the pieces as they are written, each with a line feed, base64url. */
export function digestOf(sealed: readonly string[]): string {
  const digest = createHash('sha256');
  for (const piece of sealed) digest.update(`${piece}\n`);
  return digest.digest('base64url');
}

/** What the sender signs. */
export const signedText = ({ handover, receiver }: Header, digest: string): string =>
  `parley handover v1\n${handover}\n${receiver.key}\n${digest}\n`;

const receiptFor = (ctx: Ctx, { handover, receiver }: Header, digest: string, at: Date): Promise<string> =>
  signText(ctx, `${receiptBeginning(handover, receiver.key, digest)}${at.toISOString()}\n`);

const fingerprintOf = (row: KeyRow): string => fingerprint(Buffer.from(row.public_key, 'base64url'));

async function makeKey(ctx: Ctx): Promise<void> {
  const pair = await kem.generateKeyPair();
  const [open, secret] = await Promise.all([kem.serializePublicKey(pair.publicKey), kem.serializePrivateKey(pair.privateKey)]);
  const id = newId('hky');
  const sealed = await sealSecret(ctx, secretPlace(id), Buffer.from(secret).toString('base64url'));
  await handoverStore.addKey(ctx, id, Buffer.from(open).toString('base64url'), sealed, later(ctx, keyDays));
}

type Signed = Envelope & { readonly signature: string };
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isCoded = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && /^[A-Za-z0-9_-]+$/.test(value);

/** An envelope in what a stranger handed in, with the fields that we know and no others; undefined when it is none. */
export function envelopeIn(bytes: Buffer): Signed | undefined {
  if (bytes.length > mostBytes) return undefined;
  const { header, enc, sealed, signature } = objectIn(bytes.toString('utf8')) ?? {};
  if (!isPlain(header) || !isPlain(header['sender']) || !isPlain(header['receiver'])) return undefined;
  const { format, handover, sender, receiver, day, suite } = header as {
    sender: Record<string, unknown>;
    receiver: Record<string, unknown>;
  } & Record<string, unknown>;
  if (format !== 'parley-handover@1' || suite !== suiteName || typeof handover !== 'string' || !isId('hov', handover)) return undefined;
  if (!isName(sender['name']) || !isName(receiver['name']) || !isCoded(receiver['key'], 43)) return undefined;
  if (typeof sender['workspace'] !== 'string' || sender['workspace'].length > 100 || typeof day !== 'string' || !isDay(day))
    return undefined;
  const document = sender['document'];
  if (document !== undefined && (typeof document !== 'string' || document.length > 500 || URL.parse(document) === null)) return undefined;
  if (!isCoded(enc, 43) || !Array.isArray(sealed) || sealed.length === 0 || sealed.length > 64) return undefined;
  if (!sealed.every((piece) => isCoded(piece, mostBytes)) || typeof signature !== 'string' || signature.length > 2000) return undefined;
  const from = { name: sender['name'], workspace: sender['workspace'], ...(document !== undefined && { document }) };
  const to = { name: receiver['name'], key: receiver['key'] };
  return { header: { format, handover, sender: from, receiver: to, day, suite }, enc, sealed: sealed as string[], signature };
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const invalid = (because: 'envelope-unclear' | 'key-unknown') =>
  new Problem('invalid', { because, article: '20(2)', fields: [{ path: '/', message: documentFormat }] });
