// What goes back is what was kept to the last word: the company is closed for writing first, and deleted when the export of that state is held elsewhere.
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  askEnd,
  askExport,
  cancelEnd,
  confirmExport,
  leave,
  makeExport,
  noteFetched,
  plannedEnd,
  privateOf,
  readDeparture,
  zipOf,
} from '#departure';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { append } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { openRow } from '../../monitoring/findings/record.ts';
import { departureChecks } from '../checks.ts';
import { fetchExport, linkExport } from '../returning/ask.ts';
import { codeOf } from '../returning/zip.ts';
import { exportRow } from '../store.ts';
import { approveEnd } from './course.ts';
import { leaveWhenDue } from './due.ts';
import { tellOfCallingOff } from './told.ts';

let room: TestRoom;
let admin: pg.Client;
const at = (days: number) => new Date(Date.parse('2026-11-24T09:00:00Z') + days * 86_400_000);
const carol = { kind: 'staff', id: 'stf_carol' as StaffId } as const;
beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

/** Asks for everything, makes it and reads it to its end as the operator does; gives the code that stands in it. */
async function fetched(workspace: WorkspaceId): Promise<{ id: Parameters<typeof confirmExport>[1]; code: string }> {
  const { row, passPhrase } = await room.ctx((ctx) => askExport(ctx, 'operator'), { workspace });
  await makeExport({ tools: room.tools, workspace }, row.id);
  const made = await room.ctx((ctx) => exportRow(ctx, row.id), { workspace });
  const reader = privateOf(passPhrase);
  if (made?.state !== 'ready' || !reader) throw new Error('the export is not ready');
  const whole = Promise.withResolvers<Buffer>();
  await pipeline(
    zipOf({ tools: room.tools, workspace }, made, reader, whole.resolve),
    new Writable({ write: (_piece, _encoding, done) => done() }),
  );
  const manifest = await whole.promise;
  await noteFetched({ tools: room.tools, workspace }, { kind: 'system', id: 'operator' }, row.id, manifest);
  return { id: row.id, code: codeOf(manifest) };
}

/** What the company was told by mail, in order. */
async function mailsTo(workspace: WorkspaceId): Promise<(string | undefined)[]> {
  const found = await admin.query(
    `SELECT p.payload::text AS facts FROM ledger_entries e JOIN ledger_payloads p ON p.workspace_id = e.workspace_id AND p.entry_id = e.id
     WHERE e.workspace_id = $1 AND e.kind LIKE 'notice.%' ORDER BY e.id`,
    [workspace],
  );
  return found.rows.map(({ facts }) => /dep_[0-9a-z]{26}\.([a-z]+)/.exec(facts)?.[1]);
}

test('an export of two years ago is no return: from its day on nothing is written, and what was kept until then goes back before it is deleted', async () => {
  const { workspace } = room;
  const { id } = await room.ctx((ctx) => askEnd(ctx, { endsAt: at(700), returns: true, holds: 'wait' }, 'operator'));
  room.setTime(at(1));
  const early = await fetched(workspace);
  await room.ctx((ctx) => confirmExport(ctx, early.id, early.code));
  await room.ctx((ctx) => append(ctx, { kind: 'workspace.changed' }));
  room.setTime(at(701));
  expect(await leave({ tools: room.tools, workspace })).toBe('blocked');
  const standing = await room.ctx(plannedEnd);
  expect(standing).toMatchObject({ end: { state: 'closing' }, blocks: [{ because: 'not-returned' }] });
  await expect(room.ctx((ctx) => append(ctx, { kind: 'workspace.changed' }))).rejects.toMatchObject({ code: 'PL409' });

  const last = await fetched(workspace);
  expect(await leave({ tools: room.tools, workspace })).toBe('blocked'); // fetched, but nobody said that it opens
  await expect(room.ctx((ctx) => confirmExport(ctx, last.id, early.code))).rejects.toMatchObject({ code: 'invalid' });
  await room.ctx((ctx) => confirmExport(ctx, last.id, last.code.toUpperCase()));
  expect(await leave({ tools: room.tools, workspace })).toBe('left');
  const certificate = readDeparture(room.tools, id);
  expect(certificate).toMatchObject({ returned: 'confirmed', returnedExport: { export: last.id, madeAt: at(701).toISOString() } });
  expect(certificate?.returnedExport?.manifest.startsWith(last.code.replaceAll('-', ''))).toBe(true);
});

test('a company that fetches nothing is told until when it may, and is deleted after it; the certificate says that nothing went back', async () => {
  const workspace = await room.anotherWorkspace();
  const { id } = await room.ctx((ctx) => askEnd(ctx, { endsAt: at(720), returns: true, holds: 'wait' }, 'operator'), { workspace });
  const inTheWay = () =>
    room.ctx(async (ctx) => departureChecks.find(({ id: named }) => named === 'departure.nothing-holds-an-end-up')?.run(ctx), {
      workspace,
    });
  room.setTime(at(720));
  expect(await inTheWay()).toBe(0);
  for (const [day, mails] of [
    [720, ['closing']],
    [726, ['closing']],
    [727, ['closing', 'blocked']],
    [727.1, ['closing', 'blocked']],
    [749, ['closing', 'blocked', 'blocked']],
  ] as const) {
    room.setTime(at(day));
    expect(await leave({ tools: room.tools, workspace })).toBe('blocked');
    expect(await mailsTo(workspace), `${day}`).toEqual(mails);
  }
  expect(await inTheWay()).toBe(1);
  await room.ctx(
    (ctx) =>
      openRow(ctx, {
        source: 'control',
        control: 'departure.nothing-holds-an-end-up',
        audit: null,
        item: null,
        severity: 'medium',
        faults: 1,
        evidence: ['not-returned'],
      }),
    { workspace },
  );
  room.setTime(at(750));
  let turns = 0;
  while ((await leave({ tools: room.tools, workspace }, { budgetMs: 0 })) !== 'left') turns += 1; // each turn commits how far it came, and lets others have theirs
  expect(turns).toBeGreaterThan(3);
  expect(readDeparture(room.tools, id)).toMatchObject({ returned: 'not-confirmed', returnedExport: null });
});

