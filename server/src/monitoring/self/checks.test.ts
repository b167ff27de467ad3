// The checks over the running process, against a whole house over HTTP, and against a stranger in its place that does everything wrong.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config } from '#kit/config';
import { proxyWord } from '#kit/proxy-word';
import { append } from '#ledger';
import { openHouse } from '#test/house';
import { planAudit } from '../audits/audits.ts';
import { article32 } from '../audits/checklists/article-32.ts';
import { keepRun } from '../controls/store.ts';
import { openRow } from '../findings/record.ts';
import { componentFaults } from '../sbom/sbom.ts';
import { readBackups } from './backups.ts';
import { monitoringChecks } from './checks.ts';
import { observation, observe } from './observe.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
const stranger = createServer((request, answer) => {
  answer.setHeader('content-type', 'text/html');
  answer.setHeader('set-cookie', 'session=1; Domain=example.com');
  answer.end(`<script>alert(${JSON.stringify(request.url)})</script>`);
});
beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_URL: 'https://talk.example.com', PORT: '0', PARLEY_TRUST_PROXY: '127.0.0.1' } });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  stranger.close();
  await house.stop();
});

const check = (id: string) => house.act(async (ctx) => monitoringChecks.find((each) => each.id === id)!.run(ctx));
const evidence = (id: string) => house.act(async (ctx) => monitoringChecks.find((each) => each.id === id)!.evidence?.(ctx));
/** Another process answers in place of ours, or the configuration is another, for as long as `work` takes. */
async function under<T>(change: object, work: () => Promise<T>): Promise<T> {
  const before = config.of(house);
  config.set(house.tools, { ...before, ...change });
  observation.set(house.tools, { until: 0 });
  try {
    return await work();
  } finally {
    config.set(house.tools, before);
    observation.set(house.tools, { until: 0 });
  }
}
const inItsPlace = <T>(work: () => Promise<T>) => under({ port: (stranger.address() as AddressInfo).port }, work);
const overHttp = ['headers-protect', 'scripts-are-ours', 'cookies-are-closed', 'nothing-extra-is-served'].map(
  (each) => `monitoring.${each}`,
);

test('the house that runs passes what it asks of itself over its own socket', async () => {
  for (const id of overHttp) expect({ id, faults: await evidence(id) }).toEqual({ id, faults: [] });
  const { answers } = await observe(house.tools);
  expect(answers.map(({ path, status }) => `${path} ${status}`)).toEqual(
    expect.arrayContaining(['/ 200', '/health 200', '/v1/me 401', '/v1/no-such-door 404']),
  );
});

test('answers without protection are found: headers, scripts, cookies, and what should not be there', async () => {
  await inItsPlace(async () => {
    expect(await check('monitoring.headers-protect')).toBeGreaterThan(20);
    expect(await check('monitoring.scripts-are-ours')).toBeGreaterThan(3);
    expect(await check('monitoring.cookies-are-closed')).toBe(5);
    expect(await check('monitoring.nothing-extra-is-served')).toBe(4);
    expect(await evidence('monitoring.headers-protect')).toEqual(expect.arrayContaining(['hsts-missing:/', 'nosniff-missing:/health']));
  });
});

test('a process that does not answer is no pass', async () => {
  await under({ port: 1 }, async () => expect(check('monitoring.headers-protect')).rejects.toMatchObject({ code: 'ECONNREFUSED' }));
});

