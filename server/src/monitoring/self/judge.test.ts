// What the heads of answers, lines and the runtime are judged by: a good one passes, and each fault that is planted is named.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/folder';
import type { Seen } from './ask.ts';
import { adviceOf } from './backups.ts';
import { cookieFaults, extraFaults, headerFaults, scriptFaults } from './headers.ts';
import { runtimeFaults } from './runtime.ts';
import { endingCertificates, tlsFaults } from './tls.ts';

const policy = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const good: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=()',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': policy,
};
const seen = (headers: Record<string, string | undefined> = {}, more: Partial<Seen> = {}): Seen => ({
  path: '/',
  status: 200,
  cookies: [],
  tls: undefined,
  ...more,
  headers: { ...good, ...headers },
});
const faults = (headers: Record<string, string | undefined>, path = '/') =>
  headerFaults({ answers: [seen(headers, { path })], isHttps: true });

describe('headers', () => {
  it('that are all there are no fault', () => expect(faults({})).toEqual([]));
  it.each([
    [{ 'x-content-type-options': undefined }, 'nosniff-missing:/'],
    [{ 'referrer-policy': 'unsafe-url' }, 'referrer-policy-missing:/'],
    [{ 'cross-origin-opener-policy': 'unsafe-none' }, 'coop-missing:/'],
    [{ 'cross-origin-resource-policy': 'cross-origin' }, 'corp-missing:/'],
    [{ 'permissions-policy': undefined }, 'permissions-policy-missing:/'],
    [{ 'content-security-policy': "default-src 'self'" }, 'frames-allowed:/'],
    [{ 'strict-transport-security': 'max-age=60; includeSubDomains' }, 'hsts-missing:/'],
    [{ 'strict-transport-security': 'max-age=31536000' }, 'hsts-missing:/'],
    [{ server: 'nginx/1.0' }, 'server-named:/'],
  ])('with %o are named', (headers, code) => expect(faults(headers)).toEqual([code]));
  it('that let a private answer be kept are named', () =>
    expect(faults({ 'cache-control': 'public' }, '/v1/me')).toEqual(['cache-allowed:/v1/me']));
  it('need no HSTS while browsers come by http', () =>
    expect(headerFaults({ answers: [seen({ 'strict-transport-security': undefined })], isHttps: false })).toEqual([]));
});

