import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shreddedTopic } from '#keys';
import { newId, type StaffId, type WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { authenticateStaff } from './authenticate.ts';
import { workspaceIds } from './entrances.ts';
import { acceptInvitation, eraseStaff, invite, readInvitation, sweep } from './invitations.ts';
import { everyStaffName, nameCache, staffName, staffNames } from './names.ts';
import { absoluteSeconds, signIn } from './sessions.ts';
import { countHolders, renameStaff, viewStaff } from './staff.ts';

const day = 86_400_000;
const start = Date.parse('2026-11-24T09:00:00Z');
const ada = { name: 'Ada', email: 'ada@example.com', role: 'agent' } as const;
const password = 'nine quiet kettles hum';
let room: TestRoom;
let loom: WorkspaceId;

beforeAll(async () => {
  room = await openRoom('access');
  loom = await room.anotherWorkspace();
});
afterAll(() => room.stop());

const tokenOf = (link: string): string => link.split('#')[1] ?? '';
const inviteOne = async (parts: Parameters<typeof invite>[1] = ada) => tokenOf((await room.ctx((ctx) => invite(ctx, parts))).link);

test('ada joins by her link, chooses name and password, and can sign in', async () => {
  const token = await inviteOne();
  expect(await readInvitation(room.tools, token)).toEqual({ company: 'lantern', name: 'Ada', email: 'ada@example.com' });
  await expect(signIn(room.tools, 'ada@example.com', password)).rejects.toMatchObject({ code: 'wrong-credentials' });
  const { session, staff } = await acceptInvitation(room.tools, token, { name: 'Ada L.', password });
  expect(await authenticateStaff(room.tools, session)).toMatchObject({ actor: { id: staff } });
  expect((await authenticateStaff(room.tools, session))?.permissions).not.toContain('staff.invite');
  expect((await signIn(room.tools, 'ada@example.com', password)).staff).toBe(staff);
  expect(await room.ctx((ctx) => staffName(ctx, staff))).toBe('Ada L.');
  await expect(room.ctx((ctx) => invite(ctx, ada))).rejects.toMatchObject({ code: 'conflict' });
});

test('of eight who use one link at the same moment one joins', async () => {
  const token = await inviteOne({ name: 'Boris', email: 'boris@example.com', role: 'agent' });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, () => acceptInvitation(room.tools, token, { name: 'Boris', password })),
  );
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'already-used' });
  await expect(readInvitation(room.tools, token)).rejects.toMatchObject({ code: 'already-used' });
});

test('a link ends after seven days, a weak password does not use it up, an unknown one leads nowhere', async () => {
  const token = await inviteOne({ name: 'Dora', email: 'dora@example.com', role: 'agent' });
  await expect(acceptInvitation(room.tools, token, { name: 'Dora', password: 'Password2026!' })).rejects.toMatchObject({
    code: 'weak-password',
  });
  room.setTime(new Date(start + 7 * day - 1000));
  await readInvitation(room.tools, token);
  room.setTime(new Date(start + 7 * day));
  await expect(acceptInvitation(room.tools, token, { name: 'Dora', password })).rejects.toMatchObject({ code: 'expired' });
  await expect(readInvitation(room.tools, 'x'.repeat(43))).rejects.toMatchObject({ code: 'not-found' });
  room.setTime(new Date(start));
});

test('inviting again makes the earlier link worthless', async () => {
  const earlier = await inviteOne({ name: 'Emil', email: 'emil@example.com', role: 'agent' });
  const later = await inviteOne({ name: 'Emil B.', email: 'Emil@Example.com', role: 'administrator' });
  await expect(readInvitation(room.tools, earlier)).rejects.toMatchObject({ code: 'not-found' });
  expect(await readInvitation(room.tools, later)).toMatchObject({ name: 'Emil B.' });
});

test('two invitations of one address at the same moment make one member of staff', async () => {
  const fritz = { name: 'Fritz', email: 'fritz@example.com', role: 'agent' } as const;
  await Promise.allSettled([1, 2, 3, 4].map(() => room.ctx((ctx) => invite(ctx, fritz))));
  expect((await room.ctx((ctx) => viewStaff(ctx))).filter((each) => each.email === 'fritz@example.com')).toHaveLength(1);
});

test('names and addresses of staff lie sealed, and reading them is recorded once in a while', async () => {
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ name: Buffer; email: Buffer; email_hash: string }>('SELECT name, email, email_hash FROM staff');
  await client.end();
  for (const row of rows)
    expect(`${row.name.toString('latin1')} ${row.email.toString('latin1')} ${row.email_hash}`).not.toMatch(
      /ada@example|carol@|example\.(com|org)/i,
    );
  const { staff } = await signIn(room.tools, 'ada@example.com', password);
  nameCache.of(room).kept.clear();
  const seen = async () => (await room.ctx((ctx) => list(ctx, { kind: 'data.revealed', subject: staff, limit: 100 }))).items.length;
  const before = await seen();
  for (let times = 0; times < 5; times += 1) await room.ctx((ctx) => staffNames(ctx, [staff]));
  expect((await seen()) - before).toBe(1);
});

