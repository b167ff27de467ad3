// Against a witness that keeps to C2SP tlog-witness: it remembers the largest tree it saw, verifies that each continues it, and signs with a key of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { config } from '#kit/config';
import { newId, type WorkspaceId } from '#kit/ids';
import { appendMany, checkpoint, exportLedger, sequence } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { witnessKey } from '#test/witness';
import { checks } from '../checks.ts';
import { openNote, readVerifier } from '../note.ts';
import { emptyRoot, verifyConsistency } from '../tree.ts';
import { askWitnesses } from './ask.ts';
import { cosignaturesOn, readSigned, readWitnesses } from './cosignature.ts';
import { publishedHead, takeCosigned } from './published.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround({ keys: false });
});
afterAll(() => ground.stop());

const now = Date.parse('2026-11-24T09:00:00Z') / 1000;

/** A witness that answers over HTTP; `seen` is the largest tree by ledger. */
async function openWitness(name: string, logKeys: () => Promise<string>) {
  const own = witnessKey(name);
  const seen = new Map<string, { size: number; root: Buffer }>();
  const asked: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    asked.push(`${request.method} ${request.url}`);
    const cut = body.indexOf('\n\n');
    const [first = '', ...proof] = body.slice(0, cut).split('\n');
    const old = Number(/^old (0|[1-9]\d*)$/.exec(first)?.[1]);
    const { head, text } = readSigned(body.slice(cut + 2)) ?? {};
    if (!head || !text || openNote(body.slice(cut + 2), await logKeys()) === undefined) return response.writeHead(403).end();
    const known = seen.get(head.origin) ?? { size: 0, root: emptyRoot };
    if (known.size !== old) return response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${known.size}\n`);
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    if (!verifyConsistency(old, head.size, known.root, head.root, hashes)) return response.writeHead(422).end();
    seen.set(head.origin, head);
    return response.end(`${witnessKey('stranger.example.com').line(text, now)}\n${own.line(text, now)}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return { ...own, url, seen, asked, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Tools in whose configuration these witnesses stand. */
const withWitnesses = (witnesses: string) => {
  const tools = new Map(ground.tools);
  config.set(tools, { ...ground.settings, witnesses });
  return tools;
};
const grown = async (workspace: WorkspaceId, count: number) => {
  await ground.ctx(
    (ctx) =>
      appendMany(
        ctx,
        Array.from({ length: count }, (_, n) => ({ kind: 'test.done', facts: { n } })),
      ),
    { workspace },
  );
  await ground.ctx(sequence, { workspace });
};

describe('a witness that is asked', () => {
  it('co-signs as the ledger grows, and what is published bears its signature', async () => {
    const workspace = newId('wsp');
    const logKey = () => ground.ctx(checkpoint, { workspace }).then((each) => each.key);
    const witness = await openWitness('witness.example.com/w1', logKey);
    const tools = withWitnesses(`${witness.key}@${witness.url}`);
    const who = { workspace, tools };
    await grown(workspace, 5);
    expect((await ground.ctx(publishedHead, who))?.note.split('\n— ')).toHaveLength(2);
    await askWitnesses(tools);
    expect(witness.asked.filter((each) => each === 'POST /api/add-checkpoint').length).toBe(witness.asked.length);
    const five = await ground.ctx(publishedHead, who);
    const { text, lines } = readSigned(five?.note ?? '')!;
    expect(five?.size).toBe(5);
    expect(cosignaturesOn(text, lines, readWitnesses(witness.key), new Date(now * 1000))).toHaveLength(1);
    expect(five?.note).not.toContain('stranger');
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'parley-witness-')), 'export');
    await exportLedger(tools, workspace, folder);
    const { verifyFolder } = await import(path.join(import.meta.dirname, '../export/verify.mjs'));
    expect(verifyFolder(folder, { witnesses: [witness.key] })).toMatchObject({ size: 5, witnesses: 1 });
    expect(() => verifyFolder(folder, { witnesses: [witness.key, witnessKey(witness.name).key] })).toThrow('did not co-sign');
    rmSync(path.dirname(folder), { recursive: true });
    await grown(workspace, 7); // and the entry about the export
    expect((await ground.ctx(publishedHead, who))?.size).toBe(5); // until the witness saw more
    await askWitnesses(tools);
    expect((await ground.ctx(publishedHead, who))?.size).toBe(13);
    const asked = witness.asked.length;
    await askWitnesses(tools);
    expect(witness.seen.get(`parley/${workspace}`)?.size).toBe(13);
    expect(witness.asked.length - asked).toBe(0); // nothing new, nothing asked
    await witness.close();
  });

  it('is asked again from where it stands when it knows more than we remember', async () => {
    const workspace = newId('wsp');
    const witness = await openWitness('witness.example.com/w2', () => ground.ctx(checkpoint, { workspace }).then((each) => each.key));
    await grown(workspace, 3);
    const { note } = await ground.ctx(checkpoint, { workspace });
    witness.seen.set(`parley/${workspace}`, readSigned(note)!.head);
    await grown(workspace, 4);
    const tools = withWitnesses(`${witness.key}@${witness.url}`);
    await askWitnesses(tools);
    expect((await ground.ctx(publishedHead, { workspace, tools }))?.size).toBe(7);
    await witness.close();
  });

  it('that saw another tree, or does not answer, signs nothing, and the log and the check say so', async () => {
    const workspace = newId('wsp');
    const witness = await openWitness('witness.example.com/w3', () => ground.ctx(checkpoint, { workspace }).then((each) => each.key));
    const tools = withWitnesses(`${witness.key}@${witness.url}`);
    await grown(workspace, 6);
    for (const [size, status] of [
      [4, 422], // another beginning
      [9, 409], // we were cut back
    ] as const) {
      witness.seen.set(`parley/${workspace}`, { size, root: Buffer.alloc(32, 7) });
      await askWitnesses(tools);
      expect(ground.lines.filter((line) => line.includes(workspace)).at(-1)).toContain(`"status":${status}`);
    }
    await witness.close();
    await askWitnesses(tools);
    expect(ground.lines.at(-1)).toMatch(/ledger.witness-did-not-sign.*"status":0/);
    expect((await ground.ctx(publishedHead, { workspace, tools }))?.note.split('\n— ')).toHaveLength(2);
    const behind = () => ground.ctx((ctx) => checks.find((check) => check.id === 'ledger.witness-behind')!.run(ctx), { workspace, tools });
    expect(await behind()).toBe(0);
    ground.setTime(new Date('2026-11-25T10:00:00Z'));
    expect(await behind()).toBe(1); // a day and an hour later
    ground.setTime(new Date('2026-11-24T09:00:00Z'));
  });
});

