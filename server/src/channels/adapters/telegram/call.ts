// One call to the Bot API (core.telegram.org/bots/api), or to the emulator that speaks it. The token stands in the path, so an address is never logged; what Telegram
// says in words is read for its kind and goes no further.
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import type { Tools } from '#kit/tool';
import { type Silence, silenceOf } from '#kit/unsent';
import type { File } from '../../adapter.ts';
import { botFor } from './emulator/emulator.ts';
import type { TelegramSettings } from './settings.ts';

export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly status: number; readonly said: string; readonly retryAfter: number | undefined };
type Fields = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | object>>;
type Sent = File & { readonly field: string };

/** Calls a method such as `sendMessage`, for a quarter of a minute, or a whole one with a file, and no longer than `withinSeconds`. Never throws. */
export async function call(
  tools: Tools,
  settings: TelegramSettings,
  method: string,
  fields: Fields = {},
  { file, withinSeconds = 60 }: { readonly file?: Sent; readonly withinSeconds?: number } = {},
): Promise<Answer | Silence> {
  try {
    const url = new URL(`/bot${settings.token}/${method}`, await baseUrl(tools, settings));
    const bounds = { insideHosts: await mayReach(tools, settings), bytes: 1_000_000, seconds: Math.min(file ? 60 : 15, withinSeconds) };
    const answer = await fetchWithin(bounds, url, { method: 'POST', ...(await packed(fields, file)) });
    return read(answer.status, await answer.json().catch(() => undefined));
  } catch (error) {
    return silenceOf(error);
  }
}

/** The bytes of a file that came with a message; undefined when they cannot be had. Only from the host of the API, without redirects. */
export async function download(tools: Tools, settings: TelegramSettings, path: string, bytes: number): Promise<Buffer | undefined> {
  if (!/^[\w-][\w./-]{0,299}$/.test(path) || path.includes('..')) return undefined;
  try {
    const url = new URL(`/file/bot${settings.token}/${path}`, await baseUrl(tools, settings));
    const answer = await fetchWithin({ insideHosts: await mayReach(tools, settings), seconds: 30, bytes }, url, {});
    return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

const baseUrl = async (tools: Tools, settings: TelegramSettings): Promise<string> =>
  settings.provider === 'sandbox' ? (await botFor(tools, settings)).url : config.of({ tools }).telegramUrl;

/** Hosts inside a network that may be called: those of the operator, and the sandbox. */
const mayReach = async (tools: Tools, settings: TelegramSettings): Promise<readonly string[]> =>
  settings.provider === 'sandbox' ? [new URL(await baseUrl(tools, settings)).host] : insideHosts(tools);

async function packed(fields: Fields, file: Sent | undefined) {
  if (!file) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  form.set(file.field, new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
  const request = new Response(form);
  return {
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

function read(status: number, body: unknown): Answer | Silence {
  const { ok, result, description, parameters } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (ok === true) return { ok, result };
  if (ok !== false && status < 400) return { silent: 'unknown' };
  const after = Number((parameters as { retry_after?: unknown } | undefined)?.retry_after);
  return { ok: false, status, said: String(description ?? ''), retryAfter: after > 0 ? after : undefined };
}
