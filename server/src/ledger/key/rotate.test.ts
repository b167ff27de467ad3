// Another key signs the ledgers: every node follows at once, what the key before signed goes on holding, what it signs afterwards does not, and the small program that shares no code with us takes the
// new key only from the one before.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, cpSync, existsSync, linkSync, mkdtempSync, openSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type PersonId, type WorkspaceId } from '#kit/ids';
import {
  append,
  checkNote,
  checkProof,
  checkpoint,
  exportLedger,
  forgetPayloads,
  keyHistory,
  ledgerKeyReturned,
  ledgerKeyStatus,
  list,
  ownVerifier,
  proofOf,
  rotateLedgerKey,
  sequence,
  signText,
  verify,
} from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { signFiles } from '../export/export.ts';
import { checkpointText, openNote, type Signer, signNote, verifierKey } from '../note.ts';
import { newestSigner } from '../signing.ts';
import { formerKeys } from './folder.ts';
import { announcementText } from './reigns.ts';
import { goOnWithKey } from './rotate.ts';

const [ada, boris] = [newId('per'), newId('per')];
let ground: Ground;
let who: { workspace: WorkspaceId };
beforeEach(async () => {
  ground = await openGround({ keys: false });
  who = { workspace: ground.workspace };
  await say(boris, 3);
});
afterEach(() => ground.stop());

async function say(subject: PersonId, count: number, given: Parameters<Ground['ctx']>[1] = who): Promise<void> {
  for (let n = 0; n < count; n += 1) await ground.ctx((ctx) => append(ctx, { kind: 'data.revealed', subject, facts: { n } }), given);
  await ground.ctx(sequence, given);
}
const rotate = async (tools = ground.tools) => (await rotateLedgerKey(tools))!;
const keyOf = (given = who) => ground.ctx((ctx) => ownVerifier(ctx), given);
const faults = async (given = who) => (await ground.ctx(verify, given)).problems.map(({ code, size }) => (size ? `${code} ${size}` : code));
const secretNow = (): Promise<Signer> => ground.ctx(async (ctx) => newestSigner(ctx), who);
/** Does as the superuser what triggers and grants forbid. */
const tamper = async (sql: string, values: unknown[] = []) => {
  await ground.admin('SET session_replication_role = replica');
  await ground.admin(sql, values).finally(() => ground.admin('SET session_replication_role = DEFAULT'));
};

