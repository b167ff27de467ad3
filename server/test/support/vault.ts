// A stand-in for HashiCorp Vault: the Transit endpoints that Parley uses, by their documented HTTP API, over TLS, with crypto of its own. It refuses wrong tokens,
// keys, versions and associated data as Vault does, and creates no key by an encrypt unless the token may create.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

type TransitKey = { readonly versions: { material: Buffer; since: number }[]; minDecryption: number };
type Asked = { verb: string; name: string; status: number; body: string };
export type Vault = {
  /** The address of a key here, with token and certificate. */
  address(key?: string): string;
  readonly folder: string;
  readonly asked: Asked[];
  makeKey(name: string): void;
  /** As `vault write -f transit/keys/NAME/rotate`. */
  rotate(name: string): void;
  /** As `min_decryption_version` in the key's configuration. */
  allowFrom(name: string, version: number): void;
  removeKey(name: string): () => void;
  /** `sealed` answers 503 as a sealed Vault does. */
  seal(sealed: boolean): void;
  revoke(revoked: boolean): void;
  /** From now on it answers nobody until what this gives is called; `arrived` resolves when the first one waits. */
  hold(): { readonly arrived: Promise<void>; readonly letGo: () => void };
  stop(): Promise<void>;
};

class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Starts it on a free port with the keys named. */
export async function openVault(...names: string[]): Promise<Vault> {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-vault-'));
  const pem = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  const token = `hvs.${randomBytes(18).toString('base64url')}`;
  writeFileSync(path.join(folder, 'ca.pem'), pem.cert);
  writeFileSync(path.join(folder, 'token'), `${token}\n`, { mode: 0o600 });
  const keys = new Map<string, TransitKey>();
  const asked: Asked[] = [];
  let [isSealed, isRevoked] = [false, false];
  let held: { readonly arrive: () => void; readonly over: Promise<void> } | undefined;
  const makeKey = (name: string) => void keys.set(name, { versions: [version()], minDecryption: 1 });
  for (const name of names) makeKey(name);

  const answer = (request: IncomingMessage, body: Record<string, string>): Record<string, unknown> => {
    if (isSealed) throw new Refusal(503, 'Vault is sealed');
    if (isRevoked || request.headers['x-vault-token'] !== token) throw new Refusal(403, 'permission denied');
    const [, verb, name] = /^\/v1\/transit\/(encrypt|decrypt|keys)\/([\w-]+)$/.exec(request.url ?? '') ?? [];
    if (verb === undefined || name === undefined) throw new Refusal(404, '');
    const key = keys.get(name);
    if (verb === 'keys') {
      if (request.method !== 'GET') throw new Refusal(403, 'permission denied');
      if (key === undefined) throw new Refusal(404, '');
      return describeKey(name, key);
    }
    if (request.method !== 'POST') throw new Refusal(405, 'unsupported operation');
    if (key === undefined) throw new Refusal(400, 'encryption key not found'); // the token may update and not create
    return verb === 'encrypt' ? encrypt(key, body) : decrypt(key, body);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    held?.arrive();
    await held?.over;
    const body = Buffer.concat(parts).toString('utf8');
    let [status, said]: [number, unknown] = [200, undefined];
    try {
      said = { request_id: 'x', data: answer(request, JSON.parse(body || '{}')) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      status = error.status;
      said = { errors: error.message === '' ? [] : [error.message] };
    }
    const [, , , verb = '', name = ''] = (request.url ?? '').split('/');
    asked.push({ verb, name, status, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  };
  const server = https.createServer({ key: pem.private, cert: pem.cert }, (request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    folder,
    asked,
    makeKey,
    address: (key = 'parley') =>
      `vault+https://localhost:${port}/transit/${key}?token=${path.join(folder, 'token')}&ca=${path.join(folder, 'ca.pem')}`,
    rotate: (name) => void keys.get(name)?.versions.push(version()),
    allowFrom(name, from) {
      const key = keys.get(name);
      if (key) key.minDecryption = from;
    },
    removeKey(name) {
      const key = keys.get(name);
      keys.delete(name);
      return () => void (key && keys.set(name, key));
    },
    seal: (sealed) => {
      isSealed = sealed;
    },
    revoke: (revoked) => {
      isRevoked = revoked;
    },
    hold() {
      const [over, arrived] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      held = { arrive: arrived.resolve, over: over.promise };
      const letGo = () => {
        held = undefined;
        over.resolve();
      };
      return { arrived: arrived.promise, letGo };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const version = () => ({ material: randomBytes(32), since: Math.floor(Date.parse('2026-11-01T00:00:00Z') / 1000) });

function describeKey(name: string, { versions, minDecryption }: TransitKey): Record<string, unknown> {
  return {
    name,
    type: 'aes256-gcm96',
    derived: false,
    exportable: false,
    latest_version: versions.length,
    min_decryption_version: minDecryption,
    keys: Object.fromEntries(versions.map(({ since }, index) => [String(index + 1), since])),
  };
}

function encrypt({ versions }: TransitKey, body: Record<string, string>): Record<string, unknown> {
  if (body['plaintext'] === undefined) throw new Refusal(400, 'missing plaintext to encrypt');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', versions.at(-1)?.material ?? '', nonce);
  cipher.setAAD(Buffer.from(body['associated_data'] ?? '', 'base64'));
  const bytes = [nonce, cipher.update(Buffer.from(body['plaintext'], 'base64')), cipher.final(), cipher.getAuthTag()];
  return { ciphertext: `vault:v${versions.length}:${Buffer.concat(bytes).toString('base64')}`, key_version: versions.length };
}

function decrypt({ versions, minDecryption }: TransitKey, body: Record<string, string>): Record<string, unknown> {
  const [, number, text] = /^vault:v(\d+):([A-Za-z0-9+/=]+)$/.exec(body['ciphertext'] ?? '') ?? [];
  if (number === undefined || text === undefined) throw new Refusal(400, 'invalid ciphertext: no prefix');
  if (Number(number) < minDecryption) throw new Refusal(400, 'ciphertext or signature version is disallowed by policy (too old)');
  const material = versions[Number(number) - 1]?.material;
  if (material === undefined) throw new Refusal(400, 'invalid ciphertext: version is too new');
  const bytes = Buffer.from(text, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', material, bytes.subarray(0, 12));
    decipher.setAAD(Buffer.from(body['associated_data'] ?? '', 'base64'));
    decipher.setAuthTag(bytes.subarray(-16));
    const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    return { plaintext: plain.toString('base64') };
  } catch {
    throw new Refusal(400, 'cipher: message authentication failed');
  }
}
