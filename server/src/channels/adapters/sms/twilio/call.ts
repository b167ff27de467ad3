// One call to Twilio's API, or to the emulator that speaks it. By the house's safe way outside; what was sent and not answered is told apart from
// what never left, because a message must not be sent twice.
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import type { Tools } from '#kit/tool';
import { type Silence, silenceOf } from '#kit/unsent';
import { emulatorFor } from './emulator/sandboxed.ts';
import type { TwilioSettings } from './settings.ts';

export type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>>; readonly retryAfter: number | undefined };

const bytes = 2_000_000;

/** Calls a resource below the account, such as `/Messages.json`. Never throws. */
export async function call(
  tools: Tools,
  settings: TwilioSettings,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  form?: Readonly<Record<string, string>>,
  seconds?: number,
): Promise<Answer | Silence> {
  const body = form && { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
  return ask(tools, settings, 'api', { method, path: `/2010-04-01/Accounts/${settings.accountSid}${path}`, body, seconds });
}

/** The same at the younger parts of the API, which have hosts of their own and mostly speak JSON: templates (`content`), senders and services (`messaging`). Never throws. */
export const callBeside = (
  tools: Tools,
  settings: TwilioSettings,
  host: 'content' | 'messaging',
  method: 'GET' | 'POST',
  path: string,
  said?: object,
  seconds?: number,
): Promise<Answer | Silence> => ask(tools, settings, host, { method, path, body: said && writtenAs(said), seconds });

const writtenAs = (said: object) =>
  said instanceof URLSearchParams
    ? { type: 'application/x-www-form-urlencoded', text: said.toString() }
    : { type: 'application/json', text: JSON.stringify(said) };

/** What is wrong with an answer, in words for whoever set the channel up; undefined for a success. */
export function faultOf(answer: Answer | Silence): string | undefined {
  if ('silent' in answer) return 'Twilio cannot be reached from here.';
  if (answer.status === 401 || answer.status === 403) return 'Twilio does not accept account SID and token.';
  return answer.status >= 200 && answer.status < 300 ? undefined : 'Twilio answered with a fault. Please try again.';
}

type Asked = {
  readonly method: string;
  readonly path: string;
  readonly body?: { readonly type: string; readonly text: string } | undefined;
  readonly seconds?: number | undefined;
};

async function ask(
  tools: Tools,
  settings: TwilioSettings,
  host: 'api' | 'content' | 'messaging',
  { method, path, body, seconds }: Asked,
): Promise<Answer | Silence> {
  try {
    const url = new URL(path, await baseUrl(tools, settings));
    if (host !== 'api' && /^api\.(?:[a-z0-9-]+\.){0,2}twilio\.com$/.test(url.hostname)) url.hostname = `${host}.twilio.com`;
    const bounds = {
      insideHosts: await mayReach(tools, settings),
      bytes,
      ...(seconds !== undefined && { seconds: Math.min(seconds, 10) }),
    };
    const answer = await fetchWithin(bounds, url, {
      method,
      headers: { authorization: credentials(settings), ...(body && { 'content-type': body.type }) },
      ...(body && { body: body.text }),
    });
    const after = Number(answer.headers.get('retry-after'));
    return { status: answer.status, body: await json(answer), retryAfter: after > 0 ? after : undefined };
  } catch (error) {
    return silenceOf(error);
  }
}

/** Where the API is; the sandbox has its own, within this process. */
export const baseUrl = async (tools: Tools, settings: TwilioSettings): Promise<string> =>
  settings.provider === 'sandbox' ? (await emulatorFor(tools, settings)).url : config.of({ tools }).twilioUrl;

/** Hosts inside a network that may be called: those of the operator, and the sandbox. */
export const mayReach = async (tools: Tools, settings: TwilioSettings): Promise<readonly string[]> =>
  settings.provider === 'sandbox' ? [new URL(await baseUrl(tools, settings)).host] : insideHosts(tools);

export const credentials = ({ accountSid, authToken, keySid, keySecret }: TwilioSettings): string =>
  `Basic ${Buffer.from(keySid === '' ? `${accountSid}:${authToken}` : `${keySid}:${keySecret}`).toString('base64')}`;

async function json(answer: Response): Promise<Record<string, unknown>> {
  const read: unknown = await answer.json().catch(() => ({}));
  return read !== null && typeof read === 'object' ? (read as Record<string, unknown>) : {};
}