describe('a change of the key', () => {
  it('is announced by the one before in the ledger, in a checkpoint that both sign, and both nodes sign on by the new one', async () => {
    const other = await ground.node();
    const before = await keyOf();
    expect(await rotate()).toEqual({ isNew: true, changed: 1, ledgers: 1, returned: 0, lost: 0, failed: 0, told: 0 });
    const after = await keyOf();
    expect(after).not.toBe(before);
    const [change] = await ground.ctx(keyHistory, who);
    for (const key of [before, after]) {
      expect(openNote(change!.checkpoint, key)).toMatch(/\n4\n/);
      expect(openNote(change!.announcement, key)).toContain(`${before}\n${after}\n`);
    }
    const { items } = await ground.ctx((ctx) => list(ctx, { kind: 'ledger.key-changed', limit: 5 }), who);
    expect(items.map(({ position, facts }) => [position, facts])).toEqual([[3, { former: before, key: after }]]);
    await say(ada, 2, { ...who, tools: other });
    const { note, key } = await ground.ctx(checkpoint, { ...who, tools: other });
    expect([key, openNote(note, after)?.split('\n')[1], openNote(note, before)]).toEqual([after, '6', undefined]);
    expect(await faults()).toEqual([]);
    expect(await faults({ ...who, tools: other } as typeof who)).toEqual([]);
  });

  it('lets what the key before signed hold on: checkpoints, proofs, statements and erasures', async () => {
    await say(ada, 1);
    await ground.ctx((ctx) => forgetPayloads(ctx, [ada]), who);
    const [statement, entry] = await ground.ctx(
      async (ctx) => [await signText(ctx, 'certificate\n'), await append(ctx, { kind: 'person.erased' })] as const,
      who,
    );
    const proof = await ground.ctx((ctx) => proofOf(ctx, entry), who);
    await rotate();
    await rotate();
    await say(boris, 1);
    await ground.ctx((ctx) => forgetPayloads(ctx, [boris]), who);
    expect(await faults()).toEqual([]);
    expect(await ground.ctx((ctx) => checkProof(ctx, proof), who)).toBe(true);
    expect(await ground.ctx((ctx) => checkNote(ctx, statement, proof.position), who)).toBe('certificate\n');
    expect((await ground.ctx(keyHistory, who)).length).toBe(2);
  });

  it('ends what the key before may sign: a checkpoint is refused, and one that got in is a fault, as a statement is nothing any more', async () => {
    const old = await secretNow();
    await rotate();
    await say(boris, 1);
    const { root } = await ground.ctx(checkpoint, who);
    const note = signNote(old, checkpointText({ origin: old.name, size: 5, root: Buffer.from(root, 'base64') }));
    const inserted = ground.ctx(
      (ctx) =>
        ctx.db.run(
          { name: 'test.forged', text: 'INSERT INTO ledger_checkpoints (workspace_id, size, root, note) VALUES ($1, 9, $2, $3)' },
          [ctx.workspace, Buffer.alloc(32), note],
        ),
      who,
    );
    await expect(inserted).rejects.toMatchObject({ code: '55006' });
    const [kept] = await ground.admin<{ note: string }>('SELECT note FROM ledger_checkpoints WHERE size = 5');
    await tamper('UPDATE ledger_checkpoints SET note = $1 WHERE size = 5', [note]);
    expect(await faults()).toEqual(['signature-wrong 5']);
    await tamper('UPDATE ledger_checkpoints SET note = $1 WHERE size = 5', [kept!.note]);
    expect(await faults()).toEqual([]);
    expect(await ground.ctx((ctx) => checkNote(ctx, signNote(old, 'certificate\n'), 4), who)).toBeUndefined();
  });

  it('that the one before did not sign is a fault', async () => {
    const old = await secretNow();
    await rotate();
    const [change] = await ground.ctx(keyHistory, who);
    const half = change!.announcement.split('\n').filter((line, at) => at !== 7 || !line.startsWith('— '));
    expect(half.length).toBe(change!.announcement.split('\n').length - 1);
    await tamper('UPDATE ledger_key_changes SET announcement = $1', [half.join('\n')]);
    expect(await faults()).toEqual(expect.arrayContaining(['key-change-not-signed 4', 'signature-wrong 3']));
    await tamper('UPDATE ledger_key_changes SET announcement = $1', [
      signNote(old, announcementText(old.name, { size: 4, root: 'AAAA', former: verifierKey(old), next: await keyOf() })),
    ]);
    expect(await faults()).toContain('key-change-not-signed 4');
  });

  it('waits for whoever signs just now, whose entry then stands before its end', async () => {
    const key = await keyOf();
    const [signed, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const signing = ground.ctx(async (ctx) => {
      await forgetPayloads(ctx, [boris]);
      signed.resolve();
      await held.promise;
    }, who);
    await signed.promise;
    const rotating = rotate();
    await sleep(500);
    held.resolve();
    await Promise.all([signing, rotating]);
    expect(await keyOf()).not.toBe(key);
    expect(await faults()).toEqual([]);
  });
});

describe('a ledger that begins while the key changes', () => {
  it('is seen by the change, also when it committed after the others had changed', async () => {
    const fresh = { workspace: newId('wsp') };
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const beginning = ground.ctx(async (ctx) => {
      await append(ctx, { kind: 'data.revealed' });
      await sequence(ctx);
      begun.resolve();
      await held.promise;
    }, fresh);
    await begun.promise;
    const rotating = rotate();
    await sleep(500);
    held.resolve();
    await beginning;
    expect(await rotating).toMatchObject({ changed: 2, ledgers: 2 });
    expect(await faults(fresh)).toEqual([]);
  });
});

describe('what a crash leaves', () => {
  it('is gone on with by the next run or any node at work, whatever the step, and no ledger stands still meanwhile', async () => {
    const others = [newId('wsp'), newId('wsp')];
    for (const workspace of others) await say(boris, 1, { workspace });
    for (const [step, count] of [
      ['made', 1],
      ['changed', 2],
      ['passed-on', 1],
    ] as const) {
      const before = await Promise.all([who.workspace, ...others].map((workspace) => keyOf({ workspace })));
      const child = path.join(import.meta.dirname, '../../../test/support/ledger-key-and-die.ts');
      const time = '2026-11-24T09:00:00Z';
      const process_ = spawn('node', [child, ground.appUrl, ground.settings.data, time, step, String(count)], { stdio: 'inherit' });
      expect((await once(process_, 'exit'))[1]).toBe('SIGKILL');
      const left = 3 - { made: 0, changed: 2, 'passed-on': 3 }[step];
      expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ waiting: left, ledgers: 3 });
      for (const workspace of others) await say(ada, 1, { workspace });
      if (step === 'changed') await goOnWithKey(await ground.node());
      else if (step === 'made') expect(await rotate()).toMatchObject({ isNew: false, changed: left });
      else await goOnWithKey(ground.tools);
      expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ waiting: 0, lost: 0 });
      for (const [at, workspace] of [who.workspace, ...others].entries()) {
        expect(await keyOf({ workspace })).not.toBe(before[at]);
        expect(await faults({ workspace })).toEqual([]);
        expect((await ground.ctx(keyHistory, { workspace })).length).toBe(['made', 'changed', 'passed-on'].indexOf(step) + 1);
      }
    }
  });

  it('holds up nobody: a company that closed changes as well, and one whose tree is damaged is counted while the others go on', async () => {
    const [closed, damaged, whole] = [newId('wsp'), newId('wsp'), newId('wsp')].sort();
    for (const workspace of [closed!, damaged!, whole!]) await say(boris, 4, { workspace });
    await ground.admin('INSERT INTO closed_workspaces (workspace_id, closed_at) VALUES ($1, now())', [closed]);
    await expect(ground.ctx((ctx) => append(ctx, { kind: 'data.revealed' }), { workspace: closed! })).rejects.toMatchObject({
      code: 'PL410',
    });
    const [row] = await ground.admin<{ hashes: Buffer }>('SELECT hashes FROM ledger_leaves WHERE workspace_id = $1 AND position = 3', [
      damaged,
    ]);
    const put = (hashes: Buffer) =>
      tamper('UPDATE ledger_leaves SET hashes = $1 WHERE workspace_id = $2 AND position = 3', [hashes, damaged]);
    await put(Buffer.alloc(32));
    expect(await rotate()).toMatchObject({ isNew: true, changed: 3, failed: 1 });
    expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ waiting: 1 });
    expect(await faults({ workspace: closed! })).toEqual([]);
    await goOnWithKey(ground.tools);
    expect(formerKeys(ground.settings.keys)).toMatchObject([{ isPassedOn: false }]); // it goes on waiting for the damaged one
    await put(row!.hashes);
    await goOnWithKey(ground.tools);
    expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ waiting: 0 });
    expect(formerKeys(ground.settings.keys)).toMatchObject([{ isPassedOn: true }]);
  });

  it('is no harm to a ledger that comes back from before the change: the key of then is kept until no backup opens, and announces the new one', async () => {
    await rotate();
    await tamper('DELETE FROM ledger_key_changes');
    for (const table of ['ledger_checkpoints WHERE size > 3', 'ledger_leaves WHERE position > 2', 'ledger_entries WHERE kind = $1'])
      await tamper(`DELETE FROM ${table}`, table.includes('$1') ? ['ledger.key-changed'] : []);
    await tamper('DELETE FROM ledger_payloads p WHERE NOT EXISTS (SELECT FROM ledger_entries e WHERE e.id = p.entry_id)');
    expect(await ledgerKeyStatus(ground.tools)).toMatchObject({ waiting: 0, returned: 1, kept: 1 });
    await say(ada, 1); // it goes on meanwhile
    // so it stands too where somebody has the key of then and writes in the database: by itself nobody signs over it
    expect(await faults()).toEqual(['key-change-missing 4']);
    for (const tools of [ground.tools, await ground.node()]) await goOnWithKey(tools);
    expect(await rotate()).toEqual({ isNew: false, changed: 0, ledgers: 1, returned: 1, lost: 0, failed: 0, told: 0 });
    expect([await faults(), (await ground.ctx(keyHistory, who)).length]).toEqual([['key-change-missing 4'], 0]);
    ledgerKeyReturned(ground.tools); // as `restore` does
    await goOnWithKey(await ground.node());
    expect([await faults(), (await ground.ctx(keyHistory, who)).length]).toEqual([[], 1]);
    ground.setTime(new Date('2026-12-29T09:00:00Z'));
    await goOnWithKey(ground.tools);
    expect(formerKeys(ground.settings.keys)[0]?.private).toBeDefined();
    ground.setTime(new Date('2026-12-30T10:00:00Z'));
    await goOnWithKey(ground.tools);
    expect(formerKeys(ground.settings.keys)).toMatchObject([{ isPassedOn: true }]);
    expect(readFileSync(path.join(ground.settings.keys, 'ledger-former.json'), 'utf8')).not.toContain('PRIVATE');
    expect(await faults()).toEqual([]);
  });

  it('of a key that was being written is destroyed, and never the key itself that goes by that name too', async () => {
    const inKeys = (name: string) => path.join(ground.settings.keys, name);
    const [half, twin, fresh] = [
      inKeys('ledger-former.json.0123456789ab.part'),
      inKeys('ledger.key.0123456789ab.part'),
      inKeys('ledger.key.ba9876543210.part'),
    ];
    linkSync(inKeys('ledger.key'), twin);
    for (const file of [half, fresh]) writeFileSync(file, 'PRIVATE', { mode: 0o600 });
    const key = readFileSync(twin);
    for (const file of [half, twin]) utimesSync(file, 0, 0);
    const seen = openSync(half, 'r');
    await goOnWithKey(ground.tools);
    expect([half, twin, fresh].map((file) => existsSync(file))).toEqual([false, false, true]);
    expect(readFileSync(inKeys('ledger.key'))).toEqual(key);
    expect(readFileSync(seen, 'utf8')).not.toContain('PRIVATE');
    closeSync(seen);
  });

  it('that lost the key of a ledger is said, and nothing takes over in its place', async () => {
    await rotate();
    writeFileSync(path.join(ground.settings.keys, 'ledger-former.json'), '[]\n');
    const stranger = await openGround({ keys: false });
    const forged = await stranger.ctx(async (ctx) => newestSigner(ctx), who);
    await stranger.stop();
    const keyed = async () => verifierKey(await secretNow());
    const newest = await keyed();
    await ground.admin('DELETE FROM ledger_queue');
    const note = signNote(forged, checkpointText({ origin: forged.name, size: 4, root: Buffer.alloc(32) }));
    await tamper('UPDATE ledger_checkpoints SET note = $1 WHERE size = 4', [note]);
    expect(await rotate(await ground.node())).toMatchObject({ isNew: false, lost: 1, changed: 0 });
    expect(await keyed()).toBe(newest); // each try would make another
    const other = newId('wsp');
    await say(boris, 1, { workspace: other });
    expect(await rotateLedgerKey(ground.tools, { isAnew: true })).toMatchObject({ isNew: true, lost: 1, changed: 1 });
    ground.setTime(new Date('2027-03-01T10:00:00Z'));
    await goOnWithKey(ground.tools);
    expect(formerKeys(ground.settings.keys)).toMatchObject([{ isPassedOn: true }]);
    expect(readFileSync(path.join(ground.settings.keys, 'ledger-former.json'), 'utf8')).not.toContain('PRIVATE');
    await expect(ground.ctx((ctx) => signText(ctx, 'certificate\n'), who)).rejects.toThrow('is not in the key folder');
  });
});

