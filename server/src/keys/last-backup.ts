// Which backup is the newest, beside the data, and whether it opens still: that its key stands in the key folder says so.
import path from 'node:path';
import { type Config, config } from '#kit/config';
import { readPrivateFile, replacePrivateFile } from '#kit/private-file';
import type { Tools } from '#kit/tool';
import { backupFiles } from './backups.ts';
import { readWrappedFile } from './wrapped-file.ts';

type Last = { readonly file: string; readonly backup: string; readonly root: string };
const lastIn = ({ data }: Pick<Config, 'data'>): string => path.join(data, 'last-backup.json');

export const noteLastBackup = (settings: Pick<Config, 'data'>, last: Last): void =>
  replacePrivateFile(lastIn(settings), Buffer.from(JSON.stringify(last)));

/** Where the newest backup was written, with the ids of its key and of its root; undefined before the first. */
export function lastBackupFile(settings: Pick<Config, 'data'>): Last | undefined {
  const bytes = readPrivateFile(lastIn(settings));
  return bytes && (JSON.parse(bytes.toString('utf8')) as Last);
}

/** The newest backup: when it was made and until when it opens; both null once its key is destroyed. Undefined before the first. */
export function lastBackup(tools: Tools): { id: string; madeAt: Date | null; opensUntil: Date | null } | undefined {
  const settings = config.of({ tools });
  const last = lastBackupFile(settings);
  if (!last) return undefined;
  const file = backupFiles(settings.keys).find(({ id }) => id === last.backup)?.file;
  const written = file === undefined ? undefined : readWrappedFile<{ created: string; expires: string }>(file);
  return {
    id: last.backup,
    madeAt: written ? new Date(written.created) : null,
    opensUntil: written ? new Date(written.expires) : null,
  };
}
