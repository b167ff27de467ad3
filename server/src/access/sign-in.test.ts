import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withCtx } from '#kit/ctx';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { urgentPool } from '#kit/pool';
import { list } from '#ledger';
import { codeNow } from '#test/authenticator';
import { openNode } from '#test/node';
import { openRoom, type TestRoom } from '#test/room';
import { authenticateStaff, sessionCache } from './authenticate.ts';
import { acceptInvitation, invite } from './invitations.ts';
import { permissions } from './permissions.ts';
import { staffPurpose } from './purpose.ts';
import { keepCounts } from './refused/counts.ts';
import { recordRefusals } from './refused/refused.ts';
import { rowsOf } from './refused/store.ts';
import { accessRoom } from './room.ts';
import { confirmTotp, startTotp } from './second-factor/second-factor.ts';
import { signIn, signInLimits, signOut, startSession } from './sessions.ts';
import { changeTerms } from './terms/terms.ts';
import { clearTries, sweepTries, sweepTriesOfNobody, takeTry } from './tries/tries.ts';

const { verify } = vi.hoisted(() => ({ verify: vi.fn() }));
vi.mock('./passwords.ts', async (real) => {
  const passwords = await real<typeof import('./passwords.ts')>();
  return { ...passwords, verifyPassword: verify.mockImplementation(passwords.verifyPassword) };
});

const password = 'a long pass phrase 42';
const address = 'carol@lantern.example.com';
let room: TestRoom;
let carol: StaffId;

beforeAll(async () => {
  room = await openRoom('access');
  carol = (await signIn(room.tools, address, password)).staff;
});
afterAll(() => room.stop());

const session = () => room.ctx((ctx) => startSession(ctx, carol));
const at = (hours: number) => room.setTime(new Date(Date.parse('2026-11-24T09:00:00Z') + hours * 3_600_000));

test('carol signs in however she writes her address', async () => {
  expect(await signIn(room.tools, ' Carol@LANTERN.example.com', password)).toMatchObject({ workspace: room.workspace, staff: carol });
});

test('a wrong password and an unknown address get the same refusal after the same work', async () => {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const work = async (email: string) => {
    query.mockClear();
    verify.mockClear();
    await expect(signIn(room.tools, email, 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials', extras: {} });
    const did = {
      passwords: verify.mock.calls.length,
      statements: query.mock.calls.map(([statement]) => (statement as { text?: string }).text ?? statement),
    };
    await keepCounts(room.tools); // apart from the answer, so in nobody's work
    return did;
  };
  const known = await work(address);
  expect(await work('nobody@example.com')).toEqual(known);
  expect(known).toMatchObject({ passwords: 1 });
  expect(known.statements.length).toBeGreaterThan(6);
  query.mockRestore();
  await signIn(room.tools, address, password);
});

test('guessing at one address is slowed down, known or not, also for the right password, and others are not touched', async () => {
  const guess = (email: string) => signIn(room.tools, email, 'wrong').catch((error) => error);
  const many = await Promise.all(Array.from({ length: 14 }, () => guess('boris@example.com')));
  expect(many.filter((error) => error.code === 'too-many')).toHaveLength(4);
  expect(many.find((error) => error.code === 'too-many').extras.retryAfterSeconds).toBeGreaterThan(0);
  for (let tries = 0; tries < 9; tries += 1) await guess(address); // the wrong one of the test before counts still: a success gives back its own try alone
  await expect(signIn(room.tools, address, password)).rejects.toMatchObject({ code: 'too-many', extras: { retryAfterSeconds: 30 } });
  room.setTime('2026-11-24T09:00:30Z'); // whoever guesses on meanwhile keeps nobody out for longer
  await signIn(room.tools, address, password);
  at(0);
  await recordRefusals(room.tools);
  const { items } = await room.ctx((ctx) => list(ctx, { kind: 'staff.sign-in-refused', limit: 10 }));
  expect(items, 'also what was refused untried, and nothing of an address that nobody has').toMatchObject([
    { subject: carol, actor: 'sign-in', facts: { because: 'too-many', tries: 1 } },
    { subject: carol, actor: 'sign-in', facts: { because: 'wrong-credentials', tries: 10 } },
  ]);
  const logged = room.log.map((line) => JSON.parse(line)).filter(({ event }) => event === 'access.sign-ins-refused');
  expect(logged, 'that has sums in the log').toMatchObject([
    { because: 'wrong-credentials', tries: 11 },
    { because: 'too-many', tries: 4 },
  ]);
  await recordRefusals(room.tools);
  expect((await room.ctx((ctx) => list(ctx, { kind: 'staff.sign-in-refused', limit: 10 }))).items).toHaveLength(2);
});

test('what many tries at once were refused untried is counted at the account', async () => {
  const { link } = await room.ctx((ctx) => invite(ctx, { name: 'Ada', email: 'ada@lantern.example.com', role: 'agent' }));
  const ada = (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name: 'Ada', password })).staff;
  await Promise.all(
    Array.from({ length: 60 }, () => signIn(room.tools, 'ada@lantern.example.com', 'wrong', { from: { ip: '192.0.2.7' } }).catch(() => 0)),
  );
  await recordRefusals(room.tools);
  const items = (await room.ctx((ctx) => list(ctx, { kind: 'staff.sign-in-refused', limit: 10 }))).items;
  expect(items.filter(({ subject }) => subject === ada).map(({ facts }) => [facts?.['because'], facts?.['tries']])).toEqual([
    ['too-many', 50],
    ['wrong-credentials', 10],
  ]);
});

