// From an address to a root key: one line per place where a root can lie.
import { fileOf, makeFileRoot, openFileRoot } from './file.ts';
import type { Root } from './root.ts';
import { openVaultRoot, vaultName } from './vault.ts';

export const defaultRoot = 'file:root.key';

/** Opens a root; undefined when it is a file that is not there. Error when the address is none. */
export function openRoot(folder: string, address: string): Root | undefined {
  if (address.startsWith('file:')) return openFileRoot(folder, address);
  if (address.startsWith('vault+')) return openVaultRoot(address);
  throw new Error(`a root key lies at file:PATH or vault+https://HOST/MOUNT/KEY, not at ${address.split('?')[0]}`);
}

/** Makes the root where Parley may make one itself: a file. A service's key is made by its own operator. */
export function makeRoot(folder: string, address: string): void {
  if (address.startsWith('file:')) makeFileRoot(folder, address);
}

/** The same for two addresses of one root, whatever files hold token and certificate. */
export function nameOfRoot(folder: string, address: string): string {
  return address.startsWith('vault+') ? vaultName(address) : address.startsWith('file:') ? `file:${fileOf(folder, address)}` : address;
}
