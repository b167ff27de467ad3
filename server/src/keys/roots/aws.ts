// The root key in AWS KMS, by the official client: credentials come from its usual places (environment, profile, role of the machine). Never run against the real
// service here. aws-kms:arn:aws:kms:REGION:ACCOUNT:key/ID?endpoint=URL&ca=FILE. AWS turns the material of a key by itself and opens older wraps; another key is a move.
import { readFileSync } from 'node:fs';
import { keyFrom } from '#kit/seal';
import { nameFor, parameters } from './address.ts';
import { associated, type Root, rootAway, type Use } from './root.ts';

const refusals =
  /^(AccessDenied|Disabled|NotFound|KMSInvalidState|KeyUnavailable|UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientTokenId)/;
const notOurs = /^(InvalidCiphertext|IncorrectKey)/;

/** Opens a symmetric key named by its ARN (no alias: an alias may come to mean another key); asks nothing yet. */
export function openAwsRoot(address: string): Root {
  const arn = arnOf(address);
  const name = awsName(address);
  const context = (use: Use, bound: Buffer) => ({ parley: associated(use, bound).toString('base64') });
  return {
    address,
    owns: (rootId) => rootId === name,
    wrap: (use, bound, key) =>
      ask(address, async ({ client, kms }) => {
        const plain = key.export();
        const request = { KeyId: arn, Plaintext: plain, EncryptionContext: context(use, bound) };
        const { CiphertextBlob } = await client.send(new kms.EncryptCommand(request));
        plain.fill(0);
        if (!CiphertextBlob) throw new Error('AWS KMS answered Encrypt without a ciphertext');
        return { rootId: name, bytes: Buffer.from(CiphertextBlob) };
      }),
    unwrap: (use, bound, wrapped) =>
      ask(address, async ({ client, kms }) => {
        const request = { KeyId: arn, CiphertextBlob: wrapped, EncryptionContext: context(use, bound) };
        const { Plaintext } = await client.send(new kms.DecryptCommand(request));
        return keyFrom(Buffer.from(Plaintext ?? []));
      }),
    health: () =>
      ask(address, async ({ client, kms }) => {
        const { KeyMetadata } = await client.send(new kms.DescribeKeyCommand({ KeyId: arn }));
        if (KeyMetadata?.KeySpec !== 'SYMMETRIC_DEFAULT') throw new Error('the key in AWS KMS must be a symmetric one');
        if (KeyMetadata.Enabled !== true) throw rootAway('withheld', `AWS KMS holds ${arn}, but it is ${KeyMetadata.KeyState}`);
        return { rootId: name, madeAt: KeyMetadata.CreationDate };
      }),
  };
}

/** What tells keys in AWS KMS apart. */
export const awsName = (address: string): string => nameFor('aws', arnOf(address));

function arnOf(address: string): string {
  const arn = parameters(address, ['endpoint', 'ca']).place.slice('aws-kms:'.length);
  if (!/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(arn))
    throw new Error('an address in AWS KMS is aws-kms:arn:aws:kms:REGION:ACCOUNT:key/ID, without alias');
  return arn;
}

/** The client is loaded when it is needed: nobody else pays for it. */
async function open(address: string) {
  const { of } = parameters(address, ['endpoint', 'ca']);
  const [endpoint, ca] = [of('endpoint'), of('ca')];
  if (endpoint !== undefined && !endpoint.startsWith('https://')) throw new Error('the endpoint of AWS KMS begins with https://');
  const kms = await import('@aws-sdk/client-kms');
  const client = new kms.KMSClient({
    region: arnOf(address).split(':')[3] ?? '',
    maxAttempts: 2,
    ...(endpoint && { endpoint }),
    requestHandler: { connectionTimeout: 5000, requestTimeout: 10_000, ...(ca && { httpsAgent: { ca: readFileSync(ca) } }) },
  });
  return { client, kms };
}

async function ask<T>(address: string, work: (parts: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const parts = await open(address);
  try {
    return await work(parts);
  } catch (error) {
    const { name, code } = error as { name: string; code?: string };
    if (code?.startsWith('ROOT_')) throw error;
    if (notOurs.test(name)) throw new Error(`sealed value does not open: other key, other place, or changed (AWS KMS)`);
    if (refusals.test(name)) throw rootAway('withheld', `AWS KMS refuses ${arnOf(address)}: ${name}`);
    if ('$metadata' in (error as object) || code !== undefined || name === 'CredentialsProviderError')
      throw rootAway('unreachable', `AWS KMS cannot be used: ${code ?? name}`);
    throw error;
  } finally {
    parts.client.destroy();
  }
}
