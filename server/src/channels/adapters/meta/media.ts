// Files that came with a message. WhatsApp names them by an id: the Graph API tells the address for the token, and gives the bytes for it; the others name the address
// itself. Only hosts of Meta are asked, whatever an address says; what a file is, its bytes say (`safeFile`).
import { config } from '#kit/config';
import { fetchWithin } from '#kit/outside';
import type { Tools } from '#kit/tool';
import type { File } from '../../adapter.ts';
import { fileName, missingFile } from '../file-names.ts';
import { baseUrl, call, isDone, mayReach } from './call.ts';
import { str } from './loose.ts';
import type { MetaSettings } from './settings.ts';
import type { Media } from './updates.ts';

const seconds = 8; // of the twenty that Meta waits for our answer
const most = 20;
const stores = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|cdninstagram\.com|whatsapp\.net|facebook\.com)$/;

/** The files, in order; in the place of one that cannot be had stands a note, so that its absence is seen. Never throws. */
export async function fetchMedia(tools: Tools, settings: MetaSettings, media: readonly Media[]): Promise<File[]> {
  return Promise.all(media.slice(0, most).map((each, at) => fetchOne(tools, settings, each, at + 1).catch(() => missingFile(at + 1))));
}

async function fetchOne(tools: Tools, settings: MetaSettings, { id, url: given, type, name }: Media, place: number): Promise<File> {
  const bytes = config.of({ tools }).attachmentMaxBytes;
  const told = id === undefined ? undefined : await call(tools, settings, `/${id}`, { seconds: 5 });
  if (told && (!isDone(told) || Number(told.body['file_size'] ?? 0) > bytes)) return missingFile(place);
  const url = new URL(told ? str(told.body['url']) : (given ?? ''));
  const base = new URL(await baseUrl(tools, settings));
  const isTheirs = (at: URL): boolean => at.host === base.host || (at.protocol === 'https:' && at.port === '' && stores.test(at.hostname));
  if (!isTheirs(url)) return missingFile(place);
  const answer = await fetchWithin({ insideHosts: await mayReach(tools, settings), seconds, bytes, follow: isTheirs }, url, {
    headers: { 'user-agent': 'Parley', ...(told && { authorization: `Bearer ${settings.token}` }) },
  });
  if (answer.status !== 200) return missingFile(place);
  const kind = type || answer.headers.get('content-type') || '';
  return { name: name || fileName(place, kind), type: kind, bytes: Buffer.from(await answer.arrayBuffer()) };
}
