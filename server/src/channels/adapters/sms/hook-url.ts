// The address at which a provider hands in what came in and how far a message got, as it is seen from outside.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { SmsSettings } from './shape.ts';

export const hookPrefix = '/hooks/sms';

/** What a number writes by has its own door. */
export const prefixOf = ({ channel }: Pick<SmsSettings, 'channel'>): `/${string}` =>
  channel === undefined ? hookPrefix : `/hooks/${channel}`;

export const hookUrl = (tools: Tools, settings: Pick<SmsSettings, 'key' | 'channel'>, what: string): string =>
  `${config.of({ tools }).publicUrl}${prefixOf(settings)}/${settings.key}/${what}`;

/** The address for the status of one message; undefined where a real provider would refuse it, on a machine of one's own: then there is no news. */
export function statusUrl(tools: Tools, settings: SmsSettings, id: string, apiUrl: string, providerHost: RegExp): string | undefined {
  const url = hookUrl(tools, settings, `status?m=${id}`);
  const isHere = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url).hostname);
  const isReal = settings.provider !== 'sandbox' && providerHost.test(new URL(apiUrl).hostname);
  return isHere && isReal ? undefined : url;
}
