// The ledger on a real database: what may not be changed, what is found when somebody changed it past every protection, and what erasure leaves.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Id, newId, type PersonId, type WorkspaceId } from '#kit/ids';
import { type Ground, openGround } from '#test/ground';
import {
  append,
  appendMany,
  checkpoint,
  forgetPayloads,
  list,
  proofOf,
  sequence,
  signText,
  verify,
  verifyLedger,
  watch,
} from './ledger.ts';
import { openNote, readCheckpointText } from './note.ts';
import { nodeHash, verifyConsistency, verifyInclusion } from './tree.ts';

let ground: Ground;
const ada = newId('per');
const boris = newId('per');
beforeAll(async () => {
  ground = await openGround({ keys: false });
});
afterAll(() => ground.stop());

/** A workspace with seven entries about ada and boris in the tree, under two checkpoints. */
async function filled(): Promise<{ workspace: WorkspaceId; entries: Id<'led'>[] }> {
  const workspace = newId('wsp');
  const who = { workspace };
  const subjects: PersonId[] = [ada, boris, ada, boris];
  const entries = await ground.ctx(
    (ctx) =>
      appendMany(
        ctx,
        subjects.map((subject, n) => ({ kind: 'data.revealed', subject, facts: { n } })),
      ),
    who,
  );
  await ground.ctx(sequence, who);
  entries.push(
    ...(await ground.ctx(
      (ctx) =>
        appendMany(
          ctx,
          [1, 2, 3].map((n) => ({ kind: 'consent.given', subject: boris, facts: { n } })),
        ),
      who,
    )),
  );
  await ground.ctx(sequence, who);
  return { workspace, entries };
}
const verdictOf = (workspace: WorkspaceId) => ground.ctx(verify, { workspace });
const codes = async (workspace: WorkspaceId) => [...new Set((await verdictOf(workspace)).problems.map((fault) => fault.code))].sort();
/** Does as the superuser what triggers and grants forbid. */
const tamper = (sql: string, values: unknown[] = []) =>
  ground
    .admin('SET session_replication_role = replica')
    .then(() => ground.admin(sql, values))
    .finally(() => ground.admin('SET session_replication_role = DEFAULT'));

