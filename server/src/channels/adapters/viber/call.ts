// One call to Viber's bot API (developers.viber.com/docs/api/rest-bot-api), or to the emulator that speaks it. It answers 200 to nearly everything: what counts is `status`
// in the body. What Viber says in words goes no further.
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import type { Tools } from '#kit/tool';
import { type Silence, silenceOf } from '#kit/unsent';
import { type Loose, obj } from '../meta/loose.ts';
import { parseExactly } from './big.ts';
import { botFor } from './emulator/emulator.ts';
import type { ViberSettings } from './settings.ts';

/** `status`: Viber's code, 0 when all is well; `http`: of the answer. */
export type Answer = { readonly status: number; readonly http: number; readonly body: Loose; readonly retryAfter: number | undefined };
export const isDone = (answer: Answer | Silence): answer is Answer => 'status' in answer && answer.status === 0;

/** Calls a resource such as `send_message`, for a quarter of a minute and no longer than `withinSeconds`. Never throws. */
export async function call(
  tools: Tools,
  settings: ViberSettings,
  resource: string,
  fields: object = {},
  withinSeconds = 15,
): Promise<Answer | Silence> {
  try {
    const url = new URL(`/pa/${resource}`, await baseUrl(tools, settings));
    const bounds = { insideHosts: await mayReach(tools, settings), bytes: 1_000_000, seconds: Math.min(15, withinSeconds) };
    const headers = { 'content-type': 'application/json', 'x-viber-auth-token': settings.token };
    const answer = await fetchWithin(bounds, url, { method: 'POST', headers, body: JSON.stringify(fields) });
    const body = obj(parsed(await answer.text()));
    const [status, after] = [Number(body['status'] ?? Number.NaN), Number(answer.headers.get('retry-after'))];
    if (answer.status < 400 && !Number.isInteger(status)) return { silent: 'unknown' };
    return { status, http: answer.status, body, retryAfter: after > 0 ? after : undefined };
  } catch (error) {
    return silenceOf(error);
  }
}

/** Where the API is; the sandbox has its own, within this process. */
export const baseUrl = async (tools: Tools, settings: ViberSettings): Promise<string> =>
  settings.provider === 'sandbox' ? (await botFor(tools, settings)).url : config.of({ tools }).viberUrl;

/** Hosts inside a network that may be called: those of the operator, and the sandbox. */
export const mayReach = async (tools: Tools, settings: ViberSettings): Promise<readonly string[]> =>
  settings.provider === 'sandbox' ? [new URL(await baseUrl(tools, settings)).host] : insideHosts(tools);

function parsed(text: string): unknown {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
}
