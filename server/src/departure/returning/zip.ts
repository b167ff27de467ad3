// The archive as it is handed over: made while it is fetched, file after file, with a manifest at its end that counts and hashes what was written.

import { createHash, type KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { WorkspaceId } from '#kit/ids';
import type { Tools } from '#kit/tool';
import { type Listed, zipStream } from '#kit/zip';
import { leftOut } from './contents.ts';
import { readSegments } from './segments.ts';
import type { ExportRow } from './types.ts';

type Whose = { readonly tools: Tools; readonly workspace: WorkspaceId };

/** The ZIP as a stream that holds a few pieces in memory, whatever its size; a failure ends it with an error and without its directory, so that no program takes it for whole. `whole` gets the SHA-256 of the manifest once all is written. */
export function zipOf(whose: Whose, row: ExportRow, reader: KeyObject, whole: (manifest: Buffer) => void = () => undefined): Readable {
  return zipStream(readSegments(whose, row.id, row.segments, reader), {
    mtime: row.readyAt ?? row.askedAt,
    isVast: true,
    last: (files) => {
      const manifest = Buffer.from(manifestOf(whose.workspace, row, files));
      const hash = createHash('sha256').update(manifest).digest();
      whole(hash);
      return [
        { entry: 'manifest.json', bytes: manifest },
        { entry: 'receipt.txt', bytes: Buffer.from(`${codeOf(hash)}\n`) },
      ];
    },
  });
}

/** What stands in the last file of an archive: whoever knows it has opened the archive to its end. */
export const codeOf = (manifest: Buffer): string => (manifest.toString('hex').slice(0, 16).match(/..../g) ?? []).join('-');

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
