// One house, many companies: what one of them withholds, or has wrong, is neither the fault of the others nor theirs to read.
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { record, stateOf } from '#consent';
import { addInbox, receive } from '#conversations';
import { decide, factsAmong, lift, restrict, sayNoAgain, sayWaitingNoes } from '#gate';
import { bringOwnRoot, keptBackDays, noes, noesWaiting, noteKept, replaceWorkspaceKeys, returnedSubjects } from '#keys';
import { newId, type PersonId, type StaffId, type WorkspaceId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, merge, unmerge } from '#people';
import { goOnFromBefore } from '#retention';
import { eraseReturned, refuseReturned } from '#rights';
import { inDatabase } from '#test/in-database';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { openVault, type Vault } from '#test/vault';
import { takeAway } from '../access/leaving/leaving.ts';
import { copyFacts } from '../gate/kept.ts';
import { rememberErased } from '../keys/erased.ts';
import { expireNoes } from '../keys/noes.ts';
import { marksOf } from '../keys/subjects.ts';
import { erase } from '../rights/erase.ts';
import { approve, open } from '../rights/requests.ts';
import type { RequestId } from '../rights/store.ts';
import { drain } from '../worker/queue.ts';
import { eraseReturnedAgain } from './adopt.ts';
import { makeBackup } from './backup.ts';
import { drillOnce } from './drill.ts';
import { restoreBackup } from './restore.ts';

let room: TestRoom;
let vault: Vault;
let neighbour: WorkspaceId;
let backup: string;
const adas = new Map<WorkspaceId, PersonId>();
const quiet = () => undefined;
const told = (workspace: WorkspaceId) =>
  room.ctx(async (ctx) => (await list(ctx, { kind: 'backup.drilled', limit: 1 })).items[0]?.facts, { workspace });

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId), purpose: 'rights-fulfilment' };
const addressed = async (name: string) =>
  (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name, language: 'de' }))).person;

beforeAll(async () => {
  vault = await openVault('own');
  room = await openRoom();
  neighbour = await room.anotherWorkspace();
  for (const workspace of [room.workspace, neighbour])
    await room.ctx(
      async (ctx) => {
        const { person } = await arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' });
        await record(ctx, { person, purpose: 'marketing', channel: 'email', state: 'withdrawn', method: 'privacy-page', by: 'self' });
        adas.set(workspace, person);
      },
      { workspace },
    );
  await bringOwnRoot(room.tools, room.workspace, vault.address('own'));
  await replaceWorkspaceKeys(room.tools, room.workspace);
  // boris, who wrote from two addresses, and a colleague who never came: they are in the backup, and erased since
  const [boris, again] = [await addressed('boris'), await addressed('boris.again')];
  await room.ctx((ctx) => merge(ctx, boris, again, 'code'));
  const colleague = await room.colleague('Boris');
  backup = path.join(room.settings.data, 'before.backup');
  await makeBackup(room.tools, room.adminUrl, backup, quiet);
  await room.ctx((ctx) => takeAway(ctx, colleague));
  const { id } = await room.ctx((ctx) => open(ctx, { person: boris, kind: 'erasure', source: 'person', clientKey: undefined }), carol);
  await room.ctx((ctx) => approve(ctx, id), carol);
  await erase({ tools: room.tools, workspace: room.workspace, attempt: 1 }, id as RequestId);
});
afterAll(async () => {
  await room.stop();
  await vault.stop();
});

test('a company that withholds its own root is counted and looked at no further, also with people who were erased since; the drill goes well for the others', async () => {
  const giveBack = vault.removeKey('own');
  room.setTime('2026-11-24T10:00:00Z');
  const said: string[] = [];
  const drill = await drillOnce(room.tools, room.adminUrl, backup, (line) => void said.push(line));
  expect(drill).toMatchObject({ deviations: [], ok: true, companies: 2, withheld: [room.workspace], erasedAgain: 1 });
  expect(said.filter((line) => line.startsWith('not erased yet: per_'))).toHaveLength(2);
  expect(drill.opened).toBeGreaterThan(0);
  expect(await told(room.workspace)).toMatchObject({ ok: 1, withheld: 1 });
  expect(await told(neighbour)).toMatchObject({ ok: 1, withheld: 0 });
  giveBack();
});

