// In the days before its end a company takes nothing new, and owes people what it owed them before: copy, withdrawal, erasure, and an end to what has run out.
import { buffer } from 'node:stream/consumers';
import Fastify from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopWhatWaited } from '#channels';
import { addInbox, receive } from '#conversations';
import { askEnd, cancelEnd, leave } from '#departure';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { listeners } from '#kit/outbox';
import { append, list } from '#ledger';
import { arrive, prove } from '#people';
import { sweep } from '#retention';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { suspend } from '../../access/leaving/leaving.ts';
import { countRefusals, recordCounts } from '../../access/refused/counts.ts';
import { answerErrors } from '../../http/errors.ts';
import { mustFind } from '../../rights/answers.ts';
import { buildArchive } from '../../rights/archive.ts';
import { choose } from '../../rights/choose.ts';
import { approve, open } from '../../rights/requests.ts';
import { drain } from '../../worker/queue.ts';

let room: TestRoom;
let admin: pg.Client;
let inbox: InboxId;
let colleague: StaffId;
const at = (days: number) => new Date(Date.parse('2026-11-24T09:00:00Z') + days * 86_400_000);
const carol = { actor: staffWhoMayAll(`stf_${'carol'.padEnd(26, '0')}` as StaffId), purpose: 'rights-fulfilment' };
const as = (person: PersonId) => ({ actor: { kind: 'person', id: person } as const, purpose: 'rights-fulfilment' });
beforeAll(async () => {
  room = await openRoom();
  admin = new pg.Client({ connectionString: room.adminUrl });
  await admin.connect();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(async () => {
  await admin.end();
  await room.stop();
});

async function someone(name: string): Promise<PersonId> {
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name, language: 'en' }));
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  await say(person);
  return person;
}
const say = (person: PersonId) => room.ctx((ctx) => receive(ctx, { inbox, person, text: 'Where is my lamp?', clientKey: `key-${++said}` }));
let said = 0;
const ask = (person: PersonId, kind: 'access' | 'erasure') =>
  room.ctx((ctx) => open(ctx, { person, kind, source: 'person', clientKey: undefined }), as(person));
const stateOf = async (id: Parameters<typeof mustFind>[1]) => (await room.ctx((ctx) => mustFind(ctx, id))).state;
const drainAll = () => drain(room.tools, room.workspace, () => false);
const count = async (kind: string) => (await room.ctx((ctx) => list(ctx, { kind, limit: 100 }))).items.length;

/** Asks for the end and closes for writing on its day; a legal hold would keep it there for years. */
async function freezeOn(day: number): Promise<void> {
  room.setTime(at(day - 20));
  await room.ctx((ctx) => askEnd(ctx, { endsAt: at(day), returns: true, holds: 'wait' }, 'operator'));
  room.setTime(at(day));
  expect(await leave({ tools: room.tools, workspace: room.workspace })).toBe('blocked');
}

test('ada gets her copy, withdraws and is erased in the days of grace, while nothing new is taken', async () => {
  const ada = await someone('ada');
  const boris = await someone('boris');
  colleague = await room.colleague('Boris');
  const begun = await ask(boris, 'erasure');
  await room.ctx((ctx) => approve(ctx, begun.id), carol);
  await freezeOn(20);
  await expect(say(ada)).rejects.toMatchObject({ code: 'PL409' });
  const access = await ask(ada, 'access');
  const files = unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, access), as(ada))));
  expect(files.get('data.json')).toContain('Where is my lamp?');
  await room.ctx((ctx) => choose(ctx, { person: ada, purpose: 'marketing', channel: 'email' }, no, how), as(ada));
  expect(await count('consent.withdrawn')).toBe(1);
  const erasure = await ask(ada, 'erasure');
  await room.ctx((ctx) => approve(ctx, erasure.id), carol);
  await drainAll();
  expect([await stateOf(erasure.id), await stateOf(begun.id)]).toEqual(['fulfilled', 'fulfilled']);
});
const no = { given: false, language: 'en' } as Parameters<typeof choose>[2];
const how = { method: 'privacy-page', session: { ip: '192.0.2.1', agent: 'test' } } as const;

test('whoever must be shut out is shut out meanwhile, and a refused sign-in is recorded', async () => {
  await admin.query('UPDATE staff SET joined_at = $2 WHERE id = $1', [colleague, at(0)]);
  await room.ctx((ctx) => suspend(ctx, colleague), carol);
  countRefusals(room.tools, { workspace: room.workspace, account: colleague }, 'credentials-wrong', 'unknown', 1);
  await recordCounts(room.tools, { all: true });
  expect([await count('staff.suspended'), await count('staff.sign-in-refused')]).toEqual([1, 1]);
  for (const kind of ['emergency.closed', 'team.member-removed', 'staff.left', 'staff.grant-revoked', 'staff.key-revoked'])
    await room.ctx((ctx) => append(ctx, { kind }));
  for (const kind of ['staff.granted', 'staff.joined', 'person.held'])
    await expect(
      room.ctx((ctx) => append(ctx, { kind })),
      kind,
    ).rejects.toMatchObject({ code: 'PL409' });
});

test('what has run out goes meanwhile, and a backup of these days can be brought back', async () => {
  const swept = await count('retention.swept');
  room.setTime(at(24));
  expect(await sweep(room.tools, { again: true })).toEqual({ failed: 0 });
  expect(await count('retention.swept')).toBe(swept + 1);
  await room.ctx(async (ctx) => {
    await stopWhatWaited(ctx);
    await append(ctx, { kind: 'campaign.paused' });
    await append(ctx, { kind: 'backup.restored' });
  });
});

test('what may not be written yet waits without dying, and is done once the end is called off', async () => {
  const tried: number[] = [];
  const all = listeners.of(room);
  const writes = {
    topic: 'test.written',
    name: 'test.writes',
    handle: async () => {
      tried.push(1);
      await room.ctx((ctx) => append(ctx, { kind: 'workspace.changed' }));
    },
  };
  listeners.set(room.tools, new Map([...all, ['test.written', [writes]]]));
  await admin.query(
    `INSERT INTO outbox (workspace_id, id, topic, listener, payload, available_at) VALUES ($1, 'out_waits', 'test.written', 'test.writes', '{}', $2)`,
    [room.workspace, at(24)],
  );
  const row = async () => (await admin.query(`SELECT dead, attempts FROM outbox WHERE id = 'out_waits'`)).rows[0];
  for (let round = 1; round <= 15; round += 1) {
    room.setTime(at(24 + round / 24));
    await drainAll();
  }
  expect(tried).toHaveLength(15);
  expect(await row()).toEqual({ dead: false, attempts: 0 });
  await room.ctx(cancelEnd);
  room.setTime(at(25));
  await drainAll();
  expect(await row()).toBeUndefined();
});

test('who is refused meanwhile is told that the company is leaving, and not that nothing of them is kept', async () => {
  const app = Fastify();
  answerErrors(app, room.tools);
  for (const code of ['PL409', 'PL410']) app.get(`/${code}`, () => Promise.reject(Object.assign(new Error('refused'), { code })));
  expect((await app.inject('/PL409')).json()).toMatchObject({ status: 409, type: 'urn:parley:problem:leaving' });
  expect((await app.inject('/PL410')).json()).toMatchObject({ status: 410, type: 'urn:parley:problem:left' });
});
