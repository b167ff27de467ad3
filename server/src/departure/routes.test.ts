// The doors of a departure: two people for what is dangerous, one link for one fetch by one person, and nobody in once the company has left.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leave } from '#departure';
import { colleagueOf } from '#test/colleague';
import { eventually, openHouse } from '#test/house';
import { departureChecks } from './checks.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
let house: House;
let carol: Awaited<ReturnType<House['staffClient']>>;
let boris: Awaited<ReturnType<House['staffClient']>>;
const refusal = (code: string) => expect.objectContaining({ problem: expect.objectContaining({ type: `urn:parley:problem:${code}` }) });

beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  boris = await (await colleagueOf(house, 'Boris', { role: 'administrator' })).client();
});
afterAll(() => house.stop());

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** What the webhook of a custom channel answers to a message that is signed as it must be. */
async function hookAnswers(url: string): Promise<number> {
  const [id, at] = [`evt_${randomUUID()}`, new Date()];
  const data = { id, from: { id: 'ada-1', name: 'Ada', language: 'en' }, text: 'Is the lamp still to be had?' };
  const body = JSON.stringify({ type: 'message.received', timestamp: at.toISOString(), data });
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

async function closedForWriting(since: 'now()' | 'NULL'): Promise<void> {
  const client = new pg.Client({ connectionString: house.adminUrl });
  await client.connect();
  await client.query(`UPDATE workspaces SET frozen_at = ${since}`).finally(() => client.end());
}

test('carol asks, boris approves, and carol alone fetches it, once for each link', async () => {
  const { export: asked, passPhrase } = await carol.call('askExport');
  const params = { export: asked.id };
  expect(asked.state).toBe('asked');
  await expect(carol.call('approveExport', { params })).rejects.toEqual(refusal('needs-second-person'));
  await expect(carol.call('askExport')).rejects.toEqual(refusal('conflict'));
  await boris.call('approveExport', { params });
  await eventually('the export', async () => (await carol.call('readLeaving')).exports[0]?.state === 'ready');

  await expect(boris.call('linkExport', { params, body: { passPhrase } })).rejects.toEqual(refusal('not-permitted'));
  const other = passPhrase.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'));
  await expect(carol.call('linkExport', { params, body: { passPhrase: other } })).rejects.toEqual(refusal('invalid'));
  const { path } = await carol.call('linkExport', { params, body: { passPhrase } });
  const token = path.split('/').at(-1) ?? '';
  await expect(boris.blob('fetchExport', { params: { ...params, token } })).rejects.toEqual(refusal('not-permitted'));
  const bytes = Buffer.from(await (await carol.blob('fetchExport', { params: { ...params, token } })).arrayBuffer());
  expect(bytes.subarray(0, 4)).toEqual(Buffer.from('PK\x03\x04', 'latin1'));
  expect(bytes.includes('manifest.json')).toBe(true);
  await expect(carol.blob('fetchExport', { params: { ...params, token } })).rejects.toEqual(refusal('expired'));

  await eventually('the fetch', async () => (await carol.call('readLeaving')).exports[0]?.fetched === 1);
  await expect(boris.call('confirmExport', { params, body: { code: '0000-0000-0000-0000' } })).rejects.toEqual(refusal('invalid'));

  await carol.call('removeExport', { params });
  await expect(carol.call('linkExport', { params, body: { passPhrase } })).rejects.toEqual(refusal('conflict'));
});

test('where somebody answers for privacy, two who may see no customer take nothing out without them, and with nobody there it is a finding', async () => {
  const dora = await (await colleagueOf(house, 'Dora', { role: 'administrator' })).client();
  const role = await carol.call('addRole', {
    body: { name: 'Counsel', permissions: ['requests.read', 'requests.approve'], purposes: [], reason: 'Asks counsel' },
  });
  const eve = await (await colleagueOf(house, 'Eve', { role: role.id })).client();
  const { export: asked, passPhrase } = await boris.call('askExport');
  expect(asked).toMatchObject({ state: 'asked', waitsFor: 'privacy', mayApprove: false });
  const params = { export: asked.id };
  const needed = (detail: RegExp) => ({
    problem: { type: 'urn:parley:problem:needs-second-person', because: 'privacy-must-agree', detail: expect.stringMatching(detail) },
  });
  await expect(dora.call('approveExport', { params })).rejects.toMatchObject(needed(/^Only somebody who answers for privacy/));
  for (const refused of [dora, boris]) await expect(refused.call('agreeToExport', { params })).rejects.toEqual(refusal('not-permitted'));
  await expect(eve.call('approveExport', { params }), 'she may not end the contract').rejects.toEqual(refusal('not-permitted'));
  const waiting = [{ id: asked.id, asker: 'Boris', isMade: false, askedAt: asked.askedAt }];
  for (const officer of [carol, eve]) expect((await officer.call('readExportsWaiting')).items).toEqual(waiting);
  const told = async () => (await carol.call('listCaptured')).items.filter(({ subject }) => subject.includes('waits for your approval'));
  await eventually('the mails', async () => (await told()).length === 2);
  expect((await told()).flatMap(({ to }) => to).sort()).toEqual([house.admin.email, 'eve@example.com']);
  await eve.call('agreeToExport', { params });
  await eventually('the export', async () => (await boris.call('readLeaving')).exports[0]?.state === 'ready');
  await boris.call('linkExport', { params, body: { passPhrase } });
  await boris.call('removeExport', { params });

  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  const away = (since: 'now()' | 'NULL') =>
    admin.query(
      `UPDATE staff SET suspended_at = ${since} WHERE id IN (SELECT staff_id FROM role_grants WHERE role_id IN ('privacy-officer', $1))`,
      [role.id],
    );
  const found = () => house.act(async (ctx) => departureChecks.find(({ id }) => id === 'departure.privacy-agrees-to-exports')?.run(ctx));
  expect(await found()).toBe(0);
  await away('now()');
  expect(await found()).toBe(1);
  const { export: alone, passPhrase: phrase } = await boris.call('askExport');
  expect(alone).toMatchObject({ waitsFor: 'second' });
  await dora.call('approveExport', { params: { export: alone.id } });
  await eventually('the other export', async () => (await boris.call('readLeaving')).exports[0]?.state === 'ready');
  await away('NULL');
  const link = () => boris.call('linkExport', { params: { export: alone.id }, body: { passPhrase: phrase } });
  await expect(link(), 'nor what was made while nobody was there').rejects.toMatchObject(needed(/before it can be fetched/));
  expect((await carol.call('readExportsWaiting')).items).toMatchObject([{ id: alone.id, isMade: true }]);
  await carol.call('approveExport', { params: { export: alone.id } });
  const token = (await link()).path.split('/').at(-1) ?? '';
  await boris.blob('fetchExport', { params: { export: alone.id, token } });
  await boris.call('removeExport', { params: { export: alone.id } });
  const kinds = `SELECT kind FROM ledger_entries WHERE workspace_id = $1 AND kind LIKE 'workspace.export-%' ORDER BY id`;
  const written = (await admin.query<{ kind: string }>(kinds, [house.workspace])).rows.map(({ kind }) => kind);
  expect(written).toEqual(expect.arrayContaining(['workspace.export-linked', 'workspace.export-begun']));
  await admin.end();
});

test('the end is asked for by one, approved by another, called off by either; then it comes, and the certificate is all that answers', async () => {
  const endsAt = new Date(Date.now() + 15 * 86_400_000).toISOString();
  const body = { endsAt, returns: false, holds: 'wait' } as const;
  expect(await boris.call('readEndNotice')).toEqual({ end: null });
  const { end: first } = await carol.call('askEnd', { body });
  const firstId = { departure: first?.id ?? '' };
  const ada = await (await colleagueOf(house, 'Ada', { role: 'agent' })).client();
  expect([await ada.call('readEndNotice'), (await boris.call('readEndNotice')).end?.state]).toEqual([{ end: null }, 'asked']);
  await expect(carol.call('approveEnd', { params: firstId })).rejects.toEqual(refusal('needs-second-person'));
  await boris.call('cancelEnd');
  const { end } = await carol.call('askEnd', { body });
  await expect(boris.call('approveEnd', { params: firstId })).rejects.toEqual(refusal('conflict'));
  expect((await boris.call('readLeaving')).end).toMatchObject({ asker: 'Carol', returns: false, holds: 'wait' });
  await boris.call('approveEnd', { params: { departure: end?.id ?? '' } });
  const planned = await carol.call('readEndNotice');
  expect(planned.end).toMatchObject({ state: 'planned', fetchUntil: null });
  expect(Date.parse(planned.end?.endsAt ?? '')).toBeGreaterThanOrEqual(Date.parse(endsAt));
  const departure = end?.certificate.split('/').at(-1) ?? '';
  await expect(house.publicClient().call('readDeparture', { params: { departure } })).rejects.toEqual(refusal('not-found'));

  const { items } = await carol.call('listInboxes');
  const widget = randomUUID();
  expect(items).toBeDefined();
  const { webhook } = await carol.call('addChannel', {
    body: { channel: 'custom', name: 'App', settings: { url: 'https://app.example.com/in', secret } },
  });
  const hook = () => hookAnswers(webhook ?? '');
  expect(await hook()).toBe(200);
  await closedForWriting('now()');
  expect(await hook()).toBe(410); // and so a provider does not try again for days
  await closedForWriting('NULL');
  house.passTime(16 * 86_400_000);
  await eventually('the departure', async () => (await leave({ tools: house.tools, workspace: house.workspace })) === 'left');
  expect(await hook()).toBe(404);
  await expect(carol.call('readLeaving')).rejects.toEqual(refusal('not-signed-in'));
  await expect(house.staffClient()).rejects.toEqual(refusal('wrong-credentials'));
  await expect(house.publicClient().call('readWidget', { params: { key: widget } })).rejects.toEqual(refusal('not-found'));
  const certificate = await house.publicClient().call('readDeparture', { params: { departure } });
  expect(certificate).toMatchObject({ workspace: house.workspace, returned: 'not-wished' });
  expect(JSON.stringify(certificate)).not.toMatch(/carol|boris|Lantern/i);
});
