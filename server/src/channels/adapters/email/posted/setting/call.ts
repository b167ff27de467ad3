// One call to the API of a provider that posts mail: Mailgun (HTTP Basic), SendGrid (a bearer token), Postmark (a token of the server). By the house's safe way outside; what they say in words goes no further.
import { config } from '#kit/config';
import { fetchWithin, insideHosts } from '#kit/outside';
import type { Tools } from '#kit/tool';
import { type Silence, silenceOf } from '#kit/unsent';
import type { Account } from '../../../../adapter.ts';
import { type Loose, obj } from '../../../meta/loose.ts';
import type { EmailSettings } from '../../settings.ts';
import { isSettable, type PostedSettings, type Settable } from '../settings.ts';

export type KeyedAccount = Account<EmailSettings & PostedSettings & { readonly key: string; readonly hookApiKey: string }> & {
  readonly settings: { readonly postedBy: Settable };
};
export type Answer = { readonly status: number; readonly body: Loose };
export type Ask = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fields in order; a name may come again. */
  readonly form?: readonly (readonly [name: string, value: string])[];
  readonly json?: object;
};
export const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Whether mail is posted here by a provider whose API may be asked. */
export const isKeyed = (account: Account<EmailSettings>): account is KeyedAccount =>
  account.settings.feed === 'webhook' && isSettable(account.settings.postedBy) && (account.settings.hookApiKey ?? '') !== '';

/** Calls a resource such as `/v3/routes`. Never throws. */
export async function call(tools: Tools, { settings }: KeyedAccount, path: string, ask: Ask = {}): Promise<Answer | Silence> {
  const body = ask.form ? new URLSearchParams(ask.form.map((each) => [...each])).toString() : ask.json && JSON.stringify(ask.json);
  try {
    const answer = await fetchWithin(
      { insideHosts: insideHosts(tools), bytes: 2_000_000, seconds: 10 },
      new URL(path, baseUrl(tools, settings)),
      {
        method: ask.method ?? 'GET',
        headers: {
          accept: 'application/json',
          ...credentials(settings),
          ...(body !== undefined && { 'content-type': ask.form ? 'application/x-www-form-urlencoded' : 'application/json' }),
        },
        ...(body !== undefined && { body }),
      },
    );
    return { status: answer.status, body: obj(await answer.json().catch(() => undefined)) };
  } catch (error) {
    return silenceOf(error);
  }
}

/** Whether it is the provider itself that is called, which reaches this house from outside only. */
export const isReal = (tools: Tools, { postedBy }: KeyedAccount['settings']): boolean =>
  new URL(urlOf(tools, postedBy)).hostname.endsWith(own[postedBy].host);

/** The other region has a host of its own: api.eu.mailgun.net, api.eu.sendgrid.com. */
function baseUrl(tools: Tools, { postedBy, hookRegion }: KeyedAccount['settings']): URL {
  const url = new URL(urlOf(tools, postedBy));
  if (hookRegion === 'eu' && url.hostname === `api${own[postedBy].host}`) url.hostname = `api.eu${own[postedBy].host}`;
  return url;
}

function credentials({ postedBy, hookApiKey }: KeyedAccount['settings']): Record<string, string> {
  if (postedBy === 'postmark') return { 'x-postmark-server-token': hookApiKey };
  return {
    authorization: postedBy === 'mailgun' ? `Basic ${Buffer.from(`api:${hookApiKey}`).toString('base64')}` : `Bearer ${hookApiKey}`,
  };
}

const own = {
  mailgun: { option: 'mailgunUrl', host: '.mailgun.net' },
  sendgrid: { option: 'sendgridUrl', host: '.sendgrid.com' },
  postmark: { option: 'postmarkUrl', host: '.postmarkapp.com' },
} as const;
const urlOf = (tools: Tools, poster: Settable): string => config.of({ tools })[own[poster].option];
