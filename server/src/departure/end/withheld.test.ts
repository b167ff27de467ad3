// A company leaves without its key, and while it leaves nobody else notices: neither a root that was taken away nor a closed door holds a duty of the house up.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askEnd, leave, readDeparture } from '#departure';
import { bringOwnRoot, createSubject, replaceWorkspaceKeys, rotateEpoch, shred } from '#keys';
import { newId, type WorkspaceId } from '#kit/ids';
import { openRoom, type TestRoom } from '#test/room';
import { openVault, type Vault } from '#test/vault';
import { close } from '../store.ts';

let room: TestRoom;
let vault: Vault;
let admin: pg.Client;
const at = (days: number) => new Date(Date.parse('2026-11-24T09:00:00Z') + days * 86_400_000);
const shares = () => readdirSync(path.join(room.settings.keys, 'epochs')).filter((name) => name.startsWith('held-'));

beforeAll(async () => {
  vault = await openVault('own');
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await room.stop();
  await vault.stop();
});

async function shredSomebody(workspace: WorkspaceId): Promise<void> {
  const somebody = newId('per');
  await room.ctx((ctx) => createSubject(ctx, somebody), { workspace });
  await room.ctx((ctx) => shred(ctx, [somebody]), { workspace });
}

test('while a company leaves, the end of an epoch is recorded for all others', async () => {
  const workspaces = [await room.anotherWorkspace(), await room.anotherWorkspace()].sort();
  const [leaving, staying] = workspaces as [WorkspaceId, WorkspaceId];
  for (const workspace of workspaces) await shredSomebody(workspace);
  await room.ctx(close, { workspace: leaving });
  await rotateEpoch(room.tools, { force: true });
  const { rows } = await admin.query('SELECT workspace_id AS id FROM epoch_ends WHERE workspace_id = ANY ($1)', [workspaces]);
  expect(rows).toEqual([{ id: staying }]);
});

test('a company that took its own root away leaves all the same, with what was set aside for it, and the certificate says who was not asked', async () => {
  const { tools, workspace } = room;
  const ada = newId('per');
  await room.ctx((ctx) => createSubject(ctx, ada));
  await admin.query('INSERT INTO people (workspace_id, id, created_at) VALUES ($1, $2, $3)', [workspace, ada, at(0)]);
  await bringOwnRoot(tools, workspace, vault.address('own'));
  await replaceWorkspaceKeys(tools, workspace);
  const { id } = await room.ctx((ctx) => askEnd(ctx, { endsAt: at(20), returns: false, holds: 'wait' }, 'operator'));
  vault.removeKey('own');
  room.setTime(at(21));
  await rotateEpoch(tools, { force: true });
  expect(shares()).not.toEqual([]);
  expect(await leave({ tools, workspace })).toBe('left');
  expect(shares()).toEqual([]);
  expect(readDeparture(tools, id)?.providers).toMatchObject({ asked: 'key-withheld' });
});
