// After a theft: the key that signed is replaced and declared to be in other hands. Every node and the verifier that shares no code with us refuse it beyond the tree at which it ended, and nobody is
// let rely on it alone; what the ledger held before goes on holding.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type WorkspaceId } from '#kit/ids';
import {
  append,
  checkNote,
  checkProof,
  checkpoint,
  exportLedger,
  goOnWithKey,
  keyHistory,
  ledgerKeyStatus,
  list,
  ownVerifier,
  proofOf,
  rotateLedgerKey,
  sequence,
  signText,
  verifiersSince,
  verify,
} from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { signFiles } from '../export/export.ts';
import { checkpointText, openNote, type Signer, signNote, verifierKey } from '../note.ts';
import { newestSigner } from '../signing.ts';
import { leafHash } from '../tree.ts';
import { compromiseText } from './compromised.ts';
import { formerKeys, noteCompromised } from './folder.ts';

const boris = newId('per');
const begun = new Date('2026-11-24T09:00:00Z');
let ground: Ground;
let who: { workspace: WorkspaceId };
let home: string;
beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'parley-compromised-'));
  ground = await openGround({ keys: false });
  who = { workspace: ground.workspace };
  await say(3);
});
afterEach(async () => {
  await ground.stop();
  rmSync(home, { recursive: true, force: true });
});

async function say(count: number, given = who): Promise<void> {
  for (let n = 0; n < count; n += 1) await ground.ctx((ctx) => append(ctx, { kind: 'data.revealed', subject: boris, facts: { n } }), given);
  await ground.ctx(sequence, given);
}
const keyOf = (given = who) => ground.ctx((ctx) => ownVerifier(ctx), given);
const secretNow = (): Promise<Signer> => ground.ctx(async (ctx) => newestSigner(ctx), who);
const faults = async (given = who) => {
  await ground.ctx(sequence, given);
  return (await ground.ctx(verify, given)).problems.map(({ code, size }) => (size ? `${code} ${size}` : code));
};
const known = () => ground.ctx((ctx) => verifiersSince(ctx, new Date(begun.getTime() - 1)), who);
const run = (folder: string, ...keys: string[]) => {
  try {
    return execFileSync('node', [path.join(folder, 'verify.mjs'), folder, ...keys], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
};

it('the key that was stolen ends where the next takes over, each ledger says so by the next one, and nobody is told to believe it any more', async () => {
  const other = { workspace: newId('wsp') };
  await say(2, other);
  const [stolen, before] = [await secretNow(), await keyOf()];
  await rotateLedgerKey(ground.tools);
  expect(await known()).toEqual([before]); // an ordinary change: others go on believing it for a while
  const second = await keyOf();
  const done = await rotateLedgerKey(ground.tools, { compromised: true });
  expect(done).toMatchObject({ isNew: true, changed: 2, told: 2, failed: 0 });
  const [first, last] = await ground.ctx(keyHistory, who);
  expect(first).not.toHaveProperty('compromised');
  expect(openNote(last!.compromised!, await keyOf())).toBe(compromiseText(stolen.name, 5, second));
  expect(await known()).toEqual([before]);
  const { items } = await ground.ctx((ctx) => list(ctx, { kind: 'ledger.key-compromised', limit: 5 }), who);
  expect(items.map(({ facts }) => facts)).toEqual([{ key: second, size: 5 }]);
  for (const given of [who, other]) expect(await faults(given)).toEqual([]);
  const said = await ground.ctx((ctx) => signText(ctx, 'word\n'), who);
  expect([openNote(said, before), openNote(said, second), openNote(said, await keyOf())]).toEqual(['word\n', undefined, 'word\n']);
  expect(await ground.ctx((ctx) => ownVerifier(ctx, begun), who)).not.toBe(second);

  // and the one before that, which was replaced long ago, by its name
  await expect(
    rotateLedgerKey(ground.tools, { compromised: verifierKey({ ...stolen, name: 'parley/none' }).replace(/.{8}$/, 'AAAAAAA=') }),
  ).rejects.toThrow('of no ledger here');
  await expect(rotateLedgerKey(ground.tools, { compromised: 'no key' })).rejects.toThrow('of no ledger here');
  const named = await rotateLedgerKey(ground.tools, { compromised: before });
  expect(named).toMatchObject({ isNew: false, changed: 0, told: 2 });
  expect(await known()).toEqual([]);
  expect(await faults()).toEqual([]);
  expect(await rotateLedgerKey(ground.tools, { compromised: before })).toMatchObject({ isNew: false, told: 0 });
});

it('is gone on with by any node when the command was killed between', async () => {
  await rotateLedgerKey(ground.tools);
  noteCompromised(ground.settings.keys, formerKeys(ground.settings.keys)[0]!.public);
  expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ waiting: 1 });
  await goOnWithKey(await ground.node());
  expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ waiting: 0 });
  expect((await ground.ctx(keyHistory, who))[0]).toHaveProperty('compromised');
  expect(formerKeys(ground.settings.keys)).toMatchObject([{ compromised: 'told', isPassedOn: true }]);
  expect(await faults()).toEqual([]);
});

