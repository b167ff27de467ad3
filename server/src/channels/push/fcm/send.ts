// Firebase Cloud Messaging, HTTP v1: a service account signs for an access token (RFC 7523), which opens the sending. Only `data` is sent: the app shows the sentence.
import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { emulator } from '../emulator/emulator.ts';
import { secondsIn } from '../retry-after.ts';
import { readServiceAccount, type ServiceAccount } from '../settings.ts';
import type { Push, Pushed, PushSettings } from '../types.ts';

type Reached = { readonly account: ServiceAccount; readonly url: string; readonly tokenUrl: string; readonly inside: readonly string[] };
type Told = { readonly status: number; readonly code: string; readonly field: string; readonly retryAfter: string | null };

const scope = 'https://www.googleapis.com/auth/firebase.messaging';
const nobody = 'parley-test';
const tokens = tool<Map<string, { token: string; until: number }>>('channels.push.googleTokens');

/** Sends once. Never throws for Google's sake. */
export async function pushByGoogle(tools: Tools, settings: PushSettings, token: string, push: Push): Promise<Pushed> {
  const told = await send(tools, settings, token, push, false);
  return told === 'unreachable' ? { outcome: 'retry', because: 'unreachable' } : meaningOf(told, clock.of({ tools })());
}

/** Signs in and lets Google look at a message that goes nowhere; words for a person. */
export async function testGoogle(tools: Tools, settings: PushSettings): Promise<{ ok: boolean; words: string }> {
  const told = await send(tools, settings, nobody, { text: 'Test', tag: 'test', ttlSeconds: 60 }, true);
  if (told === 'unreachable') return { ok: false, words: 'Google cannot be reached from here.' };
  if (told.status === 401 || told.code === 'invalid_grant')
    return { ok: false, words: 'Google does not accept the key of the service account.' };
  if (told.status === 403) return { ok: false, words: 'The service account may not send messages of this Firebase project.' };
  if (told.status === 404) return { ok: false, words: 'Google does not know the Firebase project of the service account.' };
  if (told.status >= 500 || told.status === 429) return { ok: false, words: 'Google has a fault at this moment. Please try again.' };
  return {
    ok: true,
    words:
      settings.fcm === 'sandbox'
        ? 'The sandbox wakes Android apps: nothing leaves.'
        : 'Google lets us in. Whether the app is of this project shows at the first push.',
  };
}

/** What an answer of HTTP v1 means, by the error code of FCM where there is one. */
export function meaningOf({ status, code, field, retryAfter }: Told, now: Date): Pushed {
  if (status === 200) return { outcome: 'sent' };
  if (code === 'UNREGISTERED') return { outcome: 'gone' };
  if (code === 'INVALID_ARGUMENT' && field === 'message.token') return { outcome: 'gone' };
  if (status === 429 || code === 'QUOTA_EXCEEDED')
    return { outcome: 'retry', because: 'throttled', afterSeconds: secondsIn(retryAfter, now).afterSeconds ?? 60 };
  if (status >= 500) return { outcome: 'retry', because: 'unreachable', ...secondsIn(retryAfter, now) };
  // another project than the app's, or none: our fault, and no device pays for it
  if ([401, 403, 404].includes(status) || code === 'invalid_grant') return { outcome: 'retry', because: 'bad-credentials' };
  return { outcome: 'failed', because: 'rejected' };
}

async function send(tools: Tools, settings: PushSettings, token: string, push: Push, isTest: boolean): Promise<Told | 'unreachable'> {
  try {
    const reached = await reach(tools, settings);
    const access = await accessToken(tools, reached);
    if (typeof access !== 'string') return access;
    const data = { kind: 'message', text: push.text, tag: push.tag };
    const android = { priority: 'HIGH', ttl: `${push.ttlSeconds}s`, collapse_key: push.tag };
    const answer = await post(reached, `${reached.url}/v1/projects/${reached.account.project}/messages:send`, {
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
      body: JSON.stringify({ validate_only: isTest, message: { token, data, android } }),
    });
    if (answer.status === 401) forget(tools, reached);
    return told(answer);
  } catch {
    return 'unreachable'; // sent again it is the same push: the collapse key replaces
  }
}

/** An access token, kept until a minute before it ends. */
async function accessToken(tools: Tools, reached: Reached): Promise<string | Told> {
  const kept = tokensOf(tools);
  const now = Math.floor(clock.of({ tools })().getTime() / 1000);
  const known = kept.get(nameOf(reached));
  if (known && known.until > now) return known.token;
  const assertion = await new SignJWT({ iss: reached.account.email, scope, aud: reached.tokenUrl, iat: now, exp: now + 3_600 })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .sign(reached.account.key);
  const answer = await post(reached, reached.tokenUrl, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }).toString(),
  });
  if (answer.status !== 200) return told(answer);
  const body = (await answer.json()) as { access_token?: unknown; expires_in?: unknown };
  if (typeof body.access_token !== 'string') return { status: 502, code: '', field: '', retryAfter: null };
  kept.set(nameOf(reached), { token: body.access_token, until: now + Math.max(0, Number(body.expires_in ?? 0) - 60) });
  return body.access_token;
}

const post = (reached: Reached, url: string, ask: { headers: Record<string, string>; body: string }): Promise<Response> =>
  fetchWithin({ insideHosts: reached.inside, seconds: 15, bytes: 65_536 }, new URL(url), { method: 'POST', ...ask });

async function told(answer: Response): Promise<Told> {
  const body = (await answer.json().catch(() => undefined)) as { error?: unknown } | undefined;
  const error = body?.error as string | { status?: unknown; details?: unknown } | undefined;
  const details = typeof error === 'object' && Array.isArray(error.details) ? (error.details as Record<string, unknown>[]) : [];
  const [violation] = details.flatMap((each) => (each['fieldViolations'] ?? []) as { field?: unknown }[]);
  const named = details.find((each) => typeof each['errorCode'] === 'string')?.['errorCode'];
  const code = typeof error === 'string' ? error : String(named ?? error?.status ?? '');
  return { status: answer.status, code, field: String(violation?.field ?? ''), retryAfter: answer.headers.get('retry-after') };
}

async function reach(tools: Tools, settings: PushSettings): Promise<Reached> {
  if (settings.fcm === 'sandbox') {
    const { google } = await emulator(tools, settings);
    return { account: google.account, url: google.url, tokenUrl: `${google.url}/token`, inside: [new URL(google.url).host] };
  }
  const { fcmUrl, googleTokenUrl } = config.of({ tools });
  return { account: readServiceAccount(settings.fcmKey), url: fcmUrl, tokenUrl: googleTokenUrl, inside: insideHosts(tools) };
}

const nameOf = ({ account, tokenUrl }: Reached): string =>
  createHash('sha256')
    .update(`${tokenUrl}\n${account.email}\n`)
    .update(account.key.export({ type: 'pkcs8', format: 'der' }))
    .digest('base64url');
const forget = (tools: Tools, reached: Reached): void => void tokensOf(tools).delete(nameOf(reached));

function tokensOf(tools: Tools): Map<string, { token: string; until: number }> {
  if (!tools.has(tokens.name)) tokens.set(tools, new Map());
  return tokens.of({ tools });
}
