// Push services of browsers by the host of their endpoints. An endpoint comes from a visitor's page, so it may lead only to hosts of services that are known, or that
// the operator names. Who carries a push is told apart, because each is a recipient of its own (Art. 13(1)(e)).
import { config } from '#kit/config';
import { insideHosts } from '#kit/outside';
import type { Tools } from '#kit/tool';
import type { Carrier } from '../carrier.ts';
import type { DeviceRow, PushSettings } from './types.ts';

const service = 'Wakes a visitor’s device';
/** Which service a browser uses is its maker's doing: a controller of its own, bound to whoever uses the browser. */
const ofBrowsers: readonly (Carrier & { readonly hosts: RegExp })[] = [
  { code: 'web-push-google', name: 'Google (push of browsers)', service, region: 'US', hosts: /^(fcm|jmt17)\.googleapis\.com$/ },
  {
    code: 'web-push-mozilla',
    name: 'Mozilla (push of browsers)',
    service,
    region: 'US',
    hosts: /^[a-z0-9-]+\.push\.services\.mozilla\.com$/,
  },
  { code: 'web-push-apple', name: 'Apple (push of browsers)', service, region: 'US', hosts: /^([a-z0-9-]+\.)*push\.apple\.com$/ },
  { code: 'web-push-microsoft', name: 'Microsoft (push of browsers)', service, region: 'US', hosts: /^[a-z0-9-]+\.notify\.windows\.com$/ },
];
export const appCarriers = {
  fcm: { code: 'google-fcm', name: 'Google (Firebase Cloud Messaging)', service, region: 'US' },
  apns: { code: 'apple-apns', name: 'Apple (Push Notification service)', service, region: 'US' },
} as const satisfies Readonly<Record<string, Carrier>>;
const others = 'web-push-other';
/** Codes of every service that may carry a push to a browser. */
export const browserServices: readonly string[] = [...ofBrowsers.map(({ code }) => code), others];

/** Code of the service behind an endpoint; undefined for one that no push may be sent to. */
export function serviceOf(tools: Tools, endpoint: string): string | undefined {
  const url = URL.parse(endpoint);
  if (url === null) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const isNamed = hostsOf(tools).includes(url.host);
  if (url.protocol !== 'https:' && !(isNamed && url.protocol === 'http:' && insideHosts(tools).includes(url.host))) return undefined;
  if (isNamed) return others;
  return url.port === '' ? ofBrowsers.find(({ hosts }) => hosts.test(url.hostname))?.code : undefined;
}

/** Who would carry a push to such a device, by the register; null when it stays in this house, undefined when the company does not push that way. */
export function recipientOf(
  settings: Omit<PushSettings, 'key'>,
  { kind, service: by }: Pick<DeviceRow, 'kind' | 'service'>,
): string | null | undefined {
  if (kind === 'web-push') return settings.webPush ? (settings.played ? null : by) : undefined;
  const [chosen, carrier] = kind === 'fcm' ? [settings.fcm, appCarriers.fcm] : [settings.apns, appCarriers.apns];
  if (chosen === 'sandbox') return null;
  return chosen === 'google' || chosen === 'apple' ? carrier.code : undefined; // a chat from before this could be chosen has no word of it
}

/** Everybody who may come to carry something with these settings: they enter the register, and the gate lets nothing leave until what the law asks for stands there. */
export function carriersOf(tools: Tools, settings: Omit<PushSettings, 'key'>): Carrier[] {
  const own = hostsOf(tools).length > 0 ? [{ code: others, name: 'Push services named by the operator', service, region: 'US' }] : [];
  const browsers = [...ofBrowsers, ...own].map(({ code, name, region }) => ({ code, name, service, region, role: 'controller' as const }));
  return [
    ...(settings.webPush ? browsers : []),
    ...(settings.fcm === 'google' ? [appCarriers.fcm] : []),
    ...(settings.apns === 'apple' ? [appCarriers.apns] : []),
  ];
}

const hostsOf = (tools: Tools): readonly string[] => config.of({ tools }).pushHosts.toLowerCase().split(/\s+/).filter(Boolean);