test('a process that is killed takes no count of refused tries with it, but those of the last moment; whoever guesses makes no rows', async () => {
  const { link } = await room.ctx((ctx) => invite(ctx, { name: 'Fay', email: 'fay@lantern.example.com', role: 'agent' }));
  const fay = (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name: 'Fay', password })).staff;
  const child = path.join(import.meta.dirname, '../../test/support/refused-and-die.ts');
  const told = [room.adminUrl, room.settings.data, 'fay@lantern.example.com', '214', '3'];
  const env = { ...process.env, PARLEY_KEYS_DATABASE_URL: room.settings.keysDatabaseUrl };
  const [, signal] = await once(spawn(process.execPath, [child, ...told], { env, stdio: ['ignore', 'ignore', 'inherit'] }), 'exit');
  expect(signal).toBe('SIGKILL');
  await expect(signIn(room.tools, 'fay@lantern.example.com', password), 'nor gives it tries back').rejects.toMatchObject({
    code: 'too-many',
  });
  const kept = await room.ctx((ctx) => rowsOf(ctx.db, ctx.workspace, [fay]));
  expect(kept.map(({ because }) => because)).toEqual(['too-many', 'wrong-credentials']); // two rows, however many tries
  const sum = kept.reduce((total, { tries }) => total + tries, 0);
  expect([sum >= 214, sum <= 217]).toEqual([true, true]);
  await recordRefusals(room.tools); // on another node
  const items = (await room.ctx((ctx) => list(ctx, { kind: 'staff.sign-in-refused', limit: 20 }))).items;
  const written = items.filter(({ subject }) => subject === fay).map(({ facts }) => Number(facts?.['tries']));
  expect(written.reduce((total, tries) => total + tries, 0)).toBe(sum);
  at(2);
  await recordRefusals(room.tools);
  expect(await room.ctx((ctx) => rowsOf(ctx.db, ctx.workspace, [fay]))).toEqual([]);
  at(0);
});

test('nodes over one database give no more tries than one, for a known address and one that nobody has, and one that starts anew knows of them', async () => {
  verify.mockResolvedValue(false); // the passwords are not what is counted
  const start = async () => {
    const node = await openNode({ settings: room.settings, appUrl: room.adminUrl, now: () => new Date('2026-11-24T10:00:00Z') });
    const stop = await accessRoom.start?.(node.tools);
    return {
      tries: async (email: string, count: number) => {
        const said: unknown[] = [];
        for (let n = 0; n < count; n += 1) said.push(await signIn(node.tools, email, 'wrong').catch((error) => error.code));
        return said;
      },
      stop: async () => {
        await stop?.();
        await node.stop();
      },
    };
  };
  const [one, other] = [await start(), await start()];
  const wrong = (count: number) => Array.from({ length: count }, () => 'wrong-credentials');
  for (const email of [address, 'nobody.at.all@example.com']) {
    expect(await one.tries(email, 6)).toEqual(wrong(6));
    expect(await other.tries(email, 6)).toEqual([...wrong(4), 'too-many', 'too-many']);
    expect(await one.tries(email, 1)).toEqual(['too-many']);
  }
  await Promise.all([one.stop(), other.stop()]);
  const anew = await start();
  expect(await anew.tries(address, 1)).toEqual(['too-many']);
  expect(await anew.tries('dora@lantern.example.com', 1), 'others are not touched').toEqual(wrong(1));
  await anew.stop();
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  const kept = async () => (await client.query('SELECT * FROM counted_tries')).rows;
  expect(JSON.stringify(await kept())).not.toMatch(/@|carol|stf_/);
  at(4);
  await room.ctx(sweepTries);
  await sweepTriesOfNobody(room.tools);
  expect(await kept(), 'nothing of it stays').toEqual([]);
  await client.end();
  verify.mockReset();
  verify.mockImplementation((await vi.importActual<typeof import('./passwords.ts')>('./passwords.ts')).verifyPassword);
  at(0);
});

