// Files that came with a message. WhatsApp names them by an id: the Graph API tells the address for the token, and gives the bytes for it; the others name the address
// itself. Only hosts of Meta are asked, whatever an address says; what a file is, its bytes say (`safeFile`).
import { config } from '#kit/config';
import { fetchWithin, outsideFault } from '#kit/outside';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import type { File } from '../../adapter.ts';
import { fileName, filesLeftOut, missingFile } from '../file-names.ts';
import { baseUrl, call, isDone, mayReach } from './call.ts';
import { str } from './loose.ts';
import type { MetaSettings } from './settings.ts';
import type { Media } from './updates.ts';

const seconds = 10; // of the twenty that Meta waits for our answer
const most = 20;
const stores = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|cdninstagram\.com|whatsapp\.net|facebook\.com)$/;

/**
 * The files, in order; in the place of one that cannot be had stands a note, so that its absence is seen. What cannot be had at this moment throws Problem `not-ready` where
 * `comesAgain`, so that the message is handed in once more, and is noted else.
 */
export async function fetchMedia(tools: Tools, settings: MetaSettings, media: readonly Media[], comesAgain: boolean): Promise<File[]> {
  const fetched = await Promise.all(
    media
      .slice(0, most)
      .map((each, at) =>
        fetchOne(tools, settings, each, at + 1).catch((error: unknown) => (isPassing(error) ? undefined : missingFile(at + 1))),
      ),
  );
  if (comesAgain && fetched.includes(undefined)) throw new Problem('not-ready', { retryAfterSeconds: 60 });
  const cut = media.length - most;
  return [...fetched.map((file, at) => file ?? missingFile(at + 1)), ...(cut > 0 ? [filesLeftOut(most + 1, cut)] : [])];
}

const isPassing = (error: unknown): boolean =>
  error instanceof Problem ? error.code === 'not-ready' : outsideFault(error) === 'outside-unreachable';
const laterPerhaps = (status: number): boolean => status === 401 || status === 429 || status >= 500;

async function fetchOne(tools: Tools, settings: MetaSettings, { id, url: given, type, name }: Media, place: number): Promise<File> {
  const bytes = config.of({ tools }).attachmentMaxBytes;
  const told = id === undefined ? undefined : await call(tools, settings, `/${id}`, { seconds: 5 });
  if (told && ('silent' in told || laterPerhaps(told.status))) throw new Problem('not-ready');
  if (told && (!isDone(told) || Number(told.body['file_size'] ?? 0) > bytes)) return missingFile(place);
  const url = new URL(told ? str(told.body['url']) : (given ?? ''));
  const base = new URL(await baseUrl(tools, settings));
  const isTheirs = (at: URL): boolean => at.host === base.host || (at.protocol === 'https:' && at.port === '' && stores.test(at.hostname));
  if (!isTheirs(url)) return missingFile(place);
  const answer = await fetchWithin({ insideHosts: await mayReach(tools, settings), seconds, bytes, follow: isTheirs }, url, {
    headers: { 'user-agent': 'Parley', ...(told && { authorization: `Bearer ${settings.token}` }) },
  });
  if (laterPerhaps(answer.status)) throw new Problem('not-ready');
  if (answer.status !== 200) return missingFile(place);
  const kind = type || answer.headers.get('content-type') || '';
  return { name: name || fileName(place, kind), type: kind, bytes: Buffer.from(await answer.arrayBuffer()) };
}
