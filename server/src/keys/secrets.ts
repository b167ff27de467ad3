// Secrets of the company (a relay's password, a DKIM key, the reason of a change): sealed under a key of its own that has versions. The first follows from the first
// workspace key; later ones are random and lie, wrapped, beside the keys of the blind indexes.
import type { Ctx } from '#kit/ctx';
import { bind, mostVersion, newKey, openBytes, type Sealed, sealBytes, versionOf, wrapKey } from '#kit/seal';
import { secretField } from './keyring.ts';
import { deleteSecretKeys, insertIndexKey, newestSecretVersion } from './store.ts';
import { fieldWrap, keyOfField, lastingKey, workspaceKeys } from './workspace.ts';

/** Where a secret of the workspace lies. */
export type SecretPlace = { readonly table: string; readonly row: string; readonly column: string };

/** Seals a secret of the workspace (a relay's password, a DKIM key) under the newest key for it. */
export async function sealSecret(ctx: Ctx, place: SecretPlace, plain: string | Buffer): Promise<Sealed> {
  return sealUnder(ctx, await newestSecretVersion(ctx), place, Buffer.from(plain));
}

/** Opens a secret of the workspace; Error when it was moved or changed. */
export async function openSecret(ctx: Ctx, place: SecretPlace, sealed: Sealed): Promise<string> {
  return (await openUnder(ctx, place, sealed)).toString('utf8');
}

/** The same secret under another version of the key. */
export async function resealSecret(ctx: Ctx, version: number, place: SecretPlace, sealed: Sealed): Promise<Sealed> {
  const plain = await openUnder(ctx, place, sealed);
  const anew = await sealUnder(ctx, version, place, plain);
  plain.fill(0);
  return anew;
}

/** Makes the next version, under which secrets are sealed from now on; gives its number. */
export async function makeSecretKey(ctx: Ctx): Promise<number> {
  const version = (await newestSecretVersion(ctx)) + 1;
  if (version > mostVersion) throw new Error('the key of secrets was replaced as often as can be counted');
  const newest = await workspaceKeys(ctx);
  const { under, bound } = fieldWrap(ctx.workspace, secretField(version), newest);
  if ((await insertIndexKey(ctx, secretField(version), wrapKey(under, bound, newKey(), newest.version), newest.version)) !== 1)
    throw new Error('the workspace key was replaced at this moment: try again');
  return version;
}

/** Destroys the keys of all versions before. The first one can still be derived until the workspace key is replaced. */
export const dropSecretKeysBefore = (ctx: Ctx, version: number): Promise<number> => deleteSecretKeys(ctx, version);

async function sealUnder(ctx: Ctx, version: number, place: SecretPlace, plain: Buffer): Promise<Sealed> {
  return sealBytes(await keyOf(ctx, version), version, boundTo(ctx, place), plain);
}

async function openUnder(ctx: Ctx, place: SecretPlace, sealed: Sealed): Promise<Buffer> {
  return openBytes(await keyOf(ctx, versionOf(sealed)), boundTo(ctx, place), sealed);
}

function keyOf(ctx: Ctx, version: number) {
  return version === 1 ? lastingKey(ctx, 'secret') : keyOfField(ctx, secretField(version));
}

function boundTo(ctx: Ctx, place: SecretPlace): Buffer {
  return bind('secret', ctx.workspace, place.table, place.row, place.column);
}
