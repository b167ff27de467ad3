// The ledger's own Ed25519 key: a file beside the root key, so that whoever has only the database can neither sign a checkpoint nor pose deletion as erasure.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import path from 'node:path';
import type { Ctx } from '#kit/ctx';
import { makePrivateFile, readPrivateFile } from '#kit/private-file';
import { tool } from '#kit/tool';
import { type Signer, signNote } from './note.ts';

export const signingKey = tool<KeyObject>('ledger.signing-key');

/** Reads `ledger.key` from the key folder, or makes it; with `mustExist` a missing file is an Error. */
export function loadSigningKey(folder: string, mustExist: boolean): KeyObject {
  const file = path.join(folder, 'ledger.key');
  if (readPrivateFile(file) === undefined) {
    if (mustExist) throw new Error(`${file} is missing, but the database holds checkpoints that it signed: put it back from its backup`);
    const made = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
    makePrivateFile(file, Buffer.from(made));
  }
  const key = createPrivateKey(readPrivateFile(file) ?? '');
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} does not hold an Ed25519 key`);
  return key;
}

/** The signer of this workspace's ledger. Its name is the origin of the checkpoints. */
export function signerOf(ctx: Pick<Ctx, 'workspace' | 'tools'>): Signer {
  return { name: `parley/${ctx.workspace}`, privateKey: signingKey.of(ctx) };
}

/** Signs a text that is not a checkpoint: one whose first line is the origin is refused, since the same key signs both. */
export function signStatement(ctx: Pick<Ctx, 'workspace' | 'tools'>, text: string): string {
  const signer = signerOf(ctx);
  if (text.split('\n')[0] === signer.name) throw new Error('this text would pose as a checkpoint');
  return signNote(signer, text);
}