const mailing = (workspace: WorkspaceId) =>
  ({ act: 'send', person: adas.get(workspace) as PersonId, purpose: 'marketing', channel: 'email' }) as const;

test('what people said no to at a company that withholds its root holds again once its key is back; the others wait for nothing', async () => {
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  await client.query('DELETE FROM consent_events'); // as an older backup would not know it
  await client.end();
  const state = (workspace: WorkspaceId) =>
    room.ctx((ctx) => stateOf(ctx, [adas.get(workspace) as PersonId], 'marketing', 'email'), { workspace });
  const giveBack = vault.removeKey('own');
  room.setTime('2026-11-24T10:30:00Z');
  expect(await sayNoAgain(room.tools)).toEqual({ count: 1, waiting: [room.workspace] });
  expect([await state(room.workspace), await state(neighbour)]).toEqual(['none', 'withdrawn']);
  const mayMail = (workspace: WorkspaceId) =>
    room.ctx((ctx) => decide(ctx, mailing(workspace)).then(({ because }) => because), { workspace });
  await sayWaitingNoes(room.tools); // it is away still: the list waits with it
  expireNoes(room.tools, new Date('2028-01-01T00:00:00Z'));
  giveBack();
  await expect(mayMail(room.workspace), 'the key is back, and the restored rows count for nothing yet').rejects.toMatchObject({
    code: 'key-withheld',
  });
  expect(await mayMail(neighbour)).toBe('purpose-off');
  await sayWaitingNoes(room.tools);
  expect([await state(room.workspace), noesWaiting(room.tools)]).toEqual(['withdrawn', []]);
  expect(await mayMail(room.workspace)).toBe('purpose-off'); // decided again
});

test('whoever comes back erased while their company withholds its root is erased once the key is back, and holds up no start', async () => {
  const [boris, again] = [await addressed('boris'), await addressed('boris.again')];
  await room.ctx(async (ctx) => {
    await merge(ctx, boris, again, 'code');
    await rememberErased(ctx, await marksOf(ctx, [boris, again]));
  });
  // what was kept back of him the first time
  const { id: inbox } = await room.ctx((ctx) => addInbox(ctx, { name: 'Post', channel: 'email', recipient: null }));
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person: boris, text: 'the amber lamp never came' }));
  const note = { scope: 'conversation', item: conversation, ground: 'legal-claims', until: '2027-03-01', request: newId('req') };
  const before = newId('kpt');
  await room.ctx((ctx) => noteKept(ctx, [boris], [{ ...note, kept: before }]));
  const giveBack = vault.removeKey('own');
  room.setTime('2026-11-24T10:40:00Z');
  await expect(refuseReturned(room.tools)).rejects.toThrow('2 people or members of staff');
  const out = await eraseReturned(room.tools, new Date(0), quiet);
  expect([out.erased, out.stopped, out.waiting.toSorted()]).toEqual([0, [], [boris, again].toSorted()]);
  await refuseReturned(room.tools); // both stand under one request
  const returned = () => returnedSubjects(room.tools, new Date(0));
  expect(await returned()).toHaveLength(1);
  expect([...keptBackDays(room.tools)], 'their line stands as long as they wait').toEqual([[before, '2027-03-01']]);
  giveBack();
  const answer = { act: 'send', person: boris, purpose: 'service-conversation', channel: 'email' } as const;
  expect(await room.ctx((ctx) => decide(ctx, answer)), 'the key is back, and they are not erased yet').toMatchObject({ because: 'erased' });
  const wrote = await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.com', name: 'Boris' }));
  expect([wrote.isNew, wrote.person === boris], 'what he writes now is not erased with what was').toEqual([true, false]);
  room.setTime('2026-11-24T10:50:00Z');
  await drain(room.tools, room.workspace, () => false);
  expect(await returned()).toEqual([]);
  await vi.waitFor(() => expect(keptBackDays(room.tools).get(before), 'another stands in its place').toBeUndefined());
  expect([...keptBackDays(room.tools).values()]).toEqual([undefined, '2027-03-01']);
});

