// Apple's Push Notification service over HTTP/2: a provider token (ES256), which Apple wants used for twenty minutes at least and an hour at most, and one sentence of ours.
import { createHash, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { emulator } from '../emulator/emulator.ts';
import { secondsIn } from '../retry-after.ts';
import { readAppleKey } from '../settings.ts';
import type { DeviceAddress, Push, Pushed, PushSettings } from '../types.ts';
import { type Answered, ask } from './http2.ts';

type AppleDevice = DeviceAddress & { kind: 'apns' };
type Reached = { readonly origin: string; readonly key: KeyObject; readonly keyId: string; readonly team: string };
type Told = Answered & { readonly reason: string; readonly since: Date | undefined };

const hosts = { production: 'https://api.push.apple.com', development: 'https://api.sandbox.push.apple.com' } as const;
const renewAfterMs = 50 * 60_000;
const fewestMs = 20 * 60_000; // whoever renews more often is answered with TooManyProviderTokenUpdates
const tokens = tool<Map<string, { token: string; at: number }>>('channels.push.appleTokens');

/** Sends once, twice where the token had expired. Never throws for Apple's sake. */
export async function pushByApple(tools: Tools, settings: PushSettings, to: AppleDevice, push: Push): Promise<Pushed> {
  const told = await send(tools, settings, to, push);
  return told === 'unreachable' ? { outcome: 'retry', because: 'unreachable' } : meaningOf(told, clock.of({ tools })());
}

/** Signs in with a device that cannot exist; words for a person. */
export async function testApple(tools: Tools, settings: PushSettings): Promise<{ ok: boolean; words: string }> {
  const nobody: AppleDevice = { kind: 'apns', token: '0'.repeat(64), topic: settings.apnsTopic, environment: 'production' };
  const told = await send(tools, settings, nobody, { text: 'Test', tag: 'test', ttlSeconds: 0 });
  if (told === 'unreachable') return { ok: false, words: 'Apple cannot be reached from here.' };
  if (told.status === 403) return { ok: false, words: 'Apple does not accept the key, its id or the id of the team.' };
  if (told.reason === 'TopicDisallowed') return { ok: false, words: 'The key may not wake the app with this bundle id.' };
  if (told.status === 429 || told.status >= 500) return { ok: false, words: 'Apple has a fault at this moment. Please try again.' };
  return { ok: true, words: settings.apns === 'sandbox' ? 'The sandbox wakes iOS apps: nothing leaves.' : 'Apple wakes iOS apps.' };
}

/** What Apple's status and reason mean for a device. */
export function meaningOf({ status, reason, since, retryAfter }: Omit<Told, 'body'>, now: Date): Pushed {
  if (status === 200) return { outcome: 'sent' };
  if (status === 410) return { outcome: 'gone', ...(since && { since }) };
  if (reason === 'BadDeviceToken') return { outcome: 'gone' };
  if (reason === 'DeviceTokenNotForTopic') return { outcome: 'retry', because: 'bad-credentials' }; // the bundle id entered here is another app's
  if (status === 429)
    return {
      outcome: 'retry',
      because: 'throttled',
      ...(reason === 'TooManyProviderTokenUpdates' ? { afterSeconds: fewestMs / 1000 } : secondsIn(retryAfter, now)),
    };
  if (status >= 500) return { outcome: 'retry', because: 'unreachable', ...secondsIn(retryAfter, now) };
  return status === 403 ? { outcome: 'retry', because: 'bad-credentials' } : { outcome: 'failed', because: 'rejected' };
}

async function send(tools: Tools, settings: PushSettings, to: AppleDevice, push: Push): Promise<Told | 'unreachable'> {
  try {
    const reached = await reach(tools, settings, to.environment);
    const first = await ask(tools, reached.origin, await requestFor(tools, reached, to, push));
    if (readReason(first).reason !== 'ExpiredProviderToken') return readReason(first);
    forget(tools, reached);
    return readReason(await ask(tools, reached.origin, await requestFor(tools, reached, to, push)));
  } catch {
    return 'unreachable'; // sent again it is the same push: the collapse id replaces
  }
}

async function requestFor(tools: Tools, reached: Reached, to: AppleDevice, { text, tag, ttlSeconds }: Push) {
  const now = Math.floor(clock.of({ tools })().getTime() / 1000);
  const headers = {
    authorization: `bearer ${await providerToken(tools, reached)}`,
    'apns-push-type': 'alert',
    'apns-topic': to.topic,
    'apns-collapse-id': tag,
    'apns-priority': '10',
    'apns-expiration': String(now + ttlSeconds),
    'content-type': 'application/json',
  };
  return {
    path: `/3/device/${encodeURIComponent(to.token)}`,
    headers,
    body: JSON.stringify({ aps: { alert: { body: text }, sound: 'default', 'thread-id': tag } }),
  };
}

async function providerToken(tools: Tools, reached: Reached): Promise<string> {
  const kept = tokensOf(tools);
  const now = clock.of({ tools })().getTime();
  const known = kept.get(nameOf(reached));
  if (known && now - known.at < renewAfterMs) return known.token;
  const token = await new SignJWT({ iss: reached.team, iat: Math.floor(now / 1000) })
    .setProtectedHeader({ alg: 'ES256', kid: reached.keyId })
    .sign(reached.key);
  kept.set(nameOf(reached), { token, at: now });
  return token;
}

function readReason(answer: Answered): Told {
  try {
    const { reason, timestamp } = JSON.parse(answer.body) as { reason?: unknown; timestamp?: unknown };
    const since = typeof timestamp === 'number' && Number.isSafeInteger(timestamp) ? new Date(timestamp) : undefined;
    return { ...answer, reason: String(reason ?? ''), since };
  } catch {
    return { ...answer, reason: '', since: undefined };
  }
}

async function reach(tools: Tools, settings: PushSettings, environment: AppleDevice['environment']): Promise<Reached> {
  if (settings.apns === 'sandbox') return (await emulator(tools, settings)).apple;
  const { apnsUrl } = config.of({ tools });
  return { origin: apnsUrl || hosts[environment], key: readAppleKey(settings.apnsKey), keyId: settings.apnsKeyId, team: settings.apnsTeam };
}

const nameOf = ({ key, keyId, team }: Reached): string =>
  createHash('sha256')
    .update(`${team}\n${keyId}\n`)
    .update(key.export({ type: 'pkcs8', format: 'der' }))
    .digest('base64url');
const forget = (tools: Tools, reached: Reached): void => void tokensOf(tools).delete(nameOf(reached));

function tokensOf(tools: Tools): Map<string, { token: string; at: number }> {
  if (!tools.has(tokens.name)) tokens.set(tools, new Map());
  return tokens.of({ tools });
}