test('the names of everybody are found by, of one company alone, and none is kept past a change or the end of its bearer, on whichever node that was', async () => {
  const every = () => room.ctx(everyStaffName);
  const boris = (await room.ctx((ctx) => viewStaff(ctx))).find(({ email }) => email === 'boris@example.com')?.id as StaffId;
  expect(await every()).toContain('Boris');
  expect((await room.ctx(everyStaffName, { workspace: loom })).length).toBe(1);
  await room.ctx((ctx) => renameStaff(ctx, boris, 'Boris Beispiel'));
  expect(await every()).toContain('Boris Beispiel');
  expect(await every()).not.toContain('Boris');
  await room.ctx((ctx) => renameStaff(ctx, boris, 'Boris'));

  const kept = () => [...nameCache.of(room).kept.keys()].filter((key) => key.includes(boris));
  await every();
  expect(kept()).toHaveLength(1);
  const bus = live.of({ tools: room.tools });
  bus.deliver(room.workspace, { topic: 'staff.changed', ids: { staff: boris } });
  expect(kept()).toEqual([]);
  await every();
  bus.deliver(room.workspace, { topic: shreddedTopic, ids: { subjects: `${newId('stf')},${boris}` } });
  expect(kept()).toEqual([]);
  await room.ctx(async (ctx) => {
    const reading = staffNames(ctx, [boris]); // begun before they went, and through after it
    bus.deliver(room.workspace, { topic: shreddedTopic, ids: { subjects: boris } });
    await reading;
  });
  expect(kept()).toEqual([]);
});

test('another company sees nobody of ours', async () => {
  const ours = (await room.ctx((ctx) => viewStaff(ctx))).map((each) => each.id);
  expect(ours.length).toBeGreaterThan(1);
  const theirs = await room.ctx((ctx) => viewStaff(ctx), { workspace: loom });
  expect(theirs.map((each) => each.email)).toEqual(['carol@loom.example.com']);
  expect(await room.ctx((ctx) => staffNames(ctx, ours), { workspace: loom })).toEqual(new Map());
});

test('only who has joined counts as a holder of a permission', async () => {
  expect(await room.ctx((ctx) => countHolders(ctx, 'requests.approve'))).toBe(1);
  expect(await room.ctx((ctx) => countHolders(ctx, 'requests.open'))).toBe(3);
});

test('the sweep takes what is over: links after a month, and who never came with key and address', async () => {
  const token = await inviteOne({ name: 'Gina', email: 'gina@example.com', role: 'agent' });
  room.setTime(new Date(start + 36 * day));
  const run = () => room.ctx((ctx) => sweep(ctx));
  await run();
  await expect(readInvitation(room.tools, token)).rejects.toMatchObject({ code: 'expired' });
  room.setTime(new Date(start + 38 * day));
  await run();
  await expect(readInvitation(room.tools, token)).rejects.toMatchObject({ code: 'not-found' });
  expect((await room.ctx((ctx) => viewStaff(ctx))).map((each) => each.email).sort()).toEqual([
    'ada@example.com',
    'boris@example.com',
    'carol@lantern.example.com',
  ]);
  expect(await workspaceIds(room.tools)).toHaveLength(2);
});

test('an open page hears that the sweep took its session, and knows when it would be over by itself', async () => {
  const { session } = await signIn(room.tools, 'boris@example.com', password);
  const found = await authenticateStaff(room.tools, session);
  expect(found?.until).toEqual(new Date(start + 38 * day + absoluteSeconds * 1000));
  let heard = 0;
  const stop = found?.whenOver?.(() => {
    heard += 1;
  });
  room.setTime(new Date(start + 39 * day));
  await room.ctx((ctx) => sweep(ctx));
  expect(heard).toBe(1);
  stop?.();
});

test('a session that ends while it is being read is not remembered', async () => {
  const { session } = await signIn(room.tools, 'boris@example.com', password);
  const reading = authenticateStaff(room.tools, session);
  live.of({ tools: room.tools }).publish(room.workspace, { topic: 'sessions.changed', ids: { session: newId('ses'), over: 1, cut: 0 } });
  await reading;
  await room.ctx((ctx) => ctx.db.run({ name: 'test.end', text: 'DELETE FROM sessions WHERE workspace_id = $1' }, [room.workspace]));
  expect(await authenticateStaff(room.tools, session)).toBeUndefined();
});

test('an erased member of staff is gone with sessions and way in', async () => {
  const { staff } = await signIn(room.tools, 'ada@example.com', password);
  expect(await room.ctx((ctx) => eraseStaff(ctx, [staff]))).toBe(1);
  await expect(signIn(room.tools, 'ada@example.com', password)).rejects.toMatchObject({ code: 'wrong-credentials' });
  expect(await room.ctx((ctx) => staffName(ctx, staff))).toBe('');
});
