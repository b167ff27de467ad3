// The root moves while a node is at work, dies at every step, and in the end the old one is needed by nobody. The same for the keys of workspaces.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type SubjectId } from '#kit/ids';
import { verifyLedger } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { openVault, type Vault } from '#test/vault';
import { findBackupKey, newBackupKey } from '../backups.ts';
import {
  blindIndex,
  createSubject,
  destroyUnneededRoots,
  keyStatus,
  mintPermit,
  moveRoot,
  open,
  openSecret,
  replaceWorkspaceKeys,
  rotateEpoch,
  seal,
  sealSecret,
  shred,
  signToken,
} from '../keys.ts';
import { readToken } from '../tokens.ts';
import { boundToWorkspace } from '../workspace.ts';
import { tidyRoots } from './move.ts';
import { openRoot } from './open.ts';

const workspaces = Array.from({ length: 3 }, () => newId('wsp'));
const [first] = workspaces;
const secretPlace = { table: 'channel_accounts', row: 'one', column: 'secrets' };
let ground: Ground;
let vault: Vault;
let words: { subject: SubjectId; workspace: (typeof workspaces)[number]; sealed: Awaited<ReturnType<typeof seal>> }[];

const placeOf = (subject: SubjectId) => ({ subject, table: 'messages', row: 'one', column: 'text' });
const keyFile = (name: string) => path.join(ground.settings.keys, name);

beforeEach(async () => {
  vault = await openVault('parley', 'other');
  ground = await openGround();
  words = [];
  for (const workspace of workspaces) for (let n = 0; n < 3; n += 1) await write(workspace);
});
afterEach(async () => {
  await ground.stop();
  await vault.stop();
});

async function write(workspace: (typeof workspaces)[number], tools = ground.tools): Promise<void> {
  const subject = newId('per');
  await ground.ctx(
    async (ctx) => {
      await createSubject(ctx, subject);
      words.push({ subject, workspace, sealed: await seal(ctx, placeOf(subject), `hello from ${subject}`) });
    },
    { workspace, tools },
  );
}

/** Reads everything that was ever written; on a node that starts now unless told. */
async function readAll(tools?: Ground['tools']): Promise<void> {
  const by = tools ?? (await ground.node());
  for (const { subject, workspace, sealed } of words) {
    const permit = { act: 'reveal', purpose: 'service-conversation', subjects: [subject], fields: ['messages.text'] } as const;
    const text = await ground.ctx((ctx) => open(ctx, mintPermit(ctx, permit), placeOf(subject), sealed), { workspace, tools: by });
    expect(text).toBe(`hello from ${subject}`);
  }
}

