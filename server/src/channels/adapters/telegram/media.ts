// Files that came with a message: asked for by id, fetched from the host of the API alone, bounded. What a file is, its bytes say (`safeFile`).
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { File } from '../../adapter.ts';
import { call, download } from './call.ts';
import type { TelegramSettings } from './settings.ts';

export type FileRef = { readonly id: string; readonly size: number; readonly name: string; readonly type: string };

const mostBytes = 20_000_000; // a bot is given no more

/** The files, in order; in the place of one that cannot be had stands a note, so that its absence is seen. Never throws. */
export async function fetchFiles(tools: Tools, settings: TelegramSettings, files: readonly FileRef[]): Promise<File[]> {
  return Promise.all(files.map(async (file) => (await fetchOne(tools, settings, file)) ?? missing(file)));
}

async function fetchOne(tools: Tools, settings: TelegramSettings, { id, size, name, type }: FileRef): Promise<File | undefined> {
  const most = Math.min(mostBytes, config.of({ tools }).attachmentMaxBytes);
  if (size > most || !/^[\w-]{1,250}$/.test(id)) return undefined;
  const found = await call(tools, settings, 'getFile', { file_id: id });
  const path = 'ok' in found && found.ok ? (found.result as { file_path?: unknown } | null)?.file_path : undefined;
  const bytes = typeof path === 'string' ? await download(tools, settings, path, most) : undefined;
  return bytes && { name, type, bytes };
}

const missing = ({ name }: FileRef): File => ({
  name: `${name}-missing.txt`,
  type: 'text/plain',
  bytes: Buffer.from(
    'A file came with this message and could not be fetched: it is too large, or Telegram did not give it out. Please ask the sender for it.\n',
  ),
});
