// Against OpenSSL as time-stamp authority: what it stamps is believed and verified again by OpenSSL from an export; what it did not stamp so is refused.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ContentInfo, PKIStatusInfo, SignedData, TimeStampResp } from 'pkijs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { config } from '#kit/config';
import { newId, type WorkspaceId } from '#kit/ids';
import { appendMany, exportLedger, sequence } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { readAuthority, stampCheckpoints } from './stamp.ts';
import { timestampsUpTo } from './store.ts';
import { questionAbout, readAuthorities, stampIn } from './token.ts';

let ground: Ground;
let folder: string;
let server: Server;
let url: string;
/** Who answers, or the status of an answer without a stamp. */
let answers: 'tsa' | 'stranger' | number = 'tsa';
const at = (name: string) => path.join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

/** A certificate that `issuer` signed, or itself. */
function certify(name: string, issuer: string, extensions: string): void {
  writeFileSync(at(`${name}.ext`), extensions);
  openssl(
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    `${name}.key`,
    '-subj',
    `/CN=${name}.example.com`,
    '-out',
    `${name}.csr`,
  );
  const by = issuer === name ? ['-signkey', `${name}.key`] : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial'];
  openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-days', '3650', '-extfile', `${name}.ext`, '-out', `${name}.pem`);
}
function stamp(who: string, question: Buffer): Buffer {
  writeFileSync(at('question.tsq'), question);
  openssl(
    'ts',
    '-reply',
    '-config',
    'ts.cnf',
    '-queryfile',
    'question.tsq',
    '-signer',
    `${who}.pem`,
    '-inkey',
    `${who}.key`,
    '-out',
    'answer.tsr',
  );
  return readFileSync(at('answer.tsr'));
}