/** A ledger that cannot change, until it is mended. */
async function damagedLedger() {
  const damaged = { workspace: newId('wsp') };
  await say(4, damaged);
  const root = await ground.admin<{ hashes: Buffer }>('SELECT hashes FROM ledger_leaves WHERE workspace_id = $1 AND position = 3', [
    damaged.workspace,
  ]);
  const put = async (hashes: Buffer) => {
    await ground.admin('SET session_replication_role = replica');
    await ground.admin('UPDATE ledger_leaves SET hashes = $1 WHERE workspace_id = $2 AND position = 3', [hashes, damaged.workspace]);
    await ground.admin('SET session_replication_role = DEFAULT');
  };
  await put(Buffer.alloc(32));
  return { damaged, mend: () => put(root[0]!.hashes) };
}

it('is the one that is named, also the newest while a change to it is under way, however often that is said', async () => {
  const { damaged, mend } = await damagedLedger();
  const first = await keyOf();
  await rotateLedgerKey(ground.tools);
  const second = await keyOf();
  await expect(rotateLedgerKey(ground.tools, { compromised: true })).rejects.toThrow('name the key that others have');
  expect([await keyOf(), await known()]).toEqual([second, [first]]); // nothing was said of anybody's
  expect(await rotateLedgerKey(ground.tools, { compromised: second })).toMatchObject({ isNew: true, told: 1, failed: 1 });
  const third = await keyOf();
  expect([third === second, await known()]).toEqual([false, [first]]);
  await mend();
  expect(await rotateLedgerKey(ground.tools, { compromised: second })).toMatchObject({ isNew: false, changed: 1, failed: 0 });
  for (const given of [who, damaged]) expect(await faults(given)).toEqual([]);
  expect(await rotateLedgerKey(ground.tools, { compromised: second })).toMatchObject({ isNew: false, told: 0 });
  await expect(rotateLedgerKey(ground.tools, { compromised: true })).rejects.toThrow('is said already');
  expect([await keyOf(), await known()]).toEqual([third, [first]]);
});

it('is the key of now where that is said while a ledger is damaged and cannot change, and the one before it where a change was under way', async () => {
  const { damaged, mend } = await damagedLedger();
  const first = await keyOf();
  await rotateLedgerKey(ground.tools);
  const second = await keyOf();
  expect(await rotateLedgerKey(ground.tools, { compromised: second, isAnew: true })).toMatchObject({ isNew: true, told: 1, failed: 1 });
  expect(await known()).toEqual([first]);
  expect(await keyOf()).not.toBe(second);
  const third = await keyOf();
  expect(await rotateLedgerKey(ground.tools, { compromised: true })).toMatchObject({ isNew: false, told: 0, failed: 1 }); // of the second it is said already
  expect([await keyOf(), await known()]).toEqual([third, [first]]);
  await mend();
  expect(await rotateLedgerKey(ground.tools, { compromised: first })).toMatchObject({ isNew: false, changed: 1, told: 2 });
  for (const given of [who, damaged]) expect(await faults(given)).toEqual([]);
});

it('the stolen key signs no proof of a tree that the ledger never had, below its end as beyond it', async () => {
  const stolen = await secretNow();
  const entry = await ground.ctx((ctx) => append(ctx, { kind: 'person.erased' }), who);
  const real = await ground.ctx((ctx) => proofOf(ctx, entry), who);
  await rotateLedgerKey(ground.tools, { compromised: true });
  await say(3);
  const leaf = leafHash(Buffer.from('made up'));
  const forged = (size: number, proof: Buffer[] = []) => {
    const root = proof[0] ?? leaf;
    const note = signNote(stolen, checkpointText({ origin: stolen.name, size, root }));
    return { position: 0, leaf: leaf.toString('base64'), proof: [], checkpoint: note };
  };
  const check = (proof: Parameters<typeof checkProof>[1]) => ground.ctx((ctx) => checkProof(ctx, proof), who);
  expect(await check(real)).toBe(true);
  expect(await check(forged(1))).toBe(false); // one leaf, which is its own root
  expect(
    await check({ ...real, checkpoint: signNote(stolen, (await ground.ctx(checkpoint, who)).note.split('\n\n')[0]!.concat('\n')) }),
  ).toBe(false);
  expect(await ground.ctx((ctx) => checkNote(ctx, signNote(stolen, 'word\n')), who)).toBeUndefined();
});

