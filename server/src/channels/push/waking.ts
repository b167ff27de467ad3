// Who wakes devices: one line each.
import type { Tools } from '#kit/tool';
import { apns } from './apns/apns.ts';
import { fcm } from './fcm/fcm.ts';
import type { PushService } from './service.ts';
import type { DeviceAddress, Push, Pushed, PushSettings } from './types.ts';
import { webPush } from './web-push/web-push.ts';

const services: { readonly [K in DeviceAddress['kind']]: PushService<K> } = { 'web-push': webPush, fcm, apns };
export const pushServices = Object.values(services) as unknown as readonly PushService[];

/** One push to one device, by the service that knows it. */
export const wakeDevice = (tools: Tools, settings: PushSettings, to: DeviceAddress, push: Push): Promise<Pushed> =>
  (services[to.kind] as unknown as PushService).send(tools, settings, to, push);