test('objections and restrictions hold again for everyone who is this person after a backup from before they were joined, once, and end together', async () => {
  const [ada, boris] = [await addressed('ada.joined'), await addressed('boris.joined')];
  const restored = (...more: string[]) =>
    inDatabase(room.adminUrl, `DELETE FROM gate_facts WHERE person_id IN ('${ada}', '${boris}')`, ...more, 'SELECT 1');
  const standing = async (person: PersonId) => (await room.ctx((ctx) => factsAmong(ctx, [person]))).map(({ ground }) => ground);
  const grounds = async () => [await standing(ada), await standing(boris)];
  const joined = await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
  const fact = await room.ctx((ctx) => restrict(ctx, ada, { kind: 'objected', ground: 'marketing', purpose: 'marketing' }));
  await restored();
  await sayNoAgain(room.tools);
  expect(await grounds(), 'joined in the backup').toEqual([['marketing'], []]);
  await restored(`UPDATE people SET merged_into = NULL WHERE id = '${boris}'`);
  await sayNoAgain(room.tools);
  expect(await grounds(), 'not joined yet').toEqual([['marketing'], ['marketing']]);
  await inDatabase(room.adminUrl, `UPDATE people SET merged_into = '${ada}' WHERE id = '${boris}'`, 'SELECT 1');
  await restored();
  await sayNoAgain(room.tools);
  await room.ctx((ctx) => lift(ctx, fact));
  await vi.waitFor(() => expect(noes(room.tools).filter(({ codes }) => [codes['id'], codes['like']].includes(fact))).toEqual([]));
  await room.ctx((ctx) => unmerge(ctx, joined));
  await restored();
  await sayNoAgain(room.tools);
  expect(await grounds(), 'lifted for both').toEqual([[], []]);
  await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'unlawful' }));
  await room.ctx((ctx) => copyFacts(ctx, { into: ada, from: boris }));
  await restored();
  await sayNoAgain(room.tools);
  expect(await grounds(), 'what was copied when they were parted is on the list too').toEqual([['unlawful'], ['unlawful']]);
  await restored();
  for (let start = 0; start < 2; start += 1) await goOnFromBefore(room.tools);
  expect(await grounds(), 'by tools of the database’s own, and nobody ended as a restore does').toEqual([['unlawful'], ['unlawful']]);
  const { items } = await room.ctx((ctx) => list(ctx, { kind: 'retention.held-off', limit: 5 }));
  expect(items, 'holds may be lost as well; a start that finds nothing changes nothing').toHaveLength(1);
  await restored('ALTER TABLE gate_facts ADD CONSTRAINT cut_short CHECK (false) NOT VALID');
  await expect(goOnFromBefore(room.tools)).rejects.toThrow('cut_short');
  await inDatabase(room.adminUrl, 'ALTER TABLE gate_facts DROP CONSTRAINT cut_short', 'SELECT 1');
  const waits = noesWaiting(room.tools).map(({ workspace }) => workspace);
  const { items: twice } = await room.ctx((ctx) => list(ctx, { kind: 'retention.held-off', limit: 5 }));
  expect([waits.includes(room.workspace), twice.length], 'killed on the way: grace runs, and the next start goes on').toEqual([true, 2]);
  await sayWaitingNoes(room.tools);
  expect([await grounds(), noesWaiting(room.tools)]).toEqual([[['unlawful'], ['unlawful']], []]);
  const third = await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
  const since = await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'accuracy' }));
  await restored(`UPDATE people SET merged_into = NULL WHERE id = '${boris}'`);
  await sayNoAgain(room.tools);
  const fromLine = (await room.ctx((ctx) => factsAmong(ctx, [boris]))).find(({ ground }) => ground === 'accuracy')?.id as typeof since;
  await inDatabase(room.adminUrl, `UPDATE people SET merged_into = '${ada}' WHERE id = '${boris}'`, 'SELECT 1');
  await room.ctx((ctx) => unmerge(ctx, third));
  for (let twice = 0; twice < 2; twice += 1) await room.ctx((ctx) => copyFacts(ctx, { into: ada, from: boris }));
  await room.ctx((ctx) => lift(ctx, since));
  const listed = () => noes(room.tools).flatMap(({ codes }) => (codes['ground'] === 'accuracy' ? [codes['id']] : []));
  await vi.waitFor(() => expect(listed(), 'set from a line of the list, it stands on the list by itself').toEqual([fromLine]));
  await room.ctx((ctx) => lift(ctx, fromLine));
  await vi.waitFor(() => expect(listed()).toEqual([]));
  const again = await addressed('boris.joined.again');
  await room.ctx((ctx) => merge(ctx, boris, again, 'code'));
  const anew = await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
  await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'legal-claims' }));
  await room.ctx((ctx) => unmerge(ctx, anew));
  for (let twice = 0; twice < 2; twice += 1) await room.ctx((ctx) => copyFacts(ctx, { into: ada, from: boris }));
  await room.ctx(async (ctx) => {
    const copy = (await factsAmong(ctx, [boris])).find(({ ground }) => ground === 'legal-claims');
    await lift(ctx, copy?.id as Parameters<typeof lift>[1]);
  });
  await vi.waitFor(() => expect(noes(room.tools).filter(({ codes }) => codes['ground'] === 'legal-claims')).toHaveLength(1));
  await restored();
  await sayNoAgain(room.tools);
  expect(await grounds(), 'lifted after they were parted').toEqual([['unlawful', 'legal-claims'], ['unlawful']]);
  expect(await standing(again)).toEqual([]);
});

