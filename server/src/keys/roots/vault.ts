// The root key in HashiCorp Vault (or OpenBao): Transit wraps and unwraps by its documented HTTP API, and the key never leaves it. Never run against a real one
// here; the stand-in of the tests follows developer.hashicorp.com/vault/api-docs/secret/transit.
// vault+https://HOST:PORT/MOUNT/KEY?token=FILE&ca=FILE&namespace=NAME; without `token` the environment's VAULT_TOKEN counts.
import { readFileSync } from 'node:fs';
import { readPrivateFile } from '#kit/private-file';
import { keyFrom } from '#kit/seal';
import { nameFor, parameters } from './address.ts';
import { type Answer, callJson } from './call.ts';
import { associated, type Root, rootAway } from './root.ts';

type Place = { url: URL; mount: string; key: string; namespace: string | undefined; token: string | undefined; ca: string | undefined };
type Fields = Record<string, unknown>;

/** Opens a Transit key; asks nothing yet. Error when the address is none. */
export function openVaultRoot(address: string): Root {
  const place = placeOf(address);
  const name = vaultName(address);
  const ask = (method: string, verb: string, body?: Fields) => askVault(place, method, verb, body);
  return {
    address,
    owns: (rootId) => rootId.startsWith(`${name}:v`),
    async wrap(use, bound, key) {
      const plain = key.export();
      const data = await ask('POST', 'encrypt', { plaintext: plain.toString('base64'), associated_data: aad(use, bound) });
      plain.fill(0);
      const text = String(data['ciphertext']);
      const version = /^vault:v(\d+):/.exec(text)?.[1];
      if (version === undefined) throw new Error(`${place.url.host} answered encrypt with something that is no Transit ciphertext`);
      return { rootId: `${name}:v${version}`, bytes: Buffer.from(text, 'utf8') };
    },
    async unwrap(use, bound, wrapped) {
      const data = await ask('POST', 'decrypt', { ciphertext: wrapped.toString('utf8'), associated_data: aad(use, bound) });
      return keyFrom(Buffer.from(String(data['plaintext']), 'base64'));
    },
    async health() {
      const data = await ask('GET', 'keys');
      if (!/^(aes256-gcm96|chacha20-poly1305)$/.test(String(data['type'])) || data['derived'] === true)
        throw new Error(`${place.mount}/${place.key} must be a Transit key of type aes256-gcm96 that is not derived`);
      const version = Number(data['latest_version']);
      const since = (data['keys'] as Fields | undefined)?.[version];
      return { rootId: `${name}:v${version}`, madeAt: typeof since === 'number' ? new Date(since * 1000) : undefined };
    },
  };
}

/** What tells Transit keys apart: host, namespace, mount and key, not the files with token and certificate. */
export function vaultName(address: string): string {
  const { url, namespace, mount, key } = placeOf(address);
  return nameFor('vault', url.host, namespace ?? '', mount, key);
}

function placeOf(address: string): Place {
  const url = new URL(address.slice('vault+'.length));
  const names = url.pathname.split('/').filter(Boolean);
  const key = names.pop();
  const { of } = parameters(address, ['token', 'ca', 'namespace']);
  if (url.protocol !== 'https:' || url.username || url.password || key === undefined || names.length === 0)
    throw new Error('a Vault address is vault+https://HOST:PORT/MOUNT/KEY, without user or password');
  return { url, mount: names.join('/'), key, namespace: of('namespace'), token: of('token'), ca: of('ca') };
}

async function askVault(place: Place, method: string, verb: string, body?: Fields): Promise<Fields> {
  const { url, mount, key, namespace, ca } = place;
  const answer = await callJson({
    url: new URL(`/v1/${mount}/${verb}/${key}`, url.origin),
    method,
    headers: { 'x-vault-token': tokenOf(place), 'x-vault-request': 'true', ...(namespace && { 'x-vault-namespace': namespace }) },
    ...(ca && { ca: readFileSync(ca) }),
    body,
  });
  if (answer.status === 200) return (answer.body['data'] ?? {}) as Fields;
  throw refusal(answer, `${url.host}/${mount}/${key}`, verb);
}

function refusal({ status, body }: Answer, where: string, verb: string): Error {
  const said = Array.isArray(body['errors']) ? body['errors'].join('; ') : '';
  if (status === 403) return rootAway('withheld', `Vault refuses ${verb} at ${where}: the token is not valid or may not do this`);
  if (status === 404 || /key not found/i.test(said)) return rootAway('withheld', `Vault holds no key at ${where}`);
  if (status === 400 && /version/i.test(said)) return rootAway('withheld', `Vault does not give that version of ${where} any more`);
  if (status === 400) return new Error(`sealed value does not open: other key, other place, or changed (${where})`);
  return rootAway('unreachable', `Vault at ${where} answers ${status}${status === 503 ? ': it is sealed or in maintenance' : ''}`);
}

function tokenOf({ token, url }: Place): string {
  const found = token === undefined ? process.env['VAULT_TOKEN'] : readPrivateFile(token)?.toString('utf8');
  if (!found?.trim())
    throw rootAway('withheld', `there is no token for Vault at ${url.host}: ${token ?? 'VAULT_TOKEN'} is empty or missing`);
  return found.trim();
}

const aad = (use: Parameters<typeof associated>[0], bound: Buffer) => associated(use, bound).toString('base64');