describe('the ledger', () => {
  it('proves an entry in the newest checkpoint as soon as it is asked', async () => {
    const { workspace } = await filled();
    const entry = await ground.ctx(
      (ctx) => append(ctx, { kind: 'person.erased', subject: ada, facts: { request: newId('req'), messages: 4 } }),
      { workspace },
    );
    const proof = await ground.ctx((ctx) => proofOf(ctx, entry), { workspace });
    const { key, note } = await ground.ctx(checkpoint, { workspace });
    expect(proof.checkpoint).toBe(note);
    const head = readCheckpointText(openNote(note, key) ?? '');
    expect(head).toMatchObject({ size: 8, origin: `parley/${workspace}` });
    const hashes = proof.proof.map((hash) => Buffer.from(hash, 'base64'));
    expect(verifyInclusion(proof.position, 8, Buffer.from(proof.leaf, 'base64'), hashes, head!.root)).toBe(true);
  });

  it('records and proves in one transaction, and forgets both when it fails', async () => {
    const workspace = newId('wsp');
    const attempt = ground.ctx(
      async (ctx) => {
        expect((await proofOf(ctx, await append(ctx, { kind: 'test.done' }))).position).toBe(0);
        throw new Error('afterwards');
      },
      { workspace },
    );
    await expect(attempt).rejects.toThrow('afterwards');
    expect(await ground.ctx(checkpoint, { workspace })).toMatchObject({ size: 0, root: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' });
  });

  it('has entries in the order in which the database took them in, whatever the clocks of the nodes say', async () => {
    const workspace = newId('wsp');
    const add = (kind: string) => ground.ctx((ctx) => append(ctx, { kind }), { workspace });
    const [earlier, later] = [await add('test.begun'), await add('test.done')];
    // as if a node whose clock is behind had made the second one's id
    const swap = `UPDATE ledger_queue q SET queued_at = o.queued_at FROM ledger_queue o WHERE q.entry_id = ANY ($1) AND o.entry_id = ANY ($1) AND q.entry_id <> o.entry_id`;
    await tamper(swap, [[earlier, later]]);
    await ground.ctx(sequence, { workspace });
    const { items } = await ground.ctx((ctx) => list(ctx, { limit: 5 }), { workspace });
    expect(items.map(({ id, position }) => [id, position])).toEqual([
      [later, 0],
      [earlier, 1],
    ]);
    expect(await verdictOf(workspace)).toMatchObject({ ok: true, waiting: 0 });
  });

  it('gives no proof of an entry that is not there or in another workspace', async () => {
    const { workspace, entries } = await filled();
    await expect(ground.ctx((ctx) => proofOf(ctx, newId('led')), { workspace })).rejects.toThrow('not-found');
    await expect(ground.ctx((ctx) => proofOf(ctx, entries[0]!))).rejects.toThrow('not-found');
  });

  it('lists newest first, by kind and by person, a page at a time', async () => {
    const { workspace, entries } = await filled();
    const first = await ground.ctx((ctx) => list(ctx, { limit: 5 }), { workspace });
    const second = await ground.ctx((ctx) => list(ctx, { limit: 5, cursor: first.next ?? '' }), { workspace });
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual([...entries].reverse());
    expect(second.next).toBeNull();
    const about = await ground.ctx((ctx) => list(ctx, { limit: 50, subject: ada, kind: 'data.revealed' }), { workspace });
    expect(about.items.map((item) => item.facts)).toEqual([{ n: 2 }, { n: 0 }]);
    expect(about.items[0]).toMatchObject({ subject: ada, position: 2, actor: 'test', at: '2026-11-24T09:00:00.000Z' });
  });

  it('refuses a fact that is not an id, a code or a number', async () => {
    for (const value of ['Ada Example', 'ada@example.com', 'straße', 'two\nlines'])
      await expect(ground.ctx((ctx) => append(ctx, { kind: 'test.done', facts: { value } }))).rejects.toThrow('is not an id');
    await expect(ground.ctx((ctx) => append(ctx, { kind: 'No Code' }))).rejects.toThrow('code');
  });

  it('signs no text that would pose as a checkpoint', async () => {
    await expect(ground.ctx((ctx) => signText(ctx, `parley/${ctx.workspace}\n9\nAAAA\n`))).rejects.toThrow('pose');
    const { key } = await ground.ctx(checkpoint);
    expect(openNote(await ground.ctx((ctx) => signText(ctx, 'certificate\n')), key)).toBe('certificate\n');
  });

  it('gives every entry one position when many nodes sequence at once', async () => {
    const workspace = newId('wsp');
    await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        await ground.ctx(
          (ctx) =>
            appendMany(
              ctx,
              Array.from({ length: 25 }, () => ({ kind: 'test.done', facts: { n } })),
            ),
          { workspace },
        );
        await ground.ctx(sequence, { workspace });
      }),
    );
    expect(await verdictOf(workspace)).toMatchObject({ ok: true, size: 200, waiting: 0 });
  });

  it('makes each checkpoint continue the one before', async () => {
    const { workspace } = await filled();
    const rows = await ground.admin<{ size: string; root: Buffer }>(
      'SELECT size, root FROM ledger_checkpoints WHERE workspace_id = $1 ORDER BY size',
      [workspace],
    );
    const [four, seven] = rows.map((row) => row.root);
    const hashes = await ground.admin<{ leaf: Buffer }>(
      'SELECT e.leaf FROM ledger_leaves l JOIN ledger_entries e ON e.id = l.entry_id WHERE l.workspace_id = $1 ORDER BY position',
      [workspace],
    );
    const [d4, d5, d6] = hashes.slice(4).map((row) => row.leaf);
    expect(verifyConsistency(4, 7, four!, seven!, [nodeHash(nodeHash(d4!, d5!), d6!)])).toBe(true);
  });
});

