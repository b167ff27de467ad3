// One push to a browser (RFC 8030). The endpoint was chosen by a visitor's page: it is looked at again before anything is sent to it, and reached only by the guarded way.
import { createHash } from 'node:crypto';
import { config } from '#kit/config';
import { fetchWithin, insideHosts, outsideFault } from '#kit/outside';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { emulator } from '../emulator/emulator.ts';
import { secondsIn } from '../retry-after.ts';
import { serviceOf } from '../services.ts';
import type { DeviceAddress, Push, Pushed, PushSettings } from '../types.ts';
import { encryptFor } from './encrypt.ts';
import { vapidHeader } from './vapid.ts';

const paddedTo = 256;

/** Sends once. Never throws for the service's sake. */
export async function pushToBrowser(
  tools: Tools,
  settings: PushSettings,
  to: DeviceAddress & { kind: 'web-push' },
  { text, tag, ttlSeconds }: Push,
): Promise<Pushed> {
  if (serviceOf(tools, to.endpoint) === undefined) return { outcome: 'gone' }; // the operator no longer lets anything go there
  const now = clock.of({ tools })();
  const body = encryptFor(to, JSON.stringify({ parley: 1, text, tag }), paddedTo);
  const headers = {
    authorization: await vapidHeader(settings.vapidKey, to.endpoint, contactOf(config.of({ tools }).publicUrl), now),
    'content-type': 'application/octet-stream',
    'content-encoding': 'aes128gcm',
    ttl: String(ttlSeconds),
    urgency: 'normal',
    topic: tag,
  };
  try {
    const { url, inside } = await reach(tools, settings, to.endpoint);
    const answer = await fetchWithin({ insideHosts: inside, seconds: 15, bytes: 65_536 }, url, { method: 'POST', headers, body });
    return meaningOf(answer.status, answer.headers.get('retry-after'), now);
  } catch (error) {
    // where an address leads inside, trying again will not help; the same push twice is one, since the topic replaces
    return outsideFault(error) === 'outside-refused' ? { outcome: 'gone' } : { outcome: 'retry', because: 'unreachable' };
  }
}

/** In the sandbox the emulator stands in for whichever service it is. */
async function reach(tools: Tools, { played, key }: PushSettings, endpoint: string): Promise<{ url: URL; inside: readonly string[] }> {
  if (!played) return { url: new URL(endpoint), inside: insideHosts(tools) };
  const { google } = await emulator(tools, { key });
  const name = createHash('sha256').update(endpoint).digest('base64url');
  return { url: new URL(`/push/${name}`, google.url), inside: [new URL(google.url).host] };
}

/** What a push service's status means (RFC 8030, section 5 and 7.3). */
export function meaningOf(status: number, retryAfter: string | null, now: Date): Pushed {
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 404 || status === 410) return { outcome: 'gone' };
  const after = secondsIn(retryAfter, now);
  if (status === 429) return { outcome: 'retry', because: 'throttled', ...after };
  if (status >= 500) return { outcome: 'retry', because: 'unreachable', ...after };
  return { outcome: 'failed', because: status === 401 || status === 403 ? 'bad-credentials' : 'rejected' };
}

const contactOf = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? publicUrl : `mailto:postmaster@${new URL(publicUrl).hostname}`;
