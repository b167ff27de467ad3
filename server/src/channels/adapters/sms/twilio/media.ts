// Pictures and files that came with a message. They lie at Twilio behind our sign-in; only addresses below our account are fetched, and one redirect to where
// Twilio keeps them. What a file is, its bytes say (`safeFile`); a picture is drawn anew.
import { fetchWithin } from '#kit/outside';
import type { Tools } from '#kit/tool';
import type { File } from '../../../adapter.ts';
import { fileName, missingFile } from '../../file-names.ts';
import { baseUrl, credentials, mayReach } from './call.ts';
import type { TwilioSettings } from './settings.ts';

type Media = { readonly url: string; readonly type: string };

const seconds = 8; // of the fifteen that Twilio waits for our answer
const bytes = 10_000_000; // Twilio takes at most 5 MB
const stores = /(?:^|\.)(?:twilio\.com|twiliocdn\.com)$|^[a-z0-9.-]+\.s3[a-z0-9.-]*\.amazonaws\.com$|^s3[a-z0-9.-]*\.amazonaws\.com$/;

/** The files, in order; in the place of one that cannot be had stands a note, so that its absence is seen. Never throws. */
export async function fetchMedia(settings: TwilioSettings, media: readonly Media[], tools: Tools): Promise<File[]> {
  return Promise.all(media.map((each, at) => fetchOne(settings, each, at + 1, tools).catch(() => missingFile(at + 1))));
}

async function fetchOne(settings: TwilioSettings, { url: given, type }: Media, place: number, tools: Tools): Promise<File> {
  const base = new URL(await baseUrl(tools, settings));
  const url = new URL(given);
  const isOurs = url.origin === base.origin && url.pathname.startsWith(`/2010-04-01/Accounts/${settings.accountSid}/`);
  if (!isOurs) return missingFile(place); // our sign-in goes to our account and nowhere else
  const follow = (to: URL) => to.host === base.host || stores.test(to.hostname);
  const answer = await fetchWithin({ insideHosts: await mayReach(tools, settings), seconds, bytes, follow }, url, {
    headers: { authorization: credentials(settings) },
  });
  if (answer.status !== 200) return missingFile(place);
  return { name: fileName(place, type), type, bytes: Buffer.from(await answer.arrayBuffer()) };
}
