import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { act } from '#kit/pool';
import { list } from '#ledger';
import { listPurposes } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { findEntrance, workspaceIds } from './entrances.ts';
import { needsSetUp, setUp, setupLink } from './setup-link.ts';
import { changeCompany, company, createWorkspace, type NewWorkspace } from './workspaces.ts';

const carol: NewWorkspace = {
  company: 'Lantern & Loom',
  language: 'en',
  country: 'DE',
  staff: { name: 'Carol', email: 'carol@example.org', password: 'a long pass phrase 42' },
};
let room: TestRoom;
afterEach(() => room.stop());

/** A house in which nobody has moved in: the test support always makes one company, so it is taken away again. */
async function openEmptyHouse(): Promise<void> {
  room = await openRoom('access');
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  await client.query('DELETE FROM staff; DELETE FROM roles; DELETE FROM entrances; DELETE FROM companies; DELETE FROM workspaces');
  await client.end();
}
const tokenOf = (link: string | undefined): string => link?.split('#')[1] ?? '';
const linkFile = () => path.join(room.settings.data, 'setup-link');

test('the start gives a link whose token lies on disk as a hash that only the owner may read', async () => {
  await openEmptyHouse();
  writeFileSync(linkFile(), 'old', { mode: 0o644 });
  const link = await setupLink(room.tools);
  expect(link).toMatch(/^http:\/\/localhost:8080\/setup#[\w-]{43}$/);
  expect(statSync(linkFile()).mode & 0o777).toBe(0o600);
  expect(readFileSync(linkFile(), 'utf8')).not.toContain(tokenOf(link));
});

test('the link sets up once, and works no more after that', async () => {
  await openEmptyHouse();
  const token = tokenOf(await setupLink(room.tools));
  expect(await needsSetUp(room.tools)).toBe(true);
  const made = await setUp(room.tools, token, carol);
  expect(await needsSetUp(room.tools)).toBe(false);
  await expect(setUp(room.tools, token, carol)).rejects.toMatchObject({ code: 'already-used' });
  expect(await setupLink(room.tools)).toBeUndefined();
  expect(() => statSync(linkFile())).toThrow('ENOENT');
  await act(room.tools, { workspace: made.workspace, actor: { kind: 'staff', id: made.staff } }, async (ctx) => {
    expect(await company(ctx)).toMatchObject({ name: 'Lantern & Loom', country: 'DE', language: 'en', contactEmail: null });
    expect((await listPurposes(ctx)).map((purpose) => purpose.code)).toContain('service-conversation');
    expect((await list(ctx, { limit: 50 })).items.map((entry) => entry.kind)).toEqual(
      expect.arrayContaining(['workspace.created', 'staff.joined']),
    );
  });
  expect(await findEntrance(room.tools, 'centre', made.centreKey)).toMatchObject({ workspace: made.workspace });
});

test('of eight who use the link at the same moment one gets in', async () => {
  await openEmptyHouse();
  const token = tokenOf(await setupLink(room.tools));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => setUp(room.tools, token, carol)));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'already-used' });
  expect(await workspaceIds(room.tools)).toHaveLength(1);
});

test('a wrong token, an earlier token and an empty one are refused', async () => {
  await openEmptyHouse();
  const earlier = tokenOf(await setupLink(room.tools));
  await setupLink(room.tools);
  for (const token of [earlier, '', 'x'.repeat(43)])
    await expect(setUp(room.tools, token, carol)).rejects.toMatchObject({ code: 'expired' });
  expect(await workspaceIds(room.tools)).toEqual([]);
});

test('a refused password leaves the link good', async () => {
  await openEmptyHouse();
  const token = tokenOf(await setupLink(room.tools));
  await expect(setUp(room.tools, token, { ...carol, staff: { ...carol.staff, password: 'Password2026!' } })).rejects.toMatchObject({
    code: 'weak-password',
  });
  await setUp(room.tools, token, carol);
});

test('nothing of a company that failed to move in stays', async () => {
  room = await openRoom('access');
  const before = await workspaceIds(room.tools);
  await expect(createWorkspace(room.tools, { ...carol, country: 'Germany' })).rejects.toThrow();
  expect(await workspaceIds(room.tools)).toEqual(before);
});

test('changing the company records which facts changed, and not their words', async () => {
  room = await openRoom('access');
  const after = await room.ctx((ctx) =>
    changeCompany(ctx, { address: 'Lamp Street 1', contactEmail: 'hello@example.com', name: undefined }),
  );
  expect(after).toMatchObject({ name: 'lantern', address: 'Lamp Street 1' });
  const { items } = await room.ctx((ctx) => list(ctx, { kind: 'workspace.changed', limit: 10 }));
  expect(items.map((entry) => entry.facts)).toEqual([{ fields: 'address,contactEmail' }]);
  await room.ctx((ctx) => changeCompany(ctx, { address: 'Lamp Street 1' }));
  expect((await room.ctx((ctx) => list(ctx, { kind: 'workspace.changed', limit: 10 }))).items).toHaveLength(1);
});