test('what failed in one company is told to no other: each hears of its own check', async () => {
  const other = await room.anotherWorkspace();
  const email = 'dora@lantern.example.com';
  const joins = async (workspace: WorkspaceId, own: string) => {
    const { link } = await room.ctx((ctx) => invite(ctx, { name: 'Dora', email, role: 'agent' }), { workspace, purpose: staffPurpose });
    return (await acceptInvitation(room.tools, link.split('#')[1] ?? '', { name: 'Dora', password: own })).staff;
  };
  const dora = await joins(room.workspace, password);
  await joins(other, `other ${password}`);
  const who = { actor: { kind: 'staff', id: dora }, purpose: staffPurpose } as const;
  const { secret } = await room.ctx((ctx) => startTotp(ctx, dora), who);
  await room.ctx((ctx) => confirmTotp(ctx, dora, codeNow(secret, ctx.now)), who);
  await expect(signIn(room.tools, email, password, { code: '000000' })).rejects.toMatchObject({ code: 'wrong-code' });
  await expect(signIn(room.tools, email, password)).rejects.toMatchObject({ code: 'code-needed' });
  await recordRefusals(room.tools);
  const heard = async (workspace: WorkspaceId) =>
    (await room.ctx((ctx) => list(ctx, { kind: 'staff.sign-in-refused', limit: 10 }), { workspace })).items.map(({ facts }) => facts);
  expect(await heard(other)).toEqual([{ because: 'wrong-credentials', tries: 2 }]);
  expect(await heard(room.workspace)).toContainEqual({ because: 'wrong-code', tries: 1 });
});

test('whoever has a password at one company gets no tries at another by it: a success gives back its own and no more', async () => {
  const email = 'boris@lantern.example.com';
  const other = await room.ctx(async (ctx) => (await invite(ctx, { name: 'Boris', email, role: 'agent' })).link);
  await acceptInvitation(room.tools, other.split('#')[1] ?? '', { name: 'Boris', password });
  const round = async () => {
    const said = [];
    for (let tries = 0; tries < 9; tries += 1) said.push(await signIn(room.tools, email, 'a guess at the other').catch(({ code }) => code));
    return [...said, await signIn(room.tools, email, password).catch(({ code }) => code)];
  };
  expect((await round()).slice(-1)).toMatchObject([{ workspace: room.workspace }]);
  expect((await round()).slice(0, 2)).toEqual(['wrong-credentials', 'too-many']);
});

test('tries are taken and given back within a transaction without waiting for urgent work of others, or for the end of the caller’s', async () => {
  const tried = { what: 'proof', of: carol, workspace: room.workspace } as const;
  const take = () => takeTry(room.tools, tried, signInLimits, { within: true });
  const urgent = urgentPool.of(room);
  const held = [await urgent.connect(), await urgent.connect()]; // two approvals whose company's own root key answers slowly
  const took = await room.ctx(async (ctx) => {
    const first = await take();
    await clearTries(ctx.tools, tried, signInLimits);
    return [first, await take(), await take()];
  });
  expect(took).toEqual([0, 0, 0]);
  for (const each of held) each.release();
});

test('whoever tries from one network keeps nobody out who comes from another; all networks together are bounded, and what that refuses takes nothing of one’s own', async () => {
  const bounds = { near: { tries: 2, refillSeconds: 30 }, far: { tries: 3, refillSeconds: 3 } };
  const take = (ip: string) => takeTry(room.tools, { what: 'sign-in', of: 'ada@example.com', ip }, bounds);
  for (const wait of [0, 0, 30, 30]) expect(await take(`2001:db8:1:2::${wait}`)).toBe(wait); // one line, whatever its address
  expect([await take('203.0.113.9'), await take('203.0.113.10')]).toEqual([0, 3]);
  for (const second of [3, 6]) {
    at(second / 3600);
    expect(await take('203.0.113.10')).toBe(0);
  }
  at(0);
  const boris = 'boris@lantern.example.com'; // at whom the test before guessed, from nowhere known
  expect((await signIn(room.tools, boris, password, { from: { ip: '203.0.113.9' } })).workspace).toBe(room.workspace);
});

