// A ledger that comes back when the key which signed it is long destroyed: it goes on by the command that the guide names (or by itself after `restore`), since each key had signed which one follows it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type WorkspaceId } from '#kit/ids';
import {
  append,
  exportLedger,
  forgetPayloads,
  goOnWithKey,
  keyHistory,
  ledgerKeyReturned,
  ledgerKeyStatus,
  ownVerifier,
  rotateLedgerKey,
  sequence,
  signText,
  verify,
} from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { openNote } from '../note.ts';
import { formerKeys } from './folder.ts';

const [ada, boris] = [newId('per'), newId('per')];
let ground: Ground;
let who: { workspace: WorkspaceId };
let home: string;
beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'parley-succession-'));
  ground = await openGround({ keys: false });
  who = { workspace: ground.workspace };
});
afterEach(async () => {
  await ground.stop();
  rmSync(home, { recursive: true, force: true });
});

const say = async (subject: typeof ada, count: number) => {
  for (let n = 0; n < count; n += 1) await ground.ctx((ctx) => append(ctx, { kind: 'data.revealed', subject, facts: { n } }), who);
};
const grow = (tools = ground.tools) => ground.ctx(sequence, { ...who, tools });
const keyOf = () => ground.ctx((ctx) => ownVerifier(ctx), who);
const faults = async (tools = ground.tools) =>
  (await ground.ctx(verify, { ...who, tools })).problems.map(({ code, size }) => (size ? `${code} ${size}` : code));
const run = (folder: string, ...keys: string[]) => {
  try {
    return execFileSync('node', [path.join(folder, 'verify.mjs'), folder, ...keys], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
};

/**
 * A ledger under the first key (or, `isChanged`, the second), with an erasure that waits for its place; then two changes, and the former keys destroyed in their time; then the database of before, put back
 * by other tools.
 */
async function returned(tools = ground.tools, isChanged = false): Promise<string> {
  await say(ada, 2);
  await say(boris, 1);
  await grow();
  if (isChanged) await rotateLedgerKey(ground.tools);
  await ground.ctx((ctx) => forgetPayloads(ctx, [ada]), who);
  const first = await keyOf();
  const tables = ['ledger_entries', 'ledger_payloads', 'ledger_queue', 'ledger_leaves', 'ledger_checkpoints', 'ledger_key_changes'];
  for (const table of tables) await ground.admin(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  for (let n = 0; n < 2; n += 1) await rotateLedgerKey(ground.tools);
  ground.setTime(new Date('2027-03-01T09:00:00Z'));
  for (const each of new Set([ground.tools, tools])) await goOnWithKey(each);
  expect(readFileSync(path.join(ground.settings.keys, 'ledger-former.json'), 'utf8')).not.toContain('PRIVATE');
  await ground.admin('SET session_replication_role = replica');
  for (const table of tables.toReversed()) await ground.admin(`DELETE FROM ${table}`);
  for (const table of tables) {
    const columns = await ground.admin<{ name: string }>(
      `SELECT string_agg(quote_ident(attname), ', ') AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'`,
    );
    await ground.admin(`INSERT INTO ${table} (${columns[0]!.name}) SELECT ${columns[0]!.name} FROM kept_${table}`);
  }
  await ground.admin('SET session_replication_role = DEFAULT');
  return first;
}

it('goes on by keys rotate-ledger --returned, in one commit of all that waited, and holds for whoever knows its first key or its last', async () => {
  const tools = await ground.node(); // not that which destroyed them: they leave its memory as well
  const first = await returned(tools);
  expect(await ledgerKeyStatus(tools)).toMatchObject({ returned: 1, lost: 0, waiting: 0, kept: 0 });
  await say(boris, 1);
  await expect(grow(tools)).rejects.toThrow('keys rotate-ledger --returned');
  await expect(ground.ctx((ctx) => signText(ctx, 'word\n'), { ...who, tools })).rejects.toThrow('keys rotate-ledger --returned');
  expect(await faults(tools)).toContain('key-change-missing 3'); // as it is where somebody cut it off there
  await goOnWithKey(tools);
  expect(await rotateLedgerKey(tools)).toMatchObject({ isNew: false, changed: 0, returned: 1 });

  expect(await rotateLedgerKey(tools, { isReturned: true })).toMatchObject({ isNew: false, changed: 1, returned: 0, lost: 0 });
  await say(boris, 2);
  await grow();
  expect(await faults()).toEqual([]); // with the erasure that the first key had signed and that waited
  const [change, ...more] = await ground.ctx(keyHistory, who);
  expect([change?.succession?.length, more]).toEqual([2, []]);
  expect(openNote(change!.announcement, first)).toBeUndefined();
  const folder = path.join(home, 'whole');
  await exportLedger(tools, who.workspace, folder);
  expect(run(folder, first)).toMatch(/HOLDS, 8 entries[\s\S]*2 erased under a signed erasure/);
  expect(run(folder, await keyOf())).toContain('HOLDS');

  // whoever has the present key alone makes no key the successor of the first
  const { readReigns } = await import(path.join(import.meta.dirname, '../export/verify-certificate.mjs'));
  const judge = (given: unknown) => () => readReigns([{ ...change, succession: given }], first);
  expect(judge(change!.succession)).not.toThrow();
  expect(judge(change!.succession!.slice(0, 1))).toThrow('do not lead to the next');
  expect(judge(change!.succession!.slice(1))).toThrow('not announced by the one before');
  expect(judge([])).toThrow('do not lead to the next');
  expect(judge(undefined)).toThrow('not announced by the one before');
  await ground.admin('SET session_replication_role = replica');
  await ground.admin('UPDATE ledger_key_changes SET succession = succession[2:2]');
  await ground.admin('SET session_replication_role = DEFAULT');
  expect(await faults()).toContain('key-change-not-signed 6');
});

it('goes on also where it had changed its key before, and holds for whoever knows any of its keys', async () => {
  const tools = await ground.node();
  const [first, before] = [await keyOf(), await returned(tools, true)];
  expect(await rotateLedgerKey(tools, { isReturned: true })).toMatchObject({ changed: 1, returned: 0, lost: 0, failed: 0 });
  await say(boris, 2);
  await grow();
  expect([await faults(), (await ground.ctx(keyHistory, who)).length]).toEqual([[], 2]);
  const folder = path.join(home, 'changed');
  await exportLedger(tools, who.workspace, folder);
  for (const key of [first, before, await keyOf()]) expect(run(folder, key)).toContain('HOLDS, ');
});

it('goes on by itself after a restore, which says that the database is one from before', async () => {
  await returned();
  const tools = await ground.node();
  ledgerKeyReturned(tools);
  await goOnWithKey(tools); // before anything is erased again
  await ground.ctx((ctx) => forgetPayloads(ctx, [boris]), { ...who, tools });
  await grow(tools);
  expect([await faults(), (await ground.ctx(keyHistory, who)).length]).toEqual([[], 1]);
  expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ returned: 0, waiting: 0, lost: 0 });
});

it('a key from before successions were signed signs its own in its last minute', async () => {
  await say(boris, 1);
  await grow();
  await rotateLedgerKey(ground.tools);
  const file = path.join(ground.settings.keys, 'ledger-former.json');
  const [key] = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify([{ ...key, succession: undefined }]));
  ground.setTime(new Date('2027-03-01T09:00:00Z'));
  await goOnWithKey(ground.tools);
  const [settled] = formerKeys(ground.settings.keys);
  expect(settled).not.toHaveProperty('private');
  expect(settled?.succession).toBe(key.succession); // Ed25519 signs the same the same way
});
