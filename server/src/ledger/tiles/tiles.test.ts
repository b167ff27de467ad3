// The ledger as a monitor reads it over HTTP: from the tiles alone it comes to the root of the checkpoint, and caches are told the truth.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace } from '#access';
import { act } from '#kit/pool';
import { appendMany, checkpoint, consistencyOf, sequence } from '#ledger';
import { eventually, openHouse } from '#test/house';
import { witnessKey } from '#test/witness';
import { openNote, readCheckpointText } from '../note.ts';
import { fold, grow, type Hash, leafHash, verifyConsistency, verifyInclusion } from '../tree.ts';
import { readSigned } from '../witness/cosignature.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let prefix = '';
let cookie = '';
const witness = witnessKey('witness.example.com/w6');
beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_WITNESSES: witness.key } });
  prefix = `${house.url}/v1/ledgers/${house.workspace}`;
  await house.act((ctx) =>
    appendMany(
      ctx,
      Array.from({ length: 600 }, (_, n) => ({ kind: 'test.done', facts: { n } })),
    ),
  );
  await house.act(sequence);
  const answer = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: house.admin.email, password: house.admin.password }),
  });
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
});
afterAll(() => house.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${prefix}/${path}`, { headers });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const hashesOf = (tile: Buffer): Hash[] => Array.from({ length: tile.length / 32 }, (_, at) => tile.subarray(32 * at, 32 * at + 32));
const rootOf = (hashes: readonly Hash[]): Hash => {
  const frontier: Hash[] = [];
  hashes.forEach((hash, at) => void grow(frontier, at, hash));
  return fold(frontier);
};
const head = async () => {
  const { key } = await house.act(checkpoint);
  return readCheckpointText(openNote(await (await get('checkpoint')).text(), key) ?? '')!;
};
const part = (size: number) => (size % 256 === 0 ? '' : `.p/${size % 256}`);

describe('the tiles', () => {
  it('lead from the entries to the root of the published checkpoint', async () => {
    const { size, root, origin } = await head();
    expect(origin).toBe(`parley/${house.workspace}`);
    expect(size).toBeGreaterThan(600);
    const leaves: Hash[] = [];
    for (let index = 0; index * 256 < size; index += 1) {
      const place = `${String(index).padStart(3, '0')}${(index + 1) * 256 <= size ? '' : part(size)}`;
      const hashes = hashesOf(await bytesOf(await get(`tile/0/${place}`)));
      const bundle = await bytesOf(await get(`tile/entries/${place}`, { cookie }));
      const entries: Buffer[] = [];
      for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
        entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
      expect(entries.map((entry) => leafHash(entry))).toEqual(hashes);
      leaves.push(...hashes);
    }
    expect(leaves).toHaveLength(size);
    expect(rootOf(leaves)).toEqual(root);
    const above = hashesOf(await bytesOf(await get(`tile/1/000.p/${Math.floor(size / 256)}`)));
    expect(above).toEqual(above.map((_, at) => rootOf(leaves.slice(256 * at, 256 * at + 256))));
  });

  it('say how long they may be kept', async () => {
    const { size } = await head();
    const seen = async (path: string, headers = {}) => {
      const answer = await get(path, headers);
      return [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')];
    };
    const octets = 'application/octet-stream';
    expect(await seen('tile/0/000')).toEqual([200, octets, 'public, max-age=31536000, immutable']);
    expect(await seen(`tile/0/000.p/3`)).toEqual([200, octets, 'public, max-age=86400, immutable']);
    expect(await seen('tile/entries/000', { cookie })).toEqual([200, octets, 'private, max-age=31536000, immutable']);
    expect(await seen('checkpoint')).toEqual([200, 'text/plain; charset=utf-8', 'public, max-age=2']);
    expect((await seen(`tile/0/${String(Math.floor(size / 256)).padStart(3, '0')}`))[2]).toBe('no-store'); // not there yet: must be asked for again
    await eventually('a moment without a new checkpoint', async () => {
      const etag = (await get('checkpoint')).headers.get('etag') ?? '';
      const again = await get('checkpoint', { 'if-none-match': `"other", W/${etag}` });
      return again.status === 304 && (await again.text()) === '' && again.headers.get('etag') === etag;
    });
    expect((await get('checkpoint', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('are not there beyond the checkpoint, in another ledger, or at a place written otherwise', async () => {
    for (const path of ['tile/0/003', 'tile/1/001', 'tile/1/000', 'tile/9/000.p/1', 'tile/0/x000/001', 'tile/0/000.p/256'])
      expect((await get(path)).status, path).toBe(404);
    for (const path of ['tile/64/000', 'tile/00/000', 'tile/0/0', 'tile/0/000.p/0', 'tile/0/..%2F000'])
      expect((await get(path)).status, path).toBe(422);
    const other = `${house.url}/v1/ledgers/wsp_01jdxxxxxxxxxxxxxxxxxxxxxx`;
    for (const path of ['checkpoint', 'tile/0/000']) expect((await fetch(`${other}/${path}`)).status, path).toBe(404);
  });

  it('give entries to staff of this company and to nobody else', async () => {
    expect((await get('tile/entries/000')).status).toBe(401);
    const other = `${house.url}/v1/ledgers/wsp_01jdxxxxxxxxxxxxxxxxxxxxxx/tile/entries/000`;
    expect((await fetch(other, { headers: { cookie } })).status).toBe(404);
    expect((await get('tile/entries/x000/000', { cookie })).status).toBe(404);
    const plain = await get('tile/entries/000', { cookie, 'accept-encoding': 'identity' });
    const packed = await get('tile/entries/000', { cookie, 'accept-encoding': 'gzip' });
    expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip']);
    expect(await bytesOf(packed)).toEqual(await bytesOf(plain));
  });
});

describe('a consistency proof', () => {
  it('shows over HTTP that the newest checkpoint continues an older one', async () => {
    const staff = await house.staffClient();
    const before = await house.act(checkpoint);
    await house.act((ctx) => appendMany(ctx, [{ kind: 'test.done' }, { kind: 'test.done' }, { kind: 'test.done' }]));
    await house.act(sequence);
    const after = await house.act(checkpoint);
    const { from, to, proof } = await staff.call('readConsistency', { query: { from: before.size, to: after.size } });
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    const bytes = (text: string) => Buffer.from(text, 'base64');
    expect(verifyConsistency(from, to, bytes(before.root), bytes(after.root), hashes)).toBe(true);
    expect(verifyConsistency(from, to, bytes(after.root), bytes(after.root), hashes)).toBe(false);
  });

  it('is empty from nothing, and refused backwards or beyond the ledger', async () => {
    expect(await house.act((ctx) => consistencyOf(ctx, 0))).toMatchObject({ from: 0, proof: [] });
    expect(await house.act((ctx) => consistencyOf(ctx, 5, 5))).toMatchObject({ from: 5, to: 5, proof: [] });
    await expect(house.act((ctx) => consistencyOf(ctx, 6, 5))).rejects.toThrow('invalid');
    await expect(house.act((ctx) => consistencyOf(ctx, 1, 10 ** 9))).rejects.toThrow('invalid');
    await expect(house.act((ctx) => consistencyOf(ctx, 10 ** 9))).rejects.toThrow('invalid');
  });
});

describe('an inclusion proof', () => {
  it('shows over HTTP that an entry stands where it says in the tree of its checkpoint, and nowhere else', async () => {
    const staff = await house.staffClient();
    const [entry] = (await staff.call('listLedger', { query: { kind: 'test.done', limit: 1 } })).items;
    const { position, leaf, proof, checkpoint: note } = await staff.call('readProof', { params: { entry: entry?.id ?? '' } });
    const { size, root } = readCheckpointText(openNote(note, (await house.act(checkpoint)).key) ?? '')!;
    const [bytes, hashes] = [Buffer.from(leaf, 'base64'), proof.map((hash) => Buffer.from(hash, 'base64'))];
    expect(verifyInclusion(position, size, bytes, hashes, root)).toBe(true);
    expect(verifyInclusion(position - 1, size, bytes, hashes, root)).toBe(false);
    expect(verifyInclusion(position, size, leafHash(bytes), hashes, root)).toBe(false);
    await expect(staff.call('readProof', { params: { entry: 'led_00000000000000000000000000' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('a co-signature', () => {
  const hand = async (key: string, note: string, type = 'text/plain') => {
    const answer = await fetch(`${house.url}/v1/ledgers/${key}/cosignatures`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: note,
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const signed = async () => {
    const { note } = await house.act(checkpoint);
    const { text } = readSigned(note)!;
    return { note, text, line: witness.line(text, Math.floor(Date.now() / 1000)) };
  };

  it('that a witness hands in over HTTP stands under the published checkpoint; one of a stranger does not', async () => {
    const { note, text, line } = await signed();
    const stranger = witnessKey(witness.name).line(text, Math.floor(Date.now() / 1000));
    expect(await hand(house.workspace, `${note}${stranger}\n`)).toEqual({ status: 200, body: { added: 0 } });
    expect(await (await get('checkpoint')).text()).not.toContain(stranger);
    expect(await hand(house.workspace, `${note}${stranger}\n${line}\n`)).toEqual({ status: 200, body: { added: 1 } });
    expect(await (await get('checkpoint')).text()).toBe(`${note}${line}\n`);
  });

  it('is refused at a ledger that is not there, at that of another company, and when it is none', async () => {
    const { note, line } = await signed();
    const loom = { company: 'Loom', language: 'en', country: 'DE', staff: { ...house.admin, email: 'dora@example.com' } } as const;
    const { workspace } = await createWorkspace(house.tools, loom);
    await act(house.tools, { workspace, actor: { kind: 'system', id: 'test' } }, sequence);
    const type = (code: string) => ({ type: `urn:parley:problem:${code}` });
    const handed = `${note}${line}\n`;
    expect(await hand('wsp_01jdxxxxxxxxxxxxxxxxxxxxxx', handed)).toMatchObject({ status: 404, body: type('not-found') });
    expect(await hand(workspace, handed)).toMatchObject({ status: 422, body: type('invalid') });
    expect(await hand(house.workspace, handed.replace('\n\n', '\nmore\n\n'))).toMatchObject({ status: 422, body: type('invalid') });
    expect(await hand(house.workspace, handed + `${line}\n`.repeat(500))).toMatchObject({ status: 413, body: type('too-large') });
  });
});
