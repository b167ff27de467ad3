// One call to the Graph API, or to the emulator that speaks it. By the house's safe way outside; what was sent and not answered is told apart from what never left.
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import type { Tools } from '#kit/tool';
import { isUnsent } from '#kit/unsent';
import type { File } from '../../adapter.ts';
import { emulatorFor } from './emulator/emulator.ts';
import { type Loose, obj } from './loose.ts';
import type { MetaSettings } from './settings.ts';
import { proofOf } from './signature.ts';

export type Answer = { readonly status: number; readonly body: Loose; readonly retryAfter: number | undefined };
/** `never-left`: it is safe to try again; `unknown`: it may have arrived. */
export type Silence = { readonly silent: 'never-left' | 'unknown' };
export type Ask = {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: object;
  /** Fields and a file, as `multipart/form-data`. */
  readonly form?: { readonly fields: Readonly<Record<string, string>>; readonly name: string; readonly file: File };
  /** Another sign-in than the token of the channel, such as that of the app. */
  readonly token?: string;
  /** How long to wait for an answer; 15, or 60 with a file. */
  readonly seconds?: number;
};

export const version = 'v24.0';
const bytes = 2_000_000;

/** Calls a resource such as `/1234/messages`. Never throws. */
export async function call(tools: Tools, settings: MetaSettings, path: string, ask: Ask = {}): Promise<Answer | Silence> {
  try {
    const url = new URL(`/${version}${path}`, await baseUrl(tools, settings));
    const token = ask.token ?? settings.token;
    const proof = ask.token === undefined ? { appsecret_proof: proofOf(settings.appSecret, token) } : {};
    for (const [name, value] of Object.entries({ ...ask.query, ...proof })) url.searchParams.set(name, value);
    const { type, body } = await written(ask);
    const answer = await fetchWithin(
      { insideHosts: await mayReach(tools, settings), bytes, seconds: ask.seconds ?? (ask.form ? 60 : 15) },
      url,
      {
        method: ask.method ?? 'GET',
        headers: { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) },
        ...(body !== undefined && { body }),
      },
    );
    const after = Number(answer.headers.get('retry-after'));
    return { status: answer.status, body: obj(await answer.json().catch(() => ({}))), retryAfter: after > 0 ? after : undefined };
  } catch (error) {
    return { silent: isUnsent(error) ? 'never-left' : 'unknown' };
  }
}

/** Where the API is; the sandbox has its own, within this process. */
export const baseUrl = async (tools: Tools, settings: MetaSettings): Promise<string> =>
  settings.provider === 'sandbox' ? (await emulatorFor(tools, settings)).url : config.of({ tools }).metaUrl;

/** Hosts inside a network that may be called: those of the operator, and the sandbox. */
export const mayReach = async (tools: Tools, settings: MetaSettings): Promise<readonly string[]> =>
  settings.provider === 'sandbox' ? [new URL(await baseUrl(tools, settings)).host] : insideHosts(tools);

export const isDone = (answer: Answer | Silence): answer is Answer => 'status' in answer && answer.status >= 200 && answer.status < 300;

async function written({ json, form }: Ask): Promise<{ type?: string; body?: string | Uint8Array }> {
  if (json) return { type: 'application/json', body: JSON.stringify(json) };
  if (!form) return {};
  const parts = new FormData();
  for (const [name, value] of Object.entries(form.fields)) parts.set(name, value);
  const { name, type, bytes: content } = form.file;
  parts.set(form.name, new Blob([new Uint8Array(content)], { type }), name);
  const packed = new Response(parts);
  return { type: packed.headers.get('content-type') ?? '', body: new Uint8Array(await packed.arrayBuffer()) };
}