beforeAll(async () => {
  ground = await openGround({ keys: false });
  folder = mkdtempSync(path.join(tmpdir(), 'parley-tsa-'));
  const [authority, stamps] = ['basicConstraints=critical,CA:true', 'extendedKeyUsage=critical,timeStamping'];
  certify('ca', 'ca', authority);
  certify('tsa', 'ca', stamps);
  certify('website', 'ca', 'extendedKeyUsage=serverAuth');
  certify('otherca', 'otherca', authority);
  certify('stranger', 'otherca', stamps);
  writeFileSync(at('serial'), '01\n');
  writeFileSync(
    at('ts.cnf'),
    '[tsa]\ndefault_tsa=one\n[one]\nserial=serial\ndigests=sha256\ndefault_policy=1.2.3.4.1\nsigner_digest=sha256\ness_cert_id_alg=sha256\n',
  );
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    expect(request.headers['content-type']).toBe('application/timestamp-query');
    if (typeof answers === 'number') return response.writeHead(answers).end();
    return response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(stamp(answers, Buffer.concat(parts)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
  await ground.stop();
});

const tools = () => {
  const made = new Map(ground.tools);
  config.set(made, { ...ground.settings, tsa: url, tsaCa: at('ca.pem') });
  return made;
};
const grown = async (workspace: WorkspaceId) => {
  await ground.ctx((ctx) => appendMany(ctx, [{ kind: 'test.done' }, { kind: 'test.done' }]), { workspace });
  await ground.ctx(sequence, { workspace });
};
const stamped = async (workspace: WorkspaceId) =>
  (await ground.ctx((ctx) => timestampsUpTo(ctx, 1000), { workspace })).map((row) => row.size);
const trusted = () => readAuthorities(readFileSync(at('ca.pem'), 'utf8'));

it('the newest checkpoint is stamped once a day, and the export carries what OpenSSL verifies', async () => {
  const workspace = newId('wsp');
  await grown(workspace);
  await stampCheckpoints(tools());
  expect(await stamped(workspace)).toEqual([2]);
  await grown(workspace);
  await stampCheckpoints(tools());
  expect(await stamped(workspace)).toEqual([2]); // not a day later yet
  ground.setTime(new Date(Date.now() + 24 * 3_600_000)); // the authority keeps real time
  await stampCheckpoints(tools());
  await stampCheckpoints(tools());
  expect(await stamped(workspace)).toEqual([2, 4]);
  const target = at('export');
  await exportLedger(ground.tools, workspace, target);
  const verify = (token: string, note: string) =>
    String(openssl('ts', '-verify', '-token_in', '-in', path.join(target, token), '-data', path.join(target, note), '-CAfile', 'ca.pem'));
  expect(verify('timestamp/2.tst', 'timestamp/2.note')).toContain('Verification: OK');
  expect(verify('timestamp/4.tst', 'timestamp/4.note')).toContain('Verification: OK');
  expect(() => verify('timestamp/4.tst', 'timestamp/2.note')).toThrow();
});

it('an authority that is away, or for which nobody vouches, stamps nothing, and the log says so', async () => {
  const workspace = newId('wsp');
  await grown(workspace);
  for (const [who, says] of [
    [503, 'status-503'],
    ['stranger', 'ledger.timestamp-failed'],
  ] as const) {
    answers = who;
    await stampCheckpoints(tools());
    expect(ground.lines.at(-1)).toContain(says);
    expect(await stamped(workspace)).toEqual([]);
  }
  answers = 'tsa';
  await stampCheckpoints(tools());
  expect(await stamped(workspace)).toEqual([2]);
});

it('an answer about another text, to another question, changed, or no answer at all is refused', async () => {
  const question = questionAbout('a note\n');
  const answer = stamp('tsa', question.bytes);
  expect((await stampIn(answer, 'a note\n', question, trusted())).at.getTime()).toBeGreaterThan(Date.parse('2026-01-01'));
  await expect(stampIn(answer, 'another note\n', question, trusted())).rejects.toThrow();
  await expect(stampIn(answer, 'a note\n', questionAbout('a note\n'), trusted())).rejects.toThrow('does not hold');
  await expect(stampIn(answer, 'a note\n', question, readAuthorities(readFileSync(at('otherca.pem'), 'utf8')))).rejects.toThrow();
  for (const place of [0.3, 0.9, 0.99]) {
    const changed = Buffer.from(answer);
    const byte = Math.floor(changed.length * place);
    changed.writeUInt8(changed.readUInt8(byte) ^ 1, byte);
    await expect(stampIn(changed, 'a note\n', question, trusted()), `byte ${byte}`).rejects.toThrow();
  }
  for (const wrong of [Buffer.alloc(0), Buffer.from('<html>'), answer.subarray(0, 100)])
    await expect(stampIn(wrong, 'a note\n', question, trusted())).rejects.toThrow();
  const refused = stamp('tsa', Buffer.from(question.bytes).fill(9, 12, 20)); // OpenSSL cannot read the digest it names
  await expect(stampIn(refused, 'a note\n', question, trusted())).rejects.toThrow('does not hold');
});

it('a certificate that is good for something else makes no time stamps', async () => {
  const question = questionAbout('a note\n');
  const signAnew = (who: string) => {
    const token = TimeStampResp.fromBER(stamp('tsa', question.bytes)).timeStampToken;
    const said = new SignedData({ schema: token?.content }).encapContentInfo.eContent?.valueBlock.valueHexView;
    writeFileSync(at('info.der'), Buffer.from(said ?? []));
    const type = ['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-binary', '-nodetach', '-outform', 'DER', '-out', 'anew.der'];
    openssl('cms', '-sign', '-in', 'info.der', ...type, '-signer', `${who}.pem`, '-inkey', `${who}.key`, '-md', 'sha256');
    const answer = new TimeStampResp({
      status: new PKIStatusInfo({ status: 0 }),
      timeStampToken: ContentInfo.fromBER(readFileSync(at('anew.der'))),
    });
    return Buffer.from(answer.toSchema().toBER(false));
  };
  expect((await stampIn(signAnew('tsa'), 'a note\n', question, trusted())).token.length).toBeGreaterThan(500);
  await expect(stampIn(signAnew('website'), 'a note\n', question, trusted())).rejects.toMatchObject({ code: 'not-an-authority' });
});

it('the configuration needs an address and somebody who vouches', () => {
  expect(readAuthority({ tsa: '', tsaCa: '' })).toBeUndefined();
  expect(readAuthority({ tsa: url, tsaCa: at('ca.pem') })?.certificates).toHaveLength(1);
  expect(() => readAuthority({ tsa: 'ftp://tsa.example.com', tsaCa: at('ca.pem') })).toThrow('PARLEY_TSA takes');
  expect(() => readAuthority({ tsa: 'http://tsa.example.com', tsaCa: at('ca.pem') })).toThrow('PARLEY_TSA takes');
  expect(() => readAuthority({ tsa: url, tsaCa: '' })).toThrow('PARLEY_TSA_CA');
  expect(() => readAuthority({ tsa: url, tsaCa: at('ts.cnf') })).toThrow('holds no certificate');
});
