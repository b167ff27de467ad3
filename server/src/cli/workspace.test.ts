// The commands run beside a Parley that is at work: its mail port is taken, and they need none.
import { createServer } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { askExport, exportRow } from '#departure';
import type { PersonId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, identitiesOf } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { mustFind } from '../rights/answers.ts';
import type { RequestId } from '../rights/store.ts';
import { passOnRequest } from './pass-on.ts';
import { cancelLeaving, exportWorkspace, leavingStatus, planLeaving, purgeWorkspace } from './workspace.ts';

let room: TestRoom;
const port = createServer();
const said: string[] = [];
beforeAll(async () => {
  room = await openRoom();
  await new Promise<void>((resolve) => void port.listen(0, '127.0.0.1', resolve));
  const taken = port.address();
  vi.stubEnv('DATABASE_URL', room.adminUrl);
  vi.stubEnv('PARLEY_DATA', room.settings.data);
  vi.stubEnv('PARLEY_SMTP_PORT', String(typeof taken === 'object' ? taken?.port : 0));
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  port.close();
  await room.stop();
});

test('an operator plans an end, looks at it, tries to carry it out too early, and calls it off', async () => {
  const on = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  expect(await planLeaving(['--on', on])).toBe(0);
  expect(await leavingStatus([])).toBe(0);
  expect(said.at(-1)).toContain(`planned, on ${on}`);
  expect(await purgeWorkspace([])).toBe(1);
  expect(said.at(-1)).toContain('not-due');
  expect(await cancelLeaving([])).toBe(0);
  expect(await leavingStatus([])).toBe(0);
  expect(said.at(-1)).toContain('no end is planned');
});

test('an export that was killed stands in the way of no other, and what was handed over is noted with its hash', async () => {
  const who = { actor: { kind: 'system', id: 'operator' } } as const;
  const killed = await room.ctx((ctx) => askExport(ctx, 'operator'), who);
  expect(await exportWorkspace([path.join(room.settings.data, 'all.zip'), '--json'])).toBe(0);
  expect(await room.ctx((ctx) => exportRow(ctx, killed.row.id))).toMatchObject({ state: 'gone' });
  const { export: made } = JSON.parse(said.at(-1) ?? '{}');
  const row = await room.ctx((ctx) => exportRow(ctx, made));
  expect(row).toMatchObject({ state: 'gone', fetched: 1, confirmedAt: null });
  expect(row?.manifest).toHaveLength(32);
});

test('a request that reached the operator goes to the company, as of the day it came; who is not known stands there with a claim', async () => {
  const pass = (args: string[], text: string) => passOnRequest([...args, '--json'], Readable.from([text]));
  const answer = () => JSON.parse(said.at(-1) ?? '{}') as { request: RequestId; dueOn: string };
  const ada = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }))).person;
  const day = new Date(Date.now() - 9 * 86_400_000).toISOString().slice(0, 10);
  expect(await pass(['--kind', 'erasure', '--on', day], 'Ada@example.com\nPlease forget me.\n')).toBe(0);
  const row = await room.ctx((ctx) => mustFind(ctx, answer().request));
  expect(row).toMatchObject({ kind: 'erasure', state: 'received', person_id: ada, source: 'staff' });
  expect(row.received_at.toISOString().slice(0, 10)).toBe(day);
  const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'request.erasure-received', limit: 1 }))).items;
  expect(entry).toMatchObject({ actor: 'operator', facts: { way: 'operator', received: day } });
  expect(await pass(['--kind', 'access'], '+1 555 0143')).toBe(0);
  const unknown = (await room.ctx((ctx) => mustFind(ctx, answer().request))).person_id as PersonId;
  expect(
    (await room.ctx((ctx) => identitiesOf(ctx, unknown))).map(({ kind, source, provedAt }) => [kind, source, provedAt]),
  ).toContainEqual(['phone', 'claimed', null]);
  expect(await pass(['--kind', 'human-review'], 'boris@example.com\nA person shall look at the score.')).toBe(0);
  expect(await room.ctx((ctx) => mustFind(ctx, answer().request))).toMatchObject({ kind: 'human-review', state: 'received' });
  expect(said.join('')).not.toMatch(/ada@|boris@|555[ \d]*0143|score/i);
  expect(await pass(['--kind', 'human-review'], 'boris@example.com')).toBe(1); // of which decision, they did not say
  expect(await pass(['--kind', 'erasure'], '')).toBe(2);
  expect(await pass(['--kind', 'everything'], 'ada@example.com')).toBe(2);
  expect(await pass(['--kind', 'access', '--on', '2999-01-01'], 'ada@example.com')).toBe(1);
  expect(await pass(['--kind', 'access'], 'nobody at all')).toBe(1);
});