it('is a fault where the note was taken away, or is not by a later key', async () => {
  const stolen = await secretNow();
  await rotateLedgerKey(ground.tools, { compromised: true });
  expect(await faults()).toEqual([]);
  const tamper = async (sql: string, values: unknown[] = []) => {
    await ground.admin('SET session_replication_role = replica');
    await ground.admin(sql, values).finally(() => ground.admin('SET session_replication_role = DEFAULT'));
  };
  await tamper('UPDATE ledger_key_compromises SET note = $1', [signNote(stolen, compromiseText(stolen.name, 4, verifierKey(stolen)))]);
  expect(await faults()).toEqual(expect.arrayContaining(['key-compromise-not-signed 4', 'key-compromise-differs 4']));
  await tamper('DELETE FROM ledger_key_compromises');
  expect(await faults()).toEqual(['key-compromise-missing 4', 'key-compromise-differs 4']);
});

it('is told to nobody again where a ledger came back from before that was said, which is a fault until it says so anew', async () => {
  const [stolen, before] = [await secretNow(), await keyOf()];
  await rotateLedgerKey(ground.tools);
  await rotateLedgerKey(ground.tools, { compromised: before });
  await ground.admin('SET session_replication_role = replica');
  await ground.admin('DELETE FROM ledger_key_compromises');
  for (const table of ['ledger_queue', 'ledger_payloads'])
    await ground.admin(`DELETE FROM ${table} WHERE entry_id IN (SELECT id FROM ledger_entries WHERE kind = 'ledger.key-compromised')`);
  await ground.admin("DELETE FROM ledger_entries WHERE kind = 'ledger.key-compromised'");
  await ground.admin('SET session_replication_role = DEFAULT');
  expect(await known()).toEqual([]);
  expect(await ground.ctx((ctx) => ownVerifier(ctx, begun), who)).toBe(await keyOf());
  expect(await ground.ctx((ctx) => checkNote(ctx, signNote(stolen, 'word\n')), who)).toBeUndefined();
  expect(await faults()).toEqual(['key-compromise-missing 4']);
  expect(await rotateLedgerKey(ground.tools)).toMatchObject({ isNew: false, told: 1 });
  expect(await faults()).toEqual([]);
});

it('the independent verifier refuses the stolen key, a checkpoint of it beyond its end, and an export that keeps silent about it', async () => {
  const [stolen, before] = [await secretNow(), await keyOf()];
  await rotateLedgerKey(ground.tools, { compromised: true });
  await say(4);
  const folder = path.join(home, 'whole');
  await exportLedger(ground.tools, who.workspace, folder);
  const present = await keyOf();
  expect(run(folder, present)).toMatch(/HOLDS, 9 entries[\s\S]*in other hands/);
  expect(run(folder, before)).toContain('DOES NOT HOLD: others have the key given');
  const forged = async (name: string, change: (text: string) => string) => {
    const copy = path.join(home, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(folder, copy, { recursive: true });
    writeFileSync(path.join(copy, name), change(readFileSync(path.join(copy, name), 'utf8')));
    const names = readFileSync(path.join(copy, 'files'), 'utf8').match(/(?<=^[0-9a-f]{64} ).+$/gm) ?? [];
    const hash = (file: string) =>
      createHash('sha256')
        .update(readFileSync(path.join(copy, file)))
        .digest('hex');
    writeFileSync(
      path.join(copy, 'files'),
      await ground.ctx((ctx) => signFiles(ctx, new Map(names.map((each) => [each, hash(each)]))), who),
    );
    return run(copy, present);
  };
  const keys = (change: (file: { changes: { compromised?: string }[] }) => void) =>
    forged('keys.json', (text) => {
      const file = JSON.parse(text);
      change(file);
      return JSON.stringify(file);
    });
  expect(await keys(() => undefined)).toContain('HOLDS');
  expect(await forged('checkpoint', (note) => signNote(stolen, note.slice(0, note.indexOf('\n\n') + 1)))).toContain(
    'a signature of the ledger does not hold',
  );
  expect(await keys(({ changes }) => delete changes[0]!.compromised)).toContain('says of a key what the list of keys does not');
  const byItself = signNote(stolen, compromiseText(stolen.name, 4, before));
  expect(await keys(({ changes }) => (changes[0]!.compromised = byItself))).toContain('was not said by a later one');
});
