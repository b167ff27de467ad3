// Every control is looked at; what fails becomes a finding, what holds again is repaired, what cannot be looked at is said to be unknown.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config } from '#kit/config';
import { type Check, checks } from '#kit/room';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { changeFinding, listFindings } from '../findings/findings.ts';
import { readPosture } from './posture.ts';
import { runControls, runWhatIsDue } from './run.ts';

let room: TestRoom;
let door: Server; // something that answers where the house says it listens
let faults = 0;
let isBroken = false;
const planted: Check = {
  id: 'monitoring.planted',
  article: '32',
  question: 'Does it hold?',
  severity: 'high',
  run: async () => {
    if (isBroken) throw Object.assign(new Error('cannot look'), { code: 'away' });
    return faults;
  },
  evidence: async () => ['apk_1', 'code-of-it'],
};
beforeAll(async () => {
  door = createServer((_request, answer) => answer.end());
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  room = await openRoom();
  config.set(room.tools, { ...room.settings, port: (door.address() as AddressInfo).port });
  checks.set(room.tools, [...checks.of(room), planted]);
});
afterAll(async () => {
  door.close();
  await room.stop();
});

const run = () => runControls(room.tools, room.workspace);
const posture = () => room.ctx(readPosture);
const plantedNow = async () => (await posture()).controls.find((each) => each.id === planted.id);
const findings = async (state: 'standing' | 'closed' = 'standing') =>
  (await room.ctx((ctx) => listFindings(ctx, { state, limit: 100 }))).items.filter((each) => each.control === planted.id);
const kinds = async () =>
  (await room.ctx((ctx) => list(ctx, { kind: 'finding.', limit: 200 }))).items
    .filter((entry) => entry.facts?.['control'] === planted.id)
    .map((entry) => entry.kind);

test('all rooms’ checks are looked at, each of them is in the posture, and a run is a point of the trend', async () => {
  expect(await posture()).toMatchObject({ ranAt: null, trend: [] });
  await run();
  const seen = await posture();
  expect(seen.controls.map((each) => each.id)).toEqual(checks.of(room).map((each) => each.id));
  expect(new Set(seen.controls.map((each) => each.room)).size).toBeGreaterThan(9);
  expect(seen.controls.filter((each) => each.state === 'unknown')).toEqual([]);
  const [point] = seen.trend;
  expect(point).toMatchObject({ day: '2026-11-24', unknown: 0 });
  expect((point?.passing ?? 0) + (point?.failing ?? 0)).toBe(checks.of(room).length);
  expect(await plantedNow()).toMatchObject({ state: 'passes', since: '2026-11-24T09:00:00.000Z', finding: null });
});

test('a control that fails opens one finding, due by its severity, and a second look adds none', async () => {
  faults = 2;
  room.setTime('2026-11-24T10:00:00Z');
  await run();
  room.setTime('2026-11-24T11:00:00Z');
  await run();
  const found = await findings();
  expect(found).toMatchObject([
    {
      severity: 'high',
      state: 'open',
      dueOn: '2026-12-01',
      faults: 2,
      evidence: ['apk_1', 'code-of-it'],
      question: 'Does it hold?',
      owner: null,
    },
  ]);
  expect(await plantedNow()).toMatchObject({
    state: 'fails',
    since: '2026-11-24T10:00:00.000Z',
    seenAt: '2026-11-24T11:00:00.000Z',
    finding: found[0]?.id,
  });
  expect(await kinds()).toEqual(['finding.opened']);
});

test('it is late after its day; what holds again is repaired by itself, and opened again when it breaks anew', async () => {
  room.setTime('2026-12-02T09:00:00Z');
  expect(await findings()).toMatchObject([{ overdue: true }]);
  expect((await posture()).overdueFindings).toBeGreaterThan(0);
  faults = 0;
  await run();
  expect(await findings()).toEqual([]);
  expect(await findings('closed')).toMatchObject([{ state: 'repaired', closedAt: '2026-12-02T09:00:00.000Z' }]);
  faults = 1;
  room.setTime('2026-12-03T09:00:00Z');
  await run();
  expect(await findings()).toMatchObject([{ state: 'open', dueOn: '2026-12-10', closedAt: null, faults: 1 }]);
  expect(await kinds()).toEqual(['finding.reopened', 'finding.repaired', 'finding.opened']);
});

test('an accepted one stays accepted until its day is over, and a verified one makes way for a new finding', async () => {
  const [open] = await findings();
  const id = open?.id ?? '';
  await room.ctx((ctx) => changeFinding(ctx, id, { state: 'accepted', acceptedUntil: '2026-12-20', note: 'A new one is ordered.' }));
  room.setTime('2026-12-20T09:00:00Z');
  await run();
  expect(await findings()).toMatchObject([{ state: 'accepted', note: 'A new one is ordered.' }]);
  room.setTime('2026-12-21T09:00:00Z');
  await run();
  expect(await findings()).toMatchObject([{ id, state: 'open', acceptedUntil: null }]);
  faults = 0;
  await run();
  await room.ctx((ctx) => changeFinding(ctx, id, { state: 'verified' }));
  faults = 3;
  room.setTime('2026-12-22T09:00:00Z');
  await run();
  const [fresh] = await findings();
  expect(fresh?.id).not.toBe(id);
});

test('a control that cannot be looked at is unknown, changes no finding, and takes no other along', async () => {
  isBroken = true;
  room.setTime('2026-12-23T09:00:00Z');
  await run();
  expect(await plantedNow()).toMatchObject({ state: 'unknown', evidence: ['away'] });
  expect(await findings()).toHaveLength(1);
  expect((await posture()).controls.filter((each) => each.state === 'unknown')).toHaveLength(1);
  expect(room.log.some((line) => line.includes('control.unknown'))).toBe(true);
  isBroken = false;
});

test('the clock looks at a company once its last look is an hour old, and not before', async () => {
  room.setTime('2026-12-24T09:00:00Z');
  await runWhatIsDue(room.tools);
  room.setTime('2026-12-24T09:50:00Z');
  await runWhatIsDue(room.tools);
  expect((await posture()).ranAt).toBe('2026-12-24T09:00:00.000Z');
  room.setTime('2026-12-24T10:00:00Z');
  await runWhatIsDue(room.tools);
  expect((await posture()).ranAt).toBe('2026-12-24T10:00:00.000Z');
});
