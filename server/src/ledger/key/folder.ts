// The ledger's own Ed25519 key: a file beside the root key, so that whoever has only the database can neither sign a checkpoint nor pose deletion as erasure. A key that was replaced stays beside it
// for as long as backups from before open: the ledger of such a backup can be told of the new key only by the one that signed it. After that its public half stays, for what it signed.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readdirSync, statSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { destroyPrivateFile, makePrivateFile, readPrivateFile, replacePrivateFile } from '#kit/private-file';
import { tool } from '#kit/tool';
import { rawPublicKey } from '../note.ts';
import { signSuccession } from './succession.ts';

/**
 * A key that was replaced: `public` is base64, `private` a PEM until it was destroyed; `isPassedOn` once no ledger waits for it any more. `succession` is what it signed of the key that followed it,
 * for ledgers that come back when it is gone. `compromised` once somebody else has it: `told` when every ledger says so.
 */
export type FormerKey = {
  readonly public: string;
  readonly until: string;
  readonly isPassedOn: boolean;
  readonly private?: string;
  readonly succession?: string;
  readonly compromised?: 'waits' | 'told';
};
export type SigningKeys = {
  readonly folder: string;
  /** By which a new ledger begins, read anew: another node may have made it. */
  newest(): KeyObject;
  /** The first that fits, of those in memory and then of those in the folder. */
  find(fits: (key: KeyObject) => boolean): KeyObject | undefined;
};

export const signingKeys = tool<SigningKeys>('ledger.signing-keys');
const fileIn = (folder: string): string => path.join(folder, 'ledger.key');
const formerIn = (folder: string): string => path.join(folder, 'ledger-former.json');

/** Reads `ledger.key` from the key folder, or makes it; with `mustExist` a missing file is an Error. */
export function openSigningKeys(folder: string, mustExist: boolean): SigningKeys {
  if (readPrivateFile(fileIn(folder)) === undefined) {
    if (mustExist)
      throw new Error(`${fileIn(folder)} is missing, but the database holds checkpoints that it signed: put it back from its backup`);
    makePrivateFile(fileIn(folder), newKey());
  }
  let known = read(folder);
  const reload = () => {
    known = read(folder);
    return known;
  };
  return { folder, newest: () => reload()[0] as KeyObject, find: (fits) => known.find(fits) ?? reload().find(fits) };
}

/**
 * Puts a new key in the place of the present one, which is kept among the former until `until`, with what it signs of its successor; a crash between the two leaves the present one in both places,
 * which changes nothing.
 */
export function replaceSigningKey(folder: string, until: Date, isCompromised = false): void {
  const present = readPrivateFile(fileIn(folder));
  if (present === undefined) throw new Error(`${fileIn(folder)} is missing`);
  const [key, next] = [createPrivateKey(present), newKey()];
  const succession = signSuccession(key, createPrivateKey(next));
  const kept: FormerKey = {
    ...{ public: publicOf(key), until: until.toISOString(), isPassedOn: false, private: present.toString('utf8'), succession },
    ...(isCompromised && { compromised: 'waits' }),
  };
  writeFormer(folder, [kept, ...formerKeys(folder).filter((each) => each.public !== kept.public)]);
  replacePrivateFile(fileIn(folder), next, { wipe: true });
}

/** Notes that somebody else has a former key, given as base64; false when it is none of them. */
export function noteCompromised(folder: string, publicKey: string): boolean {
  const all = formerKeys(folder);
  if (!all.some((each) => each.public === publicKey)) return false;
  writeFormer(
    folder,
    all.map((each) => (each.public === publicKey && !each.compromised ? { ...each, compromised: 'waits' } : each)),
  );
  return true;
}

/** The keys that were replaced, newest first; without the present one, which a crash may have left among them. */
export function formerKeys(folder: string): FormerKey[] {
  const bytes = readPrivateFile(formerIn(folder));
  const present = readPrivateFile(fileIn(folder));
  const all = bytes === undefined ? [] : (JSON.parse(bytes.toString('utf8')) as FormerKey[]);
  return present === undefined ? all : all.filter((each) => each.public !== publicOf(createPrivateKey(present)));
}

/** A database from before came back: what those keys signed last may stand there again, and be announced the newest by them. */
export function awaitReturned(folder: string): void {
  const all = formerKeys(folder);
  if (all.some((each) => each.isPassedOn))
    writeFormer(
      folder,
      all.map((each) => ({ ...each, isPassedOn: false })),
    );
}

/** Notes that no ledger waits for these any more, and destroys the private half of those whose time is over, once it signed who follows it. */
export function settleFormer(folder: string, now: Date): void {
  const before = formerKeys(folder);
  const present = createPrivateKey(readPrivateFile(fileIn(folder)) ?? '');
  const after = before.map(({ private: secret, ...each }, at) => {
    const next = at === 0 ? present : before[at - 1]?.private; // one from before successions were signed
    const succession =
      each.succession ??
      (secret && next && signSuccession(createPrivateKey(secret), typeof next === 'string' ? createPrivateKey(next) : next));
    return {
      ...each,
      isPassedOn: true,
      ...(succession && { succession }),
      ...(each.compromised && { compromised: 'told' as const }),
      ...(secret !== undefined && new Date(each.until) > now && { private: secret }),
    };
  });
  if (JSON.stringify(after) !== JSON.stringify(before)) writeFormer(folder, after);
}

/** Destroys what a crash left of a key that was being written, once it is a minute old: nobody is writing it any more. */
export function sweepParts(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    if (!/^ledger(\.key|-former\.json)\.[0-9a-f]{12}\.part(\.gone)?$/.test(name)) continue;
    const file = path.join(folder, name);
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined || found.mtimeMs > now.getTime() - 60_000) continue;
    if (found.nlink > 1)
      unlinkSync(file); // the key itself by another name: to overwrite it would end the key
    else destroyPrivateFile(file);
  }
}

/** When the present key was made, as its file says. */
export const keySince = (folder: string): Date => statSync(fileIn(folder)).mtime;

export const publicOf = (key: KeyObject): string => rawPublicKey(key).toString('base64');

function read(folder: string): KeyObject[] {
  const present = createPrivateKey(readPrivateFile(fileIn(folder)) ?? '');
  if (present.asymmetricKeyType !== 'ed25519') throw new Error(`${fileIn(folder)} does not hold an Ed25519 key`);
  return [present, ...formerKeys(folder).flatMap((each) => (each.private === undefined ? [] : [createPrivateKey(each.private)]))];
}

function writeFormer(folder: string, keys: readonly FormerKey[]): void {
  const bytes = Buffer.from(`${JSON.stringify(keys)}\n`);
  if (!makePrivateFile(formerIn(folder), bytes)) replacePrivateFile(formerIn(folder), bytes, { wipe: true });
}

const newKey = (): Buffer => Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
