// A file that came with a message, fetched from LINE's host for files, bounded. A video may still be prepared there for a moment. What a file is, its bytes say (`safeFile`).
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { File } from '../../adapter.ts';
import { missingFile } from '../file-names.ts';
import { content } from './call.ts';
import type { FileRef } from './events.ts';
import type { LineSettings } from './settings.ts';

const patienceMs = [300, 1_000, 3_000];

/** The file, or in its place a note, so that its absence is seen. Never throws. */
export async function fetchFile(tools: Tools, settings: LineSettings, file: FileRef): Promise<File> {
  return fetchOne(tools, settings, file).catch(() => missingFile(1));
}

async function fetchOne(tools: Tools, settings: LineSettings, { id, size, name }: FileRef): Promise<File> {
  const bytes = config.of({ tools }).attachmentMaxBytes;
  if (size > bytes) return missingFile(1);
  let answer = await content(tools, settings, id, bytes);
  for (const ms of patienceMs) {
    if (answer !== 'later') break;
    await new Promise((resolve) => setTimeout(resolve, ms));
    answer = await content(tools, settings, id, bytes);
  }
  if (answer === undefined || answer === 'later') return missingFile(1);
  return { name, type: answer.headers.get('content-type') ?? '', bytes: Buffer.from(await answer.arrayBuffer()) };
}
