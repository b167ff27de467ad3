// Stand-ins for AWS KMS and Google Cloud KMS over TLS, with crypto of their own. Each verifies the signature of every request independently of the client: AWS
// Signature Version 4 is computed again from the request as it came, Google's signed JWT is checked under the public key of the service account.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createVerify,
  generateKeyPairSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

type Reply = { readonly status: number; readonly body: Record<string, unknown>; readonly headers?: Record<string, string> };
type Service = { readonly endpoint: string; readonly ca: string; readonly folder: string; stop(): Promise<void> };
export type Cloud = {
  address(key: string): string;
  readonly asked: string[];
  /** As disabling the key, or giving it back. */
  disable(key: string, disabled: boolean): void;
  /** Answers all that is asked with this instead, until it is taken away. */
  answersWith?(reply: Reply | undefined): void;
  /** Requests that came with a signature that is not right. */
  readonly forged: () => number;
  stop(): Promise<void>;
};

async function serve(name: string, answer: (request: IncomingMessage, body: string) => Reply): Promise<Service> {
  const folder = mkdtempSync(path.join(tmpdir(), `parley-${name}-`));
  const pem = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  writeFileSync(path.join(folder, 'ca.pem'), pem.cert);
  const server = https.createServer({ key: pem.private, cert: pem.cert }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { status, body, headers } = answer(request, Buffer.concat(parts).toString('utf8'));
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `https://localhost:${(server.address() as AddressInfo).port}`,
    ca: path.join(folder, 'ca.pem'),
    folder,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const seal = (key: Buffer, aad: string, plain: string): string => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(Buffer.from(plain, 'base64')), cipher.final(), cipher.getAuthTag()]).toString('base64');
};
const unseal = (key: Buffer, aad: string, sealed: string): string | undefined => {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(aad));
  try {
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('base64');
  } catch {
    return undefined;
  }
};

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Signature Version 4 as AWS documents it: canonical request → string to sign → derived key. */
function isSigned(request: IncomingMessage, body: string, secrets: ReadonlyMap<string, string>): boolean {
  const found =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/(\w+)\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  const [, id = '', day = '', region = '', service = '', names = '', signature = ''] = found ?? [];
  const secret = secrets.get(id);
  if (secret === undefined || service !== 'kms' || !names.split(';').includes('host')) return false;
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}\n`);
  const canonical = [request.method, request.url, '', headers.join(''), names, sha(body)].join('\n');
  const at = String(request.headers['x-amz-date']);
  const text = ['AWS4-HMAC-SHA256', at, `${day}/${region}/kms/aws4_request`, sha(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>((under, part) => mac(under, part), `AWS4${secret}`);
  return timingSafeEqual(mac(key, text), Buffer.from(signature, 'hex'));
}

/** AWS KMS for the keys named; sets the environment's credentials, as an operator would. */
export async function openAws(...names: string[]): Promise<Cloud> {
  const keys = new Map(
    names.map((name) => [`arn:aws:kms:eu-central-1:111122223333:key/${name}`, { material: randomBytes(32), disabled: false }]),
  );
  const secrets = new Map([['AKIDEXAMPLE', randomBytes(20).toString('hex')]]);
  const asked: string[] = [];
  let forged = 0;
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDEXAMPLE';
  process.env['AWS_SECRET_ACCESS_KEY'] = secrets.get('AKIDEXAMPLE');
  const fail = (type: string): Reply => ({ status: 400, body: { __type: type, message: 'refused' } });
  const service = await serve('aws', (request, text) => {
    const [, verb = ''] = /^TrentService\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? [];
    asked.push(verb);
    if (!isSigned(request, text, secrets)) {
      forged += 1;
      return fail('InvalidSignatureException');
    }
    const body = JSON.parse(text) as {
      KeyId: string;
      Plaintext: string;
      CiphertextBlob: string;
      EncryptionContext: Record<string, string>;
    };
    const key = keys.get(body.KeyId);
    if (key === undefined) return fail('NotFoundException');
    if (verb === 'DescribeKey') {
      const state = { Enabled: !key.disabled, KeyState: key.disabled ? 'Disabled' : 'Enabled', KeySpec: 'SYMMETRIC_DEFAULT' };
      return { status: 200, body: { KeyMetadata: { KeyId: body.KeyId, Arn: body.KeyId, CreationDate: 1_793_491_200, ...state } } };
    }
    if (key.disabled) return fail('DisabledException');
    const aad = JSON.stringify(Object.entries(body.EncryptionContext).sort());
    if (verb === 'Encrypt') return { status: 200, body: { KeyId: body.KeyId, CiphertextBlob: seal(key.material, aad, body.Plaintext) } };
    const plain = unseal(key.material, aad, body.CiphertextBlob);
    return plain === undefined ? fail('InvalidCiphertextException') : { status: 200, body: { KeyId: body.KeyId, Plaintext: plain } };
  });
  return {
    asked,
    forged: () => forged,
    address: (key) => `aws-kms:arn:aws:kms:eu-central-1:111122223333:key/${key}?endpoint=${service.endpoint}&ca=${service.ca}`,
    disable(name, disabled) {
      const key = keys.get(`arn:aws:kms:eu-central-1:111122223333:key/${name}`);
      if (key) key.disabled = disabled;
    },
    stop: service.stop,
  };
}

/** Google Cloud KMS for the keys named, and a service account whose key file lies in a folder of its own. */
export async function openGcp(...names: string[]): Promise<Cloud> {
  const ring = 'projects/lantern/locations/europe-west3/keyRings/parley/cryptoKeys';
  const keys = new Map(names.map((name) => [`${ring}/${name}`, { material: randomBytes(32), disabled: false }]));
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const asked: string[] = [];
  let forged = 0;
  const email = 'parley@lantern.example.com';
  const isAllowed = (header: string | undefined): boolean => {
    const [head = '', claims = '', signature = ''] = (header ?? '').replace(/^Bearer /, '').split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8') || '{}') as Record<string, unknown>;
    const isOurs = createVerify('sha256').update(`${head}.${claims}`).verify(pair.publicKey, Buffer.from(signature, 'base64url'));
    if (!isOurs || read(head)['alg'] !== 'RS256') return false;
    const { iss, sub, scope, iat, exp } = read(claims);
    const now = Date.now() / 1000;
    const isTimely = Number(iat) <= now + 60 && Number(exp) > now && Number(exp) - Number(iat) <= 3600;
    return iss === email && sub === email && isTimely && scope === 'https://www.googleapis.com/auth/cloudkms';
  };
  const fail = (status: number, code: string): Reply => ({ status, body: { error: { code: status, status: code } } });
  let instead: Reply | undefined;
  const service = await serve('gcp', (request, text) => {
    const [, name = '', verb = 'get'] = /^\/v1\/([^:?]+)(?::(\w+))?(?:\?.*)?$/.exec(request.url ?? '') ?? [];
    asked.push(verb);
    if (instead) return instead;
    if (!isAllowed(request.headers.authorization)) {
      forged += 1;
      return fail(401, 'UNAUTHENTICATED');
    }
    const key = keys.get(name);
    if (key === undefined) return fail(404, 'NOT_FOUND');
    const version = `${name}/cryptoKeyVersions/1`;
    const state = key.disabled ? 'DISABLED' : 'ENABLED';
    if (verb === 'get')
      return {
        status: 200,
        body: { name, purpose: 'ENCRYPT_DECRYPT', primary: { name: version, state, createTime: '2026-11-01T00:00:00Z' } },
      };
    if (key.disabled) return fail(400, 'FAILED_PRECONDITION');
    const body = JSON.parse(text) as { plaintext: string; ciphertext: string; additionalAuthenticatedData: string };
    if (verb === 'encrypt')
      return { status: 200, body: { name: version, ciphertext: seal(key.material, body.additionalAuthenticatedData, body.plaintext) } };
    const plain = unseal(key.material, body.additionalAuthenticatedData, body.ciphertext);
    return plain === undefined ? fail(400, 'INVALID_ARGUMENT') : { status: 200, body: { plaintext: plain } };
  });
  const credentials = path.join(service.folder, 'service-account.json');
  const account = {
    type: 'service_account',
    client_email: email,
    private_key_id: 'one',
    private_key: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }),
    project_id: 'lantern',
  };
  writeFileSync(credentials, JSON.stringify(account), { mode: 0o600 });
  return {
    asked,
    forged: () => forged,
    answersWith: (reply) => {
      instead = reply;
    },
    address: (key) => `gcp-kms:${ring}/${key}?credentials=${credentials}&endpoint=${service.endpoint}&ca=${service.ca}`,
    disable(name, disabled) {
      const key = keys.get(`${ring}/${name}`);
      if (key) key.disabled = disabled;
    },
    stop: service.stop,
  };
}
