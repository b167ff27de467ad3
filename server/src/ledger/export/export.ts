// The whole ledger as files for an auditor: checkpoint, tiles, entries, what is left of their payloads, the public key, a list of all files that the ledger signed,
// and a verifier that shares no code with us (certificates of erasures have theirs, on which it rests). Nothing is handed over that this very verifier refuses.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { ownVerifier } from '../check.ts';
import { keyHistory } from '../key/reigns.ts';
import { compose } from '../payload.ts';
import { lineOf } from '../proofs.ts';
import { newestHead, sequence } from '../sequence.ts';
import { originOf, signStatement } from '../signing.ts';
import { insertEntries } from '../store.ts';
import { tilesAt, tilesOf, tileWidth, writePlace } from '../tiles/path.ts';
import { readBundle } from '../tiles/store.ts';
import { tileOf, writeBundle } from '../tiles/tiles.ts';
import { timestampsUpTo } from '../timestamp/store.ts';
import { withCosignatures } from '../witness/published.ts';
import { readme } from './readme.ts';

/** What the independent verifier says of an export. */
export type Exported = {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly shown: number;
  readonly erased: number;
};
type Verifier = { verifyFolder(folder: string, keys: { key?: string; witnesses?: readonly string[] }): Exported };

const verifierFile = path.join(import.meta.dirname, 'verify.mjs');
const rounds = 3;

/** Writes the ledger of a workspace into a new folder and verifies what was written; the export is an act of the ledger. Error when the folder is there or the ledger does not hold. */
export async function exportLedger(tools: Tools, workspace: WorkspaceId, folder: string): Promise<Exported> {
  const who = { workspace, actor: { kind: 'system', id: 'operator' } } as const;
  const { verifyFolder } = (await import(verifierFile)) as Verifier;
  for (let round = 1; ; round += 1) {
    mkdirSync(folder, { mode: 0o700 }); // pseudonyms are in it
    try {
      const key = await act(tools, who, async (ctx) => {
        await sequence(ctx);
        return writeExport(ctx, folder);
      });
      const done = verifyFolder(folder, { key });
      await act(tools, who, async (ctx) => insertEntries(ctx, [compose(ctx, { kind: 'ledger.exported', facts: { size: done.size } })]));
      return done;
    } catch (error) {
      rmSync(folder, { recursive: true });
      if (round === rounds) throw error; // before that, somebody may have been erased while we wrote
    }
  }
}

/** Writes all files, and last of all their signed list; gives the verifier key. */
async function writeExport(ctx: Ctx, folder: string): Promise<string> {
  const key = await ownVerifier(ctx);
  const hashes = new Map<string, string>();
  const write = (name: string, bytes: Buffer | string): void => {
    const file = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes, { mode: 0o600 });
    hashes.set(name, createHash('sha256').update(bytes).digest('hex'));
  };
  const head = await withCosignatures(ctx, await newestHead(ctx));
  write('key', `${key}\n`);
  write('checkpoint', head.note);
  const changes = await keyHistory(ctx);
  if (changes.length > 0) write('keys.json', `${JSON.stringify({ key, changes }, null, 2)}\n`);
  write('README.txt', readme(originOf(ctx), head.size, ctx.now));
  for (const name of ['verify.mjs', 'verify-certificate.mjs']) write(name, readFileSync(path.join(import.meta.dirname, name)));
  for (const { size, token, note } of await timestampsUpTo(ctx, head.size)) {
    write(`timestamp/${size}.note`, note);
    write(`timestamp/${size}.tst`, token);
  }
  for (const tile of tilesOf(head.size)) write(`tile/${tile.level}/${writePlace(tile)}`, (await tileOf(ctx, tile)) ?? Buffer.alloc(0));
  for (const tile of tilesAt(head.size, 0)) {
    const rows = await readBundle(ctx, tile.index * tileWidth, tile.width);
    write(`tile/entries/${writePlace(tile)}`, writeBundle(rows));
    write(`payload/${writePlace(tile)}`, rows.map((row) => `${lineOf(row)}\n`).join(''));
  }
  writeFileSync(path.join(folder, 'files'), await signFiles(ctx, hashes), { mode: 0o600 });
  return key;
}

/** The list of all files but itself, as a note that the ledger signed. */
export function signFiles(ctx: Ctx, hashes: ReadonlyMap<string, string>): Promise<string> {
  const lines = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, hash]) => `${hash} ${name}\n`);
  return signStatement(ctx, `parley ledger export v1\n${originOf(ctx)}\n${lines.join('')}`);
}
