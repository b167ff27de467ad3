// The root key in Google Cloud KMS, by the official client in its REST mode (gRPC is loaded beside it and never spoken); Google's own library signs in. Never run against the real service here.
// gcp-kms:projects/P/locations/L/keyRings/R/cryptoKeys/K?credentials=FILE&endpoint=URL&ca=FILE; without `credentials` the usual places count.
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { KeyManagementServiceClient } from '@google-cloud/kms';
import { readPrivateFile } from '#kit/private-file';
import { keyFrom } from '#kit/seal';
import { nameFor, parameters } from './address.ts';
import { associated, type Root, rootAway, type Use } from './root.ts';

type Client = KeyManagementServiceClient;
const known = ['credentials', 'endpoint', 'ca'];
const scope = 'https://www.googleapis.com/auth/cloudkms';
const patienceMs = 10_000;
const mostBytes = 65_536;
/** One try: who asks for a key waits, and tries again by themselves. */
const once = { timeout: patienceMs, retry: null } as const;
/** Codes of gRPC, as the client gives them in REST mode too: permission, key, state or credentials are refused. */
const refusals = new Map([
  [5, 'NOT_FOUND'],
  [7, 'PERMISSION_DENIED'],
  [9, 'FAILED_PRECONDITION'],
  [16, 'UNAUTHENTICATED'],
]);
const invalidArgument = 3;

/** Opens a key for symmetric encryption; asks nothing yet. New wraps are by its primary version, older versions open while they are enabled. */
export function openGcpRoot(address: string): Root {
  const name = gcpName(address);
  const key = keyOf(address);
  const idOf = (version: unknown) => `${name}:v${/\/cryptoKeyVersions\/(\d+)$/.exec(String(version))?.[1] ?? '0'}`;
  const ask = asking(address);
  return {
    address,
    owns: (rootId) => rootId.startsWith(`${name}:v`),
    wrap: (use, bound, wrapped) =>
      ask(async (client) => {
        const plaintext = wrapped.export();
        try {
          const [answer] = await client.encrypt({ name: key, plaintext, additionalAuthenticatedData: associated(use, bound) }, once);
          return { rootId: idOf(answer.name), bytes: bytesOf(answer.ciphertext) };
        } finally {
          plaintext.fill(0);
        }
      }),
    unwrap: (use: Use, bound, wrapped) =>
      ask(async (client) => {
        const [answer] = await client.decrypt(
          { name: key, ciphertext: wrapped, additionalAuthenticatedData: associated(use, bound) },
          once,
        );
        return keyFrom(bytesOf(answer.plaintext));
      }),
    health: () =>
      ask(async (client) => {
        const [{ purpose, primary }] = await client.getCryptoKey({ name: key }, once);
        if (purpose !== 'ENCRYPT_DECRYPT') throw new Error('the key in Google Cloud KMS must be one for symmetric encryption');
        if (primary?.state !== 'ENABLED') throw rootAway('withheld', 'the primary version of the key in Google Cloud KMS is not enabled');
        return { rootId: idOf(primary.name), madeAt: new Date(Number(primary.createTime?.seconds ?? 0) * 1000) };
      }),
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

/** Runs one call with a client that is made when it is first needed, since it is large, and made anew when the file with the credentials is another one. */
function asking(address: string): <T>(work: (client: Client) => Promise<T>) => Promise<T> {
  const file = parameters(address, known).of('credentials');
  let opened: { readonly account: string; readonly client: Client } | undefined;
  return async (work) => {
    try {
      const account = file === undefined ? '' : (readPrivateFile(file)?.toString('utf8') ?? '{}');
      if (opened?.account !== account) opened = { account, client: await open(address, account) };
      return await work(opened.client);
    } catch (error) {
      throw refusal(error);
    }
  };
}

async function open(address: string, account: string): Promise<Client> {
  const { of } = parameters(address, known);
  const [endpoint, ca] = [new URL(of('endpoint') ?? 'https://cloudkms.googleapis.com'), of('ca')];
  if (endpoint.protocol !== 'https:') throw new Error('the endpoint of Google Cloud KMS begins with https://');
  const { KeyManagementServiceClient } = await import('@google-cloud/kms');
  return new KeyManagementServiceClient({
    fallback: true,
    apiEndpoint: endpoint.hostname,
    port: Number(endpoint.port || 443),
    authClient: await signingIn(account, of('credentials'), new https.Agent({ ...(ca && { ca: readFileSync(ca) }) })),
  });
}

/** A service account signs its token itself (no other service is asked); without a key file it is Google's library's business where credentials lie. A token goes to no address of a redirect, and an answer is bounded. */
async function signingIn(account: string, file: string | undefined, agent: https.Agent) {
  const { GoogleAuth, JWT } = await import('google-auth-library');
  try {
    const client = file === undefined ? await new GoogleAuth({ scopes: [scope] }).getClient() : new JWT(accountIn(account));
    if (client instanceof JWT) client.useJWTAccessWithScope = true;
    const fetch = client.fetch.bind(client) as (input: string | URL | Request, init?: object) => ReturnType<typeof client.fetch>;
    client.fetch = (async (input: string, init: object) => {
      await tokenOf(client, input); // kept by the client, so that the call itself asks for none
      return fetch(input, { ...init, agent, redirect: 'error', size: mostBytes });
    }) as unknown as typeof client.fetch;
    return client;
  } catch {
    throw rootAway('unreachable', `no credentials for Google Cloud KMS were found${file ? ` in ${file}` : ''}, or they do not sign in`);
  }
}

/** Signs in apart from the call: what refuses a token says nothing about the key, and what never answers is waited for no longer than KMS is. */
async function tokenOf(client: { getRequestHeaders(url?: string): Promise<unknown> }, url: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('late')), patienceMs);
  });
  try {
    await Promise.race([client.getRequestHeaders(url), late]);
  } catch {
    throw rootAway('unreachable', 'Google gives no token for Google Cloud KMS');
  } finally {
    clearTimeout(timer);
  }
}

function accountIn(text: string): { email: string; key: string; scopes: string[] } {
  const { client_email, private_key } = JSON.parse(text) as Record<string, string>;
  if (!client_email || !private_key) throw new Error('no key of a service account');
  return { email: client_email, key: private_key, scopes: [scope] };
}

function refusal(error: unknown): unknown {
  const { code, httpStatusCode, cause } = error as { code?: unknown; httpStatusCode?: unknown; cause?: { code?: unknown } };
  if (String(cause?.code).startsWith('ROOT_')) return cause; // ours, as the client hands it on
  if (httpStatusCode !== undefined && code === undefined) return rootAway('unreachable', `Google Cloud KMS answers ${httpStatusCode}`); // without words of its own, as a gateway does
  if (typeof code !== 'number') return error;
  const refused = refusals.get(code);
  if (refused) return rootAway('withheld', `Google Cloud KMS refuses the key: ${refused}`);
  if (code === invalidArgument) return new Error('sealed value does not open: other key, other place, or changed (Google Cloud KMS)');
  return rootAway(
    'unreachable',
    `Google Cloud KMS cannot be used: ${typeof cause?.code === 'string' ? cause.code.toLowerCase() : `code ${code}`}`,
  );
}

const bytesOf = (value: string | Uint8Array | null | undefined): Buffer => Buffer.from((value ?? []) as Uint8Array);
