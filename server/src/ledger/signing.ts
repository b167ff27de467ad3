// Who signs for a ledger: the key that its newest checkpoint names, so that all nodes agree and a ledger changes to another key in one commit (ledger/key).
import type { Ctx } from '#kit/ctx';
import { formerKeys, publicOf, signingKeys } from './key/folder.ts';
import { holdKey, keyChanges } from './key/store.ts';
import { successionFrom } from './key/succession.ts';
import { idOfSigner, readVerifier, type Signer, signNote, splitNote, verifierOf } from './note.ts';
import { newestCheckpoint } from './store.ts';

type Of = Pick<Ctx, 'workspace' | 'tools'>;

/** The name under which a ledger signs, which is the origin of its checkpoints. */
export const originOf = ({ workspace }: Pick<Ctx, 'workspace'>): string => `parley/${workspace}`;

/** By which the ledger goes on after this checkpoint: the last that signed it, and where there is none the newest key. Error when that key is not in the key folder. */
export function signerAfter(ctx: Of, tip: { readonly note: string } | undefined): Signer {
  if (tip === undefined) return newestSigner(ctx);
  const signer = knownSigner(ctx, tip.note);
  if (signer === undefined)
    throw new Error(
      `the key that signed the ledger ${originOf(ctx)} is not in the key folder: put it back, or, where the database was put back from before, run keys rotate-ledger --returned`,
    );
  return signer;
}

/** The same, undefined when the key is not there. */
export function knownSigner(ctx: Of, note: string): Signer | undefined {
  const name = originOf(ctx);
  const id = idOfLast(ctx, note);
  const privateKey = id && signingKeys.of(ctx).find((key) => idOfSigner({ name, privateKey: key }).equals(id));
  return privateKey && { name, privateKey };
}

/** A checkpoint whose key was destroyed in its time: that key (base64), and what leads from it to the newest one. Undefined when its key is here, or none of ours. */
export function succeeded(ctx: Of, note: string): { readonly former: string; readonly notes: string[] } | undefined {
  const [id, all] = [idOfLast(ctx, note), formerKeys(signingKeys.of(ctx).folder)];
  if (id === undefined || knownSigner(ctx, note)) return undefined;
  const former = all.find((each) => readVerifier(verifierOf(originOf(ctx), Buffer.from(each.public, 'base64'))).id.equals(id))?.public;
  const notes = former && successionFrom(all, former, publicOf(signingKeys.of(ctx).newest()));
  return former && notes ? { former, notes } : undefined;
}

/** The mark of the key that signed last. */
function idOfLast(ctx: Of, note: string): Buffer | undefined {
  const ours = splitNote(note)?.signatures.filter((each) => each.name === originOf(ctx));
  return ours?.at(-1)?.bytes.subarray(0, 4);
}

export const newestSigner = (ctx: Of): Signer => ({ name: originOf(ctx), privateKey: signingKeys.of(ctx).newest() });

/** Signs a text that is not a checkpoint, by the key of now, and until the commit no other takes over: an entry of this transaction stands before its end. */
export async function signStatement(ctx: Ctx, text: string): Promise<string> {
  refuseCheckpoint(ctx, text);
  await holdKey(ctx);
  return signNote(signerAfter(ctx, await newestCheckpoint(ctx)), text);
}

/** The same also by the keys before, as long as they are kept and nobody else has them: others may hold what we say against the key that they knew when it began. */
export async function signForOthers(ctx: Ctx, text: string): Promise<string> {
  refuseCheckpoint(ctx, text);
  await holdKey(ctx);
  const signer = signerAfter(ctx, await newestCheckpoint(ctx));
  const before = (await keyChanges(ctx)).map(({ announcement, compromised }) => (compromised ? '' : announcement.split('\n')[4]));
  const stolen = formerKeys(signingKeys.of(ctx).folder).flatMap((each) => (each.compromised ? [each.public] : []));
  const kept = before.flatMap((verifier) => {
    const privateKey = signingKeys.of(ctx).find((key) => verifierOf(signer.name, Buffer.from(publicOf(key), 'base64')) === verifier);
    return privateKey && !stolen.includes(publicOf(privateKey)) ? [{ name: signer.name, privateKey }] : [];
  });
  return signNote(signer, text, ...kept.reverse());
}

function refuseCheckpoint(ctx: Of, text: string): void {
  if (text.split('\n')[0] === originOf(ctx)) throw new Error('this text would pose as a checkpoint: the same key signs both');
}