test('called off in the last days, a company writes again', async () => {
  const workspace = await room.anotherWorkspace();
  await room.ctx((ctx) => askEnd(ctx, { endsAt: at(770), returns: true, holds: 'wait' }, 'operator'), { workspace });
  room.setTime(at(771));
  expect(await leave({ tools: room.tools, workspace })).toBe('blocked');
  await room.ctx(cancelEnd, { workspace });
  const { rows } = await admin.query(`SELECT payload FROM outbox WHERE workspace_id = $1 AND topic = 'departure.end-called-off'`, [
    workspace,
  ]);
  expect(rows).toHaveLength(1);
  await tellOfCallingOff({ tools: room.tools, workspace }, { id: rows[0].payload.departure, askedBy: 'operator', endsAt: at(770) });
  expect(await mailsTo(workspace)).toEqual(['closing', 'called']);
  await room.ctx((ctx) => append(ctx, { kind: 'workspace.changed' }), { workspace });
  expect(await leave({ tools: room.tools, workspace })).toBe('not-due');
});

test('a download that breaks off does not count as fetched, and the ledger has it all the same', async () => {
  const workspace = await room.anotherWorkspace();
  const who = { workspace, actor: carol };
  const { row, passPhrase } = await room.ctx((ctx) => askExport(ctx, 'operator'), who);
  await makeExport({ tools: room.tools, workspace }, row.id);
  const begin = async () => {
    const { path } = await room.ctx((ctx) => linkExport(ctx, row.id, passPhrase), who);
    return (await room.ctx((ctx) => fetchExport(ctx, row.id, path.split('/').at(-1) ?? ''), who)).stream;
  };
  const seen = () => room.ctx((ctx) => exportRow(ctx, row.id), who);
  (await begin()).destroy();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await seen()).toMatchObject({ fetched: 0, fetchedAt: null });
  const begun = `SELECT kind FROM ledger_entries WHERE workspace_id = $1 AND kind = ANY ('{workspace.export-linked,workspace.export-begun,workspace.export-broken-off}') ORDER BY id`;
  expect((await admin.query(begun, [workspace])).rows.map(({ kind }) => kind)).toEqual([
    'workspace.export-linked',
    'workspace.export-begun',
    'workspace.export-broken-off',
  ]);
  await pipeline(await begin(), new Writable({ write: (_piece, _encoding, done) => done() }));
  await expect.poll(async () => (await seen())?.fetched).toBe(1);
});

test('whoever approves agrees to this very end, before its day, and the days of notice are left from then on', async () => {
  const workspace = await room.anotherWorkspace();
  const ask = (days: number) =>
    room.ctx((ctx) => askEnd(ctx, { endsAt: at(days), returns: false, holds: 'wait' }, 'operator'), { workspace });
  const approve = (id: Parameters<typeof approveEnd>[1]) => room.ctx((ctx) => approveEnd(ctx, id), { workspace, actor: carol });
  const waitsForASecond = () =>
    admin.query(`UPDATE workspace_ends SET state = 'asked', asked_by = 'stf_boris' WHERE workspace_id = $1`, [workspace]);
  room.setTime(at(800));
  const first = await ask(820);
  await waitsForASecond();
  room.setTime(at(821));
  await expect(approve(first.id)).rejects.toMatchObject({ code: 'conflict', extras: { because: 'day-went-by' } });
  const second = await ask(840); // what nobody approved in time stands in nobody's way
  await waitsForASecond();
  await expect(approve(first.id)).rejects.toMatchObject({ code: 'conflict', extras: { because: 'another-end' } });
  room.setTime(at(839));
  expect(await approve(second.id)).toMatchObject({ state: 'planned', endsAt: at(839 + 14) });
});

test('everybody who may end the contract hears of it when it is asked for, a week and a day before, and once each', async () => {
  const workspace = await room.anotherWorkspace();
  room.setTime(at(900));
  await room.ctx((ctx) => askEnd(ctx, { endsAt: at(920), returns: false, holds: 'wait' }, 'operator'), { workspace });
  const notices = async () => {
    await leaveWhenDue(room.tools);
    return mailsTo(workspace);
  };
  expect(await notices()).toEqual(['planned']);
  expect(await notices()).toEqual(['planned']);
  room.setTime(at(914));
  expect(await notices()).toEqual(['planned', 'week']);
  room.setTime(at(919.5));
  expect(await notices()).toEqual(['planned', 'week', 'day']);
});
