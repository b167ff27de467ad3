// Everything that can be tried with what is left of a house: its whole database, its whole key folder with the root key, and wrapped keys and sealed bytes found wherever they lay.
import type { KeyObject } from 'node:crypto';
import { bind, openBytes, subKey, unwrapKey } from '#kit/seal';
import { openEpochs } from '../../src/keys/epochs.ts';
import { isRef } from '../../src/keys/key-store/refs.ts';
import { wrappingKey } from '../../src/keys/keyring.ts';
import { openRoots } from '../../src/keys/roots/roots.ts';
import { boundToWorkspace } from '../../src/keys/workspace.ts';
import { rowsIn, type SealedPiece, type WrappedKey } from './belongings.ts';
import type { TestRoom } from './room.ts';

/** What these wrapped keys open of these sealed bytes, with any epoch key and root key of this key folder: each wrap is tried under each. */
export async function attack(
  { workspace, adminUrl, settings }: Pick<TestRoom, 'workspace' | 'adminUrl' | 'settings'>,
  wraps: readonly WrappedKey[],
  sealed: readonly SealedPiece[],
): Promise<ReadonlyMap<SealedPiece, string>> {
  const roots = openRoots(settings);
  const epochs = await openEpochs(settings.keys, roots, new Date(), true);
  const key = await roots.unwrap(
    'workspace',
    boundToWorkspace(workspace),
    await companyKey(workspace, { adminUrl, keysDatabaseUrl: settings.keysDatabaseUrl }),
  );
  const ring = { epochs } as Parameters<typeof wrappingKey>[0];
  const opened = new Map<SealedPiece, string>();
  for (const held of epochs.numbers()) {
    const above = await wrappingKey(ring, workspace, { version: 0, key }, held);
    for (const { subject, bytes } of wraps)
      for (let said = 0; above && said <= held + 1; said += 1) {
        const own = tried(() => unwrapKey(above, bind('subject-key', workspace, subject, 1, said), bytes));
        const seal = own && subKey(own, 'parley/1/seal');
        for (const piece of seal ? sealed : []) {
          const { subject: of, table, row, column } = piece.place;
          const plain = tried(() => openBytes(seal as KeyObject, bind('value', workspace, of, table, row, column, 1), piece.bytes));
          if (plain) opened.set(piece, plain.toString('utf8'));
        }
      }
  }
  return opened;
}

/** The wrap itself, also where the main database has a ref in its place. */
async function companyKey(
  workspace: string,
  { adminUrl, keysDatabaseUrl }: { readonly adminUrl: string; readonly keysDatabaseUrl: string },
): Promise<{ rootId: string; bytes: Buffer }> {
  const text = 'SELECT root_id AS "rootId", wrapped AS bytes FROM workspace_keys WHERE workspace_id = ANY ($1)';
  const [row] = await rowsIn<{ rootId: string; bytes: Buffer }>(adminUrl, text, [workspace]);
  if (row === undefined) throw new Error('the company has no key: nothing could be tried');
  if (!isRef(row.bytes)) return row;
  const [kept] = await rowsIn<{ bytes: Buffer }>(keysDatabaseUrl, 'SELECT wrapped AS bytes FROM kept_keys WHERE ref = ANY ($1)', [
    row.bytes,
  ]);
  return { ...row, ...kept };
}

function tried<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