test('a session token tells who it is and what they may do', async () => {
  expect(await authenticateStaff(room.tools, await session())).toMatchObject({
    workspace: room.workspace,
    actor: { kind: 'staff', id: carol },
    permissions: [...permissions], // the three roles of a one-person company come to all of them
  });
});

test('a token that is none of ours is nobody', async () => {
  for (const token of ['', 'x', 'x'.repeat(43), "' OR true --", 'é'.repeat(43)])
    expect(await authenticateStaff(room.tools, token)).toBeUndefined();
});

test('each session token has 256 bits, and no two are alike', async () => {
  const tokens = [await session(), await session()].map((token) => Buffer.from(token, 'base64url'));
  expect(tokens.map(({ length }) => length * 8)).toEqual([256, 256]);
  expect(tokens[0]?.equals(tokens[1] as Buffer)).toBe(false);
});

test('the token itself is nowhere in the database', async () => {
  const token = await session();
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  for (const table of ['sessions', 'entrances']) {
    const { rows } = await client.query<{ text: string }>(`SELECT string_agg(t::text, ' ') AS text FROM ${table} t`);
    expect(rows[0]?.text).not.toContain(token);
  }
  await client.end();
});

test('signing out ends the session at once', async () => {
  const token = await session();
  expect(await authenticateStaff(room.tools, token)).toBeDefined();
  await room.ctx((ctx) => signOut(withCtx(ctx, { actor: { kind: 'staff', id: carol } }), token));
  expect(await authenticateStaff(room.tools, token)).toBeUndefined();
  expect((await room.ctx((ctx) => list(ctx, { kind: 'staff.signed-out', limit: 5 }))).items).toHaveLength(1);
});

test('twelve hours without use end a session, and use keeps it', async () => {
  const idle = await session();
  const used = await session();
  for (const hours of [6, 11.9]) {
    at(hours);
    expect(await authenticateStaff(room.tools, used)).toBeDefined();
  }
  at(12.1);
  expect(await authenticateStaff(room.tools, idle)).toBeUndefined();
  expect(await authenticateStaff(room.tools, used)).toBeDefined();
  at(0);
});

test('what a page asks by itself is answered and keeps no session; a hand right after it does', async () => {
  const [left, used] = [await session(), await session()];
  for (const hours of [6, 11.9]) {
    at(hours);
    for (const token of [left, used]) expect(await authenticateStaff(room.tools, token, { isByItself: true })).toBeDefined();
  }
  expect(await authenticateStaff(room.tools, used)).toBeDefined(); // though memory knows it from a moment ago
  at(12.1);
  expect(await authenticateStaff(room.tools, left)).toBeUndefined();
  expect(await authenticateStaff(room.tools, used, { isByItself: true })).toMatchObject({ idleUntil: new Date('2026-11-25T08:54:00Z') });
  at(0);
});

test('a company ends unused sessions sooner, those under way too, and gives a reason for ending them later', async () => {
  const token = await session();
  const change = (idleMinutes: number, reason?: string) => room.ctx((ctx) => changeTerms(ctx, { idleMinutes, reason }));
  await change(15);
  at(0.24);
  expect(await authenticateStaff(room.tools, token)).toBeDefined();
  at(0.5);
  expect(await authenticateStaff(room.tools, token)).toBeUndefined();
  await expect(change(720)).rejects.toMatchObject({ code: 'invalid', extras: { because: 'reason-needed' } });
  await change(720, 'Shifts of a day.');
  expect(await authenticateStaff(room.tools, token)).toBeDefined(); // unswept
  at(0);
});

test('seven days end a session however much it is used', async () => {
  const token = await session();
  for (let hours = 10; hours < 168; hours += 10) {
    at(hours);
    expect(await authenticateStaff(room.tools, token)).toBeDefined();
  }
  at(168.01);
  expect(await authenticateStaff(room.tools, token)).toBeUndefined();
  at(0);
});

test('answers come from memory for a few seconds only', async () => {
  const token = await session();
  const cached = sessionCache.of(room);
  cached.clear();
  await authenticateStaff(room.tools, token);
  expect(cached.size).toBe(1);
  expect([...cached.values()].every((each) => each.until <= Date.parse('2026-11-24T09:00:05Z'))).toBe(true);
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  await client.query('DELETE FROM sessions');
  await client.end();
  expect(await authenticateStaff(room.tools, token)).toBeDefined();
  room.setTime('2026-11-24T09:00:06Z');
  expect(await authenticateStaff(room.tools, token)).toBeUndefined();
  at(0);
});
