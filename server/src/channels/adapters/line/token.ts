// What signs us in: the token that was given, or a stateless one (`/oauth2/v3/token`), which LINE makes for id and secret and which ends by itself after fifteen minutes. It is
// held in memory alone.
import { createHash } from 'node:crypto';
import { fetchWithin } from '#kit/outside';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { obj, str } from '../meta/loose.ts';
import type { LineSettings } from './settings.ts';

type Held = Map<string, { readonly token: string; readonly until: number }>;
const held = tool<Held>('channels.line.tokens');
const marginMs = 60_000;
const most = 1_000;

export type Api = { readonly url: string; readonly insideHosts: readonly string[] };

/** A token; undefined when LINE does not accept id and secret. Throws when LINE cannot be reached. */
export async function tokenFor(tools: Tools, { token, channelId, channelSecret }: LineSettings, api: Api): Promise<string | undefined> {
  if (token !== '') return token;
  if (!tools.has(held.name)) held.set(tools, new Map());
  const tokens = held.of({ tools });
  const [now, id] = [
    clock.of({ tools })().getTime(),
    createHash('sha256').update(`${api.url} ${channelId} ${channelSecret}`).digest('hex'),
  ];
  const known = tokens.get(id);
  if (known && known.until > now) return known.token;
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: channelId, client_secret: channelSecret });
  const answer = await fetchWithin({ insideHosts: api.insideHosts, seconds: 10 }, new URL('/oauth2/v3/token', api.url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  const body = obj(await answer.json().catch(() => undefined));
  const made = str(body['access_token']);
  if (answer.status !== 200 || made === '') return undefined;
  if (tokens.size >= most) tokens.clear();
  tokens.set(id, { token: made, until: now + Number(body['expires_in'] ?? 0) * 1000 - marginMs });
  return made;
}
