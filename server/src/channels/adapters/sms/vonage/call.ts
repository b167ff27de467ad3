// One call to Vonage's APIs, or to the emulator that speaks them. The application signs in to send, the account to look after the rest; the secret never stands
// in an address, although the older API would take it there.
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { type Silence, silenceOf } from '#kit/unsent';
import { sandboxedVonage } from './emulator/sandboxed.ts';
import type { VonageSettings } from './settings.ts';
import { applicationToken } from './sign-in.ts';

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>>; readonly retryAfter: number | undefined };
export type Ask = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** `application`: by its token; `account`: by key and secret, as is everything at the older API (`rest`). */
  readonly as: 'application' | 'account' | 'rest';
  readonly json?: Readonly<Record<string, unknown>>;
  readonly form?: Readonly<Record<string, string>>;
};

const bytes = 2_000_000;
const restUrl = 'https://rest.nexmo.com';

/** Never throws; what was sent and not answered is told apart from what never left. */
export async function call(tools: Tools, settings: VonageSettings, { method, path, as, json, form }: Ask): Promise<Answer | Silence> {
  try {
    const base = await baseUrl(tools, settings, as);
    const inside = settings.provider === 'sandbox' ? [new URL(base).host] : insideHosts(tools);
    const body = json ? JSON.stringify(json) : form && new URLSearchParams(form).toString();
    const answer = await fetchWithin({ insideHosts: inside, bytes }, new URL(path, base), {
      method,
      headers: {
        authorization: as === 'application' ? `Bearer ${applicationToken(settings, clock.of({ tools })())}` : basic(settings),
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded' }),
      },
      ...(body !== undefined && { body }),
    });
    const after = Number(answer.headers.get('retry-after'));
    return { status: answer.status, body: await read(answer), retryAfter: after > 0 ? after : undefined };
  } catch (error) {
    return silenceOf(error);
  }
}

export const isSuccess = (answer: Answer | Silence): answer is Answer => 'status' in answer && answer.status >= 200 && answer.status < 300;

/** Where an API is; the sandbox has its own, within this process. */
async function baseUrl(tools: Tools, settings: VonageSettings, as: Ask['as']): Promise<string> {
  if (settings.provider === 'sandbox') return (await sandboxedVonage(tools, settings)).url;
  const { vonageUrl } = config.of({ tools });
  const isTheirs = /\.(?:nexmo|vonage)\.com$/.test(new URL(vonageUrl).hostname);
  return as === 'rest' && isTheirs ? restUrl : vonageUrl; // numbers and balance are still looked after by an older API, at one place for all regions
}

const basic = ({ apiKey, apiSecret }: VonageSettings): string => `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;

async function read(answer: Response): Promise<Record<string, unknown>> {
  const found: unknown = await answer.json().catch(() => ({}));
  return found !== null && typeof found === 'object' ? (found as Record<string, unknown>) : {};
}