test('what is wrong at one company stands in its own ledger, without figures of the house', async () => {
  room.setTime('2026-11-24T11:00:00Z');
  const planted: typeof restoreBackup = async (beside, url, ...rest) => {
    const came = await restoreBackup(beside, url, ...rest);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('SET session_replication_role = replica');
    await client.query('INSERT INTO people (workspace_id, id, created_at) VALUES ($1, $2, now())', [neighbour, 'per_stranger']);
    await client.end();
    return came;
  };
  const { ok, deviations } = await drillOnce(room.tools, room.adminUrl, undefined, quiet, { restoring: planted });
  expect([ok, deviations.map((each) => each.split(' ')[0])]).toEqual([false, expect.arrayContaining(['more-people'])]);
  expect(await told(neighbour)).toMatchObject({ ok: 0 });
  const facts = await told(room.workspace);
  expect(facts).toMatchObject({ ok: 1, deviations: 0 });
  expect(Object.keys(facts ?? {}).sort()).toEqual(['deviations', 'made', 'ok', 'seconds', 'withheld']);
});

test('erasing again after a restore by tools of the database’s own stops what waited to leave', async () => {
  const { id: inbox } = await room.ctx((ctx) => addInbox(ctx, { name: 'Wool', channel: 'email', recipient: null }));
  const person = await addressed('ada.waiting');
  const { conversation } = await room.ctx((ctx) => receive(ctx, { inbox, person, text: 'is there red wool?' }));
  const where = `WHERE conversation_id = '${conversation}'`;
  await inDatabase(room.adminUrl, `UPDATE messages SET direction = 'out', delivery = 'queued' ${where}`, 'SELECT 1');
  const { databaseUrl, data, keys } = room.settings;
  for (const [name, value] of Object.entries({ DATABASE_URL: databaseUrl || room.adminUrl, PARLEY_DATA: data, PARLEY_KEYS: keys }))
    vi.stubEnv(name, value);
  await eraseReturnedAgain().finally(() => vi.unstubAllEnvs());
  const stopped = `SELECT 1 FROM messages ${where} AND delivery = 'failed' AND delivery_because = 'restored'`;
  expect(await inDatabase(room.adminUrl, stopped)).toBe(1);
});
