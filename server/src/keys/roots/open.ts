// From an address to a root key: one line per place where a root can lie.
import { awsName, openAwsRoot } from './aws.ts';
import { fileOf, makeFileRoot, openFileRoot } from './file.ts';
import { gcpName, openGcpRoot } from './gcp.ts';
import type { Root } from './root.ts';
import { openVaultRoot, vaultName } from './vault.ts';

export const defaultRoot = 'file:root.key';

/** Opens a root; undefined when it is a file that is not there. Error when the address is none. */
export function openRoot(folder: string, address: string): Root | undefined {
  if (address.startsWith('file:')) return openFileRoot(folder, address);
  if (address.startsWith('vault+')) return openVaultRoot(address);
  if (address.startsWith('aws-kms:')) return openAwsRoot(address);
  if (address.startsWith('gcp-kms:')) return openGcpRoot(address);
  throw new Error(
    `a root key lies at file:PATH, vault+https://HOST/MOUNT/KEY, aws-kms:ARN or gcp-kms:projects/…, not at ${address.split('?')[0]}`,
  );
}

/** Makes the root where Parley may make one itself: a file. A service's key is made by its own operator. */
export function makeRoot(folder: string, address: string): void {
  if (address.startsWith('file:')) makeFileRoot(folder, address);
}

/** The same for two addresses of one root, whatever files hold token and certificate. */
export function nameOfRoot(folder: string, address: string): string {
  if (address.startsWith('vault+')) return vaultName(address);
  if (address.startsWith('aws-kms:')) return awsName(address);
  if (address.startsWith('gcp-kms:')) return gcpName(address);
  return `file:${fileOf(folder, address)}`;
}
