// A file that came with a message. Its address at Viber expires, so it is fetched at once, from hosts of Viber alone, bounded. What a file is, its bytes say (`safeFile`).
import { config } from '#kit/config';
import { fetchWithin } from '#kit/outside';
import type { Tools } from '#kit/tool';
import type { File } from '../../adapter.ts';
import { missingFile } from '../file-names.ts';
import { baseUrl, mayReach } from './call.ts';
import type { FileRef } from './said.ts';
import type { ViberSettings } from './settings.ts';

const seconds = 20;
const stores = /(?:^|\.)viber\.com$/;

/** The file, or in its place a note, so that its absence is seen. Never throws. */
export async function fetchFile(tools: Tools, settings: ViberSettings, file: FileRef): Promise<File> {
  return fetchOne(tools, settings, file).catch(() => missingFile(1));
}

async function fetchOne(tools: Tools, settings: ViberSettings, { url: given, size, name }: FileRef): Promise<File> {
  const bytes = config.of({ tools }).attachmentMaxBytes;
  const [url, base] = [new URL(given), new URL(await baseUrl(tools, settings))];
  const isTheirs = (at: URL): boolean => at.host === base.host || (at.protocol === 'https:' && at.port === '' && stores.test(at.hostname));
  if (size > bytes || !isTheirs(url)) return missingFile(1);
  const answer = await fetchWithin({ insideHosts: await mayReach(tools, settings), seconds, bytes, follow: isTheirs }, url, {});
  if (answer.status !== 200) return missingFile(1);
  return { name, type: answer.headers.get('content-type') ?? '', bytes: Buffer.from(await answer.arrayBuffer()) };
}