describe('scripts', () => {
  const of = (given: string | undefined) => scriptFaults({ answers: [seen({ 'content-security-policy': given })] });
  it('of our own alone are no fault, nor are those that carry a nonce', () => {
    expect(of(policy)).toEqual([]);
    expect(of(policy.replace("script-src 'self'", "script-src 'unsafe-inline' 'nonce-abc'"))).toEqual([]);
  });
  it.each([
    [undefined, ['policy-missing:/']],
    [policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"), ['inline-scripts-allowed:/']],
    [`${policy}; style-src 'self' 'unsafe-inline'`, ['inline-styles-allowed:/']],
    [`${policy}; style-src 'self'; style-src-attr 'unsafe-inline'`, ['inline-styles-allowed:/']],
    [policy.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"), ['eval-allowed:/']],
    [policy.replace("script-src 'self'", 'script-src https:'), ['scripts-from-anywhere:/']],
    [policy.replace("object-src 'none'; ", ''), ['plugins-allowed:/']],
    [policy.replace("base-uri 'none'; ", ''), ['base-allowed:/']],
  ])('under %s are named', (given, codes) => expect(of(given)).toEqual(codes));
});

it('cookies are judged trait by trait', () => {
  const of = (cookie: string, isHttps = true) => cookieFaults({ cookies: seen({}, { cookies: [cookie] }), isHttps });
  expect(of('__Host-parley=1; Path=/; HttpOnly; Secure; SameSite=Lax')).toEqual([]);
  expect(of('parley=1; Path=/; HttpOnly; SameSite=Strict', false)).toEqual([]);
  expect(of('parley=1; Path=/; Domain=example.com; SameSite=None')).toEqual([
    'cookie-not-httponly',
    'cookie-not-samesite',
    'cookie-for-domain',
    'cookie-not-secure',
    'cookie-not-host',
  ]);
  expect(cookieFaults({ cookies: seen(), isHttps: true })).toEqual(['no-cookie-seen']);
});

it('what is served although nobody should be is named', () => {
  const [config, listing] = [seen({}, { path: 'GET /.git/config' }), seen({}, { path: 'GET /assets/', status: 404 })];
  expect(extraFaults({ extras: [config, listing] })).toEqual(['served:GET /.git/config']);
});

describe('lines', () => {
  const settings = {
    publicUrl: 'https://talk.example.com',
    host: '127.0.0.1',
    tlsCert: '',
    trustProxy: '127.0.0.1',
    databaseUrl: '',
    keysDatabaseUrl: '',
  };
  const plain = { answers: [seen()], takesOldTls: false };
  const line = (protocol: string, cipher = 'TLS_AES_256_GCM_SHA384') => ({
    answers: [seen({}, { tls: { protocol, cipher, endsAt: new Date('2040-01-01') } })],
    takesOldTls: false,
  });
  const quiet = { https: 0, http: 0 };
  it('need no TLS where only this machine is served', () =>
    expect(tlsFaults({ ...settings, publicUrl: 'http://localhost:8080', trustProxy: '' }, plain, quiet)).toEqual([]));
  it.each([
    [{ publicUrl: 'http://talk.example.com' }, plain, quiet, 'no-tls'],
    [{ publicUrl: 'http://localhost:8080', host: '0.0.0.0' }, plain, quiet, 'no-tls'],
    [{ trustProxy: '' }, plain, quiet, 'proxy-not-trusted'],
    [{ databaseUrl: 'postgres://db.example.com/parley' }, plain, quiet, 'database-in-plain'],
    [{ keysDatabaseUrl: 'postgres://keys.example.com/keys?sslmode=no-verify' }, plain, quiet, 'keys-database-unverified'],
    [{}, plain, { https: 4, http: 1 }, 'proxy-takes-http'],
    [{ tlsCert: 'cert.pem' }, plain, quiet, 'tls-not-seen'],
    [{ tlsCert: 'cert.pem' }, line('TLSv1.1'), quiet, 'tls-not-seen'],
    [{ tlsCert: 'cert.pem' }, { ...line('TLSv1.3'), takesOldTls: true }, quiet, 'old-tls-taken'],
    [{ tlsCert: 'cert.pem' }, line('TLSv1.2', 'ECDHE-RSA-AES128-CBC-SHA'), quiet, 'weak-cipher'],
  ])('with %o are named', (change, observed, proxy, code) =>
    expect(tlsFaults({ ...settings, ...change }, observed, proxy)).toEqual([code]),
  );
  it('of our own, and behind a proxy that says https, are no fault', () => {
    expect(tlsFaults({ ...settings, tlsCert: 'cert.pem' }, line('TLSv1.3'), quiet)).toEqual([]);
    expect(tlsFaults(settings, plain, { https: 9, http: 0 })).toEqual([]);
  });
});

it('a certificate that ends within three weeks is named, of pages and of mail', async () => {
  const folder = temporaryFolder();
  const now = new Date('2026-11-24T09:00:00Z');
  const files = { smtpTlsCert: path.join(folder, 'cert.pem'), smtpTlsKey: path.join(folder, 'key.pem') };
  const make = async (notAfterDate: Date) => {
    const made = await generate([{ name: 'commonName', value: 'mail.example.com' }], { keyType: 'ec', notAfterDate });
    writeFileSync(files.smtpTlsCert, made.cert);
    writeFileSync(files.smtpTlsKey, made.private);
  };
  const page = (end: string) => ({ answers: [seen({}, { tls: { protocol: 'TLSv1.3', cipher: '', endsAt: new Date(end) } })] });
  await make(new Date('2040-01-01'));
  expect(endingCertificates(files, page('2040-01-01'), now)).toEqual([]);
  await make(new Date('2026-12-01'));
  expect(endingCertificates(files, page('2026-12-10'), now)).toEqual(['certificate-ends', 'mail-certificate-ends']);
  writeFileSync(files.smtpTlsKey, 'nothing');
  expect(endingCertificates(files, page('2040-01-01'), now)).toEqual(['mail-certificate-broken']);
});

it('a Node.js without support is named, and so is a list that nobody compared for long', () => {
  expect(runtimeFaults('v26.10.0', '2026-11-28')).toEqual([]);
  expect(runtimeFaults('v25.1.0', '2026-11-28')).toEqual(['node-not-supported']);
  expect(runtimeFaults('v22.0.0', '2027-05-01')).toEqual(['node-out-of-support']);
  expect(runtimeFaults('v26.0.0', '2028-01-01')).toEqual(['node-list-old']);
});

describe('what is to be done about backups', () => {
  const now = new Date('2026-11-24T09:00:00Z');
  const daysAway = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const fresh = { madeAt: daysAway(-1), opensUntil: daysAway(29) };
  it.each([
    ['nothing, after a fresh one that was tried out', fresh, true, [], []],
    ['a first one', undefined, false, [], ['make-first', 'drill']],
    ['a new one, where the newest is old', { madeAt: daysAway(-8), opensUntil: daysAway(22) }, true, [], ['make-anew']],
    ['a new one, where the newest opens no more', { madeAt: null, opensUntil: null }, true, [], ['make-anew']],
    ['a drill, where the last is too long ago', fresh, true, ['overdue-2026-05-01'], ['drill']],
    ['a look, before all else, where the last went wrong', undefined, true, ['failed-2026-11-23'], ['look-at-drill', 'make-first']],
  ] as const)('%s', (_, last, drilled, faults, advice) => expect(adviceOf({ last, drilled, faults }, now)).toEqual(advice));
});
