// One call to Twilio's API (2010-04-01), or to the emulator that speaks it. By the house's safe way outside; what was sent and not answered is told apart from
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
): Promise<Answer | Silence> {
  try {
    const url = new URL(`/2010-04-01/Accounts/${settings.accountSid}${path}`, await baseUrl(tools, settings));
    const answer = await fetchWithin({ insideHosts: await mayReach(tools, settings), bytes }, url, {
      method,
      headers: { authorization: credentials(settings), ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form && { body: new URLSearchParams(form).toString() }),
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