test('a proxy that takes http from customers is heard, and nobody else is', async () => {
  const ask = (headers: Record<string, string>) => fetch(`http://127.0.0.1:${house.port}/health`, { headers });
  await ask({ 'x-forwarded-proto': 'http' }); // names no other caller: it is nobody's proxy
  await ask({ 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' });
  expect(proxyWord.of(house)).toEqual({ https: 1, http: 0 });
  expect(await check('monitoring.tls-is-served')).toBe(0);
  await ask({ 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'http' });
  expect(await check('monitoring.tls-is-served')).toBe(1);
});

test('a certificate that cannot be read is a fault of its check', async () => {
  expect(await check('monitoring.certificate-holds')).toBe(0);
  await under({ smtpTlsCert: '/nowhere/cert.pem', smtpTlsKey: '/nowhere/key.pem' }, async () =>
    expect(await check('monitoring.certificate-holds')).toBe(1),
  );
});

test('a Node.js whose support is over is found when its day has come', async () => {
  expect(await check('monitoring.runtime-is-supported')).toBe(0);
  house.passTime(4 * 365 * 86_400_000);
  expect(await check('monitoring.runtime-is-supported')).toBeGreaterThan(0);
  house.passTime(-4 * 365 * 86_400_000);
});

test('a bill of materials is there, and one that is missing or has holes is found by monitoring.components-are-listed', async () => {
  expect(await check('monitoring.components-are-listed')).toBe(0);
  expect(await componentFaults(() => Promise.reject(new Error('no npm')))).toEqual(['bill-missing']);
  const hole = { bomFormat: 'CycloneDX', specVersion: '1.5', metadata: {}, components: [{ type: 'library', name: 'nameless' }] };
  expect(await componentFaults(async () => hole)).toEqual(['component-without-version']);
  expect((await componentFaults(async () => ({ ...hole, components: [] }))).length).toBe(1);
});

test('a company without any audit is found, and so is one that lets its audit lie', async () => {
  expect(await check('monitoring.audit-is-planned')).toBe(1);
  expect(await check('monitoring.audits-in-time')).toBe(0);
  const plannedOn = new Date().toISOString().slice(0, 10);
  const { id } = await house.act((ctx) => planAudit(ctx, { checklist: 'article-32', plannedOn }));
  expect(await check('monitoring.audit-is-planned')).toBe(0);
  house.passTime(20 * 86_400_000);
  expect(await check('monitoring.audits-in-time')).toBe(1);
  expect(await evidence('monitoring.audits-in-time')).toEqual([id]);
});

test('a finding that nobody repaired by its day is found, and the machine says no more of an item than its controls looked at', async () => {
  const asked = (id: string) => article32.find((each) => each.id === id)?.controls;
  expect(asked('d.1')).toContain('monitoring.no-finding-is-overdue');
  expect([asked('b.6'), asked('staff.2')]).toEqual([[], []]);
  const before = await check('monitoring.no-finding-is-overdue');
  const fault = { source: 'control', control: 'monitoring.runtime-is-supported', audit: null, item: null } as const;
  await house.act((ctx) => openRow(ctx, { ...fault, severity: 'high', faults: 1, evidence: [] }));
  expect(await check('monitoring.no-finding-is-overdue')).toBe(before);
  house.passTime(200 * 86_400_000);
  expect((await check('monitoring.no-finding-is-overdue')) - before).toBe(1);
});

test('a restore that was never tried out, went wrong, or was tried too long ago is found; a young house owes none', async () => {
  const id = 'monitoring.restore-is-drilled';
  const drill = (ok: number) => house.act((ctx) => append(ctx, { kind: 'backup.drilled', facts: { ok } }));
  const inDays = (days: number) =>
    house.act(async (ctx) =>
      monitoringChecks.find((each) => each.id === id)!.evidence?.({ ...ctx, now: new Date(ctx.now.getTime() + days * 86_400_000) }),
    );
  await house.act((ctx) => keepRun(ctx, { passing: 1, failing: 0, unknown: 0 }, new Date(0)));
  expect(await check(id)).toBe(0);
  expect(await inDays(121)).toEqual(['never']);
  await drill(0);
  expect(await check(id)).toBe(1);
  expect(await evidence(id)).toEqual([expect.stringMatching(/^failed-20/)]);
  await drill(1);
  expect(await check(id)).toBe(0);
  expect(await inDays(121)).toEqual([expect.stringMatching(/^overdue-20/)]);
  const { last, drills, advice } = await house.act(readBackups);
  expect([last, drills.map(({ isGood }) => isGood), advice]).toEqual([null, [true, false], ['make-first']]);
});
