// The address that a provider is told, and whether one that stands there leads here: to this inbox, or to another of the same company, which hears of every mail that left.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../../adapter.ts';
import { str } from '../../../meta/loose.ts';
import { domainOf } from '../../addresses.ts';
import { hookPrefix, hooks, hookUrl } from '../../hooks.ts';
import type { EmailSettings } from '../../settings.ts';
import type { KeyedAccount } from './call.ts';

/** The domain that is set up at the provider. */
export const domainAt = ({ settings }: KeyedAccount): string => settings.hookDomain || domainOf(settings.address);

/** The address, with the password in it where one proves who posts (RFC 3986, 3.2.1). */
export function addressFor(tools: Tools, { settings }: KeyedAccount): string {
  const url = hookUrl(tools, settings.key);
  return settings.hookSecret === '' ? url : url.replace('://', `://parley:${encodeURIComponent(settings.hookSecret)}@`);
}

/** Whether a text is the address of this inbox, whatever proof stands in it. */
export const leadsHere = (tools: Tools, { settings }: Account<EmailSettings>, text: unknown): boolean =>
  settings.key !== undefined && bare(text) === bare(hookUrl(tools, settings.key));

/** Whether it was the address of this inbox, by its key, when Parley was reached elsewhere. */
export const ledHere = ({ settings }: KeyedAccount, text: unknown): boolean =>
  URL.parse(str(text))?.pathname.includes(`${hookPrefix}/${settings.key}`) === true;

export type Siblings = readonly Account<EmailSettings>[];

/** Other inboxes of the company to whose address the same provider posts: it is told one address for a domain, and all inboxes hear of what it tells. */
export async function others(tools: Tools, account: KeyedAccount): Promise<Siblings> {
  const all = tools.has(hooks.name) ? ((await hooks.of({ tools }).siblings(account)) as Siblings) : [];
  return all.filter(
    ({ inbox, settings }) => inbox !== account.inbox && settings.feed === 'webhook' && settings.postedBy === account.settings.postedBy,
  );
}

function bare(text: unknown): string | undefined {
  const url = URL.parse(str(text));
  return url ? `${url.protocol}//${url.host}${url.pathname}` : undefined;
}
