// The root key in Google Cloud KMS, by its documented REST API; Google's own library signs in (the full client brings 119 packages and an install script). Never run
// against the real service here. gcp-kms:projects/P/locations/L/keyRings/R/cryptoKeys/K?credentials=FILE&endpoint=URL&ca=FILE; without `credentials` the usual places count.
import { readFileSync } from 'node:fs';
import { readPrivateFile } from '#kit/private-file';
import { keyFrom } from '#kit/seal';
import { nameFor, parameters } from './address.ts';
import { type Answer, callJson } from './call.ts';
import { associated, type Root, rootAway, type Use } from './root.ts';

type Fields = Record<string, unknown>;
const known = ['credentials', 'endpoint', 'ca'];
const scope = 'https://www.googleapis.com/auth/cloudkms';

/** Opens a key for symmetric encryption; asks nothing yet. New wraps are by its primary version, older versions open while they are enabled. */
export function openGcpRoot(address: string): Root {
  const name = gcpName(address);
  const aad = (use: Use, bound: Buffer) => associated(use, bound).toString('base64');
  const idOf = (version: unknown) => `${name}:v${/\/cryptoKeyVersions\/(\d+)$/.exec(String(version))?.[1] ?? '0'}`;
  return {
    address,
    owns: (rootId) => rootId.startsWith(`${name}:v`),
    async wrap(use, bound, key) {
      const plain = key.export();
      const body = { plaintext: plain.toString('base64'), additionalAuthenticatedData: aad(use, bound) };
      plain.fill(0);
      const answer = await ask(address, ':encrypt', body);
      return { rootId: idOf(answer['name']), bytes: Buffer.from(String(answer['ciphertext']), 'base64') };
    },
    async unwrap(use, bound, wrapped) {
      const answer = await ask(address, ':decrypt', {
        ciphertext: wrapped.toString('base64'),
        additionalAuthenticatedData: aad(use, bound),
      });
      return keyFrom(Buffer.from(String(answer['plaintext']), 'base64'));
    },
    async health() {
      const answer = await ask(address, '');
      const primary = answer['primary'] as Fields | undefined;
      if (answer['purpose'] !== 'ENCRYPT_DECRYPT') throw new Error('the key in Google Cloud KMS must be one for symmetric encryption');
      if (primary?.['state'] !== 'ENABLED') throw rootAway('withheld', 'the primary version of the key in Google Cloud KMS is not enabled');
      return { rootId: idOf(primary['name']), madeAt: new Date(String(primary['createTime'])) };
    },
  };
}

/** What tells keys in Google Cloud KMS apart. */
export const gcpName = (address: string): string => nameFor('gcp', keyOf(address));

function keyOf(address: string): string {
  const key = parameters(address, known).place.slice('gcp-kms:'.length);
  if (!/^projects\/[\w:.-]+\/locations\/[\w-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+$/.test(key))
    throw new Error('an address in Google Cloud KMS is gcp-kms:projects/P/locations/L/keyRings/R/cryptoKeys/K');
  return key;
}

async function ask(address: string, verb: string, body?: Fields): Promise<Fields> {
  const { of } = parameters(address, known);
  const ca = of('ca');
  const endpoint = of('endpoint') ?? 'https://cloudkms.googleapis.com';
  if (!endpoint.startsWith('https://')) throw new Error('the endpoint of Google Cloud KMS begins with https://');
  const answer = await callJson({
    url: new URL(`/v1/${keyOf(address)}${verb}`, endpoint),
    method: body ? 'POST' : 'GET',
    headers: { authorization: await signedIn(of('credentials')) },
    ...(ca && { ca: readFileSync(ca) }),
    body,
  });
  if (answer.status === 200) return answer.body;
  throw refusal(answer);
}

/** A service account signs its token itself (no other service is asked); without a key file it is Google's library's business where credentials lie. */
async function signedIn(file: string | undefined): Promise<string> {
  const { GoogleAuth, JWT } = await import('google-auth-library');
  try {
    const client = file === undefined ? await new GoogleAuth({ scopes: [scope] }).getClient() : new JWT(accountIn(file));
    if (client instanceof JWT) client.useJWTAccessWithScope = true;
    return (await client.getRequestHeaders('https://cloudkms.googleapis.com/')).get('authorization') ?? '';
  } catch {
    throw rootAway('unreachable', `no credentials for Google Cloud KMS were found${file ? ` in ${file}` : ''}, or they do not sign in`);
  }
}

function accountIn(file: string): { email: string; key: string; scopes: string[] } {
  const { client_email, private_key } = JSON.parse(readPrivateFile(file)?.toString('utf8') ?? '{}') as Record<string, string>;
  if (!client_email || !private_key) throw new Error('no key of a service account');
  return { email: client_email, key: private_key, scopes: [scope] };
}

function refusal({ status, body }: Answer): Error {
  const said = String((body['error'] as Fields | undefined)?.['status'] ?? status);
  if (status === 401 || status === 403 || status === 404 || said === 'FAILED_PRECONDITION')
    return rootAway('withheld', `Google Cloud KMS refuses the key: ${said}`);
  if (status === 400) return new Error('sealed value does not open: other key, other place, or changed (Google Cloud KMS)');
  return rootAway('unreachable', `Google Cloud KMS answers ${status}`);
}