describe('the independent verifier', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'parley-key-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const run = (folder: string, ...keys: string[]) => {
    try {
      return execFileSync('node', [path.join(folder, 'verify.mjs'), folder, ...keys], { encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };

  it('takes a ledger whose key was changed by any of its keys, with erasures under each', async () => {
    const folder = path.join(home, 'whole');
    const keys = [await keyOf()];
    for (const person of [ada, boris]) {
      await say(person, 2);
      await ground.ctx((ctx) => forgetPayloads(ctx, [person]), who);
      await rotate();
      keys.push(await keyOf());
    }
    await say(ada, 300);
    await exportLedger(ground.tools, who.workspace, folder);
    for (const key of keys) expect(run(folder, key)).toMatch(/HOLDS, 31\d entries[\s\S]*changed 2 times/);
    expect(run(folder, keys[0]!)).toContain('is a former one');
    expect(run(folder, keys[2]!)).not.toContain('is a former one');
    const stranger = await ground.ctx(async (ctx) => ownVerifier(ctx), { workspace: newId('wsp') });
    expect(run(folder, stranger)).toContain('the key given is none of the ledger');
  });

  it('refuses a key that the one before did not announce, one that is hidden, and a change of another tree', async () => {
    const folder = path.join(home, 'whole');
    const [old, first] = [await secretNow(), await keyOf()];
    await rotate();
    await say(ada, 1);
    await exportLedger(ground.tools, who.workspace, folder);
    const present = await secretNow();
    const file = JSON.parse(readFileSync(path.join(folder, 'keys.json'), 'utf8')) as { key: string; changes: Record<string, string>[] };
    const [change] = file.changes;
    /** What somebody can do who has the present key: another history, and a new list of all files. */
    const forged = async (changes: unknown[], key = first) => {
      const copy = path.join(home, 'copy');
      rmSync(copy, { recursive: true, force: true });
      cpSync(folder, copy, { recursive: true });
      writeFileSync(path.join(copy, 'keys.json'), JSON.stringify({ key: file.key, changes }));
      const names = readFileSync(path.join(copy, 'files'), 'utf8').match(/(?<=^[0-9a-f]{64} ).+$/gm) ?? [];
      const hashes = new Map(
        names.map((name) => [
          name,
          createHash('sha256')
            .update(readFileSync(path.join(copy, name)))
            .digest('hex'),
        ]),
      );
      writeFileSync(path.join(copy, 'files'), await ground.ctx((ctx) => signFiles(ctx, hashes), who));
      return run(copy, key);
    };
    expect(await forged(file.changes)).toContain('HOLDS');
    const said = change!['announcement']!.split('\n').slice(0, 6).join('\n');
    const text = `${said}\n`;
    expect(await forged([{ ...change, announcement: signNote(present, text) }])).toContain('not announced by the one before it');
    expect(await forged([{ ...change, announcement: signNote(old, text) }])).toContain('did not take over itself');
    const lone = signNote(present, change!['checkpoint']!.split('\n').slice(0, 3).join('\n').concat('\n'));
    expect(await forged([{ ...change, checkpoint: lone }])).toContain('is not signed by both');
    expect(await forged([], verifierKey(present))).toContain('names no change');
    const root = Buffer.alloc(32, 1);
    const elsewhere = announcementText(old.name, { size: 3, root: root.toString('base64'), former: first, next: verifierKey(present) });
    const head = checkpointText({ origin: old.name, size: 3, root });
    const other = { announcement: signNote(old, elsewhere, present), checkpoint: signNote(old, head, present) };
    expect(await forged([other])).toMatch(/DOES NOT HOLD: the key (that was announced|was changed)|DOES NOT HOLD: entry 3 names a key/);
  });
});