async function die(what: string, step: string): Promise<void> {
  const child = path.join(import.meta.dirname, '../../../test/support/keys-and-die.ts');
  const dying = spawn(process.execPath, [child, ground.appUrl, ground.settings.data, what, step], {
    env: { ...process.env, PARLEY_KEYS_DATABASE_URL: ground.settings.keysDatabaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = await once(dying, 'exit');
  expect(signal, step).toBe('SIGKILL');
}

/** The dead one's lock is let go in a moment. */
async function patiently<T>(work: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1, await sleep(100)) {
    const done = await work();
    if (done !== undefined) return done;
  }
  throw new Error('the lock of the dead was never let go');
}

describe('moving the root', () => {
  it('from the file to Vault leaves nothing that needs the file, and no link, address or secret is lost', async () => {
    const token = signToken(ground.tools, 'privacy', { person: 'per_1' }, null);
    const secret = await ground.ctx((ctx) => sealSecret(ctx, secretPlace, 'relay password'), { workspace: first! });
    const index = await ground.ctx((ctx) => blindIndex(ctx, 'email', 'ada@example.com'), { workspace: first! });
    const backup = await newBackupKey(ground.tools);
    expect(await moveRoot(ground.tools, vault.address())).toMatchObject({ rewrapped: 6, address: vault.address() }); // instance, epoch, backup, 3 workspaces
    const status = await keyStatus(ground.tools);
    expect(status.root).toMatchObject({ address: vault.address(), waiting: 0, from: [] });
    expect(destroyUnneededRoots(ground.tools, true).kept, 'the backup made before needs it').toMatchObject([{ until: backup.expiresAt }]);
    renameSync(keyFile('root.key'), keyFile('root.away'));
    await readAll();
    const fresh = await ground.node();
    expect(readToken(fresh, 'privacy', token)).toEqual({ person: 'per_1' });
    expect(await ground.ctx((ctx) => openSecret(ctx, secretPlace, secret), { workspace: first!, tools: fresh })).toBe('relay password');
    expect(await ground.ctx((ctx) => blindIndex(ctx, 'email', 'ada@example.com'), { workspace: first!, tools: fresh })).toEqual(index);
    await write(newId('wsp'), fresh);
    await write(newId('wsp')); // the node that was at work during the move
    await rotateEpoch(fresh, { force: true });
    await readAll();
    await expect(findBackupKey(ground.settings, backup.id, backup.rootId)).rejects.toThrow(/root\.key/); // its rows need the file
    renameSync(keyFile('root.away'), keyFile('root.key'));
    expect((await findBackupKey(ground.settings, backup.id, backup.rootId)).key.equals(backup.key)).toBe(true);
    expect(existsSync(keyFile('root-2.key'))).toBe(false);
    for (const row of await ground.admin<{ root_id: string }>('SELECT root_id FROM workspace_keys')) expect(row.root_id).toMatch(/^vault:/);
    expect(await verifyLedger(ground.tools)).toMatchObject({ ok: true });
  });

  it('back to a file makes a new file, and Vault is needed no more', async () => {
    await moveRoot(ground.tools, vault.address());
    const moved = await moveRoot(ground.tools, 'file');
    expect(moved).toMatchObject({ address: 'file:root-2.key', rewrapped: 5 });
    expect(destroyUnneededRoots(ground.tools, true).destroyed).toEqual([keyFile('root.key')]);
    expect(existsSync(keyFile('root.key'))).toBe(false);
    vault.seal(true);
    await readAll();
    await write(newId('wsp'), await ground.node());
  });

  it('that died before it pointed to its new file leaves none: the next start takes the file away, and what is in use never', async () => {
    await moveRoot(ground.tools, vault.address());
    await die('file', 'kept');
    expect(existsSync(keyFile('root-2.key'))).toBe(true);
    const gone = async () => {
      await tidyRoots(ground.tools);
      return existsSync(keyFile('root-2.key')) ? undefined : true;
    };
    await patiently(gone);
    expect(readdirSync(ground.settings.keys).filter((name) => /making|\.gone$/.test(name))).toEqual([]);
    await die('file', 'pointed');
    await ground.node(); // a start tidies too
    expect(existsSync(keyFile('root-2.key'))).toBe(true);
    await patiently(() => moveRoot(ground.tools, 'file'));
    expect(existsSync(keyFile('root-2.key'))).toBe(true);
    await readAll();
  });

  it('takes up a new version of the key in Vault, after which the old version may be forbidden', async () => {
    await moveRoot(ground.tools, vault.address());
    vault.rotate('parley');
    expect((await keyStatus(ground.tools)).root.waiting).toBe(5);
    expect(await moveRoot(ground.tools, vault.address())).toMatchObject({ rewrapped: 5, root: expect.stringMatching(/:v2$/) });
    vault.allowFrom('parley', 2);
    await readAll();
    expect(await moveRoot(ground.tools, vault.address())).toMatchObject({ rewrapped: 0 });
  });

  it('begins nothing when the new root does not work, and says why', async () => {
    const before = readdirSync(ground.settings.keys).sort();
    vault.revoke(true);
    await expect(moveRoot(ground.tools, vault.address())).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
    vault.revoke(false);
    await expect(moveRoot(ground.tools, vault.address('nobodys'))).rejects.toThrow(/holds no key/);
    await expect(moveRoot(ground.tools, 's3://bucket')).rejects.toThrow(/root key lies at/);
    expect(readdirSync(ground.settings.keys).sort()).toEqual(before);
    await readAll();
  });

  it('a stolen disk, database and key folder, opens nothing once the token is revoked; an old copy of the root file opens no new wrap', async () => {
    const stolen = openRoot(ground.settings.keys, 'file:root.key')!;
    const [row] = await ground.admin<{ wrapped: Buffer }>('SELECT wrapped FROM workspace_keys WHERE workspace_id = $1', [first]);
    expect((await stolen.unwrap('workspace', boundToWorkspace(first!), row!.wrapped)).symmetricKeySize, 'before the move it does').toBe(32);
    await moveRoot(ground.tools, vault.address());
    expect(destroyUnneededRoots(ground.tools, true).destroyed).toEqual([keyFile('root.key')]);
    const [moved] = await ground.admin<{ wrapped: Buffer }>('SELECT wrapped FROM workspace_keys WHERE workspace_id = $1', [first]);
    await expect(stolen.unwrap('workspace', boundToWorkspace(first!), moved!.wrapped)).rejects.toThrow();
    await readAll(await ground.node()); // with the token it is all there
    vault.revoke(true);
    await expect(ground.node()).rejects.toThrow(/Vault refuses decrypt/);
    vault.revoke(false);
  });

  it('asks Vault at the start and for new companies only: with Vault away everybody who is at work goes on', async () => {
    await moveRoot(ground.tools, vault.address());
    const tools = await ground.node();
    await readAll(tools);
    vault.seal(true);
    const asked = vault.asked.length;
    await readAll(tools);
    await write(first!, tools);
    await ground.ctx((ctx) => shred(ctx, [words.pop()!.subject]), { workspace: first!, tools });
    expect(vault.asked.length).toBe(asked);
    await expect(write(newId('wsp'), tools)).rejects.toMatchObject({ code: 'key-withheld' });
    await expect(ground.node()).rejects.toThrow(/sealed/);
    await expect(moveRoot(tools, 'file')).rejects.toThrow(/sealed/); // a root that is away is left with its help or not at all
    await readAll(tools);
    vault.seal(false);
    expect(await moveRoot(tools, 'file')).toMatchObject({ address: 'file:root-2.key' });
    vault.seal(true);
    await readAll(await ground.node());
    expect(ground.lines.join('')).not.toMatch(/hvs\./);
  });

  it('survives kill -9 at every step: who is at work goes on, who starts starts, and the next run finishes', {
    timeout: 480_000,
  }, async () => {
    await newBackupKey(ground.tools);
    let to = vault.address();
    for (const step of ['kept', 'pointed', 'fenced', 'instance', 'epoch', 'backup', 'workspace', 'rewrapped', 'settled']) {
      await die(to, step);
      await readAll();
      await write(first!);
      await write(newId('wsp')); // on the node that knew only the old root when it started
      await readAll(ground.tools);
      await patiently(() => moveRoot(ground.tools, to));
      const { root } = await keyStatus(ground.tools);
      expect(root, step).toMatchObject({ address: to, waiting: 0, from: [] });
      await readAll();
      to = to === vault.address() ? vault.address('other') : vault.address();
    }
    renameSync(keyFile('root.key'), keyFile('root.away'));
    await readAll();
    expect(await verifyLedger(ground.tools)).toMatchObject({ ok: true });
  });

  it('is done by one node at a time, and never beside a rotation of the epoch', async () => {
    const other = await ground.node();
    const held = vault.hold();
    const moving = moveRoot(ground.tools, vault.address());
    await held.arrived;
    expect(await moveRoot(other, vault.address('other'))).toBeUndefined();
    expect(await rotateEpoch(other, { force: true })).toMatchObject({ rotated: false });
    held.letGo();
    expect(await moving).toMatchObject({ address: vault.address() });
    expect(await rotateEpoch(other, { force: true })).toMatchObject({ rotated: true });
    await readAll();
  });
});

describe('replacing workspace keys', () => {
  it('wraps everything below anew; what was sealed, hashed and indexed stays valid, and the old key opens nothing', async () => {
    const secret = await ground.ctx((ctx) => sealSecret(ctx, secretPlace, 'relay password'), { workspace: first! });
    const index = await ground.ctx((ctx) => blindIndex(ctx, 'email', 'ada@example.com'), { workspace: first! });
    const gone = words.pop()!;
    await ground.ctx((ctx) => shred(ctx, [gone.subject]), { workspace: gone.workspace });
    const before = await ground.admin<{ wrapped: Buffer }>('SELECT wrapped FROM subject_keys UNION ALL SELECT wrapped FROM index_keys');
    const other = await ground.node();
    await readAll(other);
    for (const version of [1, 2]) {
      expect(await replaceWorkspaceKeys(ground.tools)).toEqual({ workspaces: 3, rewrapped: words.length, withheld: 0 });
      const after = await ground.admin<{ wrapped: Buffer }>('SELECT wrapped FROM subject_keys UNION ALL SELECT wrapped FROM index_keys');
      for (const { wrapped } of after) expect(before.some((old) => old.wrapped.equals(wrapped))).toBe(false);
      for (const tools of [other, await ground.node()]) {
        await write(first!, tools); // the other one knew only the key before
        await readAll(tools);
        expect(await ground.ctx((ctx) => openSecret(ctx, secretPlace, secret), { workspace: first!, tools })).toBe('relay password');
        expect(await ground.ctx((ctx) => blindIndex(ctx, 'email', 'ada@example.com'), { workspace: first!, tools })).toEqual(index);
        const again = ground.ctx((ctx) => createSubject(ctx, gone.subject), { workspace: gone.workspace, tools });
        await expect(again, 'the tombstone still refuses').rejects.toMatchObject({ code: 'erased' });
      }
      const { workspaces: levels } = await keyStatus(ground.tools);
      for (const level of levels) expect(level).toMatchObject({ version, isBeingReplaced: false, waiting: 0 });
    }
    expect(await ground.admin('SELECT 1 FROM workspace_keys WHERE previous IS NOT NULL')).toEqual([]);
    await rotateEpoch(ground.tools, { force: true });
    await moveRoot(ground.tools, vault.address());
    await readAll();
  });

  it('goes on beside people who are written to, and a new field of blind indexes', async () => {
    const other = await ground.node();
    let isDone = false;
    const writing = (async () => {
      for (let n = 0; !isDone || n < 20; n += 1) {
        await write(first!, n % 2 === 0 ? other : ground.tools);
        await ground.ctx((ctx) => blindIndex(ctx, `field-${n}`, 'x'), { workspace: first!, tools: other });
      }
    })();
    const replacing = (async () => {
      for (let n = 0; n < 5; n += 1) await replaceWorkspaceKeys(ground.tools, first!, { batch: 3 });
      isDone = true;
    })();
    await Promise.all([writing, replacing]);
    await readAll();
    const tools = await ground.node();
    await ground.ctx((ctx) => blindIndex(ctx, 'field-3', 'x'), { workspace: first!, tools });
    const rest = await replaceWorkspaceKeys(tools, first!);
    expect(rest?.rewrapped).toBe(words.filter((each) => each.workspace === first).length);
    await readAll();
  });

  it('survives kill -9 at every step', { timeout: 240_000 }, async () => {
    for (const step of ['replaced', 'batch', 'rewrapped', 'dropped']) {
      await die('replace', step);
      await write(first!);
      await readAll();
      if (step !== 'dropped') expect((await keyStatus(ground.tools)).workspaces[0], step).toMatchObject({ isBeingReplaced: true });
      await moveRoot(ground.tools, vault.address(step === 'batch' ? 'other' : 'parley')); // also the key before moves with the root
      await patiently(() => replaceWorkspaceKeys(ground.tools));
      expect(await ground.admin('SELECT 1 FROM workspace_keys WHERE previous IS NOT NULL')).toEqual([]);
      await readAll();
    }
    expect(readFileSync(keyFile('root.json'), 'utf8')).toContain('parley');
  });
});