describe('a witness that hands in', () => {
  it('is believed by its signature on a checkpoint of ours alone', async () => {
    const workspace = newId('wsp');
    const [known, unknown] = [witnessKey('witness.example.com/w4'), witnessKey('witness.example.com/w4')];
    const who = { workspace, tools: withWitnesses(known.key) };
    await grown(workspace, 2);
    const { note } = await ground.ctx(checkpoint, { workspace });
    const { text } = readSigned(note)!;
    const take = (given: string) => ground.ctx((ctx) => takeCosigned(ctx, given), who);
    expect(await take(`${note}${unknown.line(text, now)}\n`)).toBe(0);
    expect(await take(`${note}${known.line(text.replace('2', '3'), now)}\n`)).toBe(0);
    expect(await take(`${note}${known.line(text, now + 3600)}\n`)).toBe(0); // signed in the future
    expect((await ground.ctx(publishedHead, who))?.note).toBe(note);
    expect(await take(`${note}${known.line(text, now)}\n`)).toBe(1);
    expect(await take(`${note}${known.line(text, now)}\n`)).toBe(1);
    expect((await ground.ctx(publishedHead, who))?.note).toBe(`${note}${known.line(text, now)}\n`);
    for (const wrong of ['', 'no note', note.replace('\n2\n', '\n3\n'), `${note}${known.line(text, now)}`])
      await expect(take(wrong)).rejects.toThrow('invalid');
    const other = newId('wsp');
    await grown(other, 2);
    const theirs = await ground.ctx(checkpoint, { workspace: other });
    await expect(take(theirs.note)).rejects.toThrow('invalid');
  });
});

describe('the configuration of witnesses', () => {
  it('takes keys with and without an address, and refuses what is none', () => {
    const { key, name } = witnessKey('witness.example.com/w5');
    expect(readWitnesses(` ${key}@https://witness.example.com/api/  ${key}`)).toEqual([
      { key, name, url: 'https://witness.example.com/api' },
      { key, name, url: undefined },
    ]);
    expect(readWitnesses('')).toEqual([]);
    const logKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(readVerifier(logKey).name).toBe('PeterNeumann'); // a fine key, but one that signs notes
    for (const wrong of [
      logKey,
      key.slice(0, -4),
      `${key}@ftp://witness.example.com`,
      `${key}@http://witness.example.com`,
      'https://witness.example.com',
    ])
      expect(() => readWitnesses(wrong), wrong).toThrow('PARLEY_WITNESSES');
  });
});
