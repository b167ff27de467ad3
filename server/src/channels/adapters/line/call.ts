// One call to the Messaging API (developers.line.biz), or to the emulator that speaks it. By the house's safe way outside; what was sent and not answered is told apart from what
// never left. What LINE says in words is read for its kind and goes no further.
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import type { Tools } from '#kit/tool';
import { type Silence, silenceOf } from '#kit/unsent';
import { type Loose, obj, str } from '../meta/loose.ts';
import { channelFor } from './emulator/emulator.ts';
import type { LineSettings } from './settings.ts';
import { tokenFor } from './token.ts';

export type Answer = { readonly status: number; readonly body: Loose; readonly said: string; readonly retryAfter: number | undefined };
export type Ask = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly json?: object;
  /** The same key makes a repeat the same request, for 24 hours. */
  readonly retryKey?: string;
  readonly seconds?: number;
};
export const isDone = (answer: Answer | Silence): answer is Answer => 'status' in answer && answer.status >= 200 && answer.status < 300;

/** Calls a resource such as `/v2/bot/message/push`. Never throws. */
export async function call(tools: Tools, settings: LineSettings, path: string, ask: Ask = {}): Promise<Answer | Silence> {
  try {
    const api = await apiOf(tools, settings);
    const token = await tokenFor(tools, settings, api).catch(() => null);
    if (token === null) return { silent: 'never-left' };
    if (token === undefined) return { status: 401, body: {}, said: '', retryAfter: undefined };
    const answer = await fetchWithin(
      { insideHosts: api.insideHosts, bytes: 1_000_000, seconds: Math.min(15, ask.seconds ?? 15) },
      new URL(path, api.url),
      {
        method: ask.method ?? 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          ...(ask.json && { 'content-type': 'application/json' }),
          ...(ask.retryKey && { 'x-line-retry-key': ask.retryKey }),
        },
        ...(ask.json && { body: JSON.stringify(ask.json) }),
      },
    );
    const [body, after] = [obj(await answer.json().catch(() => undefined)), Number(answer.headers.get('retry-after'))];
    return { status: answer.status, body, said: str(body['message']), retryAfter: after > 0 ? after : undefined };
  } catch (error) {
    return silenceOf(error);
  }
}

/** The bytes of what somebody sent; undefined when they cannot be had, `later` while LINE still prepares them. Throws when LINE cannot be reached. */
export async function content(
  tools: Tools,
  settings: LineSettings,
  message: string,
  bytes: number,
): Promise<Response | 'later' | undefined> {
  const api = await apiOf(tools, settings);
  const token = await tokenFor(tools, settings, api);
  const answer = await fetchWithin(
    { insideHosts: api.insideHosts, bytes, seconds: 20 },
    new URL(`/v2/bot/message/${message}/content`, api.dataUrl),
    {
      headers: { authorization: `Bearer ${token}` },
    },
  );
  return answer.status === 200 ? answer : answer.status === 202 ? 'later' : undefined;
}

/** Where the API is, and which hosts inside a network may be called for it: those of the operator, and the sandbox. */
async function apiOf(tools: Tools, settings: LineSettings) {
  const { lineUrl } = config.of({ tools });
  if (settings.provider !== 'sandbox')
    return { url: lineUrl, dataUrl: lineUrl.replace('//api.line.me', '//api-data.line.me'), insideHosts: insideHosts(tools) };
  const { url } = await channelFor(tools, settings);
  return { url, dataUrl: url, insideHosts: [new URL(url).host] };
}