describe('what nobody may change', () => {
  it('refuses update, delete and truncate to the application and to the owner', async () => {
    const { workspace } = await filled();
    for (const table of ['ledger_entries', 'ledger_leaves', 'ledger_checkpoints'])
      for (const verb of [`UPDATE ${table} SET workspace_id = workspace_id`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
        await expect(ground.admin(verb), `${verb} as superuser`).rejects.toThrow('append-only');
        await expect(
          ground
            .admin(`SET ROLE parley_app`)
            .then(() => ground.admin(verb))
            .finally(() => ground.admin('RESET ROLE')),
          verb,
        ).rejects.toThrow('permission denied');
      }
    await expect(
      ground
        .admin('SET ROLE parley_app')
        .then(() => ground.admin('UPDATE ledger_payloads SET payload = payload'))
        .finally(() => ground.admin('RESET ROLE')),
    ).rejects.toThrow('permission denied');
    expect((await verdictOf(workspace)).ok).toBe(true);
  });

  const tampering: [string, string, string[]][] = [
    [
      'a changed payload',
      `UPDATE ledger_payloads SET payload = jsonb_set(payload, '{actor}', '"boris"') WHERE entry_id = $1`,
      ['payload-differs'],
    ],
    [
      'a changed fact',
      `UPDATE ledger_payloads SET payload = jsonb_set(payload, '{facts,n}', '9') WHERE entry_id = $1`,
      ['payload-differs'],
    ],
    ['a changed salt', `UPDATE ledger_payloads SET salt = decode(repeat('00', 32), 'hex') WHERE entry_id = $1`, ['payload-differs']],
    [
      'a payload filed under another subject',
      `UPDATE ledger_payloads SET subject = 'per_00000000000000000000000000' WHERE entry_id = $1`,
      ['subject-differs'],
    ],
    ['a payload deleted without an erasure entry', 'DELETE FROM ledger_payloads WHERE entry_id = $1', ['payload-missing']],
    [
      'a changed kind',
      `UPDATE ledger_entries SET kind = 'data.sent' WHERE id = $1`,
      ['inner-hash-differs', 'leaf-differs', 'root-differs'],
    ],
    [
      'a changed time',
      `UPDATE ledger_entries SET at = at + interval '1 day' WHERE id = $1`,
      ['inner-hash-differs', 'leaf-differs', 'root-differs'],
    ],
    ['a deleted entry', 'DELETE FROM ledger_entries WHERE id = $1', ['entry-missing', 'inner-hash-differs', 'root-differs']],
    [
      'a deleted leaf',
      'DELETE FROM ledger_leaves WHERE entry_id = $1',
      ['checkpoint-beyond-tree', 'entry-left-out', 'inner-hash-differs', 'leaf-missing', 'leaf-out-of-place', 'root-differs'],
    ],
    [
      'a changed inner hash',
      `UPDATE ledger_leaves SET hashes = decode(repeat('00', 64), 'hex') WHERE position = 3 AND workspace_id = (SELECT workspace_id FROM ledger_entries WHERE id = $1)`,
      ['inner-hash-differs'],
    ],
  ];
  it.each(tampering)('finds %s', async (_, sql, expected) => {
    const { workspace, entries } = await filled();
    await tamper(sql, [entries[1]]);
    expect(await codes(workspace)).toEqual(expected);
  });

  it('finds swapped leaves', async () => {
    const { workspace } = await filled();
    await tamper('ALTER TABLE ledger_leaves DROP CONSTRAINT IF EXISTS ledger_leaves_pkey');
    await tamper('UPDATE ledger_leaves SET position = 3 - position WHERE workspace_id = $1 AND position IN (1, 2)', [workspace]);
    await tamper('ALTER TABLE ledger_leaves ADD PRIMARY KEY (workspace_id, position)');
    expect(await codes(workspace)).toEqual(['inner-hash-differs', 'root-differs']);
  });

  it('finds a changed, a forged and a missing checkpoint', async () => {
    const changed = await filled();
    await tamper(`UPDATE ledger_checkpoints SET root = decode(repeat('00', 32), 'hex') WHERE workspace_id = $1 AND size = 4`, [
      changed.workspace,
    ]);
    expect(await codes(changed.workspace)).toEqual(['checkpoint-differs-from-note', 'root-differs']);
    const forged = await filled();
    await tamper(`UPDATE ledger_checkpoints SET note = replace(note, '4', '5') WHERE workspace_id = $1 AND size = 4`, [forged.workspace]);
    expect(await codes(forged.workspace)).toEqual(['signature-wrong']);
    const missing = await filled();
    await tamper('DELETE FROM ledger_checkpoints WHERE workspace_id = $1 AND size = 7', [missing.workspace]);
    expect(await codes(missing.workspace)).toEqual(['leaves-without-checkpoint']);
  });

  it('finds an entry taken out of the queue', async () => {
    const { workspace } = await filled();
    const entry = await ground.ctx((ctx) => append(ctx, { kind: 'test.done' }), { workspace });
    await tamper('DELETE FROM ledger_queue WHERE entry_id = $1', [entry]);
    expect((await verdictOf(workspace)).problems).toEqual([{ code: 'entry-left-out', entry }]);
  });

  it('finds a payload and a place in the queue without an entry', async () => {
    const { workspace } = await filled();
    const [waiting, lone] = [newId('led'), newId('led')];
    await tamper('INSERT INTO ledger_queue (workspace_id, entry_id) VALUES ($1, $2)', [workspace, waiting]);
    await tamper(
      `INSERT INTO ledger_payloads (workspace_id, entry_id, salt, payload) VALUES ($1, $2, decode(repeat('00', 32), 'hex'), '{}')`,
      [workspace, lone],
    );
    expect((await verdictOf(workspace)).problems).toEqual([
      { code: 'entry-missing', entry: waiting },
      { code: 'payload-missing', entry: waiting },
      { code: 'entry-left-out', entry: lone },
    ]);
    await tamper('DELETE FROM ledger_queue WHERE entry_id = $1', [waiting]); // the clock of the other tests would stumble over it
  });

  it('verifies every workspace and says which one does not hold', async () => {
    const { workspace, entries } = await filled();
    await tamper('DELETE FROM ledger_payloads WHERE entry_id = $1', [entries[0]]);
    const { ok, workspaces } = await verifyLedger(ground.tools);
    expect(ok).toBe(false);
    expect(workspaces.find((verdict) => verdict.workspace === workspace)?.problems).toEqual([
      { code: 'payload-missing', position: 0, entry: entries[0] },
    ]);
    await ground.ctx((ctx) => watch(ctx), { workspace });
    expect(ground.lines.at(-1)).toContain('"ledger.does-not-verify"');
  });
});

describe('erasing payloads', () => {
  it('leaves a tree that verifies beside the signed entry, and no pseudonym', async () => {
    const { workspace, entries } = await filled();
    const merge = await ground.ctx((ctx) => append(ctx, { kind: 'person.merged', subject: boris, facts: { from: ada } }), { workspace });
    const waiting = await ground.ctx((ctx) => append(ctx, { kind: 'data.revealed', subject: ada }), { workspace });
    expect(await ground.ctx((ctx) => forgetPayloads(ctx, [ada]), { workspace })).toBe(4);
    expect(await verdictOf(workspace)).toMatchObject({ ok: true, waiting: 1, size: 9 });
    await ground.ctx(sequence, { workspace });
    expect(await verdictOf(workspace)).toMatchObject({ ok: true, waiting: 0, size: 10 });
    const gone = (await ground.ctx((ctx) => list(ctx, { limit: 50 }), { workspace })).items.filter((item) => item.facts === null);
    expect(gone.map((item) => item.id).sort()).toEqual([entries[0], entries[2], merge, waiting].sort());
    const left = await ground.admin('SELECT 1 FROM ledger_payloads WHERE workspace_id = $1 AND (subject = $2 OR payload::text LIKE $3)', [
      workspace,
      ada,
      `%${ada}%`,
    ]);
    expect(left).toEqual([]);
    expect(await ground.ctx((ctx) => forgetPayloads(ctx, [ada]), { workspace })).toBe(0);
  });

  it('is not imitated by a forged erasure entry', async () => {
    const { workspace, entries } = await filled();
    await tamper('DELETE FROM ledger_payloads WHERE entry_id = $1', [entries[1]]);
    await ground.ctx(
      (ctx) => append(ctx, { kind: 'ledger.payloads-erased', facts: { positions: '1', signature: Buffer.alloc(68).toString('base64') } }),
      { workspace },
    );
    expect(await codes(workspace)).toEqual(['erasure-not-signed', 'payload-missing']);
  });

  it('is not imitated by moving a signed erasure to other positions', async () => {
    const { workspace, entries } = await filled();
    await ground.ctx((ctx) => forgetPayloads(ctx, [ada]), { workspace });
    await tamper('DELETE FROM ledger_payloads WHERE entry_id = $1', [entries[1]]);
    await tamper(
      `UPDATE ledger_payloads SET payload = jsonb_set(payload, '{facts,positions}', '"0-2"') WHERE workspace_id = $1 AND payload->'facts' ? 'positions'`,
      [workspace],
    );
    expect(await codes(workspace)).toEqual(['erasure-not-signed', 'payload-differs', 'payload-missing']);
  });

  it('commits to a payload with a salt, so that equal payloads have unequal leaves', async () => {
    const [a, b] = await ground.ctx(
      async (ctx) => [await append(ctx, { kind: 'test.same' }), await append(ctx, { kind: 'test.same' })] as const,
    );
    const rows = await ground.admin<{ commitment: Buffer; leaf: Buffer }>(
      'SELECT commitment, leaf FROM ledger_entries WHERE id = ANY ($1)',
      [[a, b]],
    );
    expect(rows[0]?.commitment.equals(rows[1]!.commitment)).toBe(false);
    expect(rows[0]?.leaf.equals(rows[1]!.leaf)).toBe(false);
  });
});
