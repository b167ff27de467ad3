// The archive as it is handed over: made while it is fetched, file after file, with a manifest at its end that counts and hashes what was written.

import type { KeyObject } from 'node:crypto';
import { createHash } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import yazl from 'yazl';
import type { WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import { leftOut } from './contents.ts';
import { readSegments } from './segments.ts';
import type { ExportRow } from './types.ts';

type Whose = { readonly tools: Tools; readonly workspace: WorkspaceId };
type Listed = { name: string; bytes: number; sha256: string };

/** The ZIP as a stream that holds a few pieces in memory, whatever its size; a failure ends it with an error and without its directory, so that no program takes it for whole. `whole` gets the SHA-256 of the manifest once all is written. */
export function zipOf(whose: Whose, row: ExportRow, reader: KeyObject, whole: (manifest: Buffer) => void = () => undefined): Readable {
  const zip = new yazl.ZipFile();
  const out = zip.outputStream as unknown as PassThrough;
  const mtime = row.readyAt ?? row.askedAt;
  fill(zip, whose, row, reader, mtime, out, whole).catch((error: Error) => out.destroy(error));
  return out;
}

async function fill(
  zip: yazl.ZipFile,
  whose: Whose,
  row: ExportRow,
  reader: KeyObject,
  mtime: Date,
  out: PassThrough,
  whole: (manifest: Buffer) => void,
): Promise<void> {
  const files: Listed[] = [];
  let current: { name: string; into: PassThrough; hash: ReturnType<typeof createHash>; bytes: number } | undefined;
  const end = () => {
    if (!current) return;
    files.push({ name: current.name, bytes: current.bytes, sha256: current.hash.digest('hex') });
    current.into.end();
    current = undefined;
  };
  for await (const { entry, bytes } of readSegments(whose, row.id, row.segments, reader)) {
    if (out.destroyed) return; // whoever fetched it went away
    if (current?.name !== entry) {
      end();
      current = { name: entry, into: new PassThrough({ highWaterMark: 1 << 20 }), hash: createHash('sha256'), bytes: 0 };
      zip.addReadStream(current.into, entry, { mtime, mode: 0o100600, forceZip64Format: true });
    }
    current.hash.update(bytes);
    current.bytes += bytes.length;
    if (!current.into.write(bytes)) await drained(current.into, out);
  }
  end();
  const manifest = Buffer.from(manifestOf(whose.workspace, row, files));
  const hash = createHash('sha256').update(manifest).digest();
  zip.addBuffer(manifest, 'manifest.json', { mtime, mode: 0o100600 });
  zip.addBuffer(Buffer.from(`${codeOf(hash)}\n`), 'receipt.txt', { mtime, mode: 0o100600 });
  zip.end();
  whole(hash);
}

/** What stands in the last file of an archive: whoever knows it has opened the archive to its end. */
export const codeOf = (manifest: Buffer): string => (manifest.toString('hex').slice(0, 16).match(/..../g) ?? []).join('-');

/** Resolves when there is room again, or nobody wants it any more. */
function drained(into: PassThrough, out: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      into.off('drain', done);
      out.off('close', done);
      resolve();
    };
    into.once('drain', done);
    out.once('close', done);
  });
}

function manifestOf(workspace: WorkspaceId, row: ExportRow, files: readonly Listed[]): string {
  const { id, askedAt, readyAt, rows, lost, figures } = row;
  return `${JSON.stringify(
    {
      format: 'parley-workspace@1',
      export: id,
      workspace,
      askedAt: askedAt.toISOString(),
      madeAt: readyAt?.toISOString() ?? null,
      rows,
      unreadable: lost,
      tables: figures,
      leftOut,
      files,
    },
    null,
    2,
  )}\n`;
}
